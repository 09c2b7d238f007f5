"""The bookmarks of a book: to its headings, tables and figures, and to where each printed page begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

import pikepdf

from hooks.editions.document import Node

# The types of node whose body is blocks.
HOLDERS = ("quotation", "details", "captioned", "definition")
# What may be listed, and where its title stands.
TITLES = {"heading": "body", "table": "caption", "figure": "title"}
BOTH = " / "


class Place(NamedTuple):
    """What a bookmark leads to: its title and level in the outline, and its page (from 1) with the distance from the
    left and the top in points."""

    title: str
    level: int
    page: int
    x: float
    y: float


def set_bookmarks(chapters: Sequence[Node], languages: Sequence[str]) -> None:
    """Give each heading of `chapters`, and each table and figure with a title, its `bookmark` {title, level}; where it
    stands in both languages, the first has one for both."""
    for chapter in chapters:
        for group in chapter["groups"]:
            group["bookmark"] = {"title": BOTH.join(group["titles"].values()), "level": group["level"]}
        level = chapter["depth"] + 1
        for sides in _listed(chapter["blocks"], languages):
            found = [(node, title) for node in sides if node and (title := _title(node))]
            if not found:
                continue
            first = found[0][0]
            heads = first["type"] == "heading"
            if heads:
                level = chapter["depth"] + first["level"]
            title = BOTH.join(title for _, title in found)
            first["bookmark"] = {"title": title, "level": level if heads else level + 1}


def write_outline(document: pikepdf.Pdf, places: Sequence[Place], pages: Sequence[Place], pages_title: str) -> None:
    """Write the outline of a PDF: its bookmarks, open; and one below which those of printed `pages` stand, closed."""
    with document.open_outline() as outline:
        outline.root[:] = []
        above = {0: outline.root}
        for place in places:
            entry = _entry(document, place)
            above[place.level - 1].append(entry)
            above[place.level] = entry.children
        if pages:
            printed = _entry(document, pages[0]._replace(title=pages_title))
            printed.is_closed = True
            printed.children.extend(_entry(document, page) for page in pages)
            outline.root.append(printed)
    document.Root.PageMode = pikepdf.Name.UseOutlines


def in_order(nodes: list[Node], languages: Sequence[str]) -> Iterator[Node]:
    """Yield the block nodes of a book in the order of print, those of each language of a pair in turn."""
    for node in nodes:
        if node["type"] == "pair":
            for language in languages:
                yield from in_order(node[language], languages)
            continue
        yield node
        for box in [node] if node["type"] in HOLDERS else node.get("items", []):
            yield from in_order(box["body"] if "term" not in box else [], languages)


def _listed(nodes: list[Node], languages: Sequence[str]) -> Iterator[tuple[Node | None, ...]]:
    """Yield what may be listed in order; what stands in both languages, in those."""
    for node in nodes:
        sides = [node[language] for language in languages] if node["type"] == "pair" else [[node]]
        found = [[one for one in in_order(side, languages) if one["type"] in TITLES] for side in sides]
        yield from zip_longest(*found)


def _title(node: Node) -> str:
    text = _text(node[TITLES[node["type"]]], BOTH if node["type"] == "table" else " ")
    # A table in both languages has the titles of both in its caption.
    return BOTH.join(" ".join(part.split()).rstrip("：:") for part in text.split(BOTH))


def _text(nodes: list[Any], line_end: str) -> str:
    """Return the text of inline nodes without marks of notes, or of what is out of date, and without readings."""
    parts = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(node)
        elif node["type"] == "break":
            parts.append(line_end)
        elif "mark" in node:
            parts.append(node.get("word", ""))
        else:
            inside = [part for item in node.get("items", []) for part in item["body"]]
            parts.append(_text([*inside, node.get("text", ""), *node.get("body", [])], line_end))
    return "".join(parts)


def _entry(document: pikepdf.Pdf, place: Place) -> pikepdf.OutlineItem:
    page = document.pages[place.page - 1]
    height = float(page.mediabox[3])
    # A little above what it leads to.
    top = round(min(height, height - place.y + 10), 2)
    destination = pikepdf.Array([page.obj, pikepdf.Name.XYZ, round(place.x, 2), top, None])
    return pikepdf.OutlineItem(place.title, destination)
