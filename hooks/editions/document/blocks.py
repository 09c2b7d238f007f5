"""The blocks of a page: elements in, nodes out, one function a kind of element."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from hooks.blocks.notes import AUTHORS
from hooks.data.figure import figure
from hooks.editions.document.inline import Element, Node, Reader, element_nodes, inline_nodes, page_node, trimmed
from hooks.editions.document.notices import stale_nodes

HEADINGS = ("h1", "h2", "h3", "h4")
# What an author says a paragraph is: `{: .signature }`.
CLASSES = ("signature", "verse")
# What would be lost among the tables and bookmarks of a book.
NOT_IN_NOTES = (*HEADINGS, "table", "figure")


def block_nodes(elements: Iterable[Element], reader: Reader) -> list[Node]:
    """Return the nodes of block elements; the mark of a printed page opens the block that follows it."""
    found: list[Node] = []
    marks: list[Node] = []
    for element in elements:
        if element.get("role") == "doc-pagebreak":
            marks.append(page_node(element, inside=False))
        elif element.get("role") != "doc-endnotes":
            nodes = _block(element, reader)
            if lang := element.get("lang"):
                nodes = [{"lang": lang} | node for node in nodes]
            if marks and nodes:
                _first_words(nodes[0])[:0] = marks
                marks = []
            found += nodes
    return found


def note_node(item: Element, number: int, reader: Reader) -> Node:
    """Return a note of a page, which is the `number`th of its kind."""
    references = [link.get("href").lstrip("#") for link in item.xpath('.//a[@role="doc-backlink"]')]
    editor = AUTHORS not in item.getparent().getparent().get("class", "").split()
    for element in item.iterdescendants(*NOT_IN_NOTES):
        reader.unknown(element, in_note=True)
    # The way back may stand in a paragraph of its own.
    body = [node for node in _flow(item, reader) if node.get("body") != []]
    node = {"type": "note", "id": item.get("id"), "number": number, "editor": editor}
    return node | {"references": references, "body": body}


def _block(element: Element, reader: Reader) -> list[Node]:
    if element.get("data-table"):
        return _data_table(element, reader)
    if element.get("role") == "doc-pullquote":
        # One without words has no quotation in it: that is a finding of its own.
        return [{"type": "pull-quote", "body": _flow(next(element.iter("blockquote"), element), reader)}]
    if element.tag not in BLOCKS:
        return reader.unknown(element)
    return BLOCKS[element.tag](element, reader)


def _heading(element: Element, reader: Reader) -> list[Node]:
    body = inline_nodes(element, reader) + _stale(element, reader)
    return [{"type": "heading", "level": int(element.tag[1]), "body": body} | reader.id(element)]


def _paragraph(element: Element, reader: Reader) -> list[Node]:
    named = next((name for name in CLASSES if name in element.get("class", "").split()), "")
    kind = {"class": named} if named else {}
    body = inline_nodes(element, reader) + _stale(element, reader)
    return [{"type": "paragraph", "body": body} | kind | reader.id(element)]


def _stale(element: Element, reader: Reader) -> list[Node]:
    return stale_nodes(reader.chapter, reader.id(element).get("id", ""))


def _list(element: Element, reader: Reader) -> list[Node]:
    items = []
    for item in element.iterchildren("*"):
        if item.tag != "li":
            reader.unknown(item)
            continue
        body = _flow(item, reader)
        if stale := _stale(item, reader):
            # At the end of its own text, before the lists in it.
            at = next((at for at, node in enumerate(body) if node["type"] == "list"), len(body))
            if not at or body[at - 1]["type"] != "paragraph":
                body.insert(at, {"type": "paragraph", "body": []})
                at += 1
            body[at - 1]["body"] += stale
        items.append({"body": body} | reader.id(item))
    marker = element.get("data-marker") or ("number" if element.tag == "ol" else "dot")
    return [{"type": "list", "marker": marker, "start": _number(element.get("start")), "items": items}]


def _quotation(element: Element, reader: Reader) -> list[Node]:
    return [{"type": "quotation", "body": _flow(element, reader)}]


def _figure(element: Element, reader: Reader) -> list[Node]:
    """Return a picture, or what else has a caption under it."""
    captions = [node for caption in element.findall("figcaption") for node in inline_nodes(caption, reader)]
    captions += _stale(element, reader)
    for caption in element.findall("figcaption"):
        caption.drop_tree()
    inside = [*element.iterchildren("*")]
    if not inside or any(text.strip() for text in (element.text or "", *(child.tail or "" for child in inside))):
        body = _flow(element, reader)
        if not body:
            return [{"type": "paragraph", "body": captions} | reader.id(element)] if captions else []
        return [{"type": "captioned", "body": body, "caption": captions} | reader.id(element)]
    pictures = [node for child in inside if child.tag in ("img", "a") for node in element_nodes(child, reader)]
    if len(pictures) == len(inside):
        return [{"type": "picture", "body": pictures, "caption": captions} | reader.id(element)]
    body = [{"type": "picture", "body": pictures, "caption": []}] if pictures else []
    body += block_nodes([child for child in inside if child.tag not in ("img", "a")], reader)
    return [{"type": "captioned", "body": body, "caption": captions} | reader.id(element)]


def _listing(element: Element, reader: Reader) -> list[Node]:
    text = element.text_content().rstrip("\n")
    return [{"type": "listing", "text": text.removeprefix("\n")} | reader.id(element)]


def _definitions(element: Element, reader: Reader) -> list[Node]:
    """Return a list of terms, each with what is said of it; a term without that is joined to the next."""
    items: list[Node] = []
    for child in element.xpath("dt | dd | div/dt | div/dd"):
        if child.tag == "dt":
            if not items or items[-1]["definitions"]:
                items.append({"terms": [], "definitions": []})
            body = inline_nodes(child, reader) + _stale(child, reader)
            items[-1]["terms"].append({"body": body} | reader.id(child))
        elif items:
            items[-1]["definitions"].append({"body": _flow(child, reader)} | reader.id(child))
    return [{"type": "definitions", "items": items} | reader.id(element)]


def _details(element: Element, reader: Reader) -> list[Node]:
    """Return what a page hides until it is asked for; a book shows it."""
    titles = [node for title in element.findall("summary") for node in inline_nodes(title, reader)]
    for summary in element.findall("summary"):
        summary.drop_tree()
    return [{"type": "details", "title": titles, "body": _flow(element, reader)} | reader.id(element)]


def _data_table(element: Element, reader: Reader) -> list[Node]:
    """Return the figure of a data table, where it has one, and the table, with the printed pages that begin in it: with
    the table (row -1), with a row, or in a cell of it."""
    name, language = element.get("data-table"), reader.publication.language
    rows = list(element.iterfind(".//tbody/tr"))
    marks = []
    for mark in element.xpath('.//*[@role="doc-pagebreak"]'):
        row = next((place for place, row in enumerate(rows) if mark in row.iter()), -1)
        cells = rows[row].findall("td") if row >= 0 else []
        column = next((place for place, cell in enumerate(cells) if mark in cell.iter()), -1)
        offset = _offset(cells[column], mark) if column >= 0 else 0
        place = {"row": row, "column": max(column, 0), "offset": offset}
        marks.append(page_node(mark, inside=offset > 0) | place)
    drawn = [{"type": "figure", "name": name}] if figure(reader.publication.tables[name], language) else []
    return [*drawn, {"type": "table", "name": name, "marks": marks} | reader.id(element)]


def _offset(element: Element, mark: Element) -> int:
    """Return how many characters of an element's text stand before a mark in it."""
    length = len(element.text or "")
    for child in element:
        if child is mark:
            return length
        if mark in child.iter():
            return length + _offset(child, mark)
        length += len(child.text_content()) + len(child.tail or "")
    return length


