"""The block `data-table`: a table of docs/data, in the language of its page."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString
from pymdownx.blocks.block import Block

from hooks.blocks.context import PageContext
from hooks.data.tables import Column, Group, Row, Table
from hooks.languages import Language
from hooks.words import words

# What Markdown's later passes would read as an entity, attributes, `[TOC]` or the marks of a block.
SYNTAX = re.compile(r"[&{\[]|/(?=/)")
# A cell whose digits stand below each other.
NUMBER = {"class": "number"}


class DataTable(Block):
    """Print a table of docs/data: its caption, column titles, rows and notes.

    NAME: `data-table`

    ARGUMENT: the name of the table in docs/data/datapackage.json, as in `/// data-table | exchanges`.

    OPTIONS: none; the block holds no text of its own.
    """

    NAME = "data-table"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        """Return the table in a figure; the figure is empty if there is no such table."""
        page: PageContext = self.md.page
        figure = SubElement(parent, "figure", {"class": "data-table"})
        table = page.tables.get(self.argument)
        if table:
            fill(figure, table, page.language)
            if page.for_print:
                figure.set("data-table", table.name)
        return figure


def fill(figure: Element, table: Table, language: Language, as_data: bool = False) -> None:
    """Put a table into its figure: caption, column titles, one `tbody` a year, then source notes, then ours.

    A row has its id, `exchanges-2001-4`. `as_data` adds what the print has not: the editor's columns, a link to each
    row, and each row's categories for the filter.
    """
    key = f"table-{table.name}"
    figure.set("id", key)
    region = {"role": "region", "aria-labelledby": f"{key}-caption", "tabindex": "0"}
    scroll = SubElement(figure, "div", {"class": "data-table__scroll", **region})
    described = {"aria-describedby": f"{key}-notes"} if table.notes else {}
    kind = "data-table__table data-table__table--wide" if table.wide else "data-table__table"
    grid = SubElement(scroll, "table", {"class": kind, **described})
    add(grid, "caption", table.caption[language], id=f"{key}-caption")
    head = SubElement(SubElement(grid, "thead"), "tr")
    editorial = [column for column in table.categories if column.editorial and as_data]
    for column in (*table.columns, *editorial):
        title = column.title[language] if column.title else ""
        if column.editorial:
            title = words(language)["blocks.editorial_column"].format(title)
            add(head, "th", title, scope="col", **{"class": "data-table__editorial"})
        else:
            add(head, "th", title, scope="col", **(NUMBER if column.number else {}))
    for group in table.groups:
        _add_group(grid, table, group, editorial, language, as_data)
    if table.notes:
        notes = SubElement(figure, "div", {"class": "data-table__notes", "id": f"{key}-notes"})
        for note in table.notes:
            add(notes, "p", note.text[language], **({"class": "editors-note"} if note.kind == "editor" else {}))


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """Add an element whose text Markdown leaves as it is, and return it."""
    child = SubElement(parent, tag, attributes)
    child.text = AtomicString(SYNTAX.sub(lambda sign: f"&#{ord(sign[0])};", text))
    return child


def _add_group(
    grid: Element, table: Table, group: Group, editorial: list[Column], language: Language, as_data: bool
) -> None:
    body = SubElement(grid, "tbody")
    for index, row in enumerate(group.rows):
        line = SubElement(body, "tr")
        if row.id:
            line.set("id", f"{table.name}-{row.id}")
        if row.added:
            line.set("class", "added")
        if index == 0 and group.year is not None:
            add(line, "th", str(group.year), scope="rowgroup", rowspan=str(len(group.rows)))
        _add_cells(line, row, language)
        if as_data and row.id:
            label = words(language)["blocks.row_link"].format(row.id)
            link = {"class": "paragraph-link", "href": f"#{table.name}-{row.id}", "aria-label": label}
            SubElement(line[-1], "a", link)
        for column in editorial:
            add(line, "td", column.text(row.values)[language], **{"class": "data-table__editorial"})
        if as_data:
            for column in table.categories:
                line.set(f"data-{column.name}", row.values[column.name])


def _add_cells(line: Element, row: Row, language: Language) -> None:
    for place, cell in enumerate(row.cells):
        added = words(language)["blocks.added"].format(row.added) if row.added and not place else ""
        if not cell.prefix[language] and not added:
            add(line, "td", cell.text[language], **(NUMBER if cell.number else {}))
            continue
        box = SubElement(line, "td", NUMBER if cell.number else {})
        if cell.prefix[language]:
            add(box, "span", cell.prefix[language], **{"class": "data-table__category"})
        # In an element, since Markdown reads what stands bare after one.
        add(box, "span", cell.text[language])
        if added:
            add(box, "span", added, **{"class": "data-table__added"})
