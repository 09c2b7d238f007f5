"""Sets the ids of blocks that are gone as empty anchors, so that an old link still leads to the right place."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from hooks.blocks.context import PageContext
from hooks.blocks.text import insert_at_start

# An id that an author writes in HTML or as an attribute; what stands in HTML is not among the elements.
WRITTEN = re.compile(r"""\bid\s*=\s*["']?([^\s"'>}]+)|\{[^{}\n]*#([^\s{}]+)""")


def anchor_retired(root: etree.Element, page: PageContext) -> None:
    """Put an anchor for each of the ids in `page.retired` before the words of the block that it goes with, but for ids
    that the page has after all."""
    elements = {element.get("id"): element for element in root.iter()}
    taken = {*elements, *page.template_ids, *(missing.id for missing in page.missing)}
    taken |= {name for found in WRITTEN.finditer(page.text) for name in found.groups() if name}
    for key, ids in page.retired.items():
        host, anchors = key, []
        for name in ids:
            if name in elements:
                # It is there, if as no block of the author's: what followed it still does.
                host = name
            elif name not in taken:
                anchors.append((host, name))
        for host, name in reversed(anchors):
            insert_at_start(elements[host], etree.Element("span", {"id": name, "aria-hidden": "true"}))
