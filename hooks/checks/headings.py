"""Headings make a table of contents: none skips a level, is empty, or is a second title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from lxml import html

from hooks.checks.links import link_line
from hooks.editions.document.blocks import HEADINGS
from hooks.findings import Finding
from hooks.messages import Said, say
from hooks.rendering import Conversion
from hooks.sources import Sources

STOPS_BUILD = True
EMPTY = re.compile(r" {0,3}#+[ #]*")


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `edition-heading` for each heading that no contents can list."""
    for page in sources.conversions.values():
        for line, message in _errors(page):
            yield Finding(str(page.source.path), line, "edition-heading", message)


def _errors(page: Conversion) -> Iterator[tuple[int, Said]]:
    root = html.fragment_fromstring(page.html, create_parent=True)
    found = [(int(heading.tag[1]), " ".join(heading.text_content().split())) for heading in root.iter(*HEADINGS)]
    if any(not words for _, words in found):
        line = next((at for at, words in enumerate(page.source.text.split("\n"), 1) if EMPTY.fullmatch(words)), 1)
        yield line, say("edition-heading/empty")
    for _, words in [heading for heading in found if heading[0] == 1][1:]:
        yield link_line(page.source, words), say("edition-heading/second", found=words)
    # A page without a title gets one.
    for (before, _), (level, words) in pairwise(found if found[:1] and found[0][0] == 1 else [(1, ""), *found]):
        if level > before + 1:
            message = say("edition-heading/level", found=words, meant="#" * (before + 1))
            yield link_line(page.source, words), message
