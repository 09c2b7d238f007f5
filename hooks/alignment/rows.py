"""Knows the rows of a table again by what they say, so that no published id goes to another row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from hooks.alignment.likeness import Likeness, Side, digest, side_of
from hooks.alignment.lock import Line
from hooks.data.ids import key_column, next_id
from hooks.data.rows import year_column
from hooks.data.schema import ADDED
from hooks.data.tables import Row, Table
from hooks.languages import LANG, Language

KIND = "row"
# From here on a row is the same, reworded; and from here on one that stands under another id is that row.
REWORDED = 0.25
SAME = 0.6
# How many first characters say which row is meant.
WORDS = 24


class Misplaced(NamedTuple):
    """A row whose id is another's, or is no longer its own: its line, its id, and the id to write; and the first words
    of the row that was published under its id, "" where it was published under another."""

    line: int
    id: str
    right: str
    was: str


def table_name(table: Table) -> str:
    """Return how the lock names a table."""
    return f"data/{table.resource['path']}"


def misplaced_rows(table: Table, lines: list[Line]) -> Iterator[Misplaced]:
    """Yield each row of a table that has not the id under which it was published, as the lines of the lock say."""
    known = {line.id: line for line in lines}
    texts = {row.id: row_texts(table, row) for row in table.rows}
    # Where each published row stands today, if it is still in its place.
    kept = {key for key, said in texts.items() if key in known and _likeness(said, known[key]) >= REWORDED}
    used = {*known, *texts}
    for row in table.rows:
        said = texts[row.id]
        if row.id in kept:
            continue
        candidates = [(_likeness(said, line), line.id) for line in lines if line.id not in kept]
        likeness, best = max(candidates, default=(0.0, ""))
        if likeness >= SAME:
            yield Misplaced(row.line, row.id, best, "")
        elif row.id in known:
            yield Misplaced(row.line, row.id, next_id(re.sub(r"\d+\Z", "", row.id), used), known[row.id].words)


def record_rows(table: Table, lines: list[Line], accepted: AbstractSet[str] = frozenset()) -> list[Line]:
    """Return the lines of a table with its new rows, and with the words that known rows have today; a row with an id
    that is another's is not recorded, unless it is among those `accepted` (`sales.csv#2001-4`)."""
    if not key_column(table.resource["schema"]):
        return lines
    path = table.resource["path"]
    wrong = {row.id for row in misplaced_rows(table, lines) if f"{path}#{row.id}" not in accepted}
    recorded = {line.id: line for line in lines}
    for row in table.rows:
        if row.id not in wrong:
            texts = row_texts(table, row)
            zh, en = (side_of(texts[language], language) for language in LANG)
            recorded[row.id] = Line(row.id, zh, en, _words(texts["zh"]), KIND)
    return list(recorded.values())


def row_texts(table: Table, row: Row) -> dict[Language, str]:
    """Return what a row says in each language: its words, or all its cells where it has none."""
    schema = table.resource["schema"]
    own = {key_column(schema), ADDED, year_column(schema)}
    cells = [cell for name, cell in row.values.items() if cell and name not in own]
    said = {tag: [cell for name, cell in row.values.items() if cell and name.endswith(f"_{tag}")] for tag in LANG}
    return {tag: " ".join(words or cells) for tag, words in said.items()}


def _likeness(texts: Mapping[Language, str], line: Line) -> float:
    """Return from 0 to 1 how much a row is like one that was recorded, in the language in which it is more so."""
    sides: dict[Language, Side | None] = {"zh": line.zh, "en": line.en}
    found = [0.0]
    for language, side in sides.items():
        if side:
            text = texts[language]
            found.append(1.0 if digest(text) == side.hash else min(Likeness(text, language).to(side), 0.99))
    return max(found)


def _words(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    return text if len(text) <= WORDS else f"{text[:WORDS]}…"
