"""Data tables as every book sets them: Table objects in, nodes out."""

from __future__ import annotations

from collections.abc import Sequence

from hooks.data.figure import figure_title
from hooks.data.tables import Row, Table
from hooks.editions.document import Node, in_languages
from hooks.languages import Language
from hooks.words import words


def table_grid(table: Table, language: Language, marks: Sequence[Node]) -> Node:
    """Return a data table as a `grid`, with the years of its groups as heads of rows; `marks` are the printed pages
    that begin in it, as a `table` of a document has them."""
    titles = [in_languages(column.title[language], language) if column.title else [] for column in table.columns]
    groups: list[list[list[Node]]] = []
    for group in table.groups:
        first = sum(map(len, groups))
        rows = [
            _cells(row, language, [mark for mark in marks if mark["row"] == place])
            for place, row in enumerate(group.rows, first)
        ]
        if group.year is not None:
            rows[0].insert(0, _cell([str(group.year)], head=True, rows=len(rows)))
        groups.append(rows)
    return {
        "type": "grid",
        "caption": [*(mark for mark in marks if mark["row"] < 0), *in_languages(table.caption[language], language)],
        "head": [[_cell(title, head=True) for title in titles]],
        "groups": groups,
    }


def figure_words(table: Table, language: Language) -> tuple[list[Node], list[Node]]:
    """Return the title of the figure of a table, and what it shows."""
    editorial = [column.editorial[language] for column in table.categories[:1] if column.editorial]
    note = ("" if language == "zh" else " ").join([words(language)["data.dots"], *editorial])
    return in_languages(figure_title(table, language), language), in_languages(note, language)


def _cells(row: Row, language: Language, marks: list[Node]) -> list[Node]:
    cells = []
    for place, cell in enumerate(row.cells):
        text = cell.prefix[language] + cell.text[language]
        if row.added and not place:
            text += words(language)["blocks.added"].format(row.added)
        body: list[Node] = []
        start = 0
        for mark in [mark for mark in marks if mark["column"] == place]:
            body += [*in_languages(text[start : mark["offset"]], language), mark]
            start = mark["offset"]
        cells.append(_cell([*body, *in_languages(text[start:], language)]))
    return cells


def _cell(body: list[Node], *, head: bool = False, rows: int = 1) -> Node:
    return {"head": head, "rows": rows, "columns": 1, "body": body}
