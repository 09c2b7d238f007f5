"""The article of a page of the site as the content of a book: printed pages, notes and pull-quotes are marked so that a
reading system knows them. One function a kind of thing."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from typing import Any

from lxml import html
from lxml.builder import ElementMaker

# lxml has no type hints.
Element = Any

E = ElementMaker(makeelement=html.html_parser.makeelement)
OPS = "http://www.idpf.org/2007/ops"
TYPE = f"{{{OPS}}}type"
REFERENCES = ("aria-labelledby", "aria-describedby", "headers")
# What an XML id may not hold; a colon, as in `fn:1`, would be a namespace's.
NOT_IN_ID = re.compile(r"[^A-Za-z0-9_.\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u3001-\ud7ff-]")


def book_content(article: Element, notices: list[Element], notes_label: str) -> Element:
    """Return a copy of a page's article as it stands in a book, still as HTML and with its own addresses: what is said
    of its text (`notices`) below its title, and notes in a section of this label, each a pop-up."""
    content = copy.deepcopy(article)
    _place_notices(content, notices)
    for transform in TRANSFORMS:
        transform(content)
    for box in content.find_class("footnote"):
        _set_notes(box, notes_label)
    _set_ids(content)
    return content


def heading_text(heading: Element) -> str:
    """Return a heading as a table of contents has it: without notes, and without the colon that leads into the text."""
    bare = copy.deepcopy(heading)
    for reference in bare.xpath(".//sup"):
        reference.drop_tree()
    return " ".join(bare.text_content().split()).rstrip("：:")


def valid_id(name: str) -> str:
    """Return `name` as an id that XML allows; a valid one stays as it is."""
    name = NOT_IN_ID.sub("-", name)
    return name if re.match(r"[^\d.-]", name) else f"_{name}"


def _place_notices(content: Element, notices: list[Element]) -> None:
    title = content.find("h1")
    for notice in reversed(notices):
        notice = copy.deepcopy(notice)
        notice.tail = "\n"
        if title is None:
            content.insert(0, notice)
        else:
            title.addnext(notice)


def _mark_printed_pages(content: Element) -> None:
    """The label is spoken; the number in `title` is what reading systems and the stylesheet show."""
    for mark in content.find_class("page-mark"):
        mark.set(TYPE, "pagebreak")
        mark.set("aria-label", mark.get("aria-label") or mark.get("title"))
        mark.set("title", mark.get("data-page"))
        if mark.getprevious() is None and not (mark.getparent().text or "").strip():
            mark.classes.add("opening")


def _mark_pull_quotes(content: Element) -> None:
    """They repeat words of the text: to be seen, but not to be read aloud a second time."""
    for quote in content.find_class("pull-quote"):
        quote.tag = "aside"
        quote.attrib.update({TYPE: "pullquote", "role": "doc-pullquote", "aria-hidden": "true"})
        for inner in quote.findall("blockquote"):
            inner.drop_tag()


def _free_tables(content: Element) -> None:
    """A book has no region that scrolls by itself."""
    for region in content.find_class("data-table__scroll"):
        region.drop_tag()


def _mark_note_references(content: Element) -> None:
    for reference in content.find_class("footnote-ref"):
        reference.attrib.update({TYPE: "noteref", "role": "doc-noteref"})


def _drop_blank_lines(content: Element) -> None:
    """Templates leave them between elements."""
    for element in content.xpath("descendant-or-self::*[not(ancestor-or-self::pre)]"):
        if element.text and element.text.isspace() and "\n" in element.text:
            element.text = "\n"
        if element.tail and element.tail.isspace() and "\n" in element.tail:
            element.tail = "\n"


TRANSFORMS: list[Callable[[Element], None]] = [
    _mark_printed_pages,
    _mark_pull_quotes,
    _free_tables,
    _mark_note_references,
    _drop_blank_lines,
]


def _set_notes(box: Element, label: str) -> None:
    """Make each item of the list of notes a note of its own: its number leads back to where the text refers to it;
    arrows stay for further references."""
    notes = []
    for number, item in enumerate(box.xpath("ol/li"), start=1):
        note = E.aside({TYPE: "footnote", "role": "doc-footnote", "id": item.get("id")}, *item)
        first, *further = note.find_class("footnote-backref")
        text = note[0]
        back = E.a({"class": "footnote__number", "href": first.get("href")}, str(number))
        back.tail, text.text = f" {(text.text or '').lstrip()}", None
        text.insert(0, back)
        _drop_with_space(first)
        for link, source in [(back, first), *((link, link) for link in further)]:
            link.attrib.update({TYPE: "backlink", "role": "doc-backlink", "aria-label": source.get("title")})
            link.attrib.pop("title", None)
        note.tail = "\n"
        notes.append(note)
    section = E.section({TYPE: "footnotes", "class": "footnotes", "aria-label": label}, *notes)
    box.getparent().replace(box, section)


def _drop_with_space(link: Element) -> None:
    """Drop what stands at the end of a text, with the space that sets it off."""
    before, parent = link.getprevious(), link.getparent()
    if before is None:
        parent.text = (parent.text or "").rstrip()
    else:
        before.tail = (before.tail or "").rstrip()
    link.drop_tree()


def _set_ids(content: Element) -> None:
    """Make every id valid in XML, with all that refers to it inside the content."""
    names: dict[str, str] = {}
    for owner in content.xpath(".//*[@id]"):
        name = valid_id(owner.get("id"))
        while name in names.values():
            name += "-"
        names[owner.get("id")] = name
        owner.set("id", name)
    for element in content.iter("*"):
        if element.get("href", "").startswith("#"):
            element.set("href", f"#{names.get(element.get('href')[1:], valid_id(element.get('href')[1:]))}")
        for reference in set(REFERENCES) & set(element.attrib):
            element.set(reference, " ".join(names.get(name, name) for name in element.get(reference).split()))
