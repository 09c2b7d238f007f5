"""One tree from the text of a page, which every edition reads: elements in, nodes out.

A node is a text, or a dict of plain values whose `type` says what it is.

Inside a paragraph:

- `em`, `strong`, `code`, `sub`, `sup` {body}; `lang` {lang, body}; `break`;
- `link` {page, id, address, body}: to a page of the publication and to an address on the web, either may be "";
- `page` {number, id, inside}: where a printed page begins, `inside` a line or with it;
- `note-reference` {note, id, mark}; `stale` {page, id, address}: a link to the original of a block that is out of date;
- `image` {src, alt, title, width, height}.

Blocks:

- `heading` {level, id, body}; `paragraph` {id, body, class}; `quotation` and `pull-quote` {body}; `rule`;
- `list` {marker, start, items: [{id, body}]}: marked by `number` or `dot`, or by its text, `numerals` or `letters`;
- `figure` {name} and `table` {name, id, marks}: of a data table, each mark a `page` with its row, column and offset;
- `grid` {caption, head, groups}: another table, its rows lists of cells {head, rows, columns, body};
- `facts` {items: [{term, body}]}; `missing` {id, page, address}: a block that is not yet translated;
- `notice` {body}: what a page says of its translation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

from hooks.blocks.context import Missing
from hooks.blocks.lang_spans import find_passages
from hooks.data.figure import figure
from hooks.editions.publication import Chapter, Publication
from hooks.findings import Finding, SourceError
from hooks.languages import LANG, ORIGINAL, TRANSLATION, Language, other
from hooks.words import words

Node = Any
# lxml has no type hints.
Element = Any

HEADINGS = ("h1", "h2", "h3", "h4")
# Elements inside a paragraph, and what they become; "" for one that only holds text.
KINDS = {
    **dict.fromkeys(("em", "i", "cite"), "em"),
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("code", "kbd"), "code"),
    **{"sub": "sub", "sup": "sup", "a": "link"},
    **dict.fromkeys(("span", "abbr", "small", "time"), ""),
}
PICTURE = ("src", "alt", "title", "width", "height")
# The class of a paragraph that an author writes: `{: .signature }`.
SIGNATURE = "signature"
SPACE = re.compile(r"[ \t\n\r]+")


class Document(NamedTuple):
    """The text of a page: its blocks in order, and its notes by their names: {id, number, references, body}."""

    blocks: list[Node]
    notes: dict[str, Node]


@dataclass
class Reader:
    """A page while it is read."""

    chapter: Chapter
    publication: Publication

    def id(self, element: Element) -> dict[str, str]:
        """Return the id of an element, as a part of its node."""
        if place := element.get("data-block"):
            return {"id": self.chapter.article.ids[int(place)]}
        return {"id": element.get("id")} if element.get("id") else {}

    def unknown(self, element: Element) -> SourceError:
        """Return the error for an element that would be lost."""
        message = f"has a <{element.tag}>, which the books cannot set: write it as text, a list, a table or a picture"
        path = f"docs/{self.publication.language}/{self.chapter.name}.md"
        return SourceError([Finding(path, 0, "edition-element", message)])


def read_document(chapter: Chapter, publication: Publication) -> Document:
    """Return the text of a page as a tree. Raises SourceError (`edition-element`) for an element that no edition can
    set: nothing is lost in silence."""
    root = html.fragment_fromstring(chapter.article.html, create_parent=True)
    reader = Reader(chapter, publication)
    notes = {item.get("id"): item for item in root.xpath('.//*[@role="doc-endnotes"]/ol/li')}
    blocks = block_nodes(root.iterchildren("*"), reader)
    for missing in chapter.article.missing:
        _place_missing(blocks, missing, {"type": "missing", **_to_original(chapter, missing.id)})
    if not any(node["type"] == "heading" and node["level"] == 1 for node in blocks):
        # As the theme does.
        blocks.insert(0, {"type": "heading", "level": 1, "body": [chapter.title]})
    blocks[1:1] = notices(chapter)
    return Document(blocks, {name: _note(item, place, reader) for place, (name, item) in enumerate(notes.items(), 1)})


def block_nodes(elements: Iterable[Element], reader: Reader) -> list[Node]:
    """Return the nodes of block elements; the mark of a printed page opens the block that follows it."""
    found: list[Node] = []
    marks: list[Node] = []
    for element in elements:
        if element.get("role") == "doc-pagebreak":
            marks.append(_page(element, inside=False))
        elif element.get("role") != "doc-endnotes":
            nodes = _block(element, reader)
            if marks and nodes:
                _first_words(nodes[0])[:0] = marks
                marks = []
            found += nodes
    return found


def inline_nodes(element: Element, reader: Reader) -> list[Node]:
    """Return the nodes of what an element holds, with single spaces and none at the ends."""
    return trimmed(_inside(element, reader))


def trimmed(nodes: list[Node]) -> list[Node]:
    """Return nodes with each run of white space as one space and none at the ends; a printed page that begins before
    all of them begins with the line."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, str) and found and isinstance(found[-1], str):
            found[-1] += node
        else:
            found.append(node)
    found = [SPACE.sub(" ", node) if isinstance(node, str) else node for node in found]
    if found and isinstance(found[0], str):
        found[0] = found[0].lstrip()
    if found and isinstance(found[-1], str):
        found[-1] = found[-1].rstrip()
    found = [node for node in found if node]
    if found and isinstance(found[0], dict) and found[0]["type"] == "page":
        found[0]["inside"] = False
    return found


