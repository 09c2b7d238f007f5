"""What a book says of itself at its end, the same in every edition: one list of sections."""

from __future__ import annotations

from collections.abc import Callable

from hooks.editions.changes import change_nodes
from hooks.editions.document import Document, Node, read_document
from hooks.editions.publication import Publication
from hooks.languages import LANG, other
from hooks.words import words
from hooks.words.dates import date_in_words

# The sections of the page about the publication that hold for its books, too, by the ids of their headings.
PROVENANCE, POLICY, CHANGES, CITATION = "provenance", "editorial-policy", "changes", "citation"


def make_colophon(publication: Publication) -> Document:
    """Return the colophon of a publication, without its title."""
    about = read_document(publication.about, publication) if publication.about else Document([], {})
    blocks = [node for section in SECTIONS for node in section(publication, about.blocks)]
    return Document(blocks, about.notes)


def version_in_words(publication: Publication) -> str:
    """Return the version of a publication, and whether it is that of a commit."""
    said, revision = words(publication.language), publication.revision
    if not revision.version:
        return said["colophon.version_unknown"]
    return revision.version if revision.known else said["colophon.version_changed"].format(revision.version)


def _section(name: str) -> Callable[[Publication, list[Node]], list[Node]]:
    def section(publication: Publication, about: list[Node]) -> list[Node]:
        found: list[Node] = []
        taken = False
        for node in about:
            if node["type"] == "heading" and node["level"] <= 2:
                taken = node.get("id") == name
            found += [node] * taken
        return found

    return section


def _status(publication: Publication, about: list[Node]) -> list[Node]:
    """Return how far each chapter is translated, as a table; nothing where none is a translation."""
    said = words(publication.language)
    columns = ["page", "text", "passages", "current", "stale", "missing"]
    unmatched = any(chapter.status and chapter.status.unmatched for chapter in publication.chapters)
    columns += ["unmatched"] * unmatched
    head = [_cell([said[f"status.columns.{name}"]], head=True) for name in columns]
    rows = []
    for chapter in publication.chapters:
        if status := chapter.status:
            link = {"type": "link", "page": chapter.name, "id": "", "address": chapter.address, "body": [chapter.title]}
            counts = [status.pairs, status.in_step, status.stale, status.missing, *[status.unmatched] * unmatched]
            kind = said[f"status.kinds.{status.translation}"]
            rows.append([_cell([link], head=True), _cell([kind]), *(_cell([str(number)]) for number in counts)])
    title = {"type": "heading", "level": 2, "id": "translation-status", "body": [said["colophon.status"]]}
    return [title, {"type": "grid", "caption": [], "head": [head], "groups": [rows]}] if rows else []


def _cell(body: list[Node], *, head: bool = False) -> Node:
    return {"head": head, "rows": 1, "columns": 1, "body": body}


def _facts(publication: Publication, about: list[Node]) -> list[Node]:
    """Return what is known of the publication and of this state of it."""
    said, address = words(publication.language), publication.address
    title: list[Node] = [publication.title]
    if publication.subtitle:
        title += [{"type": "break"}, publication.subtitle]
    if publication.other_title:
        tag = LANG[other(publication.language)]
        title += [{"type": "break"}, {"type": "lang", "lang": tag, "body": [publication.other_title]}]
    known: dict[str, list[Node]] = {
        "name": title,
        "creators": [said["cover.separator"].join(publication.creators)],
        "publisher": [publication.publisher],
        "series": [publication.series],
        "printed": [date_in_words(publication.date, publication.language)],
        "version": [version_in_words(publication)],
        "date": [date_in_words(publication.revision.date, publication.language)],
        "address": [{"type": "link", "page": "", "id": "", "address": address, "body": [address]}] if address else [],
        "rights": [publication.rights],
    }
    items = [{"term": said[f"colophon.{name}"], "body": body} for name, body in known.items() if any(body)]
    items += [{"term": name.upper(), "body": [number]} for name, number in publication.identifiers.items()]
    return [{"type": "facts", "items": items}]


def _changes(publication: Publication, about: list[Node]) -> list[Node]:
    """Return what has changed, below what the page about the publication says of it itself."""
    written = _section(CHANGES)(publication, about)
    if publication.changes is None:
        return written
    heading, *listed = change_nodes(publication.changes, publication.language, book=True)
    return [*(written or [heading]), *listed]


SECTIONS = (_section(PROVENANCE), _section(POLICY), _changes, _section(CITATION), _status, _facts)
