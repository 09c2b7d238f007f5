"""Notes where the links and pictures of a page lead, as they are written."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from hooks.blocks.context import PageContext

LEADS = {"a": "href", "img": "src"}


def note_links(root: etree.Element, page: PageContext) -> None:
    """Note the target of every link and picture of a page that is converted for print."""
    if page.for_print:
        page.links = [target for e in root.iter() if e.tag in LEADS and (target := e.get(LEADS[e.tag]))]
