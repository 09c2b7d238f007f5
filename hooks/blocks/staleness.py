"""Shows on an English page which blocks are older than the Chinese, and which are not yet translated."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from hooks.blocks import Missing, PageContext
from hooks.blocks.text import end_of_text
from hooks.languages import LANG

OUT_OF_DATE = "Out of date"
STALE = ": the Chinese of this passage has changed since this was translated"
MISSING = "Not yet translated"


def mark_page(root: etree.Element, page: PageContext) -> None:
    """Put a mark into each block of `page.stale`, and a notice where each of `page.missing` will stand."""
    elements = {element.get("id"): element for element in root.iter()}
    for key in sorted(page.stale):
        element = elements[key]
        element.set("class", " ".join(filter(None, (element.get("class"), "stale"))))
        mark = _link("stale-mark", OUT_OF_DATE, page.chinese + f"#{key}")
        etree.SubElement(mark, "span", {"class": "unseen"}).text = STALE
        element.insert(end_of_text(element), mark)
    for missing in page.missing:
        notice = etree.Element("p", {"class": "missing", "id": missing.id, "data-search-exclude": ""})
        notice.tail = "\n"
        notice.append(_link("missing__link", MISSING, page.chinese + f"#{missing.id}"))
        _insert(root, elements, missing, notice)
        elements[missing.id] = notice


def _link(name: str, text: str, href: str) -> etree.Element:
    link = etree.Element("a", {"class": name, "href": href, "hreflang": LANG["zh"], "data-search-exclude": ""})
    link.text = text
    return link


def _insert(
    root: etree.Element, elements: dict[str | None, etree.Element], missing: Missing, notice: etree.Element
) -> None:
    parents = {child: parent for parent in root.iter() for child in parent}
    before, behind = elements.get(missing.before), elements.get(missing.behind)
    if missing.tag == "li" and any(item is not None and item.tag == "li" for item in (before, behind)):
        notice.tag = "li"
    if before is None and (behind is None or notice.tag != "li"):
        root.insert(0, notice)
    elif before is not None and (notice.tag != "li" or before.tag == "li"):
        while notice.tag != "li" and parents[before] is not root and parents[before].tag in ("ul", "ol", "li"):
            before = parents[before]
        parent = parents[before]
        parent.insert(list(parent).index(before) + 1, notice)
    elif behind is not None:
        parent = parents[behind]
        parent.insert(list(parent).index(behind), notice)
