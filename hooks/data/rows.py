"""The rows of one table: a CSV file and its schema in, rows or findings out."""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from frictionless import Resource, Schema, system
from frictionless.formats.inline import InlinePlugin

from hooks.data.ids import Record, id_errors, key_column
from hooks.findings import Finding, SourceError

# Frictionless would look for plugins in every folder of the machine, and load all its formats; rows need one.
vars(system)["plugins"] = {"inline": InlinePlugin()}
# One field of RFC 4180 with what ends it: quotes stand around the whole field or nowhere.
FIELD = re.compile(r'(?:"([^"]*(?:""[^"]*)*)"|([^",\n]*))(,|\n|\Z)')
# Control characters but tab and line feed, the sign of a lost character, and what HTML forbids.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffd\ufffe\uffff]")
SET = re.compile(r"[+-]?\d{1,3}(,\d{3})*(\.\d+)?|\d+|\d(\.\d+)?E\+?\d{1,2}", re.IGNORECASE)
DIGITS = str.maketrans("０１２３４５６７８９，．", "0123456789,.")
REMEDIES = {
    "year": "write a year of four digits, such as 2001",
    "integer": "write a whole number in digits, without commas",
    "number": "write a number in digits, without commas",
    "date": "write a date such as 2001-04-24",
}
SEPARATORS = {
    ";": "semicolons",
    "\t": "tabs",
    "|": "vertical bars",
    "，": "full-width commas",
    "；": "full-width semicolons",
}
PARTNERS = {"_zh": "_en", "_en": "_zh"}
LANGUAGES = {"_zh": "Chinese", "_en": "English"}


def read_rows(text: str, path: Path, schema: Mapping[str, Any]) -> list[Record]:
    """Return the rows of a CSV file (RFC 4180) from its text, cells without outer spaces.

    Raises SourceError with every error: of quotes and columns, and of cells against their Table Schema; `path` is what
    they name.
    """
    findings: list[Finding] = []

    def report(line: int, code: str, message: str) -> None:
        findings.append(Finding(str(path), line, code, message))

    columns = [field["name"] for field in schema["fields"]]
    header: list[str] | None = []
    rows: list[Record] = []
    for index, (line, cells) in enumerate(_records(text)):
        if index == 0:
            header = cells
        if cells is None:
            message = 'has a broken quote; write "…" around the whole cell, and "" for a quote inside it'
            report(line, "table-quote", message)
        elif index == 0 or header != columns:
            continue
        elif not any(cells):
            report(line, "table-row", "is an empty row; delete it")
        elif len(cells) != len(columns):
            remedy = 'a cell with a comma in it stands in "…"'
            report(line, "table-row", f"has {len(cells)} cells; write {len(columns)}, one for each column ({remedy})")
        else:
            rows.append(Record(line, dict(zip(columns, cells, strict=True))))
    findings += [Finding(str(path), 1, "table-column", error) for error in _header_errors(header, columns)]
    if not rows and not findings:
        report(1, "table-row", "has no row below its column names; write one, or delete the table")
    for line, code, message in [*_text_errors(rows), *_pair_errors(rows), *_schema_errors(rows, schema)]:
        report(line, code, message)
    for line, message in _order_errors(rows, schema):
        report(line, "table-order", message)
    for line, message in id_errors(rows, key_column(schema), year_column(schema)):
        report(line, "table-id", message)
    if findings:
        raise SourceError(findings)
    return rows


def year_column(schema: Mapping[str, Any]) -> str | None:
    """The column that groups the rows: the first of type `year`."""
    return next((field["name"] for field in schema["fields"] if field.get("type") == "year"), None)


def _records(text: str) -> Iterator[tuple[int, list[str] | None]]:
    """Every record with its first line; None for one whose quotes are broken, and the line after it is the next."""
    position, line = 0, 1
    while position < len(text):
        start, cells = position, list[str]()
        while field := FIELD.match(text, position):
            quoted, plain, end = field.groups()
            cells.append((plain if quoted is None else quoted.replace('""', '"')).strip())
            position = field.end()
            if end != ",":
                break
        if not field:
            position = text.find("\n", start) + 1 or len(text)
        yield line, cells if field else None
        line += text.count("\n", start, position)


def _header_errors(header: list[str] | None, columns: list[str]) -> Iterator[str]:
    if header is None or header == columns:
        return
    remedy = f"the first line must read: {','.join(columns)}"
    for sign, called in SEPARATORS.items():
        if [cell.strip().strip('"') for cell in ",".join(header).split(sign)] == columns:
            yield f"columns are divided by {called}; save again with commas (Excel: 另存新檔 > CSV UTF-8（逗號分隔）)"
            return
    for name in columns:
        if name not in header:
            yield f"column '{name}' is missing; {remedy}"
    for name in dict.fromkeys(header):
        if name not in columns:
            yield f"column '{name}' is not in datapackage.json; {remedy}"
        elif header.count(name) > 1:
            yield f"column '{name}' stands {header.count(name)} times; {remedy}"
    if sorted(header) == sorted(columns):
        yield f"columns are out of order; {remedy}"


