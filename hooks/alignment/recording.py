"""What the lock is to be: a publication's blocks and rows, each with its id, and the pairs that are in step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from hooks.alignment import align, record
from hooks.alignment.lock import Line, Lock
from hooks.alignment.rows import record_rows, table_name
from hooks.findings import SourceError
from hooks.languages import LANG
from hooks.sources import Sources

Ids = Mapping[str, AbstractSet[str]]


class Recorded(NamedTuple):
    """A lock, and what is new in it: the address of each block with whether its pair is in step, how many rows each
    table has more, and whether no rows are recorded, since a table cannot be read."""

    lock: Lock
    blocks: list[tuple[str, bool]]
    rows: list[tuple[str, int]]
    without_rows: bool


def recorded(sources: Sources, accepted: Ids, rows: AbstractSet[str] = frozenset()) -> Recorded:
    """Return the lock with what is new in the sources. The pairs `accepted`, by page, are in step; `rows` are those
    that were written anew on purpose (`sales.csv#2001-4`). Raises SourceError where pages cannot be read."""
    lock = dict(sources.lock)
    blocks: list[tuple[str, bool]] = []
    for name, page in sources.alignment.items():
        confirmed = accepted.get(name, frozenset())
        if confirmed:
            sides = (sources.conversions.get((language, name)) for language in LANG)
            zh, en = (conversion.blocks if conversion else [] for conversion in sides)
            page = align(page.lines, zh, en, page.original, confirmed)
        lock[name] = record(page, confirmed)
        blocks += _new(name, lock[name], page.lines)
    try:
        added = dict(_with_rows(sources, lock, rows))
    except SourceError:
        # What is wrong with tables is no reason to record no pages.
        return Recorded(lock, blocks, [], True)
    counts = [(name, len(lines) - len(lock.get(name, []))) for name, lines in added.items()]
    return Recorded(lock | added, blocks, [(name, count) for name, count in counts if count], False)


def without_passing(lock: Lock, before: Lock, sources: Sources) -> Lock:
    """Return a lock without what is neither in the text nor in the lock `before`: what came and went between the two
    has never been published, so nothing leads to its id."""
    kept = {}
    for name, lines in lock.items():
        page = sources.alignment.get(name)
        current = {key for keys in page.ids.values() for key in keys} if page else set()
        known = {line.id for line in before.get(name, [])}
        kept[name] = [line for line in lines if not page or line.id in known | current]
    return kept


def address(page: str, key: str) -> str:
    """Return how staff name a pair."""
    return f"{page.removesuffix('.md')}#{key}"


def _new(name: str, lines: list[Line], before: list[Line]) -> Iterator[tuple[str, bool]]:
    for line in lines:
        if line not in before and (line.zh or line.en):
            yield address(name, line.id), bool((line.zh and line.en) or line.whole)


def _with_rows(sources: Sources, lock: Lock, rows: AbstractSet[str]) -> Iterator[tuple[str, list[Line]]]:
    for table in sources.tables.values():
        if lines := record_rows(table, lock.get(table_name(table), []), rows):
            yield table_name(table), lines
