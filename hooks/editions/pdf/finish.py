"""Finishes a PDF from Typst: what its tags and its text layer still want."""

from __future__ import annotations

import io
import re
from typing import NamedTuple

import pikepdf

from hooks.editions.pdf.bookmarks import Place, write_outline
from hooks.editions.pdf.printed_pages import Mark, tag_printed_pages
from hooks.editions.pdf.tags import Items, elements, finish_tags
from hooks.languages import LANG

# Typst knows a language and a region, and no script.
TYPST_LANG = b"zh-TW"
# What is set beside the text and is no part of it: running heads, page numbers, display copies, repeated heads of
# tables. A reader of tags passes over it; for one that copies the text layer, it says that it reads as nothing.
ARTIFACT = re.compile(rb"(/Artifact(?: BMC|<<[^\n]*?>>BDC))(?=\n?q)(.*?)(?=\bEMC)", re.DOTALL)
SILENT = rb"\1/Span<</ActualText()>>BDC\2EMC "
DATES = re.compile(rb"<xmp:(ModifyDate|CreateDate)>.*?</xmp:\1>|<xmpMM:History>.*?</xmpMM:History>", re.DOTALL)


class Finish(NamedTuple):
    """What a PDF is finished by: how many columns of each table head its rows, and its lists, in order; its bookmarks,
    and where printed pages begin, in the outline and in the text, with the middle of a sheet of two columns; what the
    outline calls those, and what its cover is called among its pages."""

    row_heads: list[int]
    lists: list[Items]
    bookmarks: list[Place]
    printed_pages: list[Place]
    marks: list[Mark]
    middle: float
    printed_title: str
    cover: str


def finish_pdf(pdf: bytes, finish: Finish, *, dated: bool) -> bytes:
    """Return a PDF of Typst's with tags that say what its tables, lists and notes are, its outline and the name of its
    cover, its Chinese named by script (BCP 47), and its artifacts silent to those that copy text.

    Without `dated`, the dates that Typst had to be given are taken out.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        finish_tags(document, finish.row_heads, finish.lists)
        tag_printed_pages(document, finish.marks, finish.middle)
        write_outline(document, finish.bookmarks, finish.printed_pages, finish.printed_title)
        document.Root.PageLabels.Nums[1].P = pikepdf.String(finish.cover)
        for page in document.pages:
            content = ARTIFACT.sub(SILENT, page.Contents.read_bytes())
            page.Contents.write(content.replace(b"/Lang(" + TYPST_LANG, b"/Lang(" + LANG["zh"].encode()))
        for element in [document.Root, *elements(document.Root.StructTreeRoot)]:
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
