"""Gives every body block of a page its id, every paragraph and list item a link to it, and every printed list its
class; and takes up what authors say of a block's pair."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator

from hooks.blocks.context import BodyBlock, PageContext
from hooks.blocks.lang_spans import LINE_END
from hooks.blocks.markers import CLASSES, marker_of
from hooks.blocks.text import HEADINGS, LAYOUT, STASHED, end_of_text, fold, readable, text_nodes
from hooks.findings import Finding
from hooks.messages import Said, say
from hooks.words import words

KINDS = {"li": "item", "dt": "term", "dd": "definition", "table": "table", "pre": "code", "figure": "picture"}
KINDS |= dict.fromkeys(HEADINGS, "heading")
# Of these the blocks inside are their own, but for the items of lists.
WHOLE = ("li", "dd")
NOT_BODY = ("footnote", "data-tables", "pull-quote")
# An attribute list in a paragraph of its own, for what takes none: a table, a picture, code.
ATTRIBUTES = re.compile(r"\s*\{:?[^{}]*\bpair\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s{}]+))[^{}]*\}\s*")
# Where Markdown keeps the place of an author's HTML.
HTML = re.compile("\x02wzxhzdk:[0-9]+\x03")
PAIR = re.compile(r"\{[^{}]*\bpair\s*=")


def name_headings(root: etree.Element, page: PageContext) -> None:
    """Give each heading without an id that of the lock, before the table of contents names it; and note what authors
    say of pairs.

    A block of the translation that stands for others of the original than that at its place names them by their ids:
    `{: pair="p-3 p-4" }` on a line of its own directly below the block (after a heading's words, in its line; after an
    empty line for a table, a picture or code). Several blocks may name the same one. In either language,
    `{: pair="none" }` says that a block has no counterpart, on purpose. Nothing of it is published.
    """
    _note_pairs(root, page)
    elements = list(body_blocks(root))
    page.unnamed = {element for element in elements if element.tag in HEADINGS and not element.get("id")}
    number = 0
    for place, element in enumerate(elements):
        if element in page.unnamed:
            number += 1
            element.set("id", page.ids[place] if page.ids else f"s-{number}")


def number_paragraphs(root: etree.Element, page: PageContext) -> None:
    """Note the body blocks of the page and give each its id; an id that is there already stays."""
    blocks = list(_blocks(root))
    page.blocks = [_body_block(element, kind, page) for element, kind in blocks]
    numbers = (f"p-{number}" for number in range(1, len(blocks) + 1))
    for place, (element, _) in enumerate(blocks):
        if page.for_print:
            element.set("data-block", str(place))
        if not element.get("id"):
            element.set("id", page.ids[place] if page.ids else next(numbers))
    for items in root.iter("ul"):
        if marker := marker_of([item.text or "" for item in items]):
            items.set("class", CLASSES[marker])
            if page.for_print:
                items.set("data-marker", marker)
            # Safari drops a list's role with its markers.
            items.set("role", "list")


def link_paragraphs(root: etree.Element, page: PageContext) -> None:
    """Add to each paragraph and list item the link to it; a heading has one already, and is called by its words alone.
    Their sign is the stylesheet's, so that it is in no text, no index and no name."""
    label = words(page.language)["blocks.paragraph_link"]
    for heading in (element for element in root.iter() if element.tag in HEADINGS):
        for own in heading.iterfind("a[@class='headerlink']"):
            own.text = ""
            heading.set("aria-label", fold(HTML.sub("", readable(heading))))
    for element in body_blocks(root) if not page.for_print else ():
        if element.tag in ("p", "li"):
            link = {"class": "paragraph-link", "href": f"#{element.get('id')}", "aria-label": label}
            element.insert(end_of_text(element), etree.Element("a", link))


def kind_name(kind: str) -> Said:
    """Return what a block of this kind is called."""
    return say(f"kinds.{kind}")


def letter_of(kind: str) -> str:
    """Return what the id of a block of this kind begins with: a section's `s-1`, all others' `p-1`."""
    return "s" if kind == "heading" else "p"


def body_blocks(element: etree.Element) -> Iterator[etree.Element]:
    """Yield what is the author's below `element`, in order: headings, paragraphs (those of quotations too), list items,
    terms and definitions, tables, pictures and code; not what is in figures, in notes, and in the page of data that is
    made of docs/data."""
    return (block for block, _ in _blocks(element))


