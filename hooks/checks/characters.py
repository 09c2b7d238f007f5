"""The books can show every character: their faces have a shape for it."""

from __future__ import annotations

import html
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from hooks.configuration import NAME
from hooks.findings import Finding
from hooks.messages import Said, say
from hooks.sources import Sources

STOPS_BUILD = True
# Latin letters with and without accents; every character of Big5 is there as well.
LATIN = 0x17F


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `text-character` for each character of a page, a table or `mkdocs.yml` that no face of the books has, and
    once in a file for all letters of one script. A publication without books has none."""
    if not sources.configuration.slug:
        return
    rare: dict[str, dict[Path, int]] = {}
    for path, lines, printed in _texts(sources):
        for character in {*"\n".join(lines), *printed}:
            if not _is_common(character):
                # One that is written by its number stands on no line.
                line = next((at for at, line in enumerate(lines, 1) if character in line), 1)
                rare.setdefault(character, {}).setdefault(path, line)
    if not rare:
        return
    # Late, since most publications do without it.
    from hooks.editions.pdf.faces import missing_characters

    found: dict[tuple[Path, str], list[str]] = {}
    for character in missing_characters("".join(sorted(rare))):
        for path in rare[character]:
            found.setdefault((path, _script(character)), []).append(character)
    for (path, script), characters in found.items():
        letters = script != "CJK" and any(character.isalpha() for character in characters)
        for group in [characters] if letters else [[character] for character in characters]:
            line = min(rare[character][path] for character in group)
            yield Finding(str(path), line, "text-character", _message(script, group))


def _message(script: str, characters: list[str]) -> Said:
    (first, *more) = characters
    if more:
        shown = " ".join(characters[:6]) + " …" * (len(characters) > 6)
        return say("text-character/script", script=script.capitalize(), shown=shown)
    number = f"{ord(first):04X}"
    if first.isprintable():
        return say("text-character/shape", found=first, number=number)
    return say("text-character/number", number=number)


def _script(character: str) -> str:
    """Return the first word of a character's name: of a letter that is its script."""
    return unicodedata.name(character, "").partition(" ")[0]


def _texts(sources: Sources) -> Iterator[tuple[Path, list[str], str]]:
    """Yield each file with its lines, and what of it is printed where that may be written by numbers."""
    settings = sources.root / NAME
    said = json.dumps(sources.configuration.publication, ensure_ascii=False, default=str)
    yield settings, sources.text(settings).split("\n"), said
    # Before the pages, which print them.
    if sources.package:
        path = sources.package.path
        text = sources.text(path)
        yield path, text.split("\n"), json.dumps(json.loads(text), ensure_ascii=False)
        for table in sources.tables.values():
            path = sources.package.path.parent / table.resource["path"]
            yield path, sources.text(path).split("\n"), ""
    for conversion in sources.conversions.values():
        page = conversion.source
        # The sign of the way back from a note stands on pages alone.
        made = html.unescape(conversion.html.replace("&#8617;", ""))
        yield page.path, page.lines, made + str(page.meta.get("title", ""))


def _is_common(character: str) -> bool:
    try:
        return ord(character) <= LATIN or bool(character.encode("big5"))
    except UnicodeEncodeError:
        return False
