"""What the tags of a PDF from Typst still want: the heads of table rows, whole lists, notes after their sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pikepdf

from hooks.editions.document import Node
from hooks.editions.pdf.bookmarks import HOLDERS, in_order
from hooks.editions.widths import plain

# What may stand around a reference to a note, and what a note may follow.
INLINE = ("/Span", "/Em", "/Strong", "/Link", "/Reference")
BLOCKS = ("/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6")
# How a list counts (ISO 32000-1, table 347): levels of numbers; a printed marker.
LEVELS = ("Decimal", "LowerAlpha", "LowerRoman")
LETTERS = re.compile(r"[（(]?([A-Za-z]+)")


class Items(NamedTuple):
    """A list as it is tagged: how it counts, and the number of the whole list that it is a part of."""

    numbering: str
    whole: int


def row_heads(blocks: list[Node]) -> list[int]:
    """Return, for each table of a book in the order of print, how many columns head its rows."""
    tables = [node for node in in_order(blocks, ("zh", "en")) if node["type"] == "table"]
    first_rows: list[list[Node]] = [next((row for group in table["groups"] for row in group), []) for table in tables]
    return [[cell["head"] for cell in row].count(True) for row in first_rows]


def lists_of(blocks: list[Node]) -> list[Items]:
    """Return the lists of a book in the order of print, without those in notes: beside its counterpart each item stands
    in one by itself."""
    found: list[Items] = []
    latest: dict[str, int] = {}

    def read(nodes: list[Node], level: int, side: str) -> None:
        for node in nodes:
            if node["type"] == "pair":
                for language in ("zh", "en"):
                    read(node[language], 0, language)
                continue
            if node["type"] in ("list", "definitions"):
                whole = latest[side] if node.get("continues") and side in latest else len(found)
                if side:
                    latest[side] = whole
                found.append(Items(_numbering(node, level), whole))
            numbered = node["type"] == "list" and node["marker"] != "dot"
            for box in [node] if node["type"] in HOLDERS else node.get("items", []):
                read(box["body"] if "term" not in box else [], level + numbered, "")

    read(blocks, 0, "")
    return found


def finish_tags(document: pikepdf.Pdf, heads: Sequence[int], lists: Sequence[Items]) -> None:
    """Let the tables, lists and notes of a PDF say what they are: `heads` and `lists` are those of the book."""
    root = document.Root.StructTreeRoot
    for table, columns in zip(elements(root, "/Table"), heads, strict=True):
        _tag_row_heads(table, columns)
    _count_lists([items for items in elements(root, "/L") if not _is_in_note(items)], lists)
    for caption in elements(root, "/Caption"):
        # A group has no caption (ISO/TS 32005, table 5); a section may.
        if caption.P.S == "/Div":
            caption.P.S = pikepdf.Name.Sect
    for note in list(elements(root, "/Note")):
        _set_after_sentence(note)


def elements(element: Any, kind: str = "") -> Iterator[Any]:
    """Yield the structure elements below one, in order: those of a kind (`/Table`), or all."""
    for child in children(element):
        if kind == child.S or not kind:
            yield child
        yield from elements(child, kind)


def children(element: Any) -> list[Any]:
    """Return the structure elements right below one: what else stands there is content."""
    return [child for child in content(element) if _kind(child)]


def content(element: Any) -> list[Any]:
    """Return all that stands right below a structure element."""
    below = element.get("/K", [])
    return list(below) if isinstance(below, pikepdf.Array) else [below]


def place_of(element: Any) -> int:
    """Return which of what stands right below its parent a structure element is."""
    return next(at for at, child in enumerate(content(element.P)) if _is(child, element))


def language_of(element: Any) -> str:
    """Return the language of a structure element: its own, or that of what it stands in."""
    while "/Lang" not in element and "/P" in element:
        element = element.P
    return str(element.get("/Lang", ""))


def _numbering(node: Node, level: int) -> str:
    if node["type"] == "definitions":
        return "None"
    if node["marker"] in ("dot", "number"):
        return "Disc" if node["marker"] == "dot" else LEVELS[level % len(LEVELS)]
    printed = [LETTERS.match(plain(item["body"][:1])) for item in node["items"]]
    letters = "".join(found[1] for found in printed if found)
    # Of more than one letter are (ii) and (iv).
    kind = "Roman" if len(letters) > len(printed) else "Alpha"
    return ("Lower" if letters.islower() else "Upper") + kind if letters else "Decimal"


def _count_lists(tagged: Sequence[Any], lists: Sequence[Items]) -> None:
    """Name how each list counts, and put the items of lists that are parts of one whole into the first of them."""
    wholes: dict[int, Any] = {}
    for element, (numbering, whole) in zip(tagged, lists, strict=True):
        target = wholes.setdefault(whole, element)
        if target is not element:
            _move_items(element, target)
            continue
        for attributes in element.A if isinstance(element.get("/A"), pikepdf.Array) else [element.A]:
            if "/ListNumbering" in attributes:
                attributes.ListNumbering = pikepdf.Name(f"/{numbering}")


def _move_items(source: Any, target: Any) -> None:
    language = language_of(target)
    for item in content(source):
        if _kind(item) == "/LI" and language_of(item) != language:
            item.Lang = pikepdf.String(language_of(item))
        item.P = target
    target.K = pikepdf.Array([*content(target), *content(source)])
    source.K = pikepdf.Array()
    while not content(source):
        parent = source.P
        parent.K = pikepdf.Array([child for child in content(parent) if not _is(child, source)])
        source = parent


def _is_in_note(element: Any) -> bool:
    while "/P" in element and element.get("/S") != "/Note":
        element = element.P
    return bool(element.get("/S") == "/Note")


def _tag_row_heads(table: Any, heads: int) -> None:
    """Make header cells of the first cells of each row that has them, and let every cell find its headers by scope."""
    width = max(len(children(row)) for row in elements(table, "/TR"))
    for body in elements(table, "/TBody"):
        for row in elements(body, "/TR"):
            cells = children(row)
            for cell in cells:
                del _table_attributes(cell)["/Headers"]
            for cell in cells[:heads] if len(cells) == width else []:
                cell.S = pikepdf.Name.TH
                _table_attributes(cell).Scope = pikepdf.Name.Row


def _set_after_sentence(note: Any) -> None:
    """Move a note after the paragraph or heading that refers to it: read aloud, it would cut the sentence in two."""
    owner = note.P
    while owner.S in INLINE:
        owner = owner.P
    if owner.S not in BLOCKS:
        return
    note.P.K = pikepdf.Array([child for child in content(note.P) if not _is(child, note)])
    siblings = content(owner.P)
    place = place_of(owner) + 1
    while place < len(siblings) and _kind(siblings[place]) == "/Note":
        place += 1
    owner.P.K = pikepdf.Array([*siblings[:place], note, *siblings[place:]])
    note.P = owner.P


def _kind(child: Any) -> str:
    return str(child.get("/S", "")) if isinstance(child, pikepdf.Dictionary) else ""


def _is(child: Any, element: Any) -> bool:
    return isinstance(child, pikepdf.Dictionary) and child.objgen == element.objgen


def _table_attributes(cell: Any) -> Any:
    attributes = cell.A if isinstance(cell.A, pikepdf.Array) else [cell.A]
    return next(entry for entry in attributes if entry.O == "/Table")
