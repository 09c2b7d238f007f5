"""Data tables and other tables: nodes and Table objects in, XHTML out."""

from __future__ import annotations

from hooks.editions.document import Node, in_languages
from hooks.editions.epub.inline import inline
from hooks.editions.epub.xhtml import Context, E, Element
from hooks.editions.tables import table_grid

SPANS = {"rowspan": "rows", "colspan": "columns"}


def data_table(node: Node, context: Context) -> Element:
    """Return a data table: caption, column titles, a `tbody` a year with the year as its heading, notes."""
    table, language = context.publication.tables[node["name"]], context.publication.language
    key = f"table-{table.name}"
    made = grid(table_grid(table, language, node["marks"]), context)
    made.set("class", "data-table__table data-table__table--wide" if table.wide else "data-table__table")
    made[0].attrib.update(context.attributes({"id": f"{key}-caption"}))
    for line, row in zip(made.iterfind("{*}tbody/{*}tr"), table.rows, strict=True):
        line.attrib.update(context.attributes({"id": f"{table.name}-{row.id}" if row.id else ""}))
    for year in made.iterfind("{*}tbody/{*}tr/{*}th"):
        year.attrib.update({"scope": "rowgroup", "rowspan": year.get("rowspan", "1")})
    scroll = E.div({"class": "data-table__scroll"}, made) if table.wide else made
    box = E.figure({"class": "data-table"}, context.attributes(node), scroll)
    if table.notes:
        notes = E.div({"class": "data-table__notes"}, context.attributes({"id": f"{key}-notes"}))
        for note in table.notes:
            kind = {"class": "editors-note"} if note.kind == "editor" else {}
            notes.append(E.p(kind, *inline(in_languages(note.text[language], language), context)))
        made.set("aria-describedby", notes.get("id"))
        box.append(notes)
    return box


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
        if cell.get("number") or cell.get("align"):
            made.set("class", "number" if cell.get("number") else f"align-{cell['align']}")
        made.attrib.update({name: str(cell[key]) for name, key in SPANS.items() if cell[key] > 1})
        line.append(made)
    return line
