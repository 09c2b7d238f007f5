"""The files in which the tables can be taken away: tables in, files with their bytes out."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from hooks.data.package import NAME, Package
from hooks.data.tables import Bilingual, Row, Table
from hooks.languages import Language
from hooks.words import in_both

PACKAGE = "datapackage.zip"
# The earliest that a ZIP file can say: the files are of no day, so that the same data make the same bytes.
NO_DAY = (1980, 1, 1, 0, 0, 0)
BOM = "\ufeff"


def formats(name: str) -> dict[str, Mapping[Language, str]]:
    """Return the files of a table by name, with what a reader calls each.

    `exchanges.csv` is for programs, as docs/data has it. Excel in Taiwan takes a CSV file for Big5 unless it begins
    with a byte order mark: `exchanges-excel.csv` does, and is the same else.
    """
    return {
        f"{name}.xlsx": in_both("data.xlsx"),
        f"{name}-excel.csv": in_both("data.csv_excel"),
        f"{name}.csv": in_both("data.csv"),
        f"{name}.json": in_both("data.json"),
    }


def table_files(package: Package, tables: Mapping[str, Table], descriptor: str) -> dict[str, bytes]:
    """Return each file in which the tables are offered, by its name: CSV, with the ids as they are published, JSON,
    XLSX and Excel's CSV of every table, and the whole Data Package, `descriptor` its datapackage.json, as a ZIP file.
    The same data give the same bytes."""
    files: dict[str, bytes] = {}
    packed = {NAME: descriptor}
    for name, table in tables.items():
        rows, resource = table.rows, table.resource
        packed[resource["path"]] = as_csv(rows)
        files[resource["path"]] = as_csv(rows).encode()
        files[f"{name}-excel.csv"] = (BOM + as_csv(rows)).encode()
        files[f"{name}.json"] = as_json(rows, resource["schema"]).encode()
        files[f"{name}.xlsx"] = as_xlsx(rows, resource, package.licence)
    files[PACKAGE] = _as_zip(packed)
    return files


def as_csv(rows: Sequence[Row]) -> str:
    """Return rows as CSV (RFC 4180, but lines end in LF) with the columns' names on the first line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([rows[0].values, *(row.values.values() for row in rows)])
    return out.getvalue()


def as_json(rows: Sequence[Row], schema: Mapping[str, Any]) -> str:
    """Return rows as a JSON array of objects, one a line: numbers and years as numbers, an empty cell as null."""
    types = {field["name"]: field.get("type") for field in schema["fields"]}
    lines = [
        json.dumps({name: _typed(text, types[name]) for name, text in row.values.items()}, ensure_ascii=False)
        for row in rows
    ]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def as_xlsx(rows: Sequence[Row], resource: Mapping[str, Any], licence: Bilingual) -> bytes:
    """Return a workbook (Office Open XML) of two sheets: the rows as in the CSV, and what is said of them."""
    out = io.BytesIO()
    texts = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    # A check makes no files, and has no need of it.
    from xlsxwriter import Workbook

    with Workbook(out, {"in_memory": True, **texts}) as book:
        book.set_properties({"title": resource["title"], "created": datetime(*NO_DAY)})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        head = book.add_format({"bold": True, "bottom": 1})
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        sheet = book.add_worksheet("data")
        sheet.write_row(0, 0, fields, head)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(fields) - 1)
        for column, name in enumerate(fields):
            wide = max(len(row.values[name].encode("big5", "replace")) for row in rows)
            sheet.set_column(column, column, min(max(wide, len(name)) + 3, 60))
        for line, row in enumerate(rows, 1):
            for column, (name, text) in enumerate(row.values.items()):
                value = _typed(text, fields[name].get("type"))
                sheet.write(line, column, value, wrapped)
        about = book.add_worksheet("about")
        about.set_column(0, 1, 70, wrapped)
        for line, pair in enumerate(_about(resource, licence)):
            about.write_row(line, 0, pair)
    return out.getvalue()


def _about(resource: Mapping[str, Any], licence: Bilingual) -> list[tuple[str, str]]:
    """Return what datapackage.json says of a table, Chinese and English side by side."""
    said = [(resource["title"], resource["title_en"])]
    said += [(note["text"], note["text_en"]) for note in resource.get("notes", [])]
    said += [(source["title"], source["title_en"]) for source in resource.get("sources", [])]
    said.append((licence["zh"], licence["en"]))
    for field in resource["schema"]["fields"]:
        names = [field.get("title", ""), field.get("title_en", field.get("title", ""))]
        texts = [field.get("description", ""), field.get("description_en", "")]
        zh, en = (" ".join(filter(None, pair)) for pair in zip(names, texts, strict=True))
        said.append((f"{field['name']}: {zh}", f"{field['name']}: {en}"))
        said += [
            (
                f"{field['name']} = {one['value']}: {one['label']}",
                f"{field['name']} = {one['value']}: {one['label_en']}",
            )
            for one in field.get("categories", [])
        ]
    return said


def _typed(text: str, kind: str | None) -> Any:
    """Return a cell as its type has it, where it can be written again as it stands."""
    if not text:
        return None
    try:
        value = json.loads(text) if kind in ("year", "integer", "number") else text
    except json.JSONDecodeError:
        return text
    # A spreadsheet keeps fifteen digits, and of 2.0 the 2.
    return text if isinstance(value, str) or f"{value:.15g}" != text else value


def _as_zip(texts: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in sorted(texts.items()):
            entry = zipfile.ZipInfo(name, NO_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, text.encode())
    return out.getvalue()
