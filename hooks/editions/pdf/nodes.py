"""The nodes of a document as `book.typ` sets them: one handler a type of node that is set in another form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import unquote

from hooks.editions.document import Node
from hooks.editions.pdf.measures import Measures, Room
from hooks.editions.pdf.tables import data_figure, data_table, grid
from hooks.editions.phrases import display
from hooks.editions.pictures import read_picture
from hooks.editions.publication import ABOUT, Publication
from hooks.editions.widths import plain
from hooks.pictures import picture_size
from hooks.words import words

# What a reference to a note may not be parted from: one character of Chinese, a word of English.
LAST_WORD = re.compile(r"(?:[\u2e80-\uffef]|[^\s\u2e80-\uffef]*)\Z")


@dataclass
class Setting:
    """A page while it is set: its publication, its name, its notes, the places of the book's pages by their addresses,
    what gives the content of a file by its path below `docs/`, the measures of the book, and the notes that are set
    already."""

    publication: Publication
    name: str
    notes: Mapping[str, Node]
    places: Mapping[str, str]
    read: Callable[[str], bytes]
    measures: Measures
    noted: set[str] = field(default_factory=set)

    def room(self, *beside: Setting) -> Room:
        """Return the room of a table of this page, or of one that it shares with the page `beside` it."""
        languages = [setting.publication.language for setting in (self, *beside)]
        return self.measures.room(languages, in_colophon=self.name == ABOUT)

    def place(self, key: str) -> str:
        """Return what an id of this page is called in the book."""
        return place(self.publication.language, self.name, key)


def place(language: str, page: str, key: str = "") -> str:
    """Return what an id of a page, or the page itself, is called in a book."""
    return f"{language}/{page}#{key}"


def block_nodes(nodes: list[Node], setting: Setting) -> list[Node]:
    """Return blocks of a document as the book sets them. Raises SourceError for a picture that is not there."""
    # A rule before a heading says nothing that the heading does not.
    after = [node["type"] for node in nodes[1:]] + [""]
    nodes = [node for node, kind in zip(nodes, after, strict=True) if (node["type"], kind) != ("rule", "heading")]
    return [made for node in nodes for made in BLOCKS.get(node["type"], _text)(node, setting)]


def inline_nodes(nodes: list[Node], setting: Setting) -> list[Node]:
    """Return what stands inside a paragraph as the book sets it, the word before a reference to a note in the
    reference."""
    found = [node if isinstance(node, str) else INLINE.get(node["type"], _within)(node, setting) for node in nodes]
    for at, (before, node) in enumerate(pairwise(found)):
        if isinstance(before, str) and isinstance(node, dict) and "word" in node:
            word = LAST_WORD.search(before)
            found[at], node["word"] = (before[: word.start()], word[0]) if word else (before, "")
    return [node for node in found if node]


def _named(node: Node, setting: Setting) -> Node:
    """Return the id and language of a node, where it has them."""
    named = {"id": setting.place(node["id"])} if node.get("id") else {}
    return named | ({"lang": node["lang"]} if "lang" in node else {})


def _text(node: Node, setting: Setting) -> list[Node]:
    body = inline_nodes(node["body"], setting)
    if node["type"] == "heading":
        body = display(body, setting.publication)
    made = {"type": node.get("class", node["type"]), "body": body}
    return [made | ({"level": node["level"]} if "level" in node else {}) | _named(node, setting)]


def _pull_quote(node: Node, setting: Setting) -> list[Node]:
    body = [made | {"body": display(made["body"], setting.publication)} for made in block_nodes(node["body"], setting)]
    return [{"type": "pull-quote", "body": body} | _named(node, setting)]


def _blocks(node: Node, setting: Setting) -> list[Node]:
    return [{"type": node["type"], "body": block_nodes(node["body"], setting)} | _named(node, setting)]


def _list(node: Node, setting: Setting) -> list[Node]:
    items = [{"body": block_nodes(item["body"], setting)} | _named(item, setting) for item in node["items"]]
    return [node | {"items": items} | _named(node, setting)]


def _picture(node: Node, setting: Setting) -> list[Node]:
    caption = inline_nodes(node["caption"], setting)
    return [
        {"type": "picture", "body": inline_nodes(node["body"], setting), "caption": caption} | _named(node, setting)
    ]


def _captioned(node: Node, setting: Setting) -> list[Node]:
    return [made | {"caption": inline_nodes(node["caption"], setting)} for made in _blocks(node, setting)]


def _details(node: Node, setting: Setting) -> list[Node]:
    return [made | {"title": inline_nodes(node["title"], setting)} for made in _blocks(node, setting)]


def _listing(node: Node, setting: Setting) -> list[Node]:
    return [{"type": "listing", "text": node["text"]} | _named(node, setting)]


def _definitions(node: Node, setting: Setting) -> list[Node]:
    items = [
        {
            "terms": [{"body": inline_nodes(term["body"], setting)} | _named(term, setting) for term in item["terms"]],
            "body": [
                {"type": "definition", "body": block_nodes(one["body"], setting)} | _named(one, setting)
                for one in item["definitions"]
            ],
        }
        for item in node["items"]
    ]
    return [{"type": "definitions", "items": items} | _named(node, setting)]


def _missing(node: Node, setting: Setting) -> list[Node]:
    return [{"type": "missing", "body": [_to_original(node, "status.kinds.pending", setting)]} | _named(node, setting)]


def _grid(node: Node, setting: Setting) -> list[Node]:
    head = [_cells(cells, setting) for cells in node["head"]]
    groups = [[_cells(cells, setting) for cells in group] for group in node["groups"]]
    caption = inline_nodes(node["caption"], setting)
    made = node | {"caption": caption, "head": head, "groups": groups}
    return [grid(made, setting.publication.language, setting.room()) | _named(node, setting)]


def _cells(cells: list[Node], setting: Setting) -> list[Node]:
    return [cell | {"body": inline_nodes(cell["body"], setting)} for cell in cells]


def _table(node: Node, setting: Setting) -> list[Node]:
    table, *notes = data_table([(setting.publication, node)], setting.room())
    return [table | _named(node, setting), *notes]


def _figure(node: Node, setting: Setting) -> list[Node]:
    made = data_figure(setting.publication.tables[node["name"]], setting.publication.language)
    return [made | {"id": setting.place(f"figure-{node['name']}")}]


def _facts(node: Node, setting: Setting) -> list[Node]:
    items = [{"term": item["term"], "body": inline_nodes(item["body"], setting)} for item in node["items"]]
    return [{"type": "facts", "items": items}]


BLOCKS: dict[str, Callable[[Node, Setting], list[Node]]] = {
    "list": _list,
    "quotation": _blocks,
    "pull-quote": _pull_quote,
    "notice": _blocks,
    "picture": _picture,
    "captioned": _captioned,
    "listing": _listing,
    "definitions": _definitions,
    "details": _details,
    "missing": _missing,
    "grid": _grid,
    "table": _table,
    "figure": _figure,
    "facts": _facts,
    "rule": lambda node, setting: [node],
}


def _within(node: Node, setting: Setting) -> Node:
    return node | {"body": inline_nodes(node["body"], setting)} if "body" in node else dict(node)


def _link(node: Node, setting: Setting) -> Node:
    """Return a link to a place that the book may hold, in either language, and to an address on the web."""
    address, _, key = node["address"].partition("#")
    page = setting.places.get(address, "")
    body = inline_nodes(node["body"], setting)
    return {"type": "link", "place": page and page + unquote(key), "address": node["address"], "body": body}


def _to_original(node: Node, key: str, setting: Setting) -> Node:
    return _link(node | {"body": [words(setting.publication.language)[key]]}, setting)


def _stale(node: Node, setting: Setting) -> Node:
    return {"type": "sup", "body": [" ", _to_original(node, "blocks.stale", setting)]}


def _note(node: Node, setting: Setting) -> Node:
    """Return the note itself where it is first referred to, and nothing but the reference after that."""
    name = node["note"]
    made = {"type": "note", "id": setting.place(name), "mark": node["mark"], "word": ""}
    if name not in setting.noted:
        setting.noted.add(name)
        note = setting.notes[name]
        made |= {"editor": note["editor"], "body": block_nodes(note["body"], setting)}
    return made


def _ruby(node: Node, setting: Setting) -> Node:
    items = [{name: inline_nodes(item[name], setting) for name in ("body", "reading")} for item in node["items"]]
    return {"type": "ruby", "items": items}


def _code(node: Node, setting: Setting) -> Node:
    return {"type": "code", "text": plain(node["body"])}


def _image(node: Node, setting: Setting) -> Node:
    """Return a picture with its width: what the page says, or else its own, in pixels."""
    picture = read_picture(node["src"], f"{setting.publication.language}/{setting.name}.md", setting.read)
    size = picture_size(picture.path, picture.content)
    width = int(node["width"]) if node.get("width", "").isdecimal() else size[0] if size else 0
    return {"type": "image", "data": list(picture.content), "alt": node["alt"], "width": width}


INLINE: dict[str, Callable[[Node, Setting], Node]] = {
    "link": _link,
    "stale": _stale,
    "note-reference": _note,
    "image": _image,
    "ruby": _ruby,
    "code": _code,
}
