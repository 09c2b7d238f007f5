"""Finishes a PDF from Typst: what its tags and its text layer still want."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from hooks.languages import LANG

# Typst knows a language and a region, and no script.
TYPST_LANG = b"zh-TW"
# What is set beside the text and is no part of it: running heads, page numbers, display copies, repeated heads of
# tables. A reader of tags passes over it; for one that copies the text layer, it says that it reads as nothing.
ARTIFACT = re.compile(rb"(/Artifact(?: BMC|<<[^\n]*?>>BDC))(?=\n?q)(.*?)(?=\bEMC)", re.DOTALL)
SILENT = rb"\1/Span<</ActualText()>>BDC\2EMC "
# What may stand around a reference to a note, and what a note may follow.
INLINE = ("/Span", "/Em", "/Strong", "/Link", "/Reference")
BLOCKS = ("/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6")
DATES = re.compile(rb"<xmp:(ModifyDate|CreateDate)>.*?</xmp:\1>|<xmpMM:History>.*?</xmpMM:History>", re.DOTALL)


def finish_pdf(pdf: bytes, row_heads: list[int], levels: list[int], *, dated: bool) -> bytes:
    """Return a PDF of Typst's with the cells that head the rows of its tables tagged as such, its Chinese named by
    script (BCP 47), and its artifacts silent to those that copy text.

    `row_heads` holds, for each table in order, how many columns head its rows; `levels` the level of each bookmark.
    Without `dated`, the dates that Typst had to be given are taken out.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        tables = _elements(document.Root.StructTreeRoot, "/Table")
        for table, heads in zip(tables, row_heads, strict=True):
            _tag_row_heads(table, heads)
        for note in list(_elements(document.Root.StructTreeRoot, "/Note")):
            _set_after_sentence(note)
        for items in _elements(document.Root.StructTreeRoot, "/L"):
            _name_bullets(items)
        _nest_bookmarks(document, levels)
        for page in document.pages:
            content = ARTIFACT.sub(SILENT, page.Contents.read_bytes())
            page.Contents.write(content.replace(b"/Lang(" + TYPST_LANG, b"/Lang(" + LANG["zh"].encode()))
        for element in [document.Root, *_elements(document.Root.StructTreeRoot)]:
            if str(element.get("/Lang", "")).encode() == TYPST_LANG:
                element.Lang = pikepdf.String(LANG["zh"])
        metadata = document.Root.Metadata.read_bytes().replace(TYPST_LANG, LANG["zh"].encode())
        if not dated:
            metadata = DATES.sub(b"", metadata)
            del document.docinfo["/CreationDate"], document.docinfo["/ModDate"]
            for file in document.attachments.values():
                del file.get_file().obj.Params["/ModDate"]
        document.Root.Metadata.write(metadata)
        finished = io.BytesIO()
        document.save(finished, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return finished.getvalue()


def _elements(element: Any, kind: str = "") -> Iterator[Any]:
    """Yield the structure elements below one, in order: those of a kind (`/Table`), or all."""
    for child in _children(element):
        if kind == child.S or not kind:
            yield child
        yield from _elements(child, kind)


def _children(element: Any) -> list[Any]:
    """Return the structure elements right below one: what else stands there is content."""
    return [child for child in _all(element) if _kind(child)]


def _tag_row_heads(table: Any, heads: int) -> None:
    """Make header cells of the first cells of each row that has them, and let every cell find its headers by scope."""
    width = max(len(_children(row)) for row in _elements(table, "/TR"))
    for body in _elements(table, "/TBody"):
        for row in _elements(body, "/TR"):
            cells = _children(row)
            for cell in cells:
                del _table_attributes(cell)["/Headers"]
            for cell in cells[:heads] if len(cells) == width else []:
                cell.S = pikepdf.Name.TH
                _table_attributes(cell).Scope = pikepdf.Name.Row


def _set_after_sentence(note: Any) -> None:
    """Move a note after the paragraph or heading that refers to it: read aloud, it would cut the sentence in two."""
    owner = note.P
    while owner.S in INLINE:
        owner = owner.P
    if owner.S not in BLOCKS:
        return
    note.P.K = pikepdf.Array([child for child in _all(note.P) if not _is(child, note)])
    siblings = _all(owner.P)
    place = next(at for at, child in enumerate(siblings) if _is(child, owner)) + 1
    while place < len(siblings) and _kind(siblings[place]) == "/Note":
        place += 1
    owner.P.K = pikepdf.Array([*siblings[:place], note, *siblings[place:]])
    note.P = owner.P


def _name_bullets(items: Any) -> None:
    """Call the signs of a list what they are: Typst takes every bullet for an open circle."""
    for attributes in items.A if isinstance(items.get("/A"), pikepdf.Array) else [items.get("/A", {})]:
        if attributes.get("/ListNumbering") == "/Circle":
            attributes.ListNumbering = pikepdf.Name.Disc


def _all(element: Any) -> list[Any]:
    """Return all that stands right below a structure element."""
    below = element.get("/K", [])
    return list(below) if isinstance(below, pikepdf.Array) else [below]


def _kind(child: Any) -> str:
    return str(child.get("/S", "")) if isinstance(child, pikepdf.Dictionary) else ""


def _is(child: Any, element: Any) -> bool:
    return isinstance(child, pikepdf.Dictionary) and child.objgen == element.objgen


def _table_attributes(cell: Any) -> Any:
    attributes = cell.A if isinstance(cell.A, pikepdf.Array) else [cell.A]
    return next(entry for entry in attributes if entry.O == "/Table")


def _nest_bookmarks(document: pikepdf.Pdf, levels: list[int]) -> None:
    """Set each bookmark below the last of the level above: beside a heading that has none, Typst loses count."""
    with document.open_outline() as outline:
        entries = list(_flat(outline.root))
        outline.root[:] = []
        above = {0: outline.root}
        for entry, level in zip(entries, levels, strict=True):
            entry.children[:] = []
            above[level - 1].append(entry)
            above[level] = entry.children


def _flat(entries: list[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for entry in entries:
        yield entry
        # Taken from the list before that is emptied.
        yield from _flat(list(entry.children))
