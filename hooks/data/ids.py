"""The lasting number of each row of a table, which is its address: `2001-4`. In the file it is written `2001_4`, since
a spreadsheet makes a date of the other; either is taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from hooks.messages import Said, say


class Record(NamedTuple):
    """One row of a CSV file: its first line, counted from 1, and its values by column."""

    line: int
    values: Mapping[str, str]


COUNTED = re.compile("[0-9]{4}-[1-9][0-9]*")
WRITTEN = re.compile("[0-9]{4}_[1-9][0-9]*")
NAMED = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
# What a spreadsheet makes of `1992-1`: the first day of that month, as it writes it in English and in Chinese.
FIRST_DAY = re.compile(
    r"(?P<year>\d{4})(?:[/.年-])(?P<month>\d{1,2})(?:[/.月-](?:0?1)日?|月)"
    r"|(?P<month2>\d{1,2})月-?(?P<year2>\d{4}|\d{2})|(?P<month3>[A-Z][a-z]{2})-(?P<year3>\d{4}|\d{2})"
    r"|(?P<month4>\d{1,2})/(?:0?1/)?(?P<year4>\d{4})|(?P<year5>\d{4})[-/–‐−](?P<month5>0?[1-9]\d*)"
)


def row_id(written: str) -> str:
    """Return the id of a row as it is published."""
    return written.replace("_", "-") if WRITTEN.fullmatch(written) else written


def as_written(key: str) -> str:
    """Return an id as it is written into the file of a table."""
    return key.replace("-", "_") if COUNTED.fullmatch(key) else key


def key_column(schema: Mapping[str, Any]) -> str | None:
    """Return the column of a Table Schema that holds the rows' ids, its `primaryKey`; None where rows have no ids."""
    return next(iter(schema.get("primaryKey", [])), None)


def id_errors(rows: Iterable[Record], key: str | None, year: str | None) -> Iterator[tuple[int, Said]]:
    """Yield the line of each id that is missing, has another shape, has another row's year, or stands twice, and what
    is wrong, with the id to write instead: the next of its year, or of the table where it has no `year` column."""
    taken: dict[str, int] = {}
    listed = list(rows) if key else []
    used = {row.values[key] for row in listed} if key else set()
    for row in listed:
        given, prefix = row.values[str(key)], f"{row.values[year]}-" if year else ""
        shape = COUNTED if year else NAMED
        if error := _error(given, prefix, shape, taken):
            meant = restored(given, prefix[:-1]) if year else ""
            free = meant if meant.startswith(prefix) and meant not in used else next_id(prefix, used)
            used.add(free)
            yield row.line, say("table-id/column", column=key, error=error, meant=as_written(free))
        taken.setdefault(given, row.line)


def restored(given: str, year: str) -> str:
    """Return the id that a spreadsheet has made a date of, "" for what is no such date: `1992/1/1`, `Jan-92` and 1月92
    are `1992-1`. Where the year has two digits, the row's `year` says which it is; without one it is the latest."""
    found = FIRST_DAY.fullmatch(given.strip("' "))
    if not found:
        return ""
    parts = {name.rstrip("2345"): value for name, value in found.groupdict().items() if value}
    month = MONTHS.index(parts["month"]) + 1 if parts["month"] in MONTHS else parts["month"].lstrip("0")
    full = parts["year"]
    if len(full) == 2:
        full = year if year.endswith(full) else f"{'19' if full >= '30' else '20'}{full}"
    return f"{full}-{month}" if str(month).isdecimal() else ""


def _error(given: str, prefix: str, shape: re.Pattern[str], taken: Mapping[str, int]) -> Said | None:
    if not given:
        return say("table-id/empty")
    if not shape.fullmatch(given):
        what = say("table-id/counted") if shape is COUNTED else say("table-id/named")
        return say("table-id/shape", found=given, shape=what)
    if not given.startswith(prefix):
        return say("table-id/year", found=as_written(given), year=prefix[:-1])
    return say("table-id/twice", found=as_written(given), line=taken[given]) if given in taken else None


def next_id(prefix: str, used: Iterable[str]) -> str:
    """Return the id after the highest of those that begin with `prefix`: one between them may be a row withdrawn."""
    endings = [other.removeprefix(prefix) for other in used if other.startswith(prefix)]
    numbers = [int(ending) for ending in endings if ending.isdecimal()]
    return f"{prefix}{max(numbers, default=0) + 1}"
