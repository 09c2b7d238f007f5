"""What datapackage.json must say of a table, so that it can be printed in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hooks.data.ids import key_column
from hooks.data.rows import PARTNERS

# The way to a part: the names and numbers that lead to it.
Place = tuple[str | int, ...]
KINDS = ("source", "editor")
# The column that says when a row came in that the paper has not.
ADDED = "added"


def missing_parts(resource: dict[str, Any]) -> Iterator[tuple[Place, str]]:
    """Yield what a Data Resource lacks to be printed in both languages: where in it, and what to write."""
    yield from _missing(resource, "title", "the table", ())
    if "short_title" in resource or "short_title_en" in resource:
        yield from _missing(resource, "short_title", "the table", ())
    for number, note in enumerate(resource.get("notes", [])):
        place: Place = ("notes", number)
        yield from _missing(note, "text", f"note {number + 1}", place)
        if note.get("kind") not in KINDS:
            message = f"note {number + 1} is of the kind {note.get('kind')!r}; write one of: {', '.join(KINDS)}"
            yield (*place, "kind"), message
    for number, source in enumerate(resource.get("sources", [])):
        yield from _missing(source, "title", f"source {number + 1}", ("sources", number))
    schema = resource.get("schema", {})
    fields = schema.get("fields", [])
    names = [field["name"] for field in fields]
    if not fields:
        yield ("schema",), 'there are no columns; list them under "schema", "fields"'
    if "primaryKey" in schema and schema["primaryKey"] != ["id"]:
        key: Place = ("schema", "primaryKey")
        yield key, 'the rows have another primary key than "id"; write "primaryKey": ["id"]'
    if "primaryKey" in schema and "id" not in names:
        yield ("schema", "primaryKey"), "column 'id' is the primary key and not described; describe it"
    unprinted = {key_column(schema), ADDED}
    printed = [field for field in fields if field["name"] not in unprinted]
    if fields and not any(field.get("title") and not field.get("editorial") for field in printed):
        yield ("schema", "fields"), 'there is no column to print; describe one that has a "title"'
    for number, field in enumerate(fields):
        if field["name"] not in unprinted:
            for inside, message in _missing_of_column(field, names, last=field is printed[-1]):
                yield ("schema", "fields", number, *inside), message


def _missing_of_column(field: dict[str, Any], names: list[str], last: bool) -> Iterator[tuple[Place, str]]:
    name = field["name"]
    if name[-3:] in PARTNERS:
        partner = name[:-3] + PARTNERS[name[-3:]]
        if partner not in names:
            yield (), f"column '{name}' stands alone; describe '{partner}' too"
        if not field.get("title"):
            yield (), f"column '{name}' has no \"title\"; write it there in the language of the column"
    elif field.get("title") or field.get("editorial") or not field.get("categories"):
        yield from _missing(field, "title", f"column '{name}'", ())
    elif last:
        yield (), f"column '{name}' has no \"title\" and none after it to stand before; write one, or move the column"
    if field.get("editorial"):
        yield from _missing(field, "description", f"column '{name}'", ())
        if not field.get("categories"):
            yield (), f"column '{name}' is editorial and has no \"categories\"; list them"
    for number, category in enumerate(field.get("categories", [])):
        place: Place = ("categories", number)
        if not isinstance(category["value"], str):
            yield place, f"column '{name}' has a category whose \"value\" is no text; write it in quotes"
        yield from _missing(category, "label", f"category '{category['value']}'", place)


def _missing(part: dict[str, Any], key: str, what: str, place: Place) -> Iterator[tuple[Place, str]]:
    """Yield which of both languages a part lacks under `key`: where that, or its other language, or the part stands."""
    names = (key, f"{key}_en")
    for name, language in zip(names, ("Chinese", "English"), strict=True):
        if not (isinstance(part.get(name), str) and part[name]):
            beside = next((other for other in (name, *names, "name") if other in part), "")
            yield ((*place, beside) if beside else place), f'{what} has no "{name}"; write its {language} there'
