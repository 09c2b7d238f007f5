"""Finds words in an element as a reader sees them, and the text node where they begin."""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from typing import Literal, NamedTuple

# Placeholders that Python-Markdown leaves in text for raw HTML, until its last step.
STASHED = re.compile("\x02[^\x03]*\x03")


HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# The line ends that Python-Markdown sets between block elements.
LAYOUT = re.compile(r"\s*\n\s*")
# Each begins a line of its own.
LINES = ("br", "p", "blockquote", "pre", "div", "table", "tr", "th", "td")
LETTER = re.compile("[A-Za-z0-9À-ɏ]")
BEGUN = re.compile("[A-Za-z0-9À-ɏ’]+$")


class TextNode(NamedTuple):
    """A piece of text: what stands in `element` before its first child, or after it (`tail`)."""

    element: etree.Element
    place: Literal["text", "tail"]
    text: str


def text_nodes(element: etree.Element, line_ends: bool = False) -> Iterator[TextNode]:
    """Yield the pieces of an element's text in order, without note references, page marks, the readings of ruby and
    layout's white space; with `line_ends`, a piece of its own where a line or a block begins inside it."""
    if element.text and not LAYOUT.fullmatch(element.text):
        yield TextNode(element, "text", element.text)
    for child in element:
        if line_ends and child.tag in LINES:
            yield TextNode(child, "text", "\n")
        reference = child.tag == "sup" and child.get("id", "").startswith("fnref")
        if not (reference or child.tag in ("rt", "rp") or "page-mark" in child.get("class", "")):
            yield from text_nodes(child, line_ends)
        if child.tail and not LAYOUT.fullmatch(child.tail):
            yield TextNode(child, "tail", child.tail)


def readable(element: etree.Element) -> str:
    """Return an element's text as `text_nodes` has it."""
    return "".join(node.text for node in text_nodes(element))


def fold(text: str) -> str:
    """Return `text` in NFC, with each run of white space as one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def end_of_text(element: etree.Element) -> int:
    """Return the place after the text of a block: before the lists inside it."""
    return next((place for place, child in enumerate(element) if child.tag in ("ul", "ol")), len(element))


def insert_before(element: etree.Element, words: str, mark: etree.Element) -> bool:
    """Put `mark` into `element` just before `words`; return False unless they stand there exactly once.

    Where they begin inside a word in Latin letters the mark stands before that, so that the word is read whole, and
    says in `data-within` which letters are between.
    """
    nodes = list(text_nodes(element))
    whole = "".join(node.text for node in nodes)
    if whole.count(words) != 1:
        return False
    offset = whole.index(words)
    for node in nodes:
        if offset < len(node.text):
            begun = BEGUN.search(node.text, 0, offset) if LETTER.match(node.text, offset) else None
            if begun:
                mark.set("data-within", begun[0])
            _split(element, node, begun.start() if begun else offset, mark)
            return True
        offset -= len(node.text)
    return False


def insert_at_start(element: etree.Element, mark: etree.Element) -> None:
    """Put `mark` before the first word of `element`, inside the innermost element that holds it."""
    _split(element, next(text_nodes(element), TextNode(element, "text", "")), 0, mark)


def _split(root: etree.Element, node: TextNode, offset: int, mark: etree.Element) -> None:
    mark.tail = node.text[offset:]
    if node.place == "text":
        node.element.text = node.text[:offset]
        node.element.insert(0, mark)
    else:
        node.element.tail = node.text[:offset]
        parent = next(parent for parent in root.iter() if node.element in list(parent))
        parent.insert(list(parent).index(node.element) + 1, mark)
