"""What stands inside a paragraph, as a tree of plain values: element in, nodes out.

A node is a text, or a dict whose `is` says what it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from urllib.parse import urljoin, urlsplit

from hooks.editions.publication import Chapter, Element
from hooks.findings import Finding, SourceError

Node = Any

# What a book leaves out.
LEFT_OUT = ("hr", "div.footnote", "a.footnote-backref")
# Elements, and what they become; "" for one that only holds text.
KINDS = {
    **dict.fromkeys(("em", "i", "cite"), "em"),
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("code", "kbd"), "code"),
    **{"sub": "sub", "sup": "sup", "a": "link"},
    **dict.fromkeys(("span", "abbr", "small", "time"), ""),
}
SPACE = re.compile(r"[ \t\n\r]+")
# What a reference to a note may not be parted from: one character of Chinese, a word of English.
LAST_WORD = re.compile(r"(?:[\u2e80-\uffef]|[^\s\u2e80-\uffef]*)\Z")


@dataclass
class Page:
    """The page in hand: what it is called in errors and in the names of its places, its address, its language, the
    names of the book's pages by their addresses, its notes by id, and the ids of those that are set."""

    name: str
    address: str
    language: str
    book: dict[str, str]
    notes: dict[str, Element]
    seen: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, chapter: Chapter, language: str, book: dict[str, str]) -> Page:
        """Return the page that a chapter of a book is set from."""
        notes = {item.get("id"): item for item in chapter.article.xpath('.//*[@class="footnote"]/ol/li')}
        return cls(chapter.name, chapter.address, language, book, notes)

    def place(self, name: str) -> str:
        """Return what an id of this page is called in the book."""
        return place(self.language, self.name, name)

    def target(self, link: Element) -> Node:
        """Return where a link leads: a place that the book may hold, and an address on the web; "" if there is none."""
        address = urljoin(self.address, link.get("href", ""))
        page, _, name = address.partition("#")
        page_name = self.name if link.get("href", "").startswith("#") else self.book.get(page, "")
        known = page_name and place(self.language, page_name, name)
        return {"place": known, "address": address if urlsplit(address).scheme else ""}

    def unknown(self, element: Element) -> SourceError:
        """Return the error for an element that would be lost."""
        name = ".".join([element.tag, *element.get("class", "").split()])
        remedy = "write what they know, or teach it to hooks/editions/pdf"
        message = f"has a <{name}>, which the PDF editions cannot set: {remedy}"
        return SourceError([Finding(f"{self.language}/{self.name}", 0, "edition-element", message)])


def place(language: str, page: str, name: str = "") -> str:
    """Return what an id of a page, or the page itself, is called in a book."""
    return f"{language}/{page}#{name}"


def inline_nodes(element: Element, page: Page) -> list[Node]:
    """Return the nodes of what an element holds, with single spaces and none at the ends.

    Raises SourceError for an element that the editions do not know: nothing is lost in silence.
    """
    return trimmed(_inside(element, page))


def element_nodes(element: Element, page: Page) -> list[Node]:
    """Return the nodes of an element that stands inside a paragraph, spaces as they are."""
    if is_left_out(element):
        return []
    if is_a(element, "span.page-mark"):
        return [page_mark(element, inside=True)]
    if references := element.xpath('self::sup/a[@class="footnote-ref"]'):
        return [_note(references[0], page)]
    if element.tag == "br":
        return [{"is": "break"}]
    if element.tag not in KINDS:
        raise page.unknown(element)
    nodes = _inside(element, page)
    if kind := KINDS[element.tag]:
        nodes = [{"is": kind, "body": nodes} | (page.target(element) if kind == "link" else {})]
    if is_a(element, "a.stale-mark"):
        return [{"is": "sup", "body": [" ", *nodes]}]
    return [{"is": "lang", "lang": element.get("lang"), "body": nodes}] if element.get("lang") else nodes


def page_mark(element: Element, *, inside: bool) -> Node:
    """Return the mark of a printed page, which begins `inside` a line or with it."""
    return {"is": "page", "number": element.get("data-page"), "inside": inside}


def trimmed(nodes: list[Node]) -> list[Node]:
    """Return nodes with each run of white space as one space, none at the ends, and the word before a reference to a
    note in the reference."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, str) and found and isinstance(found[-1], str):
            found[-1] += node
        else:
            found.append(node)
    found = [SPACE.sub(" ", node) if isinstance(node, str) else node for node in found]
    if found and isinstance(found[0], str):
        found[0] = found[0].lstrip()
    if found and isinstance(found[-1], str):
        found[-1] = found[-1].rstrip()
    for place, (before, node) in enumerate(pairwise(found)):
        if isinstance(before, str) and isinstance(node, dict) and "word" in node:
            word = LAST_WORD.search(before)
            found[place], node["word"] = (before[: word.start()], word[0]) if word else (before, "")
    found = [node for node in found if node]
    if found and isinstance(found[0], dict) and found[0]["is"] == "page":
        found[0]["inside"] = False
    return found


def is_left_out(element: Element) -> bool:
    """Return whether a book has no use for an element."""
    return any(is_a(element, name) for name in LEFT_OUT)


def is_a(element: Element, name: str) -> bool:
    """Return whether an element has a tag and, as in `div.page-mark`, a class."""
    tag, _, kind = name.partition(".")
    return bool(element.tag == tag and (not kind or kind in element.classes))


def _inside(element: Element, page: Page) -> list[Node]:
    nodes: list[Node] = [element.text or ""]
    for child in element.iterchildren("*"):
        nodes += [*element_nodes(child, page), child.tail or ""]
    return nodes


def _note(reference: Element, page: Page) -> Node:
    """Return the note itself where it is first referred to, and nothing but the reference after that."""
    name = reference.get("href").lstrip("#")
    node = {"is": "note", "id": page.place(name), "mark": reference.text_content().strip(), "word": ""}
    if name not in page.seen:
        page.seen.add(name)
        node["body"] = [inline_nodes(part, page) for part in page.notes[name].findall("p") or [page.notes[name]]]
    return node
