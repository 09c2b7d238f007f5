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

from hooks.data.ids import Record, id_errors, key_column, row_id
from hooks.findings import Finding, SourceError
from hooks.messages import Said, say

# Frictionless would look for plugins in every folder of the machine, and load all its formats; rows need one.
vars(system)["plugins"] = {"inline": InlinePlugin()}
# One field of RFC 4180 with what ends it: quotes stand around the whole field or nowhere.
FIELD = re.compile(r'(?:"([^"]*(?:""[^"]*)*)"|([^",\n]*))(,|\n|\Z)')
# Control characters but tab and line feed, the sign of a lost character, and what HTML forbids.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffd\ufffe\uffff]")
SET = re.compile(r"[+-]?\d{1,3}(,\d{3})*(\.\d+)?|\d+|\d(\.\d+)?E\+?\d{1,2}", re.IGNORECASE)
DIGITS = str.maketrans("０１２３４５６７８９，．", "0123456789,.")
REMEDIES = {
    "year": say("table-type/year"),
    "integer": say("table-type/integer"),
    "number": say("table-type/number"),
    "date": say("table-type/date"),
}
SEPARATORS = {
    ";": say("table-column/semicolons"),
    "\t": say("table-column/tabs"),
    "|": say("table-column/bars"),
    "，": say("table-column/wide-commas"),
    "；": say("table-column/wide-semicolons"),
}
PARTNERS = {"_zh": "_en", "_en": "_zh"}
LANGUAGES = {"_zh": say("languages.zh"), "_en": say("languages.en")}


def read_rows(text: str, path: Path, schema: Mapping[str, Any]) -> list[Record]:
    """Return the rows of a CSV file (RFC 4180) from its text, cells without outer spaces.

    Raises SourceError with every error: of quotes and columns, and of cells against their Table Schema; `path` is what
    they name.
    """
    findings: list[Finding] = []

    def report(line: int, code: str, message: Said) -> None:
        findings.append(Finding(str(path), line, code, message))

    columns, key = [field["name"] for field in schema["fields"]], key_column(schema)
    header: list[str] | None = []
    rows: list[Record] = []
    for index, (line, cells) in enumerate(_records(text)):
        if index == 0:
            header = cells
        if cells is None:
            message = say("table-quote")
            report(line, "table-quote", message)
        elif index == 0 or header != columns:
            continue
        elif not any(cells):
            report(line, "table-row", say("table-row/empty"))
        elif len(cells) != len(columns):
            report(line, "table-row", say("table-row/cells", count=len(cells), columns=len(columns)))
        else:
            values = dict(zip(columns, cells, strict=True))
            rows.append(Record(line, values | {key: row_id(values[key])} if key in values else values))
    findings += [Finding(str(path), 1, "table-column", error) for error in _header_errors(header, columns)]
    if not rows and not findings:
        report(1, "table-row", say("table-row/none"))
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


def _header_errors(header: list[str] | None, columns: list[str]) -> Iterator[Said]:
    if header is None or header == columns:
        return
    remedy = say("table-column/remedy", line=",".join(columns))
    for sign, called in SEPARATORS.items():
        if [cell.strip().strip('"') for cell in ",".join(header).split(sign)] == columns:
            yield say("table-column/divided", sign=called)
            return
    for name in columns:
        if name not in header:
            yield say("table-column/missing", column=name, remedy=remedy)
    for name in dict.fromkeys(header):
        if name not in columns:
            yield say("table-column/unknown", column=name, remedy=remedy)
        elif header.count(name) > 1:
            yield say("table-column/times", column=name, count=header.count(name), remedy=remedy)
    if sorted(header) == sorted(columns):
        yield say("table-column/order", remedy=remedy)


def _text_errors(rows: Iterable[Record]) -> Iterator[tuple[int, str, Said]]:
    for row in rows:
        for name, cell in row.values.items():
            if lost := FORBIDDEN.search(cell):
                message = say("table-character", column=name, number=f"{ord(lost[0]):04X}")
                yield row.line, "table-character", message
            composed = unicodedata.normalize("NFC", cell)
            if composed != cell:
                odd = [mark for mark in dict.fromkeys(cell) if unicodedata.normalize("NFC", mark) != mark]
                listed = [_letter(mark) for mark in odd] or [say("table-normal-form/accents")]
                yield (
                    row.line,
                    "table-normal-form",
                    say("table-normal-form/cell", column=name, listed=listed, meant=composed),
                )


def _letter(mark: str) -> Said:
    return say("table-normal-form/letter", number=f"{ord(mark):04X}", meant=unicodedata.normalize("NFC", mark))


def _pair_errors(rows: Iterable[Record]) -> Iterator[tuple[int, str, Said]]:
    for row in rows:
        for name, cell in row.values.items():
            if not cell and (other := _translation(row, name)):
                yield (
                    row.line,
                    "table-empty",
                    say("table-empty/language", column=name, language=LANGUAGES[name[-3:]], other=other),
                )


def _translation(row: Record, name: str) -> str:
    """What stands in the other column of a pair; nothing for a column that both languages share."""
    return row.values.get(name[:-3] + PARTNERS[name[-3:]], "") if name[-3:] in PARTNERS else ""


def _schema_errors(rows: list[Record], schema: Mapping[str, Any]) -> Iterator[tuple[int, str, Said]]:
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
            remedy = _number(cell, kind) or REMEDIES.get(kind, say("table-type/other", kind=kind))
            yield row.line, "table-type", say("table-type/cell", column=name, found=cell, kind=kind, remedy=remedy)
        elif error.type == "constraint-error" and not cell:
            if not _translation(row, name):
                yield row.line, "table-empty", say("table-empty/value", column=name)
        elif error.type == "constraint-error" and labels.get(name) and cell not in labels[name]:
            listed = [f"{value} ({label})" for value, label in labels[name].items()]
            message = say("table-category", column=name, found=cell, listed=listed)
            yield row.line, "table-category", message
        else:
            yield row.line, "table-constraint", say("table-constraint", column=name, found=cell, error=error.note)


def _number(cell: str, kind: str) -> Said | None:
    """Return what to write in the place of a number that a spreadsheet has set for readers: 1,020 or 1.2E+05."""
    bare = cell.translate(DIGITS)
    if kind in ("integer", "number", "year") and re.fullmatch(
        r"[+-]?\d{1,3}(,\d{3})*(\.\d+)?|\d+|\d(\.\d+)?E\+?\d{1,2}", bare, re.I
    ):
        value = Decimal(bare.replace(",", ""))
        if kind == "number" or value == value.to_integral_value():
            return say("table-type/meant", meant=f"{value:f}".removesuffix(".0"))
    return None


def _order_errors(rows: list[Record], schema: Mapping[str, Any]) -> Iterator[tuple[int, Said]]:
    """Rows that stand out of the order of years, be it rising or falling."""
    column = year_column(schema)
    years = [(row.line, int(row.values[column])) for row in rows if row.values[column].isdecimal()] if column else []
    sign = -1 if years and years[0][1] > years[-1][1] else 1
    latest = years[0][1] if years else 0
    for line, year in years:
        if sign * year < sign * latest:
            yield line, say("table-order", found=year, latest=latest)
        else:
            latest = year
