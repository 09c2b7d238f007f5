"""What datapackage.json says of the tables: a folder in, its resources or findings out."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from frictionless import FrictionlessException, Package

from hooks.data.ids import key_column
from hooks.data.rows import PARTNERS
from hooks.files import read_text
from hooks.findings import Finding, SourceError

NAME = "datapackage.json"
KINDS = ("source", "editor")
# The column that says when a row came in that the paper has not.
ADDED = "added"


def read_package(data_dir: Path) -> dict[str, dict[str, Any]]:
    """The resources of `data_dir` by name, each a Data Resource (Data Package v2) with all that both languages print.

    Every text stands in Chinese under its standard name and in English under that name with `_en`; a column pair
    `*_zh`, `*_en` has its title in its own language. Raises SourceError with every fault.
    """
    path = data_dir / NAME
    if not path.is_file():
        raise SourceError([Finding(str(path), 0, "table-file", "is missing; restore it, as it describes every table")])
    text = read_text(path, "table-encoding")
    findings = [Finding(str(path), line, code, message) for line, code, message in _faults(text, data_dir)]
    if findings:
        raise SourceError(findings)
    return {resource["name"]: resource for resource in json.loads(text)["resources"]}


def read_licence(data_dir: Path) -> dict[str, str]:
    """The licence of all tables as both languages print it, empty where datapackage.json has none."""
    package = json.loads(read_text(data_dir / NAME, "table-encoding"))
    licences = package.get("licenses") or [{}]
    return {
        language: "; ".join(filter(None, (one.get(key, one.get("title")) for one in licences)))
        for language, key in (("zh", "title"), ("en", "title_en"))
    }


def _faults(text: str, data_dir: Path) -> Iterator[tuple[int, str, str]]:
    for number, words in enumerate(text.split("\n"), 1):
        if unicodedata.normalize("NFC", words) != words:
            message = "is not in Unicode's composed form (NFC), so a search misses it"
            yield number, "table-normal-form", f"{message}; write: {unicodedata.normalize('NFC', words).strip()}"
    try:
        package = json.loads(text)
        standard = [error.note for error in Package.metadata_validate(package)]
        for fault in standard:
            yield 0, "table-descriptor", f"{fault}; mend it as the Data Package standard asks"
        for resource in package["resources"] if not standard else []:
            line, name = _line_of(resource["name"], text), resource["name"]
            for fault in _untold_parts(resource):
                yield line, "table-descriptor", f"{name}: {fault}"
            if not (data_dir / str(resource.get("path"))).is_file():
                fault = f"there is no file {data_dir / str(resource.get('path'))}"
                yield line, "table-file", f'{name}: {fault}; mend its "path", or add the file'
    except json.JSONDecodeError as error:
        message = f"is not JSON ({error.msg}, column {error.colno})"
        yield error.lineno, "table-descriptor", f"{message}; mend the comma, quote or bracket there or just before"
    except FrictionlessException as error:
        yield 0, "table-descriptor", f"{error.error.note.strip()}; mend it as the Data Package standard asks"
    except (AttributeError, KeyError, TypeError):
        message = "is not built as a package is: resources with a schema of fields, notes and categories as objects"
        yield 0, "table-descriptor", f"{message}; write it after the tables already there"


def _line_of(name: str, text: str) -> int:
    place = re.search(rf'"name"\s*:\s*{re.escape(json.dumps(name, ensure_ascii=False))}', text)
    return text.count("\n", 0, place.start()) + 1 if place else 0


def _untold_parts(resource: dict[str, Any]) -> Iterator[str]:
    """What a table lacks to be printed in both languages."""
    yield from _untold(resource, "title", "the table")
    if "short_title" in resource or "short_title_en" in resource:
        yield from _untold(resource, "short_title", "the table")
    for number, note in enumerate(resource.get("notes", []), 1):
        yield from _untold(note, "text", f"note {number}")
        if note.get("kind") not in KINDS:
            yield f"note {number} is of the kind {note.get('kind')!r}; write one of: {', '.join(KINDS)}"
    for number, source in enumerate(resource.get("sources", []), 1):
        yield from _untold(source, "title", f"source {number}")
    schema = resource.get("schema", {})
    fields = schema.get("fields", [])
    names = [field["name"] for field in fields]
    if not fields:
        yield 'there are no columns; list them under "schema", "fields"'
    if "primaryKey" in schema and schema["primaryKey"] != ["id"]:
        yield 'the rows have another primary key than "id"; write "primaryKey": ["id"]'
    if "primaryKey" in schema and "id" not in names:
        yield "column 'id' is the primary key and not described; describe it"
    unprinted = {key_column(schema), ADDED}
    printed = [field for field in fields if field["name"] not in unprinted]
    for field in printed:
        yield from _untold_column(field, names, last=field is printed[-1])


def _untold_column(field: dict[str, Any], names: list[str], last: bool) -> Iterator[str]:
    name = field["name"]
    if name[-3:] in PARTNERS:
        partner = name[:-3] + PARTNERS[name[-3:]]
        if partner not in names:
            yield f"column '{name}' stands alone; describe '{partner}' too"
        if not field.get("title"):
            yield f"column '{name}' has no \"title\"; write it there in the language of the column"
    elif field.get("title") or field.get("editorial") or not field.get("categories"):
        yield from _untold(field, "title", f"column '{name}'")
    elif last:
        yield f"column '{name}' has no \"title\" and none after it to stand before; write one, or move the column"
    if field.get("editorial"):
        yield from _untold(field, "description", f"column '{name}'")
        if not field.get("categories"):
            yield f"column '{name}' is editorial and has no \"categories\"; list them"
    for category in field.get("categories", []):
        yield from _untold(category, "label", f"category '{category['value']}'")


def _untold(part: dict[str, Any], key: str, what: str) -> Iterator[str]:
    for name, language in ((key, "Chinese"), (f"{key}_en", "English")):
        if not part.get(name):
            yield f'{what} has no "{name}"; write its {language} there'
