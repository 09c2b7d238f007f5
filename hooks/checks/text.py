"""No character in the pages or in `mkdocs.yml` looks right and matches nothing; no block is printed as
text."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from hooks.checks import blocks
from hooks.checks.links import link_line
from hooks.configuration import NAME
from hooks.findings import Finding
from hooks.messages import Said, say
from hooks.sources import Sources

STOPS_BUILD = True
# Control characters but tab and line feed, and what HTML forbids: Word's soft returns, form feeds.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
COMPATIBILITY = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")
BOX_DASH = "\u2500"
# A table's cells are text already: what stands in them is data.
NO_TEXT = re.compile(r"<(td|code|pre)\b.*?</\1>|<[^>]+>", re.DOTALL)
LITERAL = re.compile(r"^\s*(/{3,} *\w[^\n]*)", re.MULTILINE)
# Attributes by which the passes and the editions know what an element is.
RESERVED = re.compile(r"[{<][^{}<>]*?\b(role|data-block|data-table|data-page|data-marker)\s*=")


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `text-compatibility`, `text-dash` and `text-control` for such characters, `text-attribute` for an attribute
    that is the program's, once a line; and `block-literal` for a block that a page prints as text."""
    for page in sources.pages:
        for number, line in enumerate(page.lines, start=1):
            for code, message in _characters(line):
                yield Finding(str(page.path), number, code, message)
            if found := RESERVED.search(line):
                message = say("text-attribute", found=found[1])
                yield Finding(str(page.path), number, "text-attribute", message)
    settings = sources.root / NAME
    for number, line in enumerate(sources.text(settings).split("\n"), start=1):
        for code, message in _characters(line):
            yield Finding(str(settings), number, code, message)
    # What is wrong with a block is said there; those of such a page are all printed as text.
    reported = {finding.path for finding in blocks.check(sources)}
    for conversion in sources.conversions.values():
        page, title = conversion.source, str(conversion.source.meta.get("title", ""))
        printed = f"{title}\n{html.unescape(NO_TEXT.sub('', conversion.html))}"
        written = [code for code, _ in _characters("\n".join(page.lines))]
        for code, message in _characters(printed):
            if code not in written:
                yield Finding(str(page.path), page.first_line, code, message)
        if str(page.path) not in reported:
            for block, message in _blocks(printed):
                yield Finding(str(page.path), link_line(page, block), "block-literal", message)


def _blocks(text: str) -> Iterator[tuple[str, Said]]:
    for block in dict.fromkeys(LITERAL.findall(text)):
        yield block, say("block-literal", found=block)


def _characters(text: str) -> Iterator[tuple[str, Said]]:
    if found := COMPATIBILITY.search(text):
        normal = unicodedata.normalize("NFC", found[0])
        message = say("text-compatibility", found=found[0], number=f"{ord(found[0]):04X}", meant=normal)
        yield "text-compatibility", message
    if found := CONTROL.search(text):
        yield "text-control", say("text-control", number=f"{ord(found[0]):04X}")
    if BOX_DASH in text:
        yield "text-dash", say("text-dash", found=BOX_DASH)