def passages(text: str, language: Language) -> list[Node]:
    """Return a plain text as nodes, its passages in the other language as such."""
    tag = LANG[other(language)]
    nodes: list[Node] = []
    for passage, after in find_passages(text, other(language)):
        nodes += [{"type": "lang", "lang": tag, "body": [passage]}, after] if passage else [after]
    return [node for node in nodes if node]


def notices(chapter: Chapter) -> list[Node]:
    """Return what a page says of its translation, in its language and in that of the original, as one notice."""
    mine, theirs, status = words(TRANSLATION), words(ORIGINAL), chapter.status
    link: Node = {"type": "link", "page": "", "id": "", "address": chapter.original}
    paragraphs: list[Node] = []
    if chapter.translation == "official":
        paragraphs = [{"type": "paragraph", "body": [mine["status.official"]]}]
    elif chapter.translation == "unofficial":
        name = {"type": "lang", "lang": LANG[ORIGINAL], "body": [link | {"body": [theirs["status.language"]]}]}
        paragraphs = [
            {"type": "paragraph", "body": [mine["status.unofficial"] + " ", name]},
            {"type": "paragraph", "lang": LANG[ORIGINAL], "body": [theirs["status.unofficial"]]},
        ]
    elif chapter.translation == "pending" and not chapter.article.html.strip():
        for said, lang in ((mine, {}), (theirs, {"lang": LANG[ORIGINAL]})):
            bodies = [said["notices.pending"]], [link | {"body": [said["notices.pending_read"]]}]
            paragraphs += [{"type": "paragraph", "body": body} | lang for body in bodies]
        return [{"type": "notice", "body": paragraphs}]
    lags = [(kind, number) for kind in ("stale", "missing") if paragraphs and (number := getattr(status, kind, 0))]
    keys = [(f"status.{kind}_{'one' if number == 1 else 'many'}", number) for kind, number in lags]
    paragraphs += [{"type": "paragraph", "body": [mine[key].format(number)]} for key, number in keys]
    if keys:
        text = "".join(theirs[key].format(number) for key, number in keys)
        paragraphs.append({"type": "paragraph", "lang": LANG[ORIGINAL], "body": [text]})
    return [{"type": "notice", "body": paragraphs}] if paragraphs else []


def _block(element: Element, reader: Reader) -> list[Node]:
    if element.get("data-table"):
        return _data_table(element, reader)
    if element.get("role") == "doc-pullquote":
        return [{"type": "pull-quote", "body": _flow(element.find("blockquote"), reader)}]
    if element.tag not in BLOCKS:
        raise reader.unknown(element)
    return BLOCKS[element.tag](element, reader)


def _heading(element: Element, reader: Reader) -> list[Node]:
    body = inline_nodes(element, reader) + _stale(element, reader)
    return [{"type": "heading", "level": int(element.tag[1]), "body": body} | reader.id(element)]


def _paragraph(element: Element, reader: Reader) -> list[Node]:
    kind = {"class": SIGNATURE} if SIGNATURE in element.get("class", "").split() else {}
    body = inline_nodes(element, reader) + _stale(element, reader)
    return [{"type": "paragraph", "body": body} | kind | reader.id(element)]


def _list(element: Element, reader: Reader) -> list[Node]:
    items = []
    for item in element.iterchildren("*"):
        if item.tag != "li":
            raise reader.unknown(item)
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
    return [{"type": "list", "marker": marker, "start": int(element.get("start", "1")), "items": items}]


def _quotation(element: Element, reader: Reader) -> list[Node]:
    return [{"type": "quotation", "body": _flow(element, reader)}]


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
        marks.append(_page(mark, inside=offset > 0) | place)
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
    head = [_row(row, reader) for row in element.findall("thead/tr")]
    groups = [[_row(row, reader) for row in group.findall("tr")] for group in element.findall("tbody")]
    return [{"type": "grid", "caption": captions, "head": head, "groups": groups} | reader.id(element)]


