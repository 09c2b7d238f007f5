"""Data tables, their figures and other tables: nodes and Table objects in, XHTML out."""

from __future__ import annotations

from typing import Any

from lxml import etree

from hooks.data.figure import figure, figure_title
from hooks.data.tables import Group, Row, Table
from hooks.editions.document import Node, passages
from hooks.editions.epub.inline import inline, page_mark
from hooks.editions.epub.xhtml import Context, E, Element

# Of the figures, in pixels; they shrink with the page.
WIDTH = 480
SPANS = {"rowspan": "rows", "colspan": "columns"}


def data_table(node: Node, context: Context) -> Element:
    """Return a data table: caption, column titles, a `tbody` a year with the year as its heading, notes."""
    table, tongue = context.publication.tables[node["name"]], context.publication.language
    key = f"table-{table.name}"
    grid = E.table({"class": "data-table__table"})
    marks = [page_mark(mark, context) for mark in node["marks"] if mark["row"] < 0]
    caption = _words(table.caption[tongue], context)
    grid.append(E.caption(context.attributes({"id": f"{key}-caption"}), *marks, *caption))
    titles = [column.title[tongue] if column.title else "" for column in table.columns]
    grid.append(E.thead(E.tr(*(E.th({"scope": "col"}, *_words(title, context)) for title in titles))))
    rows = 0
    for group in table.groups:
        grid.append(_group(table, group, node["marks"], rows, context))
        rows += len(group.rows)
    box = E.figure({"class": "data-table"}, context.attributes(node), grid)
    if table.notes:
        notes = E.div({"class": "data-table__notes"}, context.attributes({"id": f"{key}-notes"}))
        for note in table.notes:
            kind = {"class": "editors-note"} if note.kind == "editor" else {}
            notes.append(E.p(kind, *_words(note.text[tongue], context)))
        grid.set("aria-describedby", notes.get("id"))
        box.append(notes)
    return box


def data_figure(node: Node, context: Context) -> Element:
    """Return the figure of a data table, drawn as wide as a page, under its title and what it shows."""
    table, tongue = context.publication.tables[node["name"]], context.publication.language
    drawing = etree.fromstring(figure(table, tongue, WIDTH))
    drawing.set("viewBox", f"0 0 {drawing.get('width')} {drawing.get('height')}")
    for link in drawing.iter("{*}a"):
        link.set("href", f"#{context.id(link.get('href')[1:])}")
    editorial = [column.editorial[tongue] for column in table.categories[:1] if column.editorial]
    said = ("" if tongue == "zh" else " ").join([context.words["data.dots"], *editorial])
    title = E.div({"class": "data-figure__title"}, *_words(figure_title(table, tongue), context))
    return E.figure(
        {"class": "data-figure"},
        context.attributes({"id": f"figure-{table.name}"}),
        E.figcaption(title, E.p(*_words(said, context))),
        E.div({"class": "data-figure__drawing"}, drawing),
    )


def _group(table: Table, group: Group, marks: list[Node], first: int, context: Context) -> Element:
    body = E.tbody()
    for place, row in enumerate(group.rows):
        line = E.tr(context.attributes({"id": f"{table.name}-{row.id}" if row.id else ""}))
        if place == 0 and group.year is not None:
            line.append(E.th({"scope": "rowgroup", "rowspan": str(len(group.rows))}, str(group.year)))
        line.extend(_cells(row, [mark for mark in marks if mark["row"] == first + place], context))
        body.append(line)
    return body


def _cells(row: Row, marks: list[Node], context: Context) -> list[Element]:
    tongue = context.publication.language
    cells = []
    for place, cell in enumerate(row.cells):
        text = cell.prefix[tongue] + cell.text[tongue]
        if row.added and not place:
            text += context.words["blocks.added"].format(row.added)
        parts: list[Any] = []
        start = 0
        for mark in [mark for mark in marks if mark["column"] == place]:
            parts += [*_words(text[start : mark["offset"]], context), page_mark(mark, context)]
            start = mark["offset"]
        cells.append(E.td(*parts, *_words(text[start:], context)))
    return cells


def grid(node: Node, context: Context) -> Element:
    """Return a table that is no data table."""
    table = E.table(context.attributes(node))
    if node["caption"]:
        table.append(E.caption(*inline(node["caption"], context)))
    if node["head"]:
        table.append(E.thead(*(_row(row, "col", context) for row in node["head"])))
    table.extend(E.tbody(*(_row(row, "row", context) for row in group)) for group in node["groups"])
    return table


def _row(cells: list[Node], scope: str, context: Context) -> Element:
    line = E.tr()
    for cell in cells:
        made = E("th" if cell["head"] else "td", *inline(cell["body"], context))
        if cell["head"]:
            made.set("scope", scope)
        made.attrib.update({name: str(cell[key]) for name, key in SPANS.items() if cell[key] > 1})
        line.append(made)
    return line


def _words(text: str, context: Context) -> list[Any]:
    return inline(passages(text, context.publication.language), context)
