"""What stands inside a paragraph: element in, nodes out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from hooks.blocks.lang_spans import find_spans
from hooks.editions.publication import Chapter, Publication
from hooks.findings import Finding
from hooks.languages import LANG, ROOT, Language, other
from hooks.messages import Said, say

Node = Any
# lxml has no type hints.
Element = Any

# Elements inside a paragraph, and what they become; "" for one that only holds text.
KINDS = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "em"),
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("code", "kbd", "samp"), "code"),
    **dict.fromkeys(("del", "s"), "del"),
    **{"sub": "sub", "sup": "sup", "a": "link", "mark": "mark", "ins": "ins"},
    **dict.fromkeys(("span", "abbr", "small", "time", "bdi", "rb", "wbr"), ""),
}
PICTURE = ("src", "alt", "title", "width", "height")
SPACE = re.compile(r"[ \t\n\r]+")


@dataclass
class Reader:
    """A page while it is read, and what is wrong in it."""

    chapter: Chapter
    publication: Publication
    findings: list[Finding] = field(default_factory=list)
    # The abbreviations that it has told so far.
    told: set[str] = field(default_factory=set)

    def id(self, element: Element) -> dict[str, str]:
        """Return the id of an element, as a part of its node."""
        if place := element.get("data-block"):
            return {"id": self.chapter.article.ids[int(place)]}
        return {"id": element.get("id")} if element.get("id") else {}

    def unknown(self, element: Element, *, in_note: bool = False) -> list[Node]:
        """Report an element that would be lost, and return nothing in its place."""
        message = say("edition-element/note", tag=element.tag) if in_note else unknown_element(element.tag)
        path = f"docs/{self.publication.language}/{self.chapter.name}.md"
        self.findings.append(Finding(path, 0, "edition-element", message))
        return []


def unknown_element(tag: str) -> Said:
    """Return what is wrong with an element that no book can set, and what to write instead."""
    return say("edition-element/unknown", tag=tag)


def inline_nodes(element: Element, reader: Reader) -> list[Node]:
    """Return the nodes of what an element holds, with single spaces and none at the ends."""
    return trimmed(_inside(element, reader))


def trimmed(nodes: list[Node]) -> list[Node]:
    """Return nodes with each run of white space as one space and none at the ends; a printed page that begins before
    all of them begins with the line."""
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
    found = [node for node in found if node]
    if found and isinstance(found[0], dict) and found[0]["type"] == "page":
        found[0]["inside"] = False
    return found


def in_languages(text: str, language: Language) -> list[Node]:
    """Return a plain text as nodes, its passages in the other language as such."""
    tag = LANG[other(language)]
    nodes: list[Node] = []
    for passage, after in find_spans(text, other(language)):
        nodes += [{"type": "lang", "lang": tag, "body": [passage]}, after] if passage else [after]
    return [node for node in nodes if node]


def element_nodes(element: Element, reader: Reader) -> list[Node]:
    """Return the nodes of an element that stands inside a paragraph, spaces as they are."""
    role = element.get("role")
    if role == "doc-backlink":
        return []
    if role == "doc-pagebreak":
        return [page_node(element, inside=True)]
    if references := element.xpath('self::sup/a[@role="doc-noteref"]'):
        note, mark = references[0].get("href").lstrip("#"), references[0].text_content().strip()
        return [{"type": "note-reference", "note": note, "id": element.get("id"), "mark": mark}]
    if element.tag == "br":
        return [{"type": "break"}]
    if element.tag == "img":
        return [{"type": "image"} | {name: element.get(name, "") for name in PICTURE}]
    if element.tag == "ruby":
        return [_ruby(element, reader)]
    if element.tag not in KINDS:
        return reader.unknown(element)
    nodes = _inside(element, reader)
    if element.tag == "abbr":
        nodes += _expansion(element, reader)
    if kind := KINDS[element.tag]:
        target = _target(element.get("href", ""), reader) if kind == "link" else {}
        nodes = [{"type": kind, **target, "body": nodes}]
    return [{"type": "lang", "lang": element.get("lang"), "body": nodes}] if element.get("lang") else nodes


def page_node(element: Element, *, inside: bool) -> Node:
    """Return the mark of a printed page, which begins `inside` a line or with it."""
    return {"type": "page", "number": element.get("data-page"), "id": element.get("id"), "inside": inside}


def _inside(element: Element, reader: Reader) -> list[Node]:
    nodes: list[Node] = [element.text or ""]
    for child in element.iterchildren("*"):
        nodes += [*element_nodes(child, reader), child.tail or ""]
    return nodes


def _ruby(element: Element, reader: Reader) -> Node:
    """Return characters with their readings: an item a reading, which has what stands before it."""
    items: list[Node] = []
    body: list[Node] = [element.text or ""]
    for child in element.iterchildren("*"):
        if child.tag == "rt":
            items.append({"body": trimmed(body), "reading": inline_nodes(child, reader)})
            body = []
        elif child.tag != "rp":
            body += element_nodes(child, reader)
        body.append(child.tail or "")
    if left := trimmed(body):
        items.append({"body": left, "reading": []})
    return {"type": "ruby", "items": items}


def _expansion(element: Element, reader: Reader) -> list[Node]:
    """Return what an abbreviation stands for, where it is first used: on a page of a book nothing can be pointed at."""
    name, title = element.text_content(), element.get("title", "")
    if not title or name in reader.told:
        return []
    reader.told.add(name)
    language = reader.publication.language
    return in_languages(f"（{title}）" if language == "zh" else f" ({title})", language)


def _target(href: str, reader: Reader) -> dict[str, str]:
    """Return where a link leads that stands in the page's source: `summary.md#p-3`, `#p-3`, an address on the web."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return {"page": "", "id": "", "address": href}
    if parts.scheme or parts.netloc:
        return {"page": "", "id": "", "address": href}
    publication, chapter = reader.publication, reader.chapter
    language, here = publication.language, f"/{publication.language}/{chapter.name}.md"
    # As static-i18n has it: each language has its pages in a folder of its own, what both share stands beside those.
    folder, _, path = urljoin(here, parts.path).lstrip("/").partition("/")
    name = path.removesuffix(".md")
    originals = {one.name: one.original for one in [*publication.chapters, publication.about, chapter] if one}
    if folder == language and name in publication.addresses:
        address = publication.addresses[name]
    elif folder == other(language) and name in originals:
        address = originals[name]
    else:
        below = path if folder == ROOT else f"{folder}/{path}"
        address = urljoin(publication.address, ("" if language == ROOT else "../") + below)
    held = folder == language and name in [one.name for one in publication.chapters]
    return {
        "page": name if held else "",
        "id": unquote(parts.fragment),
        "address": address + (f"#{parts.fragment}" if parts.fragment else ""),
    }
