"""What datapackage.json must say of a table, so that it can be printed in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hooks.data.ids import key_column
from hooks.data.rows import PARTNERS

KINDS = ("source", "editor")
# The column that says when a row came in that the paper has not.
ADDED = "added"


def missing_parts(resource: dict[str, Any]) -> Iterator[str]:
    """Yield what a Data Resource lacks to be printed in both languages, each with what to write."""
    yield from _missing(resource, "title", "the table")
    if "short_title" in resource or "short_title_en" in resource:
        yield from _missing(resource, "short_title", "the table")
    for number, note in enumerate(resource.get("notes", []), 1):
        yield from _missing(note, "text", f"note {number}")
        if note.get("kind") not in KINDS:
            yield f"note {number} is of the kind {note.get('kind')!r}; write one of: {', '.join(KINDS)}"
    for number, source in enumerate(resource.get("sources", []), 1):
        yield from _missing(source, "title", f"source {number}")
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
        yield from _missing_of_column(field, names, last=field is printed[-1])


def _missing_of_column(field: dict[str, Any], names: list[str], last: bool) -> Iterator[str]:
    name = field["name"]
    if name[-3:] in PARTNERS:
        partner = name[:-3] + PARTNERS[name[-3:]]
        if partner not in names:
            yield f"column '{name}' stands alone; describe '{partner}' too"
        if not field.get("title"):
            yield f"column '{name}' has no \"title\"; write it there in the language of the column"
    elif field.get("title") or field.get("editorial") or not field.get("categories"):
        yield from _missing(field, "title", f"column '{name}'")
    elif last:
        yield f"column '{name}' has no \"title\" and none after it to stand before; write one, or move the column"
    if field.get("editorial"):
        yield from _missing(field, "description", f"column '{name}'")
        if not field.get("categories"):
            yield f"column '{name}' is editorial and has no \"categories\"; list them"
    for category in field.get("categories", []):
        if not isinstance(category["value"], str):
            yield f"column '{name}' has a category whose \"value\" is no text; write it in quotes"
        yield from _missing(category, "label", f"category '{category['value']}'")


def _missing(part: dict[str, Any], key: str, what: str) -> Iterator[str]:
    for name, language in ((key, "Chinese"), (f"{key}_en", "English")):
        if not (isinstance(part.get(name), str) and part[name]):
            yield f'{what} has no "{name}"; write its {language} there'
