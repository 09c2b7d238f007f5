"""Tables and figures as `book.typ` sets them: nodes and Table objects in, nodes out."""

from __future__ import annotations

from itertools import zip_longest
from xml.etree.ElementTree import fromstring, register_namespace, tostring

from hooks.data.figure import figure
from hooks.data.tables import Table
from hooks.editions.document import Node, in_languages
from hooks.editions.palette import palette
from hooks.editions.pdf.fitting import fitted
from hooks.editions.pdf.measures import Room
from hooks.editions.publication import Publication
from hooks.editions.tables import figure_words, table_grid
from hooks.editions.widths import plain
from hooks.languages import Language
from hooks.words import words

# As wide as the text, in pixels; and the face of the words in a drawing.
FIGURE_WIDTH = 480
FACE = "Noto Sans TC"
SVG = "http://www.w3.org/2000/svg"
register_namespace("", SVG)


def data_table(sides: list[tuple[Publication, Node]], room: Room) -> list[Node]:
    """Return a data table, fitted to its room, and the notes under it. `sides` has the publication and the node of the
    table in each language: the columns of the second follow those of the first, and what heads a row, or is the same in
    both, stands once."""
    languages = [publication.language for publication, _ in sides]
    table = sides[0][0].tables[sides[0][1]["name"]]
    made, *others = [grid(table_grid(table, one.language, node["marks"]), one.language, room) for one, node in sides]
    for language, other in zip(languages[1:], others, strict=True):
        made = fitted(_beside(made, other, language), room)
    notes = [_notes(table, language) for language in languages]
    if not others:
        return [made, *notes[0]]
    return [made, *([{"type": "pair"} | dict(zip(languages, notes, strict=True))] if any(notes) else [])]


def grid(node: Node, language: Language, room: Room) -> Node:
    """Return a table whose column with the longest text takes what the others leave, or that is fitted to a page; with
    the words that stand over it where it goes on on another page, if it has a caption."""
    if caption := plain(node["caption"]).strip():
        node = node | {"plain": caption, "continued": words(language)["editions.continued"]}
    lengths: list[int] = []
    for cells in [*node["head"], *(cells for group in node["groups"] for cells in group)]:
        # A row below a cell that spans it has no cell of its own for that: the last columns are always there.
        sizes = [len(plain(cell["body"])) for cell in cells]
        lengths = [max(pair) for pair in zip_longest(reversed(sizes), lengths, fillvalue=0)]
    wide = [length == max(lengths) for length in reversed(lengths)]
    return fitted(node | {"type": "table", "wide": wide}, room)


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
    title, note = figure_words(table, language)
    said = " ".join(drawing.findtext(f"{{{SVG}}}{name}") or "" for name in ("title", "desc"))
    drawn = tostring(drawing, encoding="unicode")
    return {"type": "figure", "title": title, "note": note, "drawing": drawn, "words": said}


def _beside(first: Node, second: Node, language: Language) -> Node:
    """Return a table with the columns of a second after its own, but for those that head its rows or are shared."""
    once = sum(cell["head"] for cell in first["groups"][0][0])
    shared = [place < once or bool(cell.get("shared")) for place, cell in enumerate(first["head"][-1])]

    def joined(cell: Node, other: Node) -> Node:
        return cell | {"body": _both(cell["body"], other["body"], language)}

    def marked(cells: list[Node]) -> list[Node]:
        return [cell | {"lang": language} for cell in cells]

    head = [
        [
            *(joined(*pair) if alike else pair[0] for *pair, alike in zip(left, right, shared, strict=True)),
            *marked([cell for cell, alike in zip(right, shared, strict=True) if not alike]),
        ]
        for left, right in zip(first["head"], second["head"], strict=True)
    ]
    groups = [
        [
            [*left, *marked([cell for cell in right if not (cell["head"] or cell.get("shared"))])]
            for left, right in zip(*pair, strict=True)
        ]
        for pair in zip(first["groups"], second["groups"], strict=True)
    ]
    caption = _both(first["caption"], second["caption"], language)
    wide = [*first["wide"], *(wide for wide, alike in zip(second["wide"], shared, strict=True) if not alike)]
    return first | {"caption": caption, "head": head, "groups": groups, "wide": wide}


def _both(first: list[Node], second: list[Node], language: Language) -> list[Node]:
    return [*first, {"type": "break"}, {"type": "lang", "lang": language, "body": second}]


def _notes(table: Table, language: Language) -> list[Node]:
    notes = [
        {"editor": note.kind == "editor", "body": in_languages(note.text[language], language)} for note in table.notes
    ]
    return [{"type": "table-notes", "notes": notes}] if notes else []
