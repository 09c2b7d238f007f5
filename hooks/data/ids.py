"""The lasting number of each row of a table, which is its address: `2001-4`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple


class Record(NamedTuple):
    """One row of a CSV file: its first line, counted from 1, and its values by column."""

    line: int
    values: Mapping[str, str]


COUNTED = re.compile("[0-9]{4}-[1-9][0-9]*")
NAMED = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def key_column(schema: Mapping[str, Any]) -> str | None:
    """Return the column of a Table Schema that holds the rows' ids, its `primaryKey`; None where rows have no ids."""
    return next(iter(schema.get("primaryKey", [])), None)


def id_errors(rows: Iterable[Record], key: str | None, year: str | None) -> Iterator[tuple[int, str]]:
    """Yield the line of each id that is missing, has another shape, has another row's year, or stands twice, and what
    is wrong, with the id to write instead: the next of its year, or of the table where it has no `year` column."""
    taken: dict[str, int] = {}
    listed = list(rows) if key else []
    used = {row.values[key] for row in listed} if key else set()
    for row in listed:
        given, prefix = row.values[str(key)], f"{row.values[year]}-" if year else ""
        shape = COUNTED if year else NAMED
        if error := _error(given, prefix, shape, taken):
            free = _next(prefix, used)
            used.add(free)
            yield row.line, f"column '{key}' {error}; write {free}"
        taken.setdefault(given, row.line)


def _error(given: str, prefix: str, shape: re.Pattern[str], taken: Mapping[str, int]) -> str:
    if not given:
        return "is empty"
    if not shape.fullmatch(given):
        what = "a year and a number, such as 2001-4" if shape is COUNTED else "small letters and digits, such as 4"
        return f"holds '{given}', which is not {what}"
    if not given.startswith(prefix):
        return f"holds '{given}' in a row of {prefix[:-1]}"
    return f"holds '{given}', which is the row of line {taken[given]}" if given in taken else ""


def _next(prefix: str, used: Iterable[str]) -> str:
    """Return the id after the highest of those that begin with `prefix`: one between them may be a row withdrawn."""
    endings = [other.removeprefix(prefix) for other in used if other.startswith(prefix)]
    numbers = [int(ending) for ending in endings if ending.isdecimal()]
    return f"{prefix}{max(numbers, default=0) + 1}"
