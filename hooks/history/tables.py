"""The rows of data tables, and what is said of these, through their versions."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from hooks.data.ids import key_column, row_id
from hooks.data.rows import year_column
from hooks.data.tables import Table
from hooks.history.texts import key_of
from hooks.languages import LANG, Language

Texts = Mapping[Language, list[str]]


class RowEdit(NamedTuple):
    """What a version changed: the id of a row as pages have it, or of the table; the words before and after of the
    cells that differ, "" where there was or is none."""

    language: Language
    id: str
    before: str
    after: str


def read_rows(text: str, table: Table) -> list[tuple[str, Texts]]:
    """Return the rows of a version of a table: the id of each, "" where it has none, and the words of its cells as the
    table is printed now."""
    key = key_column(table.resource["schema"]) or ""
    columns = [column for column in table.categories if not column.title and not column.editorial] + [*table.columns]
    printed = sorted(columns, key=lambda column: column.name != year_column(table.resource["schema"]))
    try:
        records = [defaultdict(str, row) for row in csv.DictReader(io.StringIO(text), restval="")]
    except csv.Error:
        return []
    return [
        (
            row_id(str(record[key]).strip()) if key else "",
            {language: [str(column.text(record)[language] or "").strip() for column in printed] for language in LANG},
        )
        for record in records
    ]


def row_edits(old: Sequence[tuple[str, Texts]], new: Sequence[tuple[str, Texts]], table: Table) -> Iterator[RowEdit]:
    """Yield what differs between two versions of a table, in each language: rows are known by their ids, or else by
    where they stand among those that stayed."""
    if any(key for key, _ in [*old, *new]):
        before, after = dict(old), dict(new)
        keys = [*after, *(key for key in before if key not in after)]
        pairs = [(key, before.get(key), after.get(key)) for key in keys]
    else:
        pairs = [("", *pair) for pair in _beside([texts for _, texts in old], [texts for _, texts in new])]
    for key, was, is_ in pairs:
        for language in LANG:
            cells = was[language] if was else [], is_[language] if is_ else []
            if was and is_:
                differing = [pair for pair in zip(*cells, strict=True) if key_of(pair[0]) != key_of(pair[1])]
                cells = [one for one, _ in differing], [other for _, other in differing]
            if any(cells):
                yield RowEdit(
                    language, f"{table.name}-{key}" if key else f"table-{table.name}", *(_words(side) for side in cells)
                )


def read_package(text: str) -> dict[str, list[dict[Language, str]]] | None:
    """Return what a version of datapackage.json says of each table in both languages; None where it is no such file."""
    try:
        resources = json.loads(text)["resources"]
        return {str(resource["name"]): list(_said(resource)) for resource in resources}
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def package_edits(
    old: Sequence[dict[Language, str]], new: Sequence[dict[Language, str]], name: str
) -> Iterator[RowEdit]:
    """Yield what differs between two versions of what is said of a table."""
    for was, is_ in _beside(old, new):
        for language in LANG:
            before, after = (side[language] if side else "" for side in (was, is_))
            if key_of(before) != key_of(after):
                yield RowEdit(language, f"table-{name}", before, after)


def _said(part: Any) -> Iterator[dict[Language, str]]:
    """Yield what stands in both languages: `title` and `title_en`."""
    for key, value in part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ():
        if isinstance(value, (dict, list)):
            yield from _said(value)
        elif isinstance(value, str) and f"{key}_en" in part and key in ("title", "text", "label"):
            yield {"zh": value, "en": str(part[f"{key}_en"])}


def _beside(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield what differs between two lists, pair by pair; None where one has no counterpart."""
    seen = list[Any]()
    for value in [*old, *new]:
        if value not in seen:
            seen.append(value)
    matcher = SequenceMatcher(None, [seen.index(one) for one in old], [seen.index(one) for one in new], autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind != "equal":
            for at in range(max(i2 - i1, j2 - j1)):
                yield (old[i1 + at] if i1 + at < i2 else None), (new[j1 + at] if j1 + at < j2 else None)


def _words(cells: Sequence[str]) -> str:
    return " · ".join(cell for cell in cells if cell)
