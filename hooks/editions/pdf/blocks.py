"""A page's blocks as a tree of plain values, which `book.typ` sets: elements in, nodes out."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from lxml import etree

from hooks.editions.pdf.inline import Node, Page, element_nodes, inline_nodes, is_a, is_left_out, page_mark, trimmed
from hooks.editions.publication import Element

HEADINGS = ("h1", "h2", "h3")
BLOCKS = (*HEADINGS, "p", "ul", "ol", "blockquote", "figure", "table", "div", "section", "svg", "hr")
# As `book.typ` has them: a drawing brings its own.
INK, RULE, ACCENT, FACE = "#1f2328", "#b9b2a2", "#1c3f6e", "Noto Sans TC"
# A paragraph that is set in its own way.
PARAGRAPHS = ("signature", "missing")


def block_nodes(elements: Iterable[Element], page: Page) -> list[Node]:
    """Return the nodes of block elements of `page`; the mark of a printed page opens the block that follows it.

    Raises SourceError for an element that the editions do not know: nothing is lost in silence.
    """
    found: list[Node] = []
    marks: list[Node] = []
    for element in elements:
        if is_a(element, "div.page-mark"):
            marks.append(page_mark(element, inside=False))
        elif not is_left_out(element):
            nodes = _block(element, page)
            if marks and nodes:
                _first_words(nodes[0])[:0] = marks
                marks = []
            found += nodes
    return found


def _block(element: Element, page: Page) -> list[Node]:
    tag = element.tag
    if tag not in BLOCKS:
        raise page.unknown(element)
    base = {"id": page.place(element.get("id"))} if element.get("id") else {}
    if element.get("lang"):
        base["lang"] = element.get("lang")
    if tag in HEADINGS:
        return [{"is": "heading", "level": int(tag[1]), "body": inline_nodes(element, page)} | base]
    if tag == "p":
        kind = next((name for name in PARAGRAPHS if name in element.classes), "paragraph")
        return [{"is": kind, "body": inline_nodes(element, page)} | base]
    if tag in ("ul", "ol"):
        return [_list(element, page) | base]
    if is_a(element, "figure.pull-quote"):
        return [{"is": "pull-quote", "body": _flow(element.find("blockquote"), page)} | base]
    if tag == "blockquote":
        return [{"is": "quotation", "body": _flow(element, page)} | base]
    if tag == "table" or is_a(element, "figure.data-table"):
        return [_table(element, page) | base, *_table_notes(element, page)]
    if is_a(element, "figure.data-figure"):
        return [_figure(element, page) | base]
    if tag in ("figure", "svg"):
        raise page.unknown(element)
    return _flow(element, page)


def _first_words(node: Node) -> list[Node]:
    """Return the nodes that a block begins with."""
    while node["is"] in ("list", "quotation", "pull-quote"):
        node = node["items"][0]["body"][0] if node["is"] == "list" else node["body"][0]
    words: list[Node] = node["caption" if node["is"] == "table" else "body"]
    return words


def _flow(element: Element, page: Page) -> list[Node]:
    """Return what an element holds as blocks; text that stands in it by itself is a paragraph."""
    found: list[Node] = []
    run: list[Node] = [element.text or ""]

    def close() -> None:
        if body := trimmed(run):
            found.append({"is": "paragraph", "body": body})
        run.clear()

    for child in element.iterchildren("*"):
        if child.tag in BLOCKS:
            close()
            found.extend(block_nodes([child], page))
        else:
            run.extend(element_nodes(child, page))
        run.append(child.tail or "")
    close()
    return found


def _list(element: Element, page: Page) -> Node:
    items = []
    for item in element.iterchildren("*"):
        if item.tag != "li":
            raise page.unknown(item)
        items.append({"body": _flow(item, page)} | ({"id": page.place(item.get("id"))} if item.get("id") else {}))
    marker = "number" if element.tag == "ol" else "dot"
    # Markers that are printed are text; letters hang less deep than numerals.
    if "enumerated" in element.classes:
        marker = "letters" if "letters" in element.classes else "numerals"
    return {"is": "list", "marker": marker, "start": int(element.get("start", "1")), "items": items}


def _figure(element: Element, page: Page) -> Node:
    """Return a figure with its title, its note, its drawing as SVG in the book's own face and colour, and in words."""
    title, note = element.find("figcaption")
    (drawing,) = element.iter("svg")
    words = [text.text for text in (drawing.find("title"), drawing.find("desc"))]
    drawing.attrib.update({"color": INK, "font-family": FACE})
    for mark in drawing.find_class("figure__mark"):
        mark.set("fill", ACCENT)
    for line in drawing.find_class("figure__year-line"):
        line.attrib.update({"stroke": RULE, "stroke-opacity": "1", "stroke-dasharray": "1 3"})
    return {
        "is": "figure",
        "title": inline_nodes(title, page),
        "note": inline_nodes(note, page),
        "drawing": etree.tostring(drawing, encoding="unicode", with_tail=False),
        "words": " ".join(words),
    }


def _table(element: Element, page: Page) -> Node:
    table = element if element.tag == "table" else element.find(".//table")
    return {
        "is": "table",
        "caption": [node for caption in table.findall("caption") for node in inline_nodes(caption, page)],
        "head": [_row(row, page) for row in table.findall("thead/tr")],
        "groups": [[_row(row, page) for row in group.findall("tr")] for group in table.findall("tbody")],
        "wide": _widest(table),
    }


def _row(row: Element, page: Page) -> list[Node]:
    return [
        {
            "head": cell.tag == "th",
            "rows": int(cell.get("rowspan", "1")),
            "columns": int(cell.get("colspan", "1")),
            "body": inline_nodes(cell, page),
        }
        for cell in row.iterchildren("td", "th")
    ]


def _widest(table: Element) -> list[bool]:
    """Return of each column whether it has the longest text, and so takes what the others leave."""
    lengths: list[int] = []
    for row in table.iter("tr"):
        # A row below a year that spans it has no cell of its own for that: the last columns are always there.
        cells = [len(cell.text_content()) for cell in row.iterchildren("td", "th")]
        lengths = [max(pair) for pair in zip_longest(reversed(cells), lengths, fillvalue=0)]
    return [length == max(lengths) for length in reversed(lengths)]


def _table_notes(element: Element, page: Page) -> list[Node]:
    notes = [
        {"editor": "editors-note" in note.classes, "body": inline_nodes(note, page)}
        for box in element.find_class("data-table__notes")
        for note in box.iterchildren("*")
    ]
    return [{"is": "table-notes", "notes": notes}] if notes else []
