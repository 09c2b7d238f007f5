"""Takes out what holds no words: space between blocks is the stylesheet's, and an empty block would be numbered."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from hooks.blocks.context import PageContext

# What shows nothing by itself.
SILENT = {"p", "blockquote", "br", "wbr", "span", "em", "strong", "b", "i"}


def drop_spacers(root: etree.Element, page: PageContext) -> None:
    """Take out each paragraph and quotation that holds nothing but line breaks, and no place that a link leads to."""
    for parent in list(root.iter()):
        for element in list(parent):
            if element.tag in ("p", "blockquote") and _is_silent(element):
                parent.remove(element)


def _is_silent(element: etree.Element) -> bool:
    marked = any(part.tag not in SILENT or part.get("id") for part in element.iter())
    return not marked and not "".join(element.itertext()).strip()
