"""The `pull-quote` block: words of a paragraph set large beside it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import Any

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block, type_boolean, type_string

from hooks.blocks import PageContext
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


class PullQuoteTreeprocessor(Treeprocessor):
    """Holds each pull-quote against the paragraph that it names."""

    def __init__(self, md: Markdown, page: PageContext) -> None:
        super().__init__(md)
        self.page = page

    def run(self, root: etree.Element) -> None:
        named = {element.get("id"): element for element in root.iter() if element.get("id")}
        quotes = [figure for figure in root.iter("figure") if figure.get("class") == "pull-quote"]
        for number, figure in enumerate(quotes):
            source, adapted = figure.attrib.pop("from"), figure.attrib.pop("adapted") == "True"
            words = fold(readable(figure))
            if source not in named:
                ids = [name for name in named if str(name).startswith("p-")]
                hint = f"the paragraphs of this page are {ids[0]} to {ids[-1]}" if ids else "this page has no paragraph"
                self.report(number, "quote-paragraph", f"quotes paragraph “{source}”, which is not there: {hint}")
            elif not adapted and not quotes_from(words, fold(readable(named[source]))):
                message = (
                    f"has words that {source} has not: quote it as it stands, or write `adapted: true` under `from`"
                )
                self.report(number, "quote-words", message)

    def report(self, number: int, code: str, message: str) -> None:
        self.page.report_block("pull-quote", code, message, place=number)


def quotes_from(words: str, text: str) -> bool:
    """Return whether each run of `words` between ellipses stands in `text`, one after the other."""
    at = 0
    for run in filter(None, (run.strip() for run in ELLIPSIS.split(words))):
        found = text.find(run, at)
        if found < 0:
            return False
        at = found + len(run)
    return bool(words)


class PullQuoteExtension(BlocksExtension):
    """Registers the block and its tree processor."""

    def __init__(self, **options: Any) -> None:
        self.config = {"page": [PageContext(), "the page in hand"]}
        super().__init__(**options)

    def extendMarkdownBlocks(self, md: Markdown, blocks: BlocksProcessor) -> None:  # noqa: N802
        blocks.register(PullQuote, self.getConfigs())
        md.treeprocessors.register(PullQuoteTreeprocessor(md, self.getConfig("page")), "diptych-pull-quote", -15)


def makeExtension(**options: Any) -> PullQuoteExtension:  # noqa: N802
    """Return the extension for Python-Markdown."""
    return PullQuoteExtension(**options)
