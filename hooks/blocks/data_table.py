"""The block `data-table`: a table of docs/data, in the language of its page."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block

from hooks.blocks import PageContext
from hooks.data import tables
from hooks.data.tables import Column, Group, Row, Table
from hooks.findings import SourceError
from hooks.languages import Language

COLUMN: dict[Language, str] = {"zh": "{}（編者）", "en": "{} (editor’s)"}
ADDED: dict[Language, str] = {"zh": "（{} 增補）", "en": " (added {})"}
LINK: dict[Language, str] = {"zh": "本列連結 {}", "en": "Link to row {}"}
# What Markdown's later passes would read as an entity, attributes, `[TOC]` or the marks of a block.
SYNTAX = re.compile(r"[&{\[]|/(?=/)")


class DataTable(Block):
    """Print a table of docs/data: its caption, column titles, rows and notes.

    NAME: `data-table`

    ARGUMENT: the name of the table in docs/data/datapackage.json, as in `/// data-table | exchanges`.

    OPTIONS: none; the block holds no text of its own.
    """

    NAME = "data-table"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        """Return the table in a figure; the figure is empty if there is no such table, or it has faults."""
        page: PageContext = self.config["page"]
        figure = SubElement(parent, "figure", {"class": "data-table"})
        data_dir, name = page.docs_dir / "data", self.argument
        try:
            known = tables.names(data_dir)
            if name in known:
                fill(figure, tables.load(data_dir, name), page.language)
            else:
                message = f"no table '{name}' in {data_dir / 'datapackage.json'}; write one of: {', '.join(known)}"
                page.report_block(self.NAME, "table-unknown", message, argument=name)
        except SourceError as error:
            page.findings.extend(error.findings)
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
    grid = SubElement(scroll, "table", {"class": "data-table__table", **described})
    add(grid, "caption", table.caption[language], id=f"{key}-caption")
    head = SubElement(SubElement(grid, "thead"), "tr")
    editorial = [column for column in table.categories if column.editorial and as_data]
    for column in (*table.columns, *editorial):
        title = column.title[language] if column.title else ""
        if column.editorial:
            add(head, "th", COLUMN[language].format(title), scope="col", **{"class": "data-table__editorial"})
        else:
            add(head, "th", title, scope="col")
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
            label = LINK[language].format(row.id)
            link = {"class": "paragraph-link", "href": f"#{table.name}-{row.id}", "aria-label": label}
            SubElement(line[-1], "a", link)
        for column in editorial:
            add(line, "td", column.text(row.values)[language], **{"class": "data-table__editorial"})
        if as_data:
            for column in table.categories:
                line.set(f"data-{column.name}", row.values[column.name])


def _add_cells(line: Element, row: Row, language: Language) -> None:
    for place, cell in enumerate(row.cells):
        added = ADDED[language].format(row.added) if row.added and not place else ""
        if not cell.prefix[language] and not added:
            add(line, "td", cell.text[language])
            continue
        box = SubElement(line, "td")
        if cell.prefix[language]:
            add(box, "span", cell.prefix[language], **{"class": "data-table__category"})
        # In an element, since Markdown reads what stands bare behind one.
        add(box, "span", cell.text[language])
        if added:
            add(box, "span", added, **{"class": "data-table__added"})


class DataTableExtension(BlocksExtension):
    """Registers the block."""

    def __init__(self, **options: Any) -> None:
        self.config = {"page": [PageContext(), "the page in hand"]}
        super().__init__(**options)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802
        block_mgr.register(DataTable, self.getConfigs())


def makeExtension(**options: Any) -> DataTableExtension:  # noqa: N802
    """Return the extension for Python-Markdown."""
    return DataTableExtension(**options)