def _text_errors(rows: Iterable[Record]) -> Iterator[tuple[int, str, str]]:
    for row in rows:
        for name, cell in row.values.items():
            if lost := FORBIDDEN.search(cell):
                message = f"column '{name}' holds the character U+{ord(lost[0]):04X}, which has no shape; type it anew"
                yield row.line, "table-character", message
            composed = unicodedata.normalize("NFC", cell)
            if composed != cell:
                odd = [mark for mark in dict.fromkeys(cell) if unicodedata.normalize("NFC", mark) != mark]
                listed = ", ".join(f"U+{ord(mark):04X} for {unicodedata.normalize('NFC', mark)}" for mark in odd)
                error = f"is not in Unicode's composed form ({listed or 'separate accents'}), so a search misses it"
                yield row.line, "table-normal-form", f"column '{name}' {error}; write: {composed}"


def _pair_errors(rows: Iterable[Record]) -> Iterator[tuple[int, str, str]]:
    for row in rows:
        for name, cell in row.values.items():
            if not cell and (other := _translation(row, name)):
                yield row.line, "table-empty", f"column '{name}' is empty; write the {LANGUAGES[name[-3:]]} of: {other}"


def _translation(row: Record, name: str) -> str:
    """What stands in the other column of a pair; nothing for a column that both languages share."""
    return row.values.get(name[:-3] + PARTNERS[name[-3:]], "") if name[-3:] in PARTNERS else ""


def _schema_errors(rows: list[Record], schema: Mapping[str, Any]) -> Iterator[tuple[int, str, str]]:
    strict = copy.deepcopy({name: part for name, part in schema.items() if name != "primaryKey"})
    fields = {field["name"]: field for field in strict["fields"]}
    labels = {name: {c["value"]: c["label"] for c in field.get("categories", [])} for name, field in fields.items()}
    for name, field in fields.items():
        # Frictionless knows no `categories` yet; and a row without a year belongs to no group.
        choice = {"enum": list(labels[name])} if labels[name] else {}
        need = {"required": True} if name == year_column(schema) else {}
        # What is wrong with an id is said elsewhere, with the id to write.
        known = field.get("constraints", {}) if name != key_column(schema) else {}
        field["constraints"] = {**known, **choice, **need}
    data = [list(fields), *(list(row.values.values()) for row in rows)]
    errors: list[Any] = Resource(data=data, schema=Schema.from_descriptor(strict)).validate().tasks[0].errors
    for error in errors:
        row = rows[error.row_number - 2] if hasattr(error, "row_number") else Record(1, {})
        name, cell = getattr(error, "field_name", ""), getattr(error, "cell", "")
        kind = fields.get(name, {}).get("type", "any")
        if error.type == "type-error":
            remedy = _number(cell, kind) or REMEDIES.get(kind, f"write a value of type {kind}")
            yield row.line, "table-type", f"column '{name}' holds '{cell}', which is not of type {kind}; {remedy}"
        elif error.type == "constraint-error" and not cell:
            if not _translation(row, name):
                yield row.line, "table-empty", f"column '{name}' is empty; write its value"
        elif error.type == "constraint-error" and labels.get(name) and cell not in labels[name]:
            listed = ", ".join(f"{value} ({label})" for value, label in labels[name].items())
            message = f"column '{name}' holds '{cell}', which is no category; write one of: {listed}"
            yield row.line, "table-category", message
        else:
            yield row.line, "table-constraint", f"column '{name}' holds '{cell}': {error.note}; write a value that fits"


def _number(cell: str, kind: str) -> str:
    """Return what to write in the place of a number that a spreadsheet has set for readers: 1,020 or 1.2E+05."""
    bare = cell.translate(DIGITS)
    if kind in ("integer", "number", "year") and re.fullmatch(
        r"[+-]?\d{1,3}(,\d{3})*(\.\d+)?|\d+|\d(\.\d+)?E\+?\d{1,2}", bare, re.I
    ):
        value = Decimal(bare.replace(",", ""))
        if kind == "number" or value == value.to_integral_value():
            return f"write {value:f}".removesuffix(".0")
    return ""


def _order_errors(rows: list[Record], schema: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """Rows that stand out of the order of years, be it rising or falling."""
    column = year_column(schema)
    years = [(row.line, int(row.values[column])) for row in rows if row.values[column].isdecimal()] if column else []
    sign = -1 if years and years[0][1] > years[-1][1] else 1
    latest = years[0][1] if years else 0
    remedy = "correct the year that is wrong, or put the rows in the order of years"
    for line, year in years:
        if sign * year < sign * latest:
            yield line, f"{year} stands after {latest}; {remedy}"
        else:
            latest = year
