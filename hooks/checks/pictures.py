"""Every picture is described, is one of the publication's own files, and is one that every edition can show."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html

from hooks.blocks.pictures import DECORATIVE
from hooks.checks.links import link_line
from hooks.findings import Finding
from hooks.languages import ROOT
from hooks.messages import Said, say
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
        for code, target, message in _errors(sources, page):
            yield Finding(str(page.source.path), link_line(page.source, target), code, message)


def _errors(sources: Sources, page: Conversion) -> Iterator[tuple[str, str, Said]]:
    for picture in html.fragment_fromstring(page.html, create_parent=True).iter("img"):
        target = picture.get("src", "")
        if not picture.get("alt", "").strip() and DECORATIVE not in picture.classes:
            silent = f"`![]({target}){{: .{DECORATIVE} }}`"
            remedy = say("picture-words/remedy", target=target, silent=silent)
            yield "picture-words", target, say("picture-words/picture", found=target, remedy=remedy)
        if error := _file_error(sources, page, target):
            yield "edition-picture", target, say("edition-picture/picture", found=target, error=error)
        sizes = {name: size for name in ("width", "height") if not (size := picture.get(name, "1")).isdecimal()}
        for name, size in sizes.items():
            message = say("edition-picture/size", found=target, name=name, size=size)
            yield "edition-picture", target, message


def _file_error(sources: Sources, page: Conversion, target: str) -> Said | None:
    if ":" in target or target.startswith("//"):
        return say("edition-picture/elsewhere")
    try:
        here = f"{page.source.language}/{page.source.name}"
        return picture_error(*read_shown(target, here, lambda path: sources.read(sources.docs / path)))
    except FileNotFoundError:
        return kind_error(target)
