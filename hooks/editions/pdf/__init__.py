"""PDF editions: a publication as a book, in one language or with both side by side.

Each conforms to PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3), and holds the data tables as files.
"""

from __future__ import annotations

from collections.abc import Callable

from hooks.editions.document import Document
from hooks.editions.pdf.book import blocks_of, make_book
from hooks.editions.pdf.bookmarks import BOTH, Place
from hooks.editions.pdf.finish import Finish, finish_pdf
from hooks.editions.pdf.measures import measures_of
from hooks.editions.pdf.printed_pages import Mark
from hooks.editions.pdf.tags import lists_of, row_heads
from hooks.editions.pdf.typesetting import typeset
from hooks.editions.publication import Publication
from hooks.words import words


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
    languages = [publication.language for publication, _ in books]
    book = make_book(books, read, large=large)
    pdf, places = typeset(book, revision.epoch or 0)
    bookmarks = [Place(tag["title"], tag["level"], *place) for tag, *place in places if "title" in tag]
    # The list of contents repeats those that begin with a heading.
    begin = min(place.page for place in bookmarks[1:])
    printed: dict[str, Place] = {}
    marks = []
    for tag, *place in places:
        if "number" in tag and place[0] >= begin:
            names = {language: words(language)["blocks.printed_page"].format(tag["number"]) for language in languages}
            marks.append(Mark(names, tag["inside"], *place[:2]))
            printed.setdefault(tag["number"], Place(BOTH.join(names.values()), 1, *place))
    # Of two languages each has some: by their numbers, after those that are counted in letters.
    pages = [printed[number] for number in sorted(printed, key=lambda one: int(one) if one.isdecimal() else 0)]
    blocks = blocks_of(book)
    called = [BOTH.join(words(language)[key] for language in languages) for key in ("epub.pages", "epub.cover")]
    finish = Finish(
        row_heads(blocks),
        lists_of(blocks),
        bookmarks,
        pages,
        marks,
        measures_of(languages, large=large).middle,
        *called,
    )
    return finish_pdf(pdf, finish, dated=revision.epoch is not None)
