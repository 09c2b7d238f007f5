"""What datapackage.json must say of a table, so that it can be printed in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hooks.data.ids import key_column
from hooks.data.rows import PARTNERS
from hooks.messages import Said, say

# The way to a part: the names and numbers that lead to it.
Place = tuple[str | int, ...]
KINDS = ("source", "editor")
# The column that says when a row came in that the paper has not.
ADDED = "added"


def missing_parts(resource: dict[str, Any]) -> Iterator[tuple[Place, Said]]:
    """Yield what a Data Resource lacks to be printed in both languages: where in it, and what to write."""
    yield from _missing(resource, "title", say("table-descriptor/table"), ())
    if "short_title" in resource or "short_title_en" in resource:
        yield from _missing(resource, "short_title", say("table-descriptor/table"), ())
    for number, note in enumerate(resource.get("notes", [])):
        place: Place = ("notes", number)
        yield from _missing(note, "text", say("table-descriptor/note", number=number + 1), place)
        if note.get("kind") not in KINDS:
            message = say("table-descriptor/note-kind", number=number + 1, kind=repr(note.get("kind")), known=KINDS)
            yield (*place, "kind"), message
    for number, source in enumerate(resource.get("sources", [])):
        yield from _missing(source, "title", say("table-descriptor/source", number=number + 1), ("sources", number))
    schema = resource.get("schema", {})
    fields = schema.get("fields", [])
    names = [field["name"] for field in fields]
    if not fields:
        yield ("schema",), say("table-descriptor/columns")
    if "primaryKey" in schema and schema["primaryKey"] != ["id"]:
        key: Place = ("schema", "primaryKey")
        yield key, say("table-descriptor/key")
    if "primaryKey" in schema and "id" not in names:
        yield ("schema", "primaryKey"), say("table-descriptor/key-column")
    unprinted = {key_column(schema), ADDED}
    printed = [field for field in fields if field["name"] not in unprinted]
    if fields and not any(field.get("title") and not field.get("editorial") for field in printed):
        yield ("schema", "fields"), say("table-descriptor/print")
    for number, field in enumerate(fields):
        if field["name"] not in unprinted:
            for inside, message in _missing_of_column(field, names, last=field is printed[-1]):
                yield ("schema", "fields", number, *inside), message


def _missing_of_column(field: dict[str, Any], names: list[str], last: bool) -> Iterator[tuple[Place, Said]]:
    name = field["name"]
    if name[-3:] in PARTNERS:
        partner = name[:-3] + PARTNERS[name[-3:]]
        if partner not in names:
            yield (), say("table-descriptor/alone", name=name, partner=partner)
        if not field.get("title"):
            yield (), say("table-descriptor/title", name=name)
    elif field.get("title") or field.get("editorial") or not field.get("categories"):
        yield from _missing(field, "title", say("table-descriptor/column", name=name), ())
    elif last:
        yield (), say("table-descriptor/last", name=name)
    if field.get("editorial"):
        yield from _missing(field, "description", say("table-descriptor/column", name=name), ())
        if not field.get("categories"):
            yield (), say("table-descriptor/editorial", name=name)
    for number, category in enumerate(field.get("categories", [])):
        place: Place = ("categories", number)
        if not isinstance(category["value"], str):
            yield place, say("table-descriptor/category", name=name)
        yield from _missing(category, "label", say("table-descriptor/label", name=category["value"]), place)


def _missing(part: dict[str, Any], key: str, what: Said, place: Place) -> Iterator[tuple[Place, Said]]:
    """Yield which of both languages a part lacks under `key`: where that, or its other language, or the part stands."""
    names = (key, f"{key}_en")
    for name, language in zip(names, (say("languages.zh"), say("languages.en")), strict=True):
        if not (isinstance(part.get(name), str) and part[name]):
            beside = next((other for other in (name, *names, "name") if other in part), "")
            message = say("table-descriptor/lacks", what=what, name=name, language=language)
            yield ((*place, beside) if beside else place), message
