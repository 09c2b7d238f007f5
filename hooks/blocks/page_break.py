"""The `page` block: where a page of the printed edition begins."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from pymdownx.blocks.block import Block, type_string

from hooks.blocks.context import PageContext
from hooks.blocks.text import HEADINGS, insert_at_start, insert_before
from hooks.messages import say
from hooks.words import words


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
        attributes |= {"title": words(self.md.page.language)["blocks.printed_page"].format(self.argument)}
        attributes |= {"data-page": self.argument}
        return etree.SubElement(parent, "span", attributes | {"begins": self.options["begins"]})


def place_page_marks(root: etree.Element, page: PageContext) -> None:
    """Move each mark into the block that follows, before the words with which the page begins; report `page-words`
    where they do not stand there exactly once."""
    for parent in list(root.iter()):
        for mark in [child for child in parent if "begins" in child.attrib][::-1]:
            _place(parent, mark, page)


def _place(parent: etree.Element, mark: etree.Element, page: PageContext) -> None:
    siblings = list(parent)[list(parent).index(mark) + 1 :]
    block = next((e for e in siblings if e.get("role") not in ("doc-pagebreak", "doc-pullquote")), None)
    beginning = mark.attrib.pop("begins")
    parent.remove(mark)
    if block is not None and block.tag in HEADINGS and not beginning:
        # Beside a heading, not in it: a list of headings reads out their names.
        mark.tag = "div"
        parent.insert(list(parent).index(block), mark)
    elif block is not None and not beginning:
        insert_at_start(block, mark)
    elif block is None or not insert_before(block, beginning, mark):
        message = say("page-words", page=mark.get("data-page"), found=beginning)
        page.report_block("page", "page-words", message, mark.get("data-page", ""))
