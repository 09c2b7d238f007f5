"""Says where lines of headings and pull-quotes may end: in Chinese between phrases, in English not after an en dash."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from hooks.blocks.context import PageContext
from hooks.blocks.text import HEADINGS, STASHED, text_nodes
from hooks.phrases import HAN, phrases

DASHED = re.compile(r"([^\s–]+(?:–[^\s–]+)+)")


def set_line_ends(root: etree.Element, page: PageContext) -> None:
    """Put a `wbr` between the phrases of each Chinese heading and pull-quote, and what an en dash joins in an English
    one into a `span`, for the screen alone; the style sheet keeps lines from ending elsewhere."""
    if page.for_print:
        return
    for display in root.iter():
        if display.tag in HEADINGS or display.get("role") == "doc-pullquote":
            parents = {child: parent for parent in display.iter() for child in parent}
            for element, place, text in list(text_nodes(display)):
                before, added = _apart(text, page)
                setattr(element, place, before)
                parent = element if place == "text" else parents[element]
                at = 0 if place == "text" else list(parent).index(element) + 1
                parent[at:at] = added


def _apart(text: str, page: PageContext) -> tuple[str, list[etree.Element]]:
    """Return a text as what stands before its first new element, and these."""
    if STASHED.search(text):
        return text, []
    if page.language == "zh":
        before, *parts = phrases(text, page.terms) if HAN.search(text) else [text]
        return before, [_element("wbr", "", part) for part in parts]
    before, *rest = DASHED.split(text)
    return before, [_element("span", whole, after) for whole, after in zip(rest[::2], rest[1::2], strict=True)]


def _element(tag: str, text: str, tail: str) -> etree.Element:
    element = etree.Element(tag, {"class": "whole"} if text else {})
    element.text, element.tail = text or None, tail
    return element