def own_text(element: etree.Element, by_line: bool = False) -> str:
    """Return the plain text of a block: not that of a list inside it, of notes or of its link. A data table's is its
    name, since its rows have both languages in one file and are in step with each other; a picture's its words.

    The lock knows a block by this text. `by_line`: as it is compared with its translation, where a line of verse, a
    break and a paragraph in an item each end the word before them.
    """
    if element.get("class") == "data-table":
        return element.get("id", "")
    if element.tag == "table":
        return fold(" ".join(readable(cell) for cell in element.iter() if cell.tag in ("caption", "th", "td")))
    inside = {inner for part in element.iter() if part is not element and outside(part) for inner in part.iter()}
    ends = {part for part in element.iter() if part is not element and outside(part)}
    nodes = text_nodes(element, by_line)
    pieces = (n.text for n in nodes if n.element not in inside or (n.element in ends and n.place == "tail"))
    text = STASHED.sub("", "".join(pieces))
    if by_line:
        text = LINE_END.sub("", LAYOUT.sub("\n", text).strip())
    return fold(text) or fold(" ".join(image.get("alt", "") for image in element.iter("img")))


def outside(part: etree.Element) -> bool:
    """Return whether a part of a block is a list, with blocks of its own, or a heading's link."""
    return part.tag in ("ul", "ol") or part.get("class") == "headerlink"


def _blocks(element: etree.Element, quoted: bool = False) -> Iterator[tuple[etree.Element, str]]:
    """Yield each body block with its kind."""
    for child in element:
        if child.get("class") in NOT_BODY or _is_raw(child):
            continue
        kind = KINDS.get(child.tag) or ("quotation" if quoted else "paragraph") * (child.tag == "p")
        if child.get("class") == "data-table":
            kind = "table"
        elif kind == "paragraph" and _is_picture(child):
            kind = "picture"
        if kind:
            yield child, kind
        if not kind or child.tag in WHOLE:
            inner = _blocks(child, quoted or child.tag == "blockquote")
            yield from (block for block in inner if child.tag not in WHOLE or block[0].tag == "li")


def _is_picture(paragraph: etree.Element) -> bool:
    """Return whether a paragraph is a picture, which may lead somewhere, and nothing else."""
    return next(paragraph.iter("img"), None) is not None and not readable(paragraph).strip()


def _is_raw(element: etree.Element) -> bool:
    """Return whether a paragraph only keeps the place of HTML, which will stand there in its stead."""
    return element.tag == "p" and not len(element) and STASHED.fullmatch(element.text or "") is not None


def _body_block(element: etree.Element, kind: str, page: PageContext) -> BodyBlock:
    key = "" if element in page.unnamed else element.get("id", "")
    links = [part.get("href") or part.get("src") or "" for part in element.iter() if part.tag in ("a", "img")]
    outward = tuple(link for link in links if link and _is_authors(link))
    pair = page.pairs.get(element, "")
    return BodyBlock(element.tag, key, own_text(element), kind, pair, outward, own_text(element, by_line=True))


def _is_authors(link: str) -> bool:
    """Return whether a link is an author's: to a note, or to another place than this page."""
    return not link.startswith("#") or link.startswith("#fn:")


def _note_pairs(root: etree.Element, page: PageContext) -> None:
    written = 0
    before: etree.Element | None = None
    owners: dict[etree.Element, etree.Element] = {}
    for block in body_blocks(root):
        owners |= dict.fromkeys(block.iter(), block)
    parents = {child: parent for parent in root.iter() for child in parent}
    for element in list(root.iter()):
        alone = ATTRIBUTES.fullmatch(element.text or "") if element.tag == "p" and not len(element) else None
        pair = " ".join(filter(None, alone.groups())) if alone else element.attrib.pop("pair", None)
        owner = before if alone else owners.get(element)
        if alone:
            parents[element].remove(element)
        elif owner is not None:
            before = owner
        if pair is None:
            continue
        if owner is None or not pair.strip():
            _report_pair(page, written)
        else:
            page.pairs[owner] = " ".join(pair.replace(",", " ").split())
        written += 1


def _report_pair(page: PageContext, place: int) -> None:
    """Report the `place`th attribute that is no block's."""
    lines = [number for number, line in enumerate(page.text.split("\n"), page.first_line) if PAIR.search(line)]
    message = say("alignment-pair/nothing")
    line = lines[place] if place < len(lines) else page.first_line
    page.findings.append(Finding(str(page.path), line, "alignment-pair", message))
