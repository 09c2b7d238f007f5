"""The block `data-tables`: every table of docs/data with its figure, filter, sources, licence and downloads."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString
from pymdownx.blocks.block import Block, type_string

from hooks.blocks.context import PageContext
from hooks.blocks.data_filter import add_filter
from hooks.blocks.data_table import add, fill
from hooks.data.downloads import PACKAGE, formats
from hooks.data.figure import figure, figure_title
from hooks.data.package import NAME
from hooks.data.tables import Table
from hooks.messages import say
from hooks.words import words


class DataTables(Block):
    """Print all of docs/data: each table with its figure above it, then the downloads of the whole.

    NAME: `data-tables`

    ARGUMENT: none.

    OPTIONS: `without`, the names of tables that are offered as files only, with spaces between them.
    """

    NAME = "data-tables"
    OPTIONS = {"without": ["", type_string]}  # noqa: RUF012

    def on_create(self, parent: Element) -> Element:
        """Return the tables in a box."""
        page: PageContext = self.md.page
        box = SubElement(parent, "div", {"class": "data-tables"})
        without = self.options["without"].split()
        for name in without:
            if page.tables and name not in page.tables:
                message = say("table-unknown/without", found=name, tables=list(page.tables))
                page.report_block(self.NAME, "table-unknown", message)
        if page.for_print:
            # What stands here is listed where the rows are cited.
            box.set("data-tables", " ".join(name for name in page.tables if name not in without))
            return box
        for table in page.tables.values():
            if table.name not in without:
                self._add_section(box, table, page)
        _add_downloads_of_all(box, [table for table in page.tables.values() if table.name in without], page)
        return box

    def _add_section(self, box: Element, table: Table, page: PageContext) -> None:
        language, said = page.language, words(page.language)
        add(box, "h2", table.short_title[language], id=table.name)
        if drawing := figure(table, language):
            frame = SubElement(box, "figure", {"class": "data-figure", "id": f"figure-{table.name}"})
            caption = SubElement(frame, "figcaption")
            add(caption, "div", figure_title(table, language), **{"class": "data-figure__title"})
            space = "" if language == "zh" else " "
            note = add(caption, "p", said["data.dots"] + space)
            # On paper there is nothing to select.
            select = add(note, "span", said["data.select"], **{"class": "data-figure__select"})
            editorial = [column.editorial[language] for column in table.categories[:1] if column.editorial]
            select.tail = AtomicString("".join(space + text for text in editorial))
            skip = {"class": "data-figure__skip", "data-search-exclude": ""}
            add(frame, "a", said["data.skip"], href=f"#table-{table.name}", **skip)
            holder = SubElement(frame, "div", {"class": "data-figure__drawing", "data-search-exclude": ""})
            # As raw HTML: no pass of Markdown's has anything to do in a drawing.
            holder.text = AtomicString(self.md.htmlStash.store(drawing))
        add_filter(box, table, language)
        fill(SubElement(box, "figure", {"class": "data-table"}), table, language, as_data=True)
        about = SubElement(box, "dl", {"class": "data-about"})
        if table.sources:
            add(about, "dt", said["data.sources"])
            for source in table.sources:
                add(about, "dd", source[language])
        if page.licence[language]:
            add(about, "dt", said["data.licence"])
            add(about, "dd", page.licence[language])
        add(about, "dt", said["data.downloads"])
        _add_links(SubElement(about, "dd"), table, page)


def _add_downloads_of_all(box: Element, files: Iterable[Table], page: PageContext) -> None:
    said = words(page.language)
    add(box, "h2", said["data.all"], id="downloads")
    items = SubElement(box, "ul", {"class": "data-downloads"})
    for name, key in ((PACKAGE, "data.package"), (NAME, "data.descriptor")):
        item = SubElement(items, "li")
        add(item, "span", said["data.entry"].format(said[key]))
        add(item, "a", name, href=f"{page.data_folder}/{name}")
    for table in files:
        item = SubElement(items, "li")
        add(item, "span", said["data.entry"].format(table.short_title[page.language]))
        _add_links(item, table, page)


def _add_links(parent: Element, table: Table, page: PageContext) -> None:
    for name, label in formats(table.name).items():
        add(parent, "a", label[page.language], href=f"{page.data_folder}/{name}").tail = AtomicString(" ")
