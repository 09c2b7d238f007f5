"""What was written to stand out does: no sign of emphasis is printed as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

from hooks.checks.links import link_line
from hooks.findings import Finding
from hooks.messages import say
from hooks.sources import Sources

STOPS_BUILD = True
SIGNS = re.compile(r"(\*\*|~~)(?=\S)(?:(?!\1)[^\n])+(?<=\S)\1")
ELEMENTS = {"**": "strong", "~~": "del"}
LISTINGS = {"code", "kbd", "pre", "samp"}


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `text-emphasis` where `**` or `~~` stand in the text of a page as they stand in its source: Markdown takes
    them for text between a mark of punctuation and a character, where Chinese has no space."""
    for page in sources.conversions.values():
        for text in _texts(html.fragment_fromstring(page.html, create_parent=True)):
            for found in SIGNS.finditer(text):
                # One that an author has escaped is meant as text.
                if found[0] in page.source.text:
                    tag = ELEMENTS[found[1]]
                    remedy = say("text-emphasis/remedy", tag=tag)
                    message = say("text-emphasis/printed", found=found[0], remedy=remedy)
                    yield Finding(str(page.source.path), link_line(page.source, found[0]), "text-emphasis", message)


def _texts(root: html.HtmlElement) -> Iterator[str]:
    """Yield the texts outside of listings; XPath would take a time that grows with the square of their number."""
    for element in root.iter():
        outside = not any(parent.tag in LISTINGS for parent in element.iterancestors())
        if outside and isinstance(element.tag, str) and element.tag not in LISTINGS:
            yield element.text or ""
        if outside:
            yield element.tail or ""
