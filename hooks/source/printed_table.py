"""Reads a printed table of the extraction into passages."""

from __future__ import annotations

from hooks.messages import say
from hooks.source.passage import Kind, Passage
from hooks.source.plan import TablePlan
from hooks.source.reading import Reading


def read_table(reading: Reading, table: TablePlan) -> list[Passage]:
    """Return a table's caption, column titles, rows and notes, in this order; report a year that is not printed."""
    year_of = {line: year for year, starts in table.rows.items() for line in starts}
    starts: dict[int, Kind] = {table.caption: "caption", table.columns: "columns"}
    starts.update(dict.fromkeys(year_of, "row"))
    starts.update(dict.fromkeys(table.notes, "note"))
    passages: list[Passage] = []
    kind: Kind = "caption"
    years = {str(year): 1 for year in table.rows}
    for number in table.lines:
        reading.enter(number)
        if number in reading.layout.dropped or not reading.lines.plain[number - 1]:
            reading.drop(number, reading.layout.dropped.get(number, "space"))
            continue
        if number in starts or not passages:
            kind = starts.get(number, "caption")
            label = f"{table.name} {year_of[number]}" if kind == "row" else table.name
            passages.append(Passage(kind, reading.plan.text, label=label))
        line = reading.lines.raw[number - 1]
        words = line.split()
        year = next((word for word in (words[0], words[-1]) if years.get(word)), "") if kind == "row" else ""
        if year:
            years[year] = 0
            reading.joiner.ledger.kept["year of a table's rows"] += len(year)
            before, _, after = line.partition(year) if words[0] == year else line.rpartition(year)
            line = before + after
        reading.add(passages[-1], number, "table", reading.clean(number, "table", line))
    if left := [year for year, count in years.items() if count]:
        message = say("plan-year", name=table.name, years=left)
        reading.report(table.lines[0], "plan-year", message)
    return passages
