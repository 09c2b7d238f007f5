"""What the vertical edition adds to a content document: numbers that stand upright."""

from __future__ import annotations

import re

from hooks.editions.epub.xhtml import XHTML, XML_LANG, E, Element

# Of one or two digits, and no part of a longer one, of a decimal or of a name such as F-16.
NUMBER = re.compile(r"(?<![0-9A-Za-z.,/–-])[0-9]{1,2}(?![0-9A-Za-z.,/–-])")
# Where lines are not set from top to bottom, or spaces are the author's.
NOT_IN = {f"{{{XHTML}}}{name}" for name in ("pre", "code")}


def set_numbers_upright(element: Element) -> None:
    """Put each short number of the Chinese text below an element into an element of its own, `upright`."""
    for child in list(element):
        if isinstance(child.tag, str) and child.tag.startswith(f"{{{XHTML}}}") and child.tag not in NOT_IN:
            if not child.get(XML_LANG, "zh").startswith("zh"):
                continue
            set_numbers_upright(child)
    for place, child in reversed(list(enumerate(element, start=1))):
        text, child.tail = child.tail, None
        _put(element, place, text or "")
    text, element.text = element.text, None
    _put(element, 0, text or "")


def _put(parent: Element, place: int, text: str) -> None:
    """Put a text with its numbers in elements before the `place`th child of `parent`."""
    end = 0
    pieces: list[Element] = []
    before = ""
    for found in NUMBER.finditer(text):
        lead = text[end : found.start()]
        if pieces:
            pieces[-1].tail = lead
        else:
            before = lead
        pieces.append(E.span({"class": "upright"}, found[0]))
        end = found.end()
    if pieces:
        pieces[-1].tail = text[end:]
    else:
        before = text
    if place:
        parent[place - 1].tail = before or None
    else:
        parent.text = before or None
    for offset, piece in enumerate(pieces):
        parent.insert(place + offset, piece)
