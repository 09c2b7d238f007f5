"""PDF editions: a publication as a book, in one language or with both side by side.

Each conforms to PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3), and holds the data tables as files.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from hooks.editions.document import Document
from hooks.editions.pdf.book import bookmark_levels, make_book, row_heads
from hooks.editions.pdf.faces import fonts
from hooks.editions.pdf.finish import finish_pdf
from hooks.editions.publication import Publication

TEMPLATE = Path(__file__).with_name("book.typ")


def make_pdf(
    books: list[tuple[Publication, dict[str, Document]]], read: Callable[[str], bytes], *, large: bool = False
) -> bytes:
    """Return a publication as a PDF: in one language, or in two side by side, of which the first leads; one language
    may be in `large` print, of 18 points.

    `books` has the publication in each language and the documents of its chapters by their names; `read` gives the
    content of a picture by its path below `docs/`, or raises FileNotFoundError. The same values give the same bytes.
    Raises SourceError for a picture that is not there, RuntimeError where the typesetter has a complaint.
    """
    revision = books[0][0].revision
    book = make_book(books, read, large=large)
    pdf = _compile(book, revision.epoch or 0)
    return finish_pdf(pdf, row_heads(book), bookmark_levels(book), dated=revision.epoch is not None)


def _compile(book: dict[str, Any], epoch: int) -> bytes:
    try:
        pdf, warnings = typst.compile_with_warnings(
            TEMPLATE,
            font_paths=fonts(),
            ignore_system_fonts=True,
            sys_inputs={"book": json.dumps(book, ensure_ascii=False)},
            pdf_standards=["ua-1", "a-3a"],
            # PDF/A wants Typst to have a date; where there is none, it is taken out again.
            timestamp=datetime.fromtimestamp(epoch, UTC),
        )
    except typst.TypstError as error:
        raise RuntimeError(f"{TEMPLATE.name}: {error}") from error
    if warnings:
        raise RuntimeError("\n".join(f"{TEMPLATE.name}: {warning.diagnostic}" for warning in warnings))
    return bytes(pdf)
