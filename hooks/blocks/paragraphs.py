"""Gives every paragraph and list item of a page its id and a link to it, and every printed list its class."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from hooks.blocks import Block, PageContext
from hooks.blocks.staleness import mark_page
from hooks.blocks.text import HEADINGS, STASHED, end_of_text, fold, text_nodes

# A list whose markers are printed text: （一）, （A）, (1) …
LETTER = re.compile(r"\s*[（(][A-Za-z]")
MARKER = re.compile(r"\s*[（(][^）)]{1,3}[）)]")

LINK = {"zh": "本段連結", "en": "Link to this paragraph"}


class ParagraphsTreeprocessor(Treeprocessor):
    """Notes the body blocks of the page and gives each its id; an id that is there already stays."""

    def __init__(self, md: Markdown, page: PageContext) -> None:
        super().__init__(md)
        self.page = page

    def run(self, root: etree.Element) -> None:
        elements = list(body_blocks(root))
        self.page.blocks = [Block(element.tag, element.get("id", ""), own_text(element)) for element in elements]
        numbers = (f"p-{number}" for number in range(1, len(elements) + 1))
        for place, element in enumerate(elements):
            if not element.get("id"):
                element.set("id", self.page.ids[place] if self.page.ids else next(numbers))
        for items in root.iter("ul"):
            if len(items) and all(MARKER.match(item.text or "") for item in items):
                letters = all(LETTER.match(item.text or "") for item in items)
                items.set("class", "enumerated letters" if letters else "enumerated")
                # Safari drops a list's role with its markers.
                items.set("role", "list")


class LinksTreeprocessor(Treeprocessor):
    """Adds to each paragraph and list item the link to it, and to an English page what is out of date or missing."""

    def __init__(self, md: Markdown, page: PageContext) -> None:
        super().__init__(md)
        self.page = page

    def run(self, root: etree.Element) -> None:
        for element in body_blocks(root):
            if element.tag in ("p", "li"):
                # Its sign is the stylesheet's, so that it is in no text and no index.
                label = LINK[self.page.language]
                link = {"class": "paragraph-link", "href": f"#{element.get('id')}", "aria-label": label}
                element.insert(end_of_text(element), etree.Element("a", link))
        mark_page(root, self.page)


def body_blocks(element: etree.Element) -> Iterator[etree.Element]:
    """Yield what is the author's below `element`, in order: headings, paragraphs, list items, and the figures of data
    tables as they are; not what is in figures, in notes, and in the page of data that is made of docs/data."""
    for child in element:
        if child.tag == "table" or child.get("class") in ("footnote", "data-tables"):
            continue
        if child.tag in ("p", "li", *HEADINGS) or (child.tag == "figure" and child.get("class") == "data-table"):
            yield child
        if child.tag not in ("p", "figure", *HEADINGS):
            yield from (block for block in body_blocks(child) if child.tag != "li" or block.tag == "li")


def own_text(element: etree.Element) -> str:
    """Return the plain text of a block: not that of a list inside it, of notes or of its link. A data table's is its
    name, since its rows have both languages in one file and are in step with each other."""
    if element.tag == "figure":
        return element.get("id", "")
    inside = {inner for part in element.iter() if part is not element and outside(part) for inner in part.iter()}
    ends = {part for part in element.iter() if part is not element and outside(part)}
    nodes = text_nodes(element)
    text = "".join(n.text for n in nodes if n.element not in inside or (n.element in ends and n.place == "tail"))
    return fold(STASHED.sub("", text))


def outside(part: etree.Element) -> bool:
    """Return whether a part of a block is a list, with blocks of its own, or a heading's link."""
    return part.tag in ("ul", "ol") or part.get("class") == "headerlink"


class ParagraphsExtension(Extension):
    """Registers the tree processor behind the inline and attribute-list ones, and the links behind all others."""

    def __init__(self, **options: Any) -> None:
        self.config = {"page": [PageContext(), "the page in hand"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.treeprocessors.register(ParagraphsTreeprocessor(md, self.getConfig("page")), "diptych-paragraphs", -10)
        md.treeprocessors.register(LinksTreeprocessor(md, self.getConfig("page")), "diptych-paragraph-links", -40)


def makeExtension(**options: Any) -> ParagraphsExtension:  # noqa: N802
    """Return the extension for Python-Markdown."""
    return ParagraphsExtension(**options)
