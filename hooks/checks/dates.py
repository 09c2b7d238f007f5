"""Every day is one of a calendar, and none is farther off than anybody can know."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hooks.blocks.lang_spans import HAN
from hooks.checks._texts import Text, findings_of
from hooks.checks.configuration import line_of_name
from hooks.configuration import NAME
from hooks.data.rows import year_column
from hooks.data.tables import Table
from hooks.findings import Finding, SourceError
from hooks.messages import Said, say
from hooks.sources import Sources

STOPS_BUILD = False
MONTHS = "January February March April May June July August September October November December".split()
CHINESE = re.compile(r"(?<![\d０-９])(\d{3,5}) ?年 ?(\d{1,3}) ?月(?: ?(\d{1,3}) ?日)?")
ENGLISH = re.compile(rf"\b({'|'.join(MONTHS)}) (?:(\d{{1,2}})(?:st|nd|rd|th)?, )?(\d{{3,5}})\b(?!,\d)")
ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
# The years of the Republic of China and of Japan's eras have fewer digits.
ERA = re.compile(f"(?:民國|民国|昭和|大正|明治|平成|令和|西元前|公元前|[{HAN}]元) ?$")
# How many years ahead of now a day in a text may be; and how far the year of a row may be from those of all others.
AHEAD = 100
GAP = 50


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `text-date` for a day that no calendar has, or of a year that cannot be meant, and for a day in the future
    on which a row was added; and `table-year` for a year that is far from all others of its table."""
    # A day more, for the time zones of those who write.
    today = date.today() + timedelta(days=1)
    yield from findings_of(sources, "text-date", lambda text: _judge(text, today))
    settings = sources.configuration.publication.get("date")
    if message := _stated(settings, today):
        path = sources.root / NAME
        line = line_of_name(sources.text(path).split("\n"), "date")
        yield Finding(str(path), line, "text-date", say("text-date/stated", found=settings, error=message))
    for page in sources.pages:
        if message := _stated(page.meta.get("date"), today):
            yield Finding(
                str(page.path), 1, "text-date", say("text-date/stated", found=page.meta["date"], error=message)
            )
    try:
        tables = sources.tables.values()
    except SourceError:
        return
    for table in tables:
        path = sources.docs / "data" / table.resource["path"]
        for line, code, message in _rows(table, today):
            yield Finding(str(path), line, code, message)


def _judge(text: Text, today: date) -> Iterator[tuple[int, int, Said]]:
    for found in CHINESE.finditer(text.words):
        message = _error(found[1], found[2], found[3] or "", today)
        if message and not ERA.search(text.words[: found.start()]):
            yield *found.span(), say("text-date/when", found=found[0], error=message)
    for found in ENGLISH.finditer(text.words):
        if message := _error(found[3], str(MONTHS.index(found[1]) + 1), found[2] or "", today):
            yield *found.span(), say("text-date/when", found=found[0], error=message)
    # A cell that is a day has its own check, by its type.
    for found in [] if text.kind == "cell" and ISO.fullmatch(text.words) else ISO.finditer(text.words):
        if message := _error(found[1], found[2], found[3], today):
            yield *found.span(), say("text-date/when", found=found[0], error=message)


def _error(year: str, month: str, day: str, today: date) -> Said | None:
    """Return what is wrong with a day or a month; years before 1000 are history, those of four digits are counted."""
    if len(year) > 4 or int(year) > today.year + AHEAD:
        return say("text-date/year")
    if not 1 <= int(month) <= 12:
        return say("text-date/month")
    if day and not 1 <= int(day) <= monthrange(max(int(year), 1), int(month))[1]:
        return say("text-date/day")
    return None


def _stated(value: Any, today: date) -> Said | None:
    """Return what is wrong with a day, a month or a year that is said to be that of publication."""
    found = re.match(r"\d{4}", str(value)) if value is not None else None
    return say("text-date/ahead") if found and int(found[0]) > today.year + 1 else None


def _rows(table: Table, today: date) -> Iterator[tuple[int, str, Said]]:
    for row in table.rows:
        if row.added > today.isoformat():
            message = say("text-date/added", found=row.added)
            yield row.line, "text-date", message
    column = year_column(table.resource["schema"])
    rows = sorted((int(row.values[column]), row.line) for row in table.rows) if column else []
    years = sorted({year for year, _ in rows})
    if len(years) < 3:
        return
    gaps = [(later - earlier, earlier, later) for earlier, later in pairwise(years)]
    for gap, odd, rest in ((gaps[0][0], years[0], years[1:]), (gaps[-1][0], years[-1], years[:-1])):
        if gap > max(GAP, 3 * (rest[-1] - rest[0])):
            message = say("table-year", found=odd, first=rest[0], last=rest[-1])
            yield next(line for year, line in rows if year == odd), "table-year", message
