"""Every picture is described, is one of the publication's own files, and is one that every edition can show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

from hooks.blocks.pictures import DECORATIVE
from hooks.checks.links import link_line
from hooks.findings import Finding
from hooks.languages import ROOT
from hooks.messages import Said, say
from hooks.pages import SourcePage
from hooks.pictures import kind_error, picture_error, read_shown
from hooks.rendering import Conversion
from hooks.sources import Sources

STOPS_BUILD = True


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `picture-words` for a picture that nothing describes, and `edition-picture` for one that an edition cannot
    show. One that is not there is reported as any other link; of two with one address, only one would be there."""
    for path in sorted((sources.docs / ROOT).rglob("*")):
        shared = sources.docs / path.relative_to(sources.docs / ROOT)
        if path.is_file() and path.suffix != ".md" and shared.is_file():
            message = say("edition-picture/address", shared=shared)
            yield Finding(str(path), 1, "edition-picture", message)
    for page in sources.conversions.values():
        for line, code, message in _errors(sources, page):
            yield Finding(str(page.source.path), line, code, message)


def _errors(sources: Sources, page: Conversion) -> Iterator[tuple[int, str, Said]]:
    pictures = list(html.fragment_fromstring(page.html, create_parent=True).iter("img"))
    targets = [picture.get("src", "") for picture in pictures]
    for place, (picture, target) in enumerate(zip(pictures, targets, strict=True)):
        line = _line(page.source, target, targets[:place].count(target), targets.count(target))
        if not picture.get("alt", "").strip() and DECORATIVE not in picture.classes:
            silent = f"`![]({target}){{: .{DECORATIVE} }}`"
            remedy = say("picture-words/remedy", target=target, silent=silent)
            yield line, "picture-words", say("picture-words/picture", found=target, remedy=remedy)
        if error := _file_error(sources, page, target):
            yield line, "edition-picture", say("edition-picture/picture", found=target, error=error)
        sizes = {name: size for name in ("width", "height") if not (size := picture.get(name, "1")).isdecimal()}
        for name, size in sizes.items():
            message = say("edition-picture/size", found=target, name=name, size=size)
            yield line, "edition-picture", message


def _line(page: SourcePage, target: str, place: int, count: int) -> int:
    """Return the line of one of the `count` pictures of a page that show the same file."""
    written = re.compile(rf"""(?:!\[[^\]]*\]\(\s*<?|\bsrc=["']?){re.escape(target)}(?![\w.])""")
    lines = [page.text.count("\n", 0, match.start()) + 1 for match in written.finditer(page.text)]
    return lines[place] if len(lines) == count else link_line(page, target)


def _file_error(sources: Sources, page: Conversion, target: str) -> Said | None:
    if ":" in target or target.startswith("//"):
        return say("edition-picture/elsewhere")
    try:
        here = f"{page.source.language}/{page.source.name}"
        return picture_error(*read_shown(target, here, lambda path: sources.read(sources.docs / path)))
    except FileNotFoundError:
        return kind_error(target)