def _grid(element: Element, reader: Reader) -> list[Node]:
    captions = [node for caption in element.findall("caption") for node in inline_nodes(caption, reader)]
    captions += _stale(element, reader)
    head = [_row(row, reader) for row in element.findall("thead/tr")]
    bodies = [*element.findall("tbody"), *element.findall("tfoot")] or [element]
    groups = [[_row(row, reader) for row in group.findall("tr")] for group in bodies]
    return [{"type": "grid", "caption": captions, "head": head, "groups": groups} | reader.id(element)]


def _number(written: str | None) -> int:
    """Return the number in an attribute, 1 where there is none."""
    return int(written) if written and written.isdecimal() else 1


def _alignment(cell: Element) -> dict[str, str]:
    name = cell.get("class", "").removeprefix("align-")
    return {"align": name} if name in ("center", "right") else {}


def _row(row: Element, reader: Reader) -> list[Node]:
    return [
        {
            "head": cell.tag == "th",
            "rows": _number(cell.get("rowspan")),
            "columns": _number(cell.get("colspan")),
            "body": inline_nodes(cell, reader),
        }
        | _alignment(cell)
        for cell in row.iterchildren("td", "th")
    ]


def _flow(element: Element, reader: Reader) -> list[Node]:
    """Return what an element holds as blocks; text that stands in it by itself is a paragraph."""
    found: list[Node] = []
    run: list[Node] = [element.text or ""]

    def close() -> None:
        if body := trimmed(run):
            found.append({"type": "paragraph", "body": body})
        run.clear()

    for child in element.iterchildren("*"):
        if child.tag in BLOCKS:
            close()
            found.extend(block_nodes([child], reader))
        else:
            run.extend(element_nodes(child, reader))
        run.append(child.tail or "")
    close()
    return found


def _first_words(node: Node) -> list[Node]:
    """Return the nodes that a block begins with."""
    while node["type"] in ("list", "quotation", "pull-quote"):
        node = node["items"][0]["body"][0] if node["type"] == "list" else node["body"][0]
    if node["type"] == "definitions":
        node = node["items"][0]["terms"][0]
    words: list[Node] = node[next(name for name in ("title", "caption", "body") if name in node)]
    return words


BLOCKS: dict[str, Callable[[Element, Reader], list[Node]]] = {
    **dict.fromkeys(HEADINGS, _heading),
    "p": _paragraph,
    "ul": _list,
    "ol": _list,
    "blockquote": _quotation,
    "figure": _figure,
    "pre": _listing,
    "dl": _definitions,
    "details": _details,
    "table": _grid,
    "div": _flow,
    "section": _flow,
    "hr": lambda element, reader: [{"type": "rule"}],
}
