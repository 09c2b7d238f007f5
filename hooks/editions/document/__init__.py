"""One tree from the text of a page, which every edition reads: elements in, nodes out.

A node is a text, or a dict of plain values whose `type` says what it is.

Inside a paragraph:

- `em`, `strong`, `code`, `sub`, `sup`, `del`, `ins`, `mark` {body}; `lang` {lang, body}; `break`;
- `ruby` {items: [{body, reading}]};
- `link` {page, id, address, body}: to a page of the publication and to an address on the web, either may be "";
- `page` {number, id, inside}: where a printed page begins, `inside` a line or with it;
- `note-reference` {note, id, mark}; `stale` {page, id, address}: a link to the original of a block that is out of date;
- `image` {src, alt, title, width, height}.

Blocks:

- `heading` {level, id, body}; `paragraph` {id, body, class}; `quotation` and `pull-quote` {body}; `rule`;
- `picture` {id, body, caption}: an image, or a link around one; `listing` {id, text}; `captioned` {id, body, caption};
- `definitions` {id, items: [{terms: [{id, body}], definitions: [{id, body}]}]}; `details` {id, title, body};
- `list` {marker, start, items: [{id, body}]}: marked by `number`, `dot`, or its text (`hooks.blocks.markers`);
- `figure` {name} and `table` {name, id, marks}: of a data table, each mark a `page` with its row, column and offset;
- `grid` {caption, head, groups}: another table, its rows lists of cells {head, rows, columns, body, align};
- `facts` {items: [{term, body}]}; `missing` {id, page, address}: a block that is not yet translated;
- `notice` {body}: what a page says of its translation.

A block in another language than the page has that as its `lang`.
"""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree, html

from hooks.editions.document.blocks import block_nodes, note_node
from hooks.editions.document.inline import Node, Reader, in_languages
from hooks.editions.document.notices import notices, place_missing
from hooks.editions.publication import Chapter, Publication
from hooks.findings import SourceError
from hooks.sources import Sources

__all__ = ["Document", "Node", "document_of", "in_languages", "read_document"]


class Document(NamedTuple):
    """The text of a page: its blocks in order, and its notes by their names, the author's first: {id, number, editor,
    references, body}; `editor` says whether a note is the editor's."""

    blocks: list[Node]
    notes: dict[str, Node]


def document_of(chapter: Chapter, publication: Publication, sources: Sources) -> Document:
    """Return a page as a tree, which is kept with the sources, so that the books are made of what the checks have read.
    Raises SourceError as `read_document` does."""
    key = (read_document, publication.language, chapter.name)
    if key not in sources.kept:
        sources.kept[key] = read_document(chapter, publication)
    document: Document = sources.kept[key]
    return document


def read_document(chapter: Chapter, publication: Publication) -> Document:
    """Return the text of a page as a tree. Raises SourceError (`edition-element`) for an element that no edition can
    set: nothing is lost in silence."""
    root = html.fragment_fromstring(chapter.article.html, create_parent=True)
    # Without the text after them, which is the page's.
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    reader = Reader(chapter, publication)
    blocks = block_nodes(root.iterchildren("*"), reader)
    for missing in chapter.article.missing:
        place_missing(blocks, missing, chapter)
    if not any(node["type"] == "heading" and node["level"] == 1 for node in blocks):
        # As the theme does.
        blocks.insert(0, {"type": "heading", "level": 1, "body": [chapter.title]})
    blocks[1:1] = notices(chapter, publication.original)
    notes = {
        item.get("id"): note_node(item, number, reader)
        for box in root.xpath('.//*[@role="doc-endnotes"]')
        for number, item in enumerate(box.findall("ol/li"), 1)
    }
    if reader.findings:
        raise SourceError(reader.findings)
    return Document(blocks, notes)
