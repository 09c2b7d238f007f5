"""What the package document of a book says of it (EPUB 3.3, 5; EPUB Accessibility 1.1, 2)."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any, NamedTuple

from hooks.editions.epub.pages import Page
from hooks.editions.epub.words import WORDS
from hooks.editions.publication import Publication
from hooks.editions.revision import Revision
from hooks.languages import LANG

# `dcterms:modified` must be there: where nothing is known, it is the earliest that a file in a ZIP can have.
UNKNOWN = datetime(1980, 1, 1, tzinfo=UTC)


class Mark(NamedTuple):
    """Where a page of the printed edition begins: its number, and the place in the book."""

    number: str
    href: str


def printed_pages(pages: list[Page]) -> list[Mark]:
    """Return the marks of the printed pages in the order in which they stand."""
    marks = [(page.file, mark) for page in pages for mark in page.content.find_class("page-mark")]
    return [Mark(mark.get("title"), f"{file}#{mark.get('id')}") for file, mark in marks]


def metadata(book: Publication, revision: Revision, pages: list[Page]) -> dict[str, Any]:
    """Return what the package says beside title, publisher and rights, all of it seen in the book or its site."""
    words = WORDS[book.language]
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability", "alternativeText"]
    summary = [words["accessibility"]]
    if printed_pages(pages):
        features += ["pageBreakMarkers", "pageNavigation"]
        summary.append(words["accessibility_pages"])
    pictures = any(page.content.xpath(".//svg | .//img") for page in pages)
    modified = UNKNOWN if revision.epoch is None else datetime.fromtimestamp(revision.epoch, UTC)
    return {
        "identifier": uuid.uuid5(uuid.NAMESPACE_URL, f"{book.address} {LANG[book.language]}"),
        "description": "\n".join(" ".join(text.text_content().split()) for text in book.abstract.iter("p")),
        "modified": modified.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "printed": words["printed"].format(title=book.title),
        "modes": ["textual", "visual"] if pictures else ["textual"],
        "features": features,
        "summary": ("" if book.language == "zh" else " ").join(summary),
    }
