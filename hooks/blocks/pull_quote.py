"""The `pull-quote` block: words of a paragraph set large beside it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from pymdownx.blocks.block import Block, type_boolean, type_string

from hooks.blocks.context import PageContext, Quote
from hooks.blocks.text import fold, readable

ELLIPSIS = re.compile(r"(?:…|\.\.\.)+")


class PullQuote(Block):
    """Sets a display copy of words from the text.

    - NAME: `pull-quote`
    - ARGUMENT: none
    - OPTIONS:
        - `from`: the id of the paragraph that is quoted, such as `p-12`
        - `adapted`: `true` where the printed pull-quote does not have the paragraph's very words
    - content: the words; an ellipsis stands for words left out
    """

    NAME = "pull-quote"
    ARGUMENT = False
    HOLDS_TEXT = True
    OPTIONS = {"from": ["", type_string], "adapted": [False, type_boolean]}  # noqa: RUF012

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Return a figure that neither screen readers nor the search index take up: the paragraph has the words."""
        attributes = {"class": "pull-quote", "role": "doc-pullquote", "aria-hidden": "true", "data-search-exclude": ""}
        attributes |= {"from": self.options["from"], "adapted": str(self.options["adapted"])}
        figure = etree.SubElement(parent, "figure", attributes)
        etree.SubElement(figure, "blockquote")
        return figure

    def on_add(self, block: etree.Element) -> etree.Element:
        """Return the element that holds the words."""
        return block[0]


def note_quotes(root: etree.Element, page: PageContext) -> None:
    """Note each pull-quote, to be compared with its paragraph when that has its id."""
    for figure in root.iter("figure"):
        if figure.get("role") == "doc-pullquote":
            source, adapted = figure.attrib.pop("from"), figure.attrib.pop("adapted") == "True"
            page.quotes.append(Quote(source, fold(readable(figure)), adapted))


def quotes_from(words: str, text: str) -> bool:
    """Return whether each run of `words` between ellipses stands in `text`, one after the other."""
    at = 0
    for run in filter(None, (run.strip() for run in ELLIPSIS.split(words))):
        found = text.find(run, at)
        if found < 0:
            return False
        at = found + len(run)
    return bool(words)
