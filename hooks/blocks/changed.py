"""Marks a block whose words have changed since print or publication, with a link to the list of changes."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from hooks.blocks.context import PageContext
from hooks.blocks.staleness import NO_TEXT, place_mark
from hooks.words import words
from hooks.words.dates import date_in_words


def mark_changed(root: etree.Element, page: PageContext) -> None:
    """Put a mark into each block, note or row of `page.changed`; a page where nothing has changed stays as it is."""
    if not page.changed:
        return
    said = words(page.language)
    elements = {element.get("id"): element for element in root.iter()}
    for key, changed in sorted(page.changed.items()):
        element = elements.get(key)
        if element is None:
            continue
        date = date_in_words(changed.day, page.language)
        told = said["changes.mark_day"].format(date) if date else said["changes.mark_open"]
        attributes = {"class": "changed-mark", "href": changed.address, "data-search-exclude": ""}
        mark = etree.Element("a", attributes | ({"title": date} if date else {}))
        mark.text = said["changes.mark"]
        etree.SubElement(mark, "span", {"class": "unseen"}).text = told
        inside = [part for part in element.iter() if part.tag in ("p", "td")] if element.tag not in NO_TEXT else []
        place_mark(root, inside[-1] if inside else element, mark)
