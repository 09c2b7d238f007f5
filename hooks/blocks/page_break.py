"""The `page` block: where a page of the printed edition begins."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from typing import Any

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block, type_string

from hooks.blocks import PageContext
from hooks.blocks.text import HEADINGS, insert_at_start, insert_before

LABEL = {"zh": "印刷版第 {} 頁", "en": "Page {} of the printed edition"}


class PageBreak(Block):
    """Marks the beginning of a printed page.

    - NAME: `page`
    - ARGUMENT: the page's number as printed
    - OPTIONS:
        - `begins`: the words with which the page begins, where it begins inside the block that follows (a paragraph, a
          list, a table). They must stand in that block exactly once. Without it the page begins with that block.
    - content: none
    """

    NAME = "page"
    ARGUMENT = True
    OPTIONS = {"begins": ["", type_string]}  # noqa: RUF012

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Return the mark; its number is shown by the stylesheet, so that it is in no text and no index."""
        attributes = {"class": "page-mark", "id": f"page-{self.argument}", "role": "doc-pagebreak"}
        # Its name: checkers refuse `aria-label` here, since they take a span for one whatever its role.
        attributes |= {"title": LABEL[self.config["page"].language].format(self.argument)}
        attributes |= {"data-page": self.argument}
        return etree.SubElement(parent, "span", attributes | {"begins": self.options["begins"]})


class PageBreakTreeprocessor(Treeprocessor):
    """Moves each mark into the block that follows, before the words with which the page begins."""

    def __init__(self, md: Markdown, page: PageContext) -> None:
        super().__init__(md)
        self.page = page

    def run(self, root: etree.Element) -> None:
        for parent in list(root.iter()):
            for mark in [child for child in parent if "begins" in child.attrib][::-1]:
                self.move(parent, mark)

    def move(self, parent: etree.Element, mark: etree.Element) -> None:
        siblings = list(parent)[list(parent).index(mark) + 1 :]
        block = next((e for e in siblings if e.get("class") not in ("page-mark", "pull-quote")), None)
        words = mark.attrib.pop("begins")
        parent.remove(mark)
        if block is not None and block.tag in HEADINGS and not words:
            # Beside a heading, not in it: a list of headings reads out their names.
            mark.tag = "div"
            parent.insert(list(parent).index(block), mark)
        elif block is not None and not words:
            insert_at_start(block, mark)
        elif block is None or not insert_before(block, words, mark):
            message = f"page {mark.get('data-page')} begins with “{words}”, which does not stand exactly once in the "
            message += "block that follows: write the words as they stand there, and enough of them"
            self.page.report_block("page", "page-words", message, mark.get("data-page", ""))


class PageBreakExtension(BlocksExtension):
    """Registers the block and its tree processor."""

    def __init__(self, **options: Any) -> None:
        self.config = {"page": [PageContext(), "the page in hand"]}
        super().__init__(**options)

    def extendMarkdownBlocks(self, md: Markdown, blocks: BlocksProcessor) -> None:  # noqa: N802
        blocks.register(PageBreak, self.getConfigs())
        md.treeprocessors.register(PageBreakTreeprocessor(md, self.getConfig("page")), "diptych-page-break", -20)


def makeExtension(**options: Any) -> PageBreakExtension:  # noqa: N802
    """Return the extension for Python-Markdown."""
    return PageBreakExtension(**options)
