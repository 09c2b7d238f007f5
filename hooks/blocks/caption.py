"""The `caption` block: words under a picture or a listing, or over a table."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown.util import STX
from pymdownx.blocks.block import Block

from hooks.blocks.context import PageContext
from hooks.blocks.pictures import only_picture
from hooks.messages import say

# The elements that carry what the block makes, in the order of the page.
MARK = "data-caption"


class Caption(Block):
    """Sets words as the caption of the picture, the table or the listing right above it.

    - NAME: `caption`
    - ARGUMENT: none
    - OPTIONS: none
    - content: the words, which may have links and emphasis

    A picture whose caption is plain text may have it as its title instead: `![what it shows](map.png "caption")`.
    """

    NAME = "caption"
    ARGUMENT = False
    HOLDS_TEXT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Return the table or a figure around what stands above, with a place for the words."""
        above = parent[-1] if len(parent) else None
        if above is not None and above.tag == "table":
            caption = etree.Element("caption", {MARK: ""})
            above.insert(0, caption)
            return above
        if above is not None and above.tag == "figure":
            figure = above
        else:
            figure = etree.SubElement(parent, "figure", {"class": "captioned"})
            if above is not None:
                parent.remove(above)
                figure.append(above)
        etree.SubElement(figure, "figcaption", {MARK: ""})
        return figure

    def on_add(self, block: etree.Element) -> etree.Element:
        """Return the element that holds the words."""
        return block[0] if block.tag == "table" else block[-1]


def check_captions(root: etree.Element, page: PageContext) -> None:
    """Report each caption that stands under nothing that has one."""
    parents = {child: parent for parent in root.iter() for child in parent}
    for place, caption in enumerate([element for element in root.iter() if MARK in element.attrib]):
        del caption.attrib[MARK]
        others = [child for child in parents[caption] if child is not caption]
        titled = any(picture.get("title") for other in others for picture in other.iter("img"))
        if caption.tag == "figcaption" and (titled or len(others) != 1 or not _takes_caption(others[0])):
            message = say("block-caption")
            page.report_block(Caption.NAME, "block-caption", message, place=place)


def _takes_caption(element: etree.Element) -> bool:
    listing = element.tag in ("pre", "div") or (element.tag == "p" and (element.text or "").startswith(STX))
    return listing or element.tag == "img" or only_picture(element) is not None
