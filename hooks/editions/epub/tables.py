"""Data tables and other tables: nodes and Table objects in, XHTML out.

In a book in both languages a table is in both at once: each cell has the two, one under the other, and once what they
have alike. On a page too narrow for a table its cells stand under each other, each with the name of its column:
`stacked.css` has the rules of that, which a book repeats for each width that one of its tables wants.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import ceil
from pathlib import Path
from typing import Any

from hooks.editions.document import Node, in_languages
from hooks.editions.epub.inline import inline
from hooks.editions.epub.xhtml import SIDES, Context, E, Element, beside
from hooks.editions.tables import table_grid
from hooks.editions.widths import Column, columns_of, good_width, plain

# A node in each language of the book.
Sides = Sequence[tuple[Node, Context]]

STACKED = Path(__file__).with_name("stacked.css")
SPANS = {"rowspan": "rows", "colspan": "columns"}
# Cells that stand under each other are cells of a table only where their roles say so.
ROLES = {"col": "columnheader", "row": "rowheader"}
# The letters of a table in those around it (`book.css`), and by how many of these the widths of tables differ.
LETTERS, STEP = 0.92, 4
# Between the names of a column in both languages.
BOTH = " / "


def data_table(sides: Sides) -> Element:
    """Return a data table in the languages of the book: caption, column titles, a `tbody` a year with the year as its
    heading, notes."""
    (node, first), contexts = sides[0], [context for _, context in sides]
    table = first.publication.tables[node["name"]]
    box = _boxed(
        [(table_grid(table, context.publication.language, one["marks"]), context) for one, context in sides],
        E.figure,
        "data-table",
    )
    _name(box, node.get("id", ""), contexts)
    (made,) = box
    made.set("class", "data-table__table")
    made[0].set("id", first.id(f"table-{table.name}-caption"))
    for line, row in zip(made.iterfind("{*}tbody/{*}tr"), table.rows, strict=True):
        _name(line, f"{table.name}-{row.id}" if row.id else "", contexts)
    for year in made.iterfind("{*}tbody/{*}tr/{*}th"):
        year.attrib.update({"scope": "rowgroup", "rowspan": year.get("rowspan", "1")})
    if table.notes:
        notes = E.div({"class": "data-table__notes"}, first.attributes({"id": f"table-{table.name}-notes"}))
        for note in table.notes:
            kind = {"class": "editors-note"} if note.kind == "editor" else {}
            texts = [in_languages(note.text[one.publication.language], one.publication.language) for one in contexts]
            lines = [[E.p(kind, *inline(text, one))] for text, one in zip(texts, contexts, strict=True)]
            notes.extend(lines[0] if len(lines) == 1 else beside(lines, contexts))
        made.set("aria-describedby", notes.get("id"))
        box.append(notes)
    return box


def grid(sides: Sides) -> Element:
    """Return a table that is no data table in the languages of the book; it `is_alike` in those."""
    box = _boxed(sides, E.div, "table")
    _name(box, sides[0][0].get("id", ""), [context for _, context in sides])
    return box


def is_alike(first: Node, second: Node) -> bool:
    """Say whether two tables have the same cells, whatever stands in these."""

    def shape(node: Node) -> Any:
        rows = [node["head"], *node["groups"]]
        return [[[(cell["head"], cell["rows"], cell["columns"]) for cell in row] for row in group] for group in rows]

    return bool(shape(first) == shape(second))


def stacked(widths: Iterable[int]) -> str:
    """Return the rules that stack the tables that want these widths on a page that has less."""
    rules = STACKED.read_text(encoding="utf-8")
    return "".join(rules.replace("WIDTH", str(width)) for width in sorted(widths))


def _boxed(sides: Sides, make: Callable[..., Element], kind: str) -> Element:
    """Return a table in a box that says how wide it wants to be."""
    nodes, contexts = [node for node, _ in sides], [context for _, context in sides]
    columns = [Column(*map(max, zip(*alike, strict=True))) for alike in zip(*map(columns_of, nodes), strict=True)]
    width = ceil(good_width(columns) * LETTERS / STEP) * STEP
    contexts[0].widths.add(width)
    table = E.table({"role": "table"})
    if any(node["caption"] for node in nodes):
        table.append(E.caption(*_said([node["caption"] for node in nodes], contexts)))
    names = [_names(node) for node in nodes]
    if nodes[0]["head"]:
        table.append(E.thead({"role": "rowgroup"}, *_rows([node["head"] for node in nodes], "col", names, contexts)))
    for group in zip(*(node["groups"] for node in nodes), strict=True):
        table.append(E.tbody({"role": "rowgroup"}, *_rows(group, "row", names, contexts)))
    return make({"class": f"{kind} stacked-{width}"}, table)


def _names(node: Node) -> list[str]:
    """Return the names of the columns of a table; none where a name is that of several, and where one needs no name: it
    is the only one beside what heads the rows."""
    bodies = [row for group in node["groups"] for row in group]
    if len(node["head"]) != 1 or any(cell["columns"] > 1 for cell in node["head"][0]):
        return []
    if all(sum(not cell["head"] for cell in row) < 2 for row in bodies):
        return []
    return [" ".join(plain(cell["body"]).split()) for cell in node["head"][0]]


def _rows(
    groups: Sequence[list[list[Node]]], scope: str, names: list[list[str]], contexts: Sequence[Context]
) -> list[Element]:
    """Return the rows of a part of a table, which is given in each language."""
    lines = []
    for row in zip(*groups, strict=True):
        line = E.tr({"role": "row"})
        for place, cells in enumerate(zip(*row, strict=True), -len(row[0])):
            # A row below a cell that spans it has no cell of its own for that: the last columns are always there.
            labels = ["" if cells[0]["head"] or -place > len(said) else said[place] for said in names]
            line.append(_cell(cells, scope, labels, contexts))
        lines.append(line)
    return lines


def _cell(cells: Sequence[Node], scope: str, labels: list[str], contexts: Sequence[Context]) -> Element:
    first = cells[0]
    content = _said([cell["body"] for cell in cells], contexts)
    made = E("th" if first["head"] else "td", *content)
    made.attrib.update({"scope": scope, "role": ROLES[scope]} if first["head"] else {"role": "cell"})
    if first.get("number") or first.get("align"):
        made.set("class", "number" if first.get("number") else f"align-{first['align']}")
    made.attrib.update({name: str(first[key]) for name, key in SPANS.items() if first[key] > 1})
    if any(labels) and (len(made) or (made.text or "").strip()):
        in_each = dict(zip(SIDES, labels, strict=False))
        for box in made.xpath("*[@class='original' or @class='translation']") or [made]:
            box.set("data-column", in_each.get(box.get("class")) or BOTH.join(dict.fromkeys(filter(None, labels))))
    return made


def _said(bodies: Sequence[list[Node]], contexts: Sequence[Context]) -> list[Any]:
    """Return what stands in a place of a table in each language, or once where that is alike."""
    first, *others = bodies
    if all(_is_words(body) and plain(body) == plain(first) for body in others):
        return inline(first, contexts[0])
    return list(beside([inline(body, context) for body, context in zip(bodies, contexts, strict=True)], contexts))


def _is_words(body: list[Node]) -> bool:
    """Say whether nothing but words is in a place of a table: no link, note or beginning of a printed page."""
    return all(isinstance(node, str) or (node["type"] == "lang" and _is_words(node["body"])) for node in body)


def _name(element: Element, key: str, contexts: Sequence[Context]) -> None:
    """Give an element its id; in a book in both languages, what is first said in the second has that of the second."""
    if not key:
        return
    element.set("id", contexts[0].id(key))
    for context in contexts[1:]:
        inside = [one for one in element.iter(E.div().tag) if one.get("class") == "translation" and not one.get("id")]
        owner = inside[0] if inside else E.span()
        owner.set("id", context.id(key))
        if not inside:
            owner.text = ""
            owner.tail, element[-1].text = element[-1].text, None
            element[-1].insert(0, owner)
