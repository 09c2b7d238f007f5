"""No page runs a script of its own, or loads anything from another host, whatever HTML or attributes are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

from hooks.checks.books import INSIDE
from hooks.checks.links import link_line
from hooks.editions.document.blocks import BLOCKS
from hooks.editions.document.inline import KINDS
from hooks.findings import Finding
from hooks.messages import Said, say
from hooks.sources import Sources

STOPS_BUILD = True
# Any other element stops a build as it is.
ELEMENTS = {*BLOCKS, *KINDS, *INSIDE}
LOADS = ("src", "srcset", "background", "data", "ping")
# Pictures have a check of their own.
SHOWN = {"img": ("src",)}
FOREIGN = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
STYLE = re.compile(r"url\s*\(|expression\s*\(|@import", re.IGNORECASE)
SCRIPT = re.compile(r"[\s\x00-\x20]*(?:java|vb)script\s*:|[\s\x00-\x20]*data\s*:(?!\s*image/)", re.IGNORECASE)


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `page-embedded` for attributes that run a script or load from another host."""
    for page in sources.conversions.values():
        root = html.fragment_fromstring(page.html, create_parent=True)
        for element in root.iter(*ELEMENTS):
            for name, value in element.attrib.items():
                if message := _error(str(element.tag), str(name).lower(), str(value)):
                    mark = next((mark for mark in (str(value), f"{name}=", str(name)) if mark in page.source.text), "")
                    yield Finding(str(page.source.path), link_line(page.source, mark), "page-embedded", message)


def _error(tag: str, name: str, value: str) -> Said | None:
    if name.startswith("on") and len(name) > 3:
        return say("page-embedded/script", name=name, tag=tag)
    if name in ("href", "xlink:href", *LOADS) and SCRIPT.match(value):
        return say("page-embedded/address", found=value[:40])
    if name == "style" and STYLE.search(value):
        return say("page-embedded/style", tag=tag)
    if name in LOADS and name not in SHOWN.get(tag, ()) and FOREIGN.match(value):
        return say("page-embedded/host", name=name, tag=tag, found=value[:40])
    return None
