"""The books can show every character: their faces have a shape for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hooks.findings import Finding
from hooks.sources import Sources

STOPS_BUILD = True
# Latin letters with and without accents; every character of Big5 is there as well.
LATIN = 0x17F


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `text-character` for each character of a page or table that the faces of the books do not have. A
    publication without books has none."""
    if not sources.configuration.slug:
        return
    paths = [page.path for page in sources.pages]
    if sources.package:
        paths += [
            sources.package.path,
            *(sources.package.path.parent / t.resource["path"] for t in sources.tables.values()),
        ]
    rare: dict[str, tuple[Path, int]] = {}
    for path in paths:
        for number, line in enumerate(sources.text(path).split("\n"), start=1):
            for character in set(line) - rare.keys():
                if not _is_common(character):
                    rare[character] = (path, number)
    if rare:
        # Late, since most publications do without it.
        from hooks.editions.pdf import missing_characters

        for character in missing_characters("".join(sorted(rare))):
            place, at = rare[character]
            message = f"has “{character}” (U+{ord(character):04X}), which the faces of the books do not have: write "
            yield Finding(str(place), at, "text-character", message + "another form of it, or say it in words")


def _is_common(character: str) -> bool:
    try:
        return ord(character) <= LATIN or bool(character.encode("big5"))
    except UnicodeEncodeError:
        return False
