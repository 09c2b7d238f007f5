"""The data tables, as every edition prints them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from hooks.data.ids import Record, key_column
from hooks.data.package import Package
from hooks.data.rows import read_rows, year_column
from hooks.data.schema import ADDED
from hooks.findings import Finding, SourceError
from hooks.languages import Language
from hooks.messages import say
from hooks.words import in_both

Bilingual = Mapping[Language, str]

# As many columns as a phone has room for.
NARROW = 5
NOTHING: Bilingual = {"zh": "", "en": ""}
NUMBERS = ("integer", "number")
BRACKETS: Bilingual = in_both("data.category")
NOTE_PREFIX: Mapping[str, Bilingual] = {"source": NOTHING, "editor": in_both("data.editors_note")}


@dataclass(frozen=True)
class Column:
    """A column: its title, the CSV column that holds it in each language, and the labels of its categories.

    Categories without a title are no column in print: they stand in brackets before the next column's text. Categories
    that are the editor's say so in `editorial`; they are in no print. A `number` counts or measures.
    """

    fields: Mapping[Language, str]
    title: Bilingual | None
    labels: Mapping[str, Bilingual]
    editorial: Bilingual | None = None
    number: bool = False

    @property
    def name(self) -> str:
        """The CSV column, of the two that of the Chinese."""
        return self.fields["zh"]

    def text(self, values: Mapping[str, str]) -> Bilingual:
        """What the column prints for a row whose `values` go by CSV column."""
        held = {language: values[field] for language, field in self.fields.items()}
        return {language: self.labels.get(value, {language: value})[language] for language, value in held.items()}


@dataclass(frozen=True)
class Cell:
    """A printed cell: its text, the bracketed category before it (empty in most tables), and whether its column is one
    of numbers."""

    text: Bilingual
    prefix: Bilingual
    number: bool = False


@dataclass(frozen=True)
class Row:
    """One row: its id, empty in a table without; the day on which it was added, empty if the paper has it; its first
    line in the CSV, its values by column, as written, and its cells as printed, all but the year."""

    id: str
    added: str
    line: int
    values: Mapping[str, str]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Group:
    """The rows of one year; `year` is None in a table without years, or of nothing but years."""

    year: int | None
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Note:
    """A note printed in the paper (`source`) or one of ours (`editor`), whose text begins by saying so."""

    kind: Literal["source", "editor"]
    text: Bilingual


@dataclass(frozen=True)
class Table:
    """A table as any edition prints it in either language: years first, source notes before editor's notes.

    `resource` is what datapackage.json says of it; `categories` are the columns by which its rows can be told apart, in
    print, in brackets or the editor's.
    """

    resource: Mapping[str, Any]
    name: str
    short_title: Bilingual
    caption: Bilingual
    columns: tuple[Column, ...]
    categories: tuple[Column, ...]
    groups: tuple[Group, ...]
    notes: tuple[Note, ...]
    sources: tuple[Bilingual, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, in the order of print."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def wide(self) -> bool:
        """Whether it has more columns than a narrow screen."""
        return len(self.columns) > NARROW


def read_tables(package: Package, read: Callable[[Path], str]) -> dict[str, Table]:
    """Return every table of a package by name, in its order; `read` gives the text of a CSV file.

    Raises SourceError with every error of all of them, and with each CSV file that datapackage.json does not name.
    """
    folder = package.path.parent
    described = {resource["path"] for resource in package.resources.values()}
    remedy = say("table-file/stray", path=package.path)
    strays = sorted(path for path in folder.glob("*.csv") if path.name not in described)
    findings = [Finding(str(path), 0, "table-file", remedy) for path in strays]
    tables: dict[str, Table] = {}
    for name, resource in package.resources.items():
        try:
            path = folder / resource["path"]
            tables[name] = make_table(resource, read_rows(read(path), path, resource["schema"]))
        except SourceError as error:
            findings += error.findings
    if findings:
        raise SourceError(findings)
    return tables


def make_table(resource: dict[str, Any], records: list[Record]) -> Table:
    """Return a table from its description (Data Resource) and its rows."""
    schema = resource["schema"]
    key, year = key_column(schema), year_column(schema)
    columns = list(_columns([field for field in schema["fields"] if field["name"] not in (key, ADDED)]))
    printed = [column for column in columns if column.title and not column.editorial]
    if [column.name for column in printed] == [year]:
        year = None
    groups = groupby(records, lambda record: int(record.values[year]) if year else None)
    notes = [Note(note["kind"], _text(note, "text", NOTE_PREFIX[note["kind"]])) for note in resource.get("notes", [])]
    return Table(
        resource=resource,
        name=resource["name"],
        short_title=_text(resource, "short_title" if "short_title" in resource else "title"),
        caption=_text(resource, "title"),
        columns=tuple(sorted(printed, key=lambda column: column.name != year)),
        categories=tuple(column for column in columns if column.labels),
        groups=tuple(Group(of, tuple(_row(columns, key, year, record) for record in group)) for of, group in groups),
        notes=tuple(sorted(notes, key=lambda note: note.kind == "editor")),
        sources=tuple(_text(source, "title") for source in resource.get("sources", [])),
    )


def _columns(fields: list[dict[str, Any]]) -> Iterator[Column]:
    """The columns in the order of the CSV; `item_zh` and `item_en` are one, where the former stands."""
    by_name = {field["name"]: field for field in fields}
    for name, field in by_name.items():
        labels = {category["value"]: _text(category, "label") for category in field.get("categories", [])}
        if name.endswith("_zh"):
            english = by_name[f"{name[:-3]}_en"]
            titles: Bilingual = {"zh": field["title"], "en": english["title"]}
            number = field.get("type") in NUMBERS and english.get("type") in NUMBERS
            yield Column({"zh": name, "en": english["name"]}, titles, labels, number=number)
        elif not name.endswith("_en"):
            editorial = _text(field, "description") if field.get("editorial") else None
            title, number = _text(field, "title") if "title" in field else None, field.get("type") in NUMBERS
            yield Column({"zh": name, "en": name}, title, labels, editorial, number and not labels)


def _row(columns: list[Column], key: str | None, year: str | None, record: Record) -> Row:
    cells, prefix = list[Cell](), NOTHING
    for column in columns:
        if column.editorial:
            continue
        text = column.text(record.values)
        if not column.title:
            prefix = {language: BRACKETS[language].format(label) if label else "" for language, label in text.items()}
        elif column.name != year:
            cells.append(Cell(text, prefix, column.number))
            prefix = NOTHING
    values = record.values
    return Row(values[key] if key else "", values.get(ADDED, ""), record.line, values, tuple(cells))


def _text(part: dict[str, Any], key: str, prefix: Bilingual = NOTHING) -> Bilingual:
    return {"zh": prefix["zh"] + part[key], "en": prefix["en"] + part[f"{key}_en"]}
