"""The block `data-table`: a table of docs/data, in the language of its page."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block

from hooks import tables
from hooks.blocks import Language, PageContext
from hooks.findings import SourceError
from hooks.tables import Cell, Group, Table

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


def fill(figure: Element, table: Table, language: Language) -> None:
    """Put a table into its figure: caption, column titles, one `tbody` a year, then source notes, then ours."""
    key = f"table-{table.name}"
    figure.set("id", key)
    region = {"role": "region", "aria-labelledby": f"{key}-caption", "tabindex": "0"}
    scroll = SubElement(figure, "div", {"class": "data-table__scroll", **region})
    described = {"aria-describedby": f"{key}-notes"} if table.notes else {}
    grid = SubElement(scroll, "table", {"class": "data-table__table", **described})
    _add(grid, "caption", table.caption[language], id=f"{key}-caption")
    head = SubElement(SubElement(grid, "thead"), "tr")
    for column in table.columns:
        _add(head, "th", column.title[language] if column.title else "", scope="col")
    for group in table.groups:
        _add_group(grid, group, language)
    if table.notes:
        notes = SubElement(figure, "div", {"class": "data-table__notes", "id": f"{key}-notes"})
        for note in table.notes:
            _add(notes, "p", note.text[language], **({"class": "editors-note"} if note.kind == "editor" else {}))


def _add_group(grid: Element, group: Group, language: Language) -> None:
    body = SubElement(grid, "tbody")
    for index, row in enumerate(group.rows):
        line = SubElement(body, "tr")
        if index == 0 and group.year is not None:
            _add(line, "th", str(group.year), scope="rowgroup", rowspan=str(len(group.rows)))
        for cell in row.cells:
            _add_cell(line, cell, language)


def _add_cell(line: Element, cell: Cell, language: Language) -> None:
    if cell.prefix[language]:
        box = SubElement(line, "td")
        _add(box, "span", cell.prefix[language], **{"class": "data-table__category"})
        # In an element, since Markdown reads what stands bare behind one.
        _add(box, "span", cell.text[language])
    else:
        _add(line, "td", cell.text[language])


def _add(parent: Element, tag: str, text: str, **attributes: str) -> None:
    SubElement(parent, tag, attributes).text = AtomicString(SYNTAX.sub(lambda sign: f"&#{ord(sign[0])};", text))


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
