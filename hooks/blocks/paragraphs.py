"""Gives every paragraph and list item of a page its id and a link to it, and every printed list its class."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator

from hooks.blocks.context import BodyBlock, PageContext
from hooks.blocks.text import HEADINGS, STASHED, end_of_text, fold, text_nodes
from hooks.words import words

# A list whose markers are printed text: （一）, （A）, (1) …
LETTER = re.compile(r"\s*[（(][A-Za-z]")
MARKER = re.compile(r"\s*[（(][^）)]{1,3}[）)]")


def number_paragraphs(root: etree.Element, page: PageContext) -> None:
    """Note the body blocks of the page and give each its id; an id that is there already stays."""
    elements = list(body_blocks(root))
    page.blocks = [BodyBlock(element.tag, element.get("id", ""), own_text(element)) for element in elements]
    numbers = (f"p-{number}" for number in range(1, len(elements) + 1))
    for place, element in enumerate(elements):
        if page.for_print:
            element.set("data-block", str(place))
        if not element.get("id"):
            element.set("id", page.ids[place] if page.ids else next(numbers))
    for items in root.iter("ul"):
        if len(items) and all(MARKER.match(item.text or "") for item in items):
            letters = all(LETTER.match(item.text or "") for item in items)
            items.set("class", "enumerated letters" if letters else "enumerated")
            if page.for_print:
                items.set("data-marker", "letters" if letters else "numerals")
            # Safari drops a list's role with its markers.
            items.set("role", "list")


def link_paragraphs(root: etree.Element, page: PageContext) -> None:
    """Add to each paragraph and list item the link to it. Its sign is the stylesheet's, so that it is in no text and no
    index."""
    label = words(page.language)["blocks.paragraph_link"]
    for element in body_blocks(root) if not page.for_print else ():
        if element.tag in ("p", "li"):
            link = {"class": "paragraph-link", "href": f"#{element.get('id')}", "aria-label": label}
            element.insert(end_of_text(element), etree.Element("a", link))


def body_blocks(element: etree.Element) -> Iterator[etree.Element]:
    """Yield what is the author's below `element`, in order: headings, paragraphs, list items, pictures, and the figures
    of data tables as they are; not what is in figures, in notes, and in the page of data that is made of docs/data."""
    for child in element:
        if child.tag == "table" or child.get("class") in ("footnote", "data-tables"):
            continue
        if child.tag in ("p", "li", *HEADINGS) or (child.tag == "figure" and child.get("role") != "doc-pullquote"):
            yield child
        if child.tag not in ("p", "figure", *HEADINGS):
            yield from (block for block in body_blocks(child) if child.tag != "li" or block.tag == "li")


def own_text(element: etree.Element) -> str:
    """Return the plain text of a block: not that of a list inside it, of notes or of its link. A data table's is its
    name, since its rows have both languages in one file and are in step with each other."""
    if element.get("class") == "data-table":
        return element.get("id", "")
    inside = {inner for part in element.iter() if part is not element and outside(part) for inner in part.iter()}
    ends = {part for part in element.iter() if part is not element and outside(part)}
    nodes = text_nodes(element)
    seen = "".join(f"{picture.get('alt', '')} " for picture in element.iter("img") if element.tag == "figure")
    text = seen + "".join(n.text for n in nodes if n.element not in inside or (n.element in ends and n.place == "tail"))
    return fold(STASHED.sub("", text))


def outside(part: etree.Element) -> bool:
    """Return whether a part of a block is a list, with blocks of its own, or a heading's link."""
    return part.tag in ("ul", "ol") or part.get("class") == "headerlink"
