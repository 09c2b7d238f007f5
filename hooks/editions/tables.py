"""Data tables as every book sets them: Table objects in, nodes out."""

from __future__ import annotations

from collections.abc import Sequence

from hooks.data.figure import figure_title
from hooks.data.tables import Column, Row, Table
from hooks.editions.document import Node, in_languages
from hooks.languages import Language
from hooks.words import words


def table_grid(table: Table, language: Language, marks: Sequence[Node]) -> Node:
    """Return a data table as a `grid`, with the years of its groups as heads of rows; `marks` are the printed pages
    that begin in it, as a `table` of a document has them. A cell of a column of numbers is a `number`, one of a column
    that both languages read alike `shared`."""
    kinds = [_kinds(table, place) for place in range(len(table.rows[0].cells))]
    titles = [in_languages(column.title[language], language) if column.title else [] for column in table.columns]
    years = len(titles) - len(kinds)
    head = [_cell(title, head=True) for title in titles[:years]]
    head += [_cell(title, head=True) | kind for title, kind in zip(titles[years:], kinds, strict=True)]
    groups: list[list[list[Node]]] = []
    for group in table.groups:
        first = sum(map(len, groups))
        rows = [
            _cells(row, language, [mark for mark in marks if mark["row"] == place], kinds)
            for place, row in enumerate(group.rows, first)
        ]
        if group.year is not None:
            rows[0].insert(0, _cell([str(group.year)], head=True, rows=len(rows)))
        groups.append(rows)
    return {
        "type": "grid",
        "caption": [*(mark for mark in marks if mark["row"] < 0), *in_languages(table.caption[language], language)],
        "head": [head],
        "groups": groups,
    }


def figure_words(table: Table, language: Language) -> tuple[list[Node], list[Node]]:
    """Return the title of the figure of a table, and whose it is and what it shows."""
    editorial = [column.editorial[language] for column in table.categories[:1] if column.editorial]
    said = words(language)
    note = ("" if language == "zh" else " ").join([said["data.figure_maker"], said["data.dots"], *editorial])
    return in_languages(figure_title(table, language), language), in_languages(note, language)


def _kinds(table: Table, place: int) -> Node:
    """Return what the cells of a column are, that of the `place`th cell of each row."""
    cells, fields = [row.cells[place] for row in table.rows], _body_columns(table)[place].fields
    added = not place and any(row.added for row in table.rows)
    alike = all(part["zh"] == part["en"] for cell in cells for part in (cell.text, cell.prefix))
    kinds = {"number": cells[0].number, "shared": fields["zh"] == fields["en"] and alike and not added}
    return {kind: True for kind, holds in kinds.items() if holds}


def _body_columns(table: Table) -> tuple[Column, ...]:
    """Return the columns of a table but for that of its years."""
    return table.columns[len(table.columns) - len(table.rows[0].cells) :]


def _cells(row: Row, language: Language, marks: list[Node], kinds: list[Node]) -> list[Node]:
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
        cells.append(_cell([*body, *in_languages(text[start:], language)]) | kinds[place])
    return cells


def _cell(body: list[Node], *, head: bool = False, rows: int = 1) -> Node:
    return {"head": head, "rows": rows, "columns": 1, "body": body}
