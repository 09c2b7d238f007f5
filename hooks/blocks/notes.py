"""Footnotes: the author's and the editor's, each kind with its own labels, numbers and list.

A note that begins with 「編註：」, 「編者註：」 or “Editor’s note:”, or with the like of a translator, is the editor's;
any other is the author's.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Mapping
from typing import Any

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension

from hooks.blocks.context import PageContext
from hooks.findings import Finding
from hooks.messages import Said, say
from hooks.words import words

EDITORS = re.compile(r"\s*(?:(?:編者?|譯者?)註\s*[：:]|(?:Editor|Translator)(?:[’']s|s[’'])\s+note\s*:)", re.IGNORECASE)
# The class of the author's list, beside that of Python-Markdown. A reader view takes "author" for the author's name.
AUTHORS = "text-notes"
KINDS = ("author", "editor")


def name_notes(root: etree.Element, page: PageContext) -> None:
    """Part the notes of a page by their kind, the author's first, number each kind as the text refers to it, and give
    the lists, and the links to and from them, their roles and names."""
    parents = {child: parent for parent in root.iter() for child in parent}
    box = next((element for element in parents if element.get("class") == "footnote"), None)
    items = [] if box is None else list(box.find("ol") or ())
    if box is None or not items:
        return
    references: dict[str, list[etree.Element]] = {item.get("id", ""): [] for item in items}
    for link in root.iter("a"):
        if link.get("class") == "footnote-ref":
            link.set("role", "doc-noteref")
            references[link.get("href", "").removeprefix("#")].append(link)
    order = {link: place for place, link in enumerate(root.iter("a"))}
    items.sort(key=lambda item: min((order[link] for link in references[item.get("id", "")]), default=len(order)))
    kinds = {kind: [item for item in items if _is_editors(item) == (kind == "editor")] for kind in KINDS}
    said = words(page.language)
    place = list(parents[box]).index(box)
    boxes = [_list(kind, found, said, titled=bool(kinds["author"])) for kind, found in kinds.items() if found]
    parents[box][place : place + 1] = boxes
    for kind, found in kinds.items():
        for number, item in enumerate(found, start=1):
            _number(kind, number, item, references[item.get("id", "")], said)


def watch_notes(md: Markdown) -> None:
    """Have the notes that a page defines twice, or inside another note, reported: all but one would be lost."""
    for extension in md.registeredExtensions:
        if isinstance(extension, FootnoteExtension):
            _watch(extension, md)


def _watch(extension: Any, md: Any) -> None:
    keep, make = extension.setFootnote, extension.makeFootnotesDiv
    making: list[bool] = []

    def set_note(name: str, text: str) -> None:
        if making:
            message = say("note-inside", name=name)
            _report(md.page, name, 0, "note-inside", message)
        elif name in extension.footnotes:
            _report(md.page, name, 1, "note-twice", say("note-twice", name=name))
        else:
            keep(name, text)

    def make_list(root: etree.Element) -> etree.Element | None:
        making.append(True)
        try:
            made: etree.Element | None = make(root)
        finally:
            making.clear()
        return made

    extension.setFootnote, extension.makeFootnotesDiv = set_note, make_list


def _report(page: PageContext, name: str, place: int, code: str, message: Said) -> None:
    """Add a finding at the line that defines a note, the `place`th of that name from 0."""
    definition = re.compile(rf"[\s>]*(?:[-*+]\s+)?\[\^{re.escape(name)}\]:")
    lines = [n for n, line in enumerate(page.text.split("\n"), page.first_line) if definition.match(line)]
    line = lines[min(place, len(lines) - 1)] if lines else page.first_line
    page.findings.append(Finding(str(page.path), line, code, message))


def _is_editors(item: etree.Element) -> bool:
    return bool(EDITORS.match("".join(item.itertext())))


def _list(kind: str, items: list[etree.Element], said: Mapping[str, str], *, titled: bool) -> etree.Element:
    """Return the list of one kind, with a title where there are the author's notes."""
    name = said[f"blocks.{kind}_notes"]
    kinds = "footnote" if kind == "editor" else f"footnote {AUTHORS}"
    # No division: of those a reader view throws short ones away.
    box = etree.Element("section", {"class": kinds, "role": "doc-endnotes", "aria-label": name})
    box.text = box.tail = etree.SubElement(box, "hr").tail = "\n"
    if titled:
        title = etree.SubElement(box, "h2", {"class": "footnote__title", "data-search-exclude": ""})
        title.text, title.tail = name, "\n"
    listed = etree.SubElement(box, "ol")
    listed.text = listed.tail = "\n"
    listed.extend(items)
    return box


def _number(
    kind: str, number: int, item: etree.Element, references: list[etree.Element], said: Mapping[str, str]
) -> None:
    mark = said[f"blocks.{kind}_note_mark"].format(number)
    for link in references:
        # The stylesheet sets the mark from the attribute and hides the words, which would be copied with a sentence and
        # keep a browser from finding it; without the stylesheet they are read.
        link.text = ""
        etree.SubElement(link, "span").text = mark
        link.attrib.update({"data-mark": mark, "aria-label": said[f"blocks.{kind}_note_name"].format(number)})
    for link in item.iter("a"):
        if link.get("class") == "footnote-backref":
            link.attrib.update({"title": said[f"blocks.{kind}_note_back"].format(number), "role": "doc-backlink"})
