"""No cell is what a spreadsheet made of it: an error, a formula, a shortened number, a date; no row stands twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from hooks.data.ids import key_column, restored
from hooks.data.schema import ADDED
from hooks.data.tables import Table
from hooks.findings import Finding
from hooks.messages import Said, say
from hooks.sources import Sources
from hooks.translation.numerals import plain

STOPS_BUILD = False
ERROR = re.compile(r"#(?:REF|NAME\?|VALUE|DIV/0|N/A|NULL|NUM|SPILL|CALC|BUSY|FIELD|GETTING_DATA)!?|#{3,}|Err:\d{3}")
FORMULA = re.compile(r"=(?:[A-Za-z0-9(+-]).*|[+@-][A-Z]+\(.*\)")
SUM = re.compile(r"=([+-]?\d+(?:\.\d+)?)((?:[+-]\d+(?:\.\d+)?)*)")
SHORT = re.compile(r"\d(?:[.,]\d+)?E[+-]?\d{1,3}", re.IGNORECASE)
QUOTED = re.compile(r"'(?=[=\d+-])")
# A date that a spreadsheet made of a number with a hyphen.
DATE = re.compile(
    r"\d{1,4}/\d{1,2}(?:/\d{1,4})?|[A-Z][a-z]{2}-\d{2}|\d{1,2}-[A-Z][a-z]{2}|\d{1,2}月-?\d{2,4}|\d{1,2}月\d{1,2}日"
)
ENDINGS = ("_zh", "_en")
# As much text as no two rows have by chance.
LONG = 4


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `table-spreadsheet` for a cell that a spreadsheet has damaged, with what stood there where it can tell, and
    `table-twice` for a row that stands twice."""
    for table in sources.tables.values():
        path = sources.docs / "data" / table.resource["path"]
        for line, message in _damaged(table):
            yield Finding(str(path), line, "table-spreadsheet", message)
        seen: dict[tuple[str, ...], int] = {}
        own = {key_column(table.resource["schema"]), ADDED}
        for row in table.rows:
            cells = {name: cell for name, cell in row.values.items() if name not in own}
            said = tuple(cells.values())
            if said in seen and any(name[-3:] in ENDINGS and len(cell) >= LONG for name, cell in cells.items()):
                message = say("table-twice", line=seen[said])
                yield Finding(str(path), row.line, "table-twice", message)
            seen.setdefault(said, row.line)


def _damaged(table: Table) -> Iterator[tuple[int, Said]]:
    columns: defaultdict[str, list[str]] = defaultdict(list)
    for row in table.rows:
        for name, cell in row.values.items():
            columns[name].append(cell)
    numbers = {
        field["name"] for field in table.resource["schema"]["fields"] if field.get("type") not in (None, "string")
    }
    lengths = {name: _padded(cells) for name, cells in columns.items() if name not in numbers}
    dates = {
        name for name, cells in columns.items() if sum(bool(DATE.fullmatch(cell)) for cell in cells) * 2 > len(cells)
    }
    for row in table.rows:
        for name, cell in row.values.items():
            if message := _error(cell, name in dates) or _lost_zero(cell, lengths.get(name, 0)):
                yield row.line, say("table-spreadsheet/cell", column=name, found=cell, error=message)


def _error(cell: str, is_date: bool) -> Said | None:
    if ERROR.fullmatch(cell):
        return say("table-spreadsheet/error")
    if FORMULA.fullmatch(cell):
        value = _sum(cell)
        return say("table-spreadsheet/formula", meant=value or say("table-spreadsheet/value"))
    if SHORT.fullmatch(cell):
        try:
            meant = plain(Decimal(cell.replace(",", ".")))
            return say("table-spreadsheet/shortened", meant=meant)
        except InvalidOperation:
            return say("table-spreadsheet/short")
    if QUOTED.match(cell):
        return say("table-spreadsheet/sign", meant=cell[1:])
    if DATE.fullmatch(cell) and not is_date:
        return say("table-spreadsheet/date", meant=restored(cell, "") or say("table-spreadsheet/that"))
    return None


def _sum(cell: str) -> str:
    found = SUM.fullmatch(cell)
    return plain(sum(map(Decimal, re.findall(r"[+-]?\d+(?:\.\d+)?", found[0][1:])), Decimal(0))) if found else ""


def _padded(cells: list[str]) -> int:
    """Return how many digits the numbers of a column have, where some begin with zeros and nearly all have as many."""
    numbers = [cell for cell in cells if cell.isdecimal()]
    zeros = {len(cell) for cell in numbers if cell.startswith("0") and len(cell) > 1}
    full = [cell for cell in numbers if len(cell) in zeros]
    return zeros.pop() if len(zeros) == 1 and len(full) >= 2 and len(numbers) == len(list(filter(None, cells))) else 0


def _lost_zero(cell: str, length: int) -> Said | None:
    if length and cell.isdecimal() and len(cell) < length:
        return say("table-spreadsheet/zero", meant=cell.zfill(length))
    return None
