"""Tables and figures as `book.typ` sets them: nodes and Table objects in, nodes out."""

from __future__ import annotations

from itertools import zip_longest
from xml.etree.ElementTree import fromstring, register_namespace, tostring

from hooks.data.figure import figure
from hooks.data.tables import Table
from hooks.editions.document import Node, in_languages
from hooks.editions.palette import palette
from hooks.editions.publication import Publication
from hooks.editions.tables import figure_words, table_grid
from hooks.languages import Language

# As wide as the text, in pixels; and the face of the words in a drawing.
FIGURE_WIDTH = 480
FACE = "Noto Sans TC"
SVG = "http://www.w3.org/2000/svg"
register_namespace("", SVG)


def data_table(sides: list[tuple[Publication, Node]]) -> list[Node]:
    """Return a data table and the notes under it. `sides` has the publication and the node of the table in each
    language: the columns of the second follow those of the first, and what heads a row stands once."""
    languages = [publication.language for publication, _ in sides]
    table = sides[0][0].tables[sides[0][1]["name"]]
    made, *others = [grid(table_grid(table, one.language, node["marks"])) for one, node in sides]
    for language, other in zip(languages[1:], others, strict=True):
        made = _beside(made, other, language)
    notes = [_notes(table, language) for language in languages]
    if not others:
        return [made, *notes[0]]
    return [made, *([{"type": "pair"} | dict(zip(languages, notes, strict=True))] if any(notes) else [])]


def grid(node: Node) -> Node:
    """Return a table whose column with the longest text takes what the others leave."""
    lengths: list[int] = []
    for cells in [*node["head"], *(cells for group in node["groups"] for cells in group)]:
        # A row below a cell that spans it has no cell of its own for that: the last columns are always there.
        sizes = [len(plain(cell["body"])) for cell in cells]
        lengths = [max(pair) for pair in zip_longest(reversed(sizes), lengths, fillvalue=0)]
    wide = [length == max(lengths) for length in reversed(lengths)]
    return node | {"type": "table", "wide": wide}


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
    """Return a table with the columns of a second after its own, but for those that head its rows."""
    once = sum(cell["head"] for cell in first["groups"][0][0])

    def joined(cell: Node, other: Node) -> Node:
        return cell | {"body": _both(cell["body"], other["body"], language)}

    def marked(cells: list[Node]) -> list[Node]:
        return [cell | {"lang": language} for cell in cells]

    head = [
        [*map(joined, left[:once], right[:once]), *left[once:], *marked(right[once:])]
        for left, right in zip(first["head"], second["head"], strict=True)
    ]
    groups = [
        [[*left, *marked([cell for cell in right if not cell["head"]])] for left, right in zip(*pair, strict=True)]
        for pair in zip(first["groups"], second["groups"], strict=True)
    ]
    caption = _both(first["caption"], second["caption"], language)
    return first | {"caption": caption, "head": head, "groups": groups, "wide": first["wide"] + second["wide"][once:]}


def _both(first: list[Node], second: list[Node], language: Language) -> list[Node]:
    return [*first, {"type": "break"}, {"type": "lang", "lang": language, "body": second}]


def _notes(table: Table, language: Language) -> list[Node]:
    notes = [
        {"editor": note.kind == "editor", "body": in_languages(note.text[language], language)} for note in table.notes
    ]
    return [{"type": "table-notes", "notes": notes}] if notes else []


def plain(body: list[Node]) -> str:
    """Return the text of inline nodes."""
    return "".join(node if isinstance(node, str) else plain(node.get("body", [])) for node in body)