def _row(row: Element, reader: Reader) -> list[Node]:
    return [
        {
            "head": cell.tag == "th",
            "rows": int(cell.get("rowspan", "1")),
            "columns": int(cell.get("colspan", "1")),
            "body": inline_nodes(cell, reader),
        }
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
            run.extend(_element(child, reader))
        run.append(child.tail or "")
    close()
    return found


BLOCKS: dict[str, Callable[[Element, Reader], list[Node]]] = {
    **dict.fromkeys(HEADINGS, _heading),
    "p": _paragraph,
    "ul": _list,
    "ol": _list,
    "blockquote": _quotation,
    "table": _grid,
    "div": _flow,
    "section": _flow,
    "hr": lambda element, reader: [{"type": "rule"}],
}


def _inside(element: Element, reader: Reader) -> list[Node]:
    nodes: list[Node] = [element.text or ""]
    for child in element.iterchildren("*"):
        nodes += [*_element(child, reader), child.tail or ""]
    return nodes


def _element(element: Element, reader: Reader) -> list[Node]:
    role = element.get("role")
    if role == "doc-backlink":
        return []
    if role == "doc-pagebreak":
        return [_page(element, inside=True)]
    if references := element.xpath('self::sup/a[@role="doc-noteref"]'):
        note, mark = references[0].get("href").lstrip("#"), references[0].text_content().strip()
        return [{"type": "note-reference", "note": note, "id": element.get("id"), "mark": mark}]
    if element.tag == "br":
        return [{"type": "break"}]
    if element.tag == "img":
        return [{"type": "image"} | {name: element.get(name, "") for name in PICTURE}]
    if element.tag not in KINDS:
        raise reader.unknown(element)
    nodes = _inside(element, reader)
    if kind := KINDS[element.tag]:
        target = _target(element.get("href", ""), reader) if kind == "link" else {}
        nodes = [{"type": kind, **target, "body": nodes}]
    return [{"type": "lang", "lang": element.get("lang"), "body": nodes}] if element.get("lang") else nodes


def _page(element: Element, *, inside: bool) -> Node:
    return {"type": "page", "number": element.get("data-page"), "id": element.get("id"), "inside": inside}


def _target(href: str, reader: Reader) -> dict[str, str]:
    """Return where a link leads that stands in the page's source: `summary.md#p-3`, `#p-3`, an address on the web."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return {"page": "", "id": "", "address": href}
    publication, chapter = reader.publication, reader.chapter
    language, here = publication.language, f"/{publication.language}/{chapter.name}.md"
    # As static-i18n has it: each language has its pages in a folder of its own, what both share stands beside those.
    folder, _, path = urljoin(here, parts.path).lstrip("/").partition("/")
    name = path.removesuffix(".md")
    originals = {one.name: one.original for one in [*publication.chapters, publication.about, chapter] if one}
    if folder == language and name in publication.addresses:
        address = publication.addresses[name]
    elif folder == other(language) and name in originals:
        address = originals[name]
    else:
        shared = path if folder in LANG else f"{folder}/{path}"
        address = urljoin(publication.address, ("" if language == ORIGINAL or folder == language else "../") + shared)
    held = folder == language and name in [one.name for one in publication.chapters]
    return {
        "page": name if held else "",
        "id": unquote(parts.fragment),
        "address": address + (f"#{parts.fragment}" if parts.fragment else ""),
    }


def _stale(element: Element, reader: Reader) -> list[Node]:
    key = reader.id(element).get("id", "")
    return [{"type": "stale"} | _to_original(reader.chapter, key)] if key in reader.chapter.article.stale else []


def _to_original(chapter: Chapter, key: str) -> dict[str, str]:
    return {"id": key, "page": "", "address": f"{chapter.original}#{key}"}


def _note(item: Element, number: int, reader: Reader) -> Node:
    references = [link.get("href").lstrip("#") for link in item.xpath('.//a[@role="doc-backlink"]')]
    body = [node for part in item.findall("p") or [item] for node in _flow(part, reader)]
    return {"type": "note", "id": item.get("id"), "number": number, "references": references, "body": body}


def _first_words(node: Node) -> list[Node]:
    """Return the nodes that a block begins with."""
    while node["type"] in ("list", "quotation", "pull-quote"):
        node = node["items"][0]["body"][0] if node["type"] == "list" else node["body"][0]
    words: list[Node] = node["caption" if node["type"] == "grid" else "body"]
    return words


def _place_missing(blocks: list[Node], missing: Missing, notice: Node) -> None:
    """Put a notice where a missing block will stand: in the list of its neighbours, or after the block before it."""
    before, after = _path(blocks, missing.before), _path(blocks, missing.after)
    item = {"id": notice["id"], "body": [{**notice, "id": ""}]}
    for path, offset in ((before, 1), (after, 0)):
        if missing.tag == "li" and path and len(path) > 1:
            holder, at = path[-1]
            holder.insert(at + offset, item)
            return
    at = before[0][1] + 1 if before else after[0][1] if after and missing.tag == "li" else 0
    blocks.insert(at, notice)


def _path(blocks: list[Node], key: str) -> list[tuple[list[Node], int]]:
    """Return the way to the block or list item of an id: each list on it, with the place there; nothing without one."""
    for at, node in enumerate(blocks):
        if key and node.get("id") == key:
            return [(blocks, at)]
        for inner in (node.get("items", []), node["body"] if node.get("type") == "quotation" else []):
            if inner and (path := _path(inner, key)):
                return [(blocks, at), *path]
        if "type" not in node and (path := _path(node["body"], key)):
            return path
    return []
