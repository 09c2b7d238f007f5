"""Gives every paragraph and list item of a page its id, and every printed list its class."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

# A list whose markers are printed text: （一）, （A）, (1) …
LETTER = re.compile(r"\s*[（(][A-Za-z]")
MARKER = re.compile(r"\s*[（(][^）)]{1,3}[）)]")


class ParagraphsTreeprocessor(Treeprocessor):
    """Numbers paragraphs and list items in reading order: `p-1`, `p-2` …; an id that is there already stays."""

    def run(self, root: etree.Element) -> None:
        for number, element in enumerate(body_blocks(root), start=1):
            element.attrib.setdefault("id", f"p-{number}")
        for items in root.iter("ul"):
            if len(items) and all(MARKER.match(item.text or "") for item in items):
                letters = all(LETTER.match(item.text or "") for item in items)
                items.set("class", "enumerated letters" if letters else "enumerated")
                # Safari drops a list's role with its markers.
                items.set("role", "list")


def body_blocks(element: etree.Element) -> Iterator[etree.Element]:
    """Yield the paragraphs and list items below `element` that are the author's: not those of figures and notes."""
    for child in element:
        if child.tag in ("figure", "table") or child.get("class") == "footnote":
            continue
        if child.tag in ("p", "li"):
            yield child
        if child.tag != "p":
            yield from (block for block in body_blocks(child) if child.tag != "li" or block.tag == "li")


class ParagraphsExtension(Extension):
    """Registers the tree processor behind the inline and attribute-list ones."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.registerExtension(self)
        md.treeprocessors.register(ParagraphsTreeprocessor(md), "diptych-paragraphs", -10)


def makeExtension(**options: Any) -> ParagraphsExtension:  # noqa: N802
    """Return the extension for Python-Markdown."""
    return ParagraphsExtension(**options)
