"""The block `data-tables`: every table of docs/data with its figure, filter, sources, licence and downloads."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block, type_string

from hooks.blocks import PageContext
from hooks.blocks.data_filter import add_filter
from hooks.blocks.data_table import add, fill
from hooks.data import tables
from hooks.data.downloads import PACKAGE, formats
from hooks.data.figure import figure, figure_title
from hooks.data.package import NAME, read_licence
from hooks.data.tables import Table
from hooks.findings import SourceError
from hooks.languages import Language

WORDS: dict[str, dict[Language, str]] = {
    "dots": {"zh": "每一點是表中的一列。", "en": "Each dot is a row of the table."},
    "select": {"zh": "點選即到該列。", "en": "Select one to go to it."},
    "skip": {"zh": "略過圖，直接看表", "en": "Skip the figure"},
    "sources": {"zh": "資料出處", "en": "Sources"},
    "licence": {"zh": "授權", "en": "License"},
    "downloads": {"zh": "下載", "en": "Download"},
    "all": {"zh": "整套下載", "en": "Download everything"},
    PACKAGE: {"zh": "全部資料檔與說明", "en": "All data files and what they hold"},
    NAME: {"zh": "各表的標題、附註、出處與欄位說明", "en": "The tables’ titles, notes, sources, and columns"},
}
ROW = {"zh": "{}：", "en": "{}: "}


class DataTables(Block):
    """Print all of docs/data: each table with its figure above it, then the downloads of the whole.

    NAME: `data-tables`

    ARGUMENT: none.

    OPTIONS: `without`, the names of tables that are offered as files only, with spaces between them.
    """

    NAME = "data-tables"
    OPTIONS = {"without": ["", type_string]}  # noqa: RUF012

    def on_create(self, parent: Element) -> Element:
        """Return the tables in a box; it is empty if one of them has faults."""
        page: PageContext = self.config["page"]
        box = SubElement(parent, "div", {"class": "data-tables"})
        data_dir = page.docs_dir / "data"
        folder = Path(os.path.relpath(data_dir, page.path.parent)).as_posix()
        without = self.options["without"].split()
        try:
            found = tables.load_all(data_dir)
            licence = read_licence(data_dir)[page.language]
        except SourceError as error:
            page.findings.extend(error.findings)
            return box
        for name in without:
            if name not in found:
                message = f"leaves out '{name}', and there is no such table; write some of: {', '.join(found)}"
                page.report_block(self.NAME, "table-unknown", message)
        for table in found.values():
            if table.name not in without:
                self._add_section(box, table, page.language, folder, licence)
        files = [table for table in found.values() if table.name in without]
        _add_downloads_of_all(box, files, page.language, folder)
        return box

    def _add_section(self, box: Element, table: Table, language: Language, folder: str, licence: str) -> None:
        add(box, "h2", table.short_title[language], id=table.name)
        if drawing := figure(table, language):
            frame = SubElement(box, "figure", {"class": "data-figure", "id": f"figure-{table.name}"})
            caption = SubElement(frame, "figcaption")
            add(caption, "div", figure_title(table, language), **{"class": "data-figure__title"})
            space = "" if language == "zh" else " "
            note = add(caption, "p", WORDS["dots"][language] + space)
            # On paper there is nothing to select.
            select = add(note, "span", WORDS["select"][language], **{"class": "data-figure__select"})
            editorial = [column.editorial[language] for column in table.categories[:1] if column.editorial]
            select.tail = AtomicString("".join(space + text for text in editorial))
            skip = {"class": "data-figure__skip", "data-search-exclude": ""}
            add(frame, "a", WORDS["skip"][language], href=f"#table-{table.name}", **skip)
            holder = SubElement(frame, "div", {"class": "data-figure__drawing", "data-search-exclude": ""})
            # As raw HTML: no pass of Markdown's has anything to do in a drawing.
            holder.text = AtomicString(self.md.htmlStash.store(drawing))
        add_filter(box, table, language)
        fill(SubElement(box, "figure", {"class": "data-table"}), table, language, as_data=True)
        about = SubElement(box, "dl", {"class": "data-about"})
        if table.sources:
            add(about, "dt", WORDS["sources"][language])
            for source in table.sources:
                add(about, "dd", source[language])
        if licence:
            add(about, "dt", WORDS["licence"][language])
            add(about, "dd", licence)
        add(about, "dt", WORDS["downloads"][language])
        _add_links(SubElement(about, "dd"), [table], language, folder)


def _add_downloads_of_all(box: Element, files: Iterable[Table], language: Language, folder: str) -> None:
    add(box, "h2", WORDS["all"][language], id="downloads")
    items = SubElement(box, "ul", {"class": "data-downloads"})
    for name in (PACKAGE, NAME):
        item = SubElement(items, "li")
        add(item, "span", ROW[language].format(WORDS[name][language]))
        add(item, "a", name, href=f"{folder}/{name}")
    for table in files:
        item = SubElement(items, "li")
        add(item, "span", ROW[language].format(table.short_title[language]))
        _add_links(item, [table], language, folder)


def _add_links(parent: Element, of: Iterable[Table], language: Language, folder: str) -> None:
    links = [(name, label[language]) for table in of for name, label in formats(table.name).items()]
    for name, label in links:
        add(parent, "a", label, href=f"{folder}/{name}").tail = AtomicString(" ")


class DataTablesExtension(BlocksExtension):
    """Registers the block."""

    def __init__(self, **options: Any) -> None:
        self.config = {"page": [PageContext(), "the page in hand"]}
        super().__init__(**options)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802
        block_mgr.register(DataTables, self.getConfigs())


def makeExtension(**options: Any) -> DataTablesExtension:  # noqa: N802
    """Return the extension for Python-Markdown."""
    return DataTablesExtension(**options)
