"""Shows on a translated page which blocks are older than the original, and which are not yet translated."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from hooks.blocks.context import Missing, PageContext
from hooks.blocks.text import end_of_text
from hooks.languages import LANG
from hooks.words import words

# Their marks stand below them.
NO_TEXT = ("table", "figure", "pre")
# Where no paragraph may stand by itself.
LISTS = ("ul", "ol", "li", "dl", "dd")


def mark_stale(root: etree.Element, page: PageContext) -> None:
    """Put a mark into each block of `page.stale`, and a notice where each of `page.missing` will stand."""
    said = words(page.language, page.original_language)
    elements = {element.get("id"): element for element in root.iter()}
    for key, original in sorted(page.stale.items()):
        element = elements[key]
        element.set("class", " ".join(filter(None, (element.get("class"), "stale"))))
        mark = _link("stale-mark", said["blocks.stale"], page, original)
        etree.SubElement(mark, "span", {"class": "unseen"}).text = said["blocks.stale_reason"]
        place_mark(root, element, mark)
    for missing in page.missing:
        notice = etree.Element("p", {"class": "missing", "id": missing.id, "data-search-exclude": ""})
        notice.tail = "\n"
        notice.append(_link("missing__link", said["status.kinds.pending"], page, missing.id))
        _insert(root, elements, missing, notice)
        elements[missing.id] = notice


def place_mark(root: etree.Element, element: etree.Element, mark: etree.Element) -> None:
    """Put a mark at the end of the text of a block, or below one that has none."""
    if element.tag in NO_TEXT:
        below = etree.Element("p")
        below.append(mark)
        (parent,) = (parent for parent in root.iter() if element in list(parent))
        parent.insert(list(parent).index(element) + 1, below)
    else:
        element.insert(end_of_text(element), mark)


def _link(name: str, text: str, page: PageContext, key: str) -> etree.Element:
    address = {"href": f"{page.original}#{key}", "hreflang": LANG[page.original_language]}
    link = etree.Element("a", {"class": name, **address, "data-search-exclude": ""})
    link.text = text
    return link


def _insert(
    root: etree.Element, elements: dict[str | None, etree.Element], missing: Missing, notice: etree.Element
) -> None:
    parents = {child: parent for parent in root.iter() for child in parent}
    before, after = elements.get(missing.before), elements.get(missing.after)
    if missing.tag == "li" and any(item is not None and item.tag == "li" for item in (before, after)):
        notice.tag = "li"
    if before is None and (after is None or notice.tag != "li"):
        root.insert(0, notice)
    elif before is not None and (notice.tag != "li" or before.tag == "li"):
        while notice.tag != "li" and parents[before] is not root and parents[before].tag in LISTS:
            before = parents[before]
        parent = parents[before]
        parent.insert(list(parent).index(before) + 1, notice)
    elif after is not None:
        parent = parents[after]
        parent.insert(list(parent).index(after), notice)
