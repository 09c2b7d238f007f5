"""Tables and figures as `book.typ` sets them: Table objects in, nodes out, in one language or in both at once."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest
from typing import Any
from xml.etree.ElementTree import fromstring, register_namespace, tostring

from hooks.data.figure import figure, figure_title
from hooks.data.tables import Row, Table
from hooks.editions.document import Node, passages
from hooks.editions.palette import palette
from hooks.editions.publication import Publication
from hooks.languages import Language
from hooks.words import words

# As wide as the text, in pixels; and the face of the words in a drawing.
FIGURE_WIDTH = 480
FACE = "Noto Sans TC"
SVG = "http://www.w3.org/2000/svg"
register_namespace("", SVG)


def data_table(sides: list[tuple[Publication, Node]]) -> list[Node]:
    """Return a data table and the notes under it. `sides` has the publication and the node of the table in each
    language: the columns of the second follow those of the first, and what heads a row stands once."""
    table = sides[0][0].tables[sides[0][1]["name"]]
    languages = [publication.language for publication, _ in sides]
    once = int(table.groups[0].year is not None)
    titles = [[_title(column, language) for column in table.columns] for language in languages]
    head = [_cell(_both([title[place] for title in titles], languages), head=True) for place in range(once)]
    for place, title in enumerate(titles):
        head += [_cell(body, head=True, lang=languages[1] if place else "") for body in title[once:]]
    made = {
        "type": "table",
        "caption": _both([_caption(table, publication, node) for publication, node in sides], languages),
        "head": [head],
        "groups": list(_groups(table, sides)),
        "wide": _widest(table, languages, once),
    }
    notes = [_notes(table, language) for language in languages]
    if len(sides) == 1:
        return [made, *notes[0]]
    return [made, *([{"type": "pair"} | dict(zip(languages, notes, strict=True))] if any(notes) else [])]


def grid(node: Node, inline: Callable[[list[Node]], list[Node]]) -> Node:
    """Return a table that is no data table."""

    def row(cells: list[Node]) -> list[Node]:
        return [cell | {"body": inline(cell["body"])} for cell in cells]

    head = [row(cells) for cells in node["head"]]
    groups = [[row(cells) for cells in group] for group in node["groups"]]
    lengths: list[int] = []
    for cells in [*head, *(cells for group in groups for cells in group)]:
        # A row below a cell that spans it has no cell of its own for that: the last columns are always there.
        sizes = [len(_plain(cell["body"])) for cell in cells]
        lengths = [max(pair) for pair in zip_longest(reversed(sizes), lengths, fillvalue=0)]
    wide = [length == max(lengths) for length in reversed(lengths)]
    return {"type": "table", "caption": inline(node["caption"]), "head": head, "groups": groups, "wide": wide}


def data_figure(table: Table, language: Language) -> Node:
    """Return the figure of a data table: its title, a note, its drawing as SVG in the book's own face and colours, and
    what it shows in words."""
    drawing, colours = fromstring(figure(table, language, FIGURE_WIDTH)), palette()
    drawing.set("viewBox", f"0 0 {FIGURE_WIDTH} {drawing.get('height')}")
    drawing.attrib.update({"color": colours["ink"], "font-family": FACE})
    parents = {child: parent for parent in drawing.iter() for child in parent}
    for element in list(drawing.iter()):
        kinds = element.get("class", "").split()
        if "figure__year--wide" in kinds:
            # For a screen that has room for it.
            parents[element].remove(element)
        if "figure__mark" in kinds:
            element.set("fill", colours["accent"])
        if "figure__year-line" in kinds:
            element.attrib.update({"stroke": colours["rule-printed"], "stroke-opacity": "1", "stroke-dasharray": "1 3"})
    said = [drawing.findtext(f"{{{SVG}}}{name}") or "" for name in ("title", "desc")]
    editorial = [column.editorial[language] for column in table.categories[:1] if column.editorial]
    note = ("" if language == "zh" else " ").join([words(language)["data.dots"], *editorial])
    return {
        "type": "figure",
        "title": passages(figure_title(table, language), language),
        "note": passages(note, language),
        "drawing": tostring(drawing, encoding="unicode"),
        "words": " ".join(said),
    }


def _groups(table: Table, sides: list[tuple[Publication, Node]]) -> Any:
    number = 0
    for group in table.groups:
        rows = []
        for place, row in enumerate(group.rows):
            heads = [_cell([str(group.year)], head=True, rows=len(group.rows))]
            cells = heads if group.year is not None and not place else []
            for side, (publication, node) in enumerate(sides):
                marks = [mark for mark in node["marks"] if mark["row"] == number]
                lang = publication.language if side else ""
                cells = cells + [_cell(body, lang=lang) for body in _bodies(row, publication.language, marks)]
            rows.append(cells)
            number += 1
        yield rows


def _bodies(row: Row, language: Language, marks: list[Node]) -> list[list[Node]]:
    """Return the text of each cell of a row, with the marks of printed pages in it."""
    found = []
    for place, cell in enumerate(row.cells):
        text = cell.prefix[language] + cell.text[language]
        if row.added and not place:
            text += words(language)["blocks.added"].format(row.added)
        body: list[Node] = []
        start = 0
        for mark in [mark for mark in marks if mark["column"] == place]:
            body += [*passages(text[start : mark["offset"]], language), mark]
            start = mark["offset"]
        found.append([*body, *passages(text[start:], language)])
    return found


def _cell(body: list[Node], *, head: bool = False, rows: int = 1, lang: str = "") -> Node:
    return {"head": head, "rows": rows, "columns": 1, "body": body} | ({"lang": lang} if lang else {})


def _both(bodies: list[list[Node]], languages: list[Language]) -> list[Node]:
    first, *rest = bodies
    second = [{"type": "lang", "lang": lang, "body": body} for lang, body in zip(languages[1:], rest, strict=True)]
    return [*first, *(node for body in second for node in ({"type": "break"}, body))]


def _caption(table: Table, publication: Publication, node: Node) -> list[Node]:
    """Return the caption of a table, after the marks of printed pages that begin with it."""
    marks = [mark for mark in node["marks"] if mark["row"] < 0]
    return [*marks, *passages(table.caption[publication.language], publication.language)]


def _title(column: Any, language: Language) -> list[Node]:
    return passages(column.title[language], language) if column.title else []


def _widest(table: Table, languages: list[Language], once: int) -> list[bool]:
    """Return of each column whether it has the longest text of its language, and so takes what the others leave."""
    wide: list[bool] = []
    for place, language in enumerate(languages):
        titles = [len(column.title[language]) if column.title else 0 for column in table.columns]
        rows = [[len(cell.prefix[language] + cell.text[language]) for cell in row.cells] for row in table.rows]
        years = [4] * once
        lengths = [max(column) for column in zip(titles, *([*years, *row] for row in rows), strict=True)]
        wide += [length == max(lengths) for length in lengths][once if place else 0 :]
    return wide


def _notes(table: Table, language: Language) -> list[Node]:
    notes = [{"editor": note.kind == "editor", "body": passages(note.text[language], language)} for note in table.notes]
    return [{"type": "table-notes", "notes": notes}] if notes else []


def _plain(body: list[Node]) -> str:
    return "".join(node if isinstance(node, str) else _plain(node.get("body", [])) for node in body)
