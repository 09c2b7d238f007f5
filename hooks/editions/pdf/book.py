"""Gathers a publication, in one language or in both, into the tree that `book.typ` sets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hooks.editions.colophon import make_colophon
from hooks.editions.document import Document, Node
from hooks.editions.pairing import by_language, pair, units
from hooks.editions.palette import palette
from hooks.editions.pdf.bookmarks import set_bookmarks
from hooks.editions.pdf.contents import contents_depth
from hooks.editions.pdf.faces import FALLBACK
from hooks.editions.pdf.measures import COLOPHON, TABLE, measures_of
from hooks.editions.pdf.nodes import Setting, block_nodes, place
from hooks.editions.pdf.tables import data_table
from hooks.editions.phrases import display
from hooks.editions.publication import ABOUT, Part, Publication, imprint
from hooks.languages import other
from hooks.words import words


def make_book(
    books: list[tuple[Publication, dict[str, Document]]], read: Callable[[str], bytes], *, large: bool = False
) -> dict[str, Any]:
    """Return the book of a publication in one language, which may be in large print, or in two side by side."""
    publications = [publication for publication, _ in books]
    lead = publications[0]
    titles = {publication.language: publication.title for publication in publications}
    places = {page.address: place(one.language, page.name) for one in publications for page in one.chapters}

    measures = measures_of([one.language for one in publications], large=large)
    groups = _groups(publications)

    def blocks(documents: list[Document], name: str, rows: Mapping[str, str] = MappingProxyType({})) -> list[Node]:
        sides = zip(publications, documents, strict=True)
        settings = [(document, Setting(one, name, document.notes, places, read, measures)) for one, document in sides]
        return _blocks(settings, rows)

    book: dict[str, Any] = {
        "languages": list(titles),
        "measures": measures._asdict() | {"table": TABLE, "colophon": COLOPHON},
        "titles": {other(lead.language): lead.other_title} | titles,
        "lines": [display([line], lead) for line in lead.lines],
        "subtitle": lead.subtitle,
        "authors": [
            name for publication in publications for name in publication.creators or [publication.publisher] if name
        ],
        "imprints": {publication.language: imprint(publication) for publication in publications},
        "palette": palette(),
        "fallback": FALLBACK,
        "depth": contents_depth((books[0][1][chapter.name] for chapter in lead.chapters), lead.language),
        "words": {
            publication.language: {
                "contents": words(publication.language)["editions.contents"],
                "colophon": words(publication.language)["colophon.title"],
                "listed": words(publication.language)["editions.tables_and_figures"],
            }
            for publication in publications
        },
        "chapters": [
            {
                "places": [place(publication.language, sides[0].name) for publication in publications],
                "titles": {language: chapter.title for language, chapter in zip(titles, sides, strict=True)},
                "groups": groups.get(sides[0].name, ([], 0))[0],
                "depth": groups.get(sides[0].name, ([], 0))[1],
                "blocks": blocks(
                    [documents[sides[0].name] for _, documents in books], sides[0].name, sides[0].article.rows
                ),
            }
            for sides in zip(*(publication.chapters for publication in publications), strict=True)
        ],
        "attachments": [
            {
                "name": table.resource["path"],
                "title": table.caption[lead.language],
                "data": list(read(f"data/{table.resource['path']}")),
            }
            for table in lead.tables.values()
        ],
        "colophon": {"blocks": blocks([make_colophon(publication) for publication in publications], ABOUT)},
    }
    set_bookmarks(book["chapters"], book["languages"])
    return book


def blocks_of(book: dict[str, Any]) -> list[Node]:
    """Return the blocks of a book in the order of print."""
    return [node for part in [*book["chapters"], book["colophon"]] for node in part["blocks"]]


def _groups(publications: list[Publication]) -> dict[str, tuple[list[Node], int]]:
    """Return for each chapter the groups that begin with it, outermost first, and how many groups it stands in."""
    found: dict[str, tuple[list[Node], int]] = {}
    opened: list[Node] = []
    number = 0

    def read(sides: list[tuple[Part, ...]], depth: int) -> None:
        nonlocal number
        for parts in zip(*sides, strict=True):
            if parts[0].chapter:
                found[parts[0].chapter] = (list(opened), depth)
                opened.clear()
                continue
            number += 1
            titles = {one.language: part.title for one, part in zip(publications, parts, strict=True)}
            places = [place(one.language, f"part-{number}") for one in publications]
            opened.append({"titles": titles, "level": depth + 1, "places": places})
            read([part.parts for part in parts], depth + 1)

    read([publication.parts for publication in publications], 0)
    return found


def _blocks(sides: list[tuple[Document, Setting]], rows: Mapping[str, str]) -> list[Node]:
    """Return the blocks of a page, those of both languages in pairs; `rows` names those of more than two blocks."""
    if len(sides) == 1:
        ((document, setting),) = sides
        return block_nodes(document.blocks, setting)
    first, second = (units(document.blocks, rows) for document, _ in sides)
    settings = [setting for _, setting in sides]
    made = []
    for row in pair(first, second):
        made += _row([unit.nodes if unit else [] for unit in row], settings)
    return made


def _row(row: list[list[Node]], settings: list[Setting]) -> list[Node]:
    """Return a pair of blocks, or of several on a side; of a data table, one with the columns of both languages."""
    nodes = [node for side in row for node in side]
    languages = [setting.publication.language for setting in settings]
    if [[node["type"] for node in side] for side in row] == [["table"], ["table"]]:
        first, second = settings
        sides_of = list(zip([setting.publication for setting in settings], nodes, strict=True))
        table, *notes = data_table(sides_of, first.room(second))
        return [table | ({"id": settings[0].place(nodes[0]["id"])} if "id" in nodes[0] else {}), *notes]
    both: Node = {language: [] for language in languages}
    for side, setting in zip(row, settings, strict=True):
        for part in [part for node in side for part in by_language(node)]:
            lang = part.get("lang", "")
            own = next((one for one in settings if lang.startswith(one.publication.language)), setting)
            both[own.publication.language] += block_nodes([part], setting)
    return [{"type": "pair"} | both] if any(both.values()) else []
