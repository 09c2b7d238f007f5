"""EPUB 3.3 editions: a publication and its documents in, a reflowable book out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from hooks.editions.colophon import make_colophon
from hooks.editions.document import Document
from hooks.editions.epub.bilingual import contexts_of, paired_chapter, paired_colophon
from hooks.editions.epub.cover import cover_picture
from hooks.editions.epub.package import metadata, render
from hooks.editions.epub.pages import (
    ContentDocument,
    Entry,
    chapter_page,
    colophon_page,
    part_page,
    set_links,
    title_page,
    write_page,
)
from hooks.editions.epub.tables import stacked
from hooks.editions.epub.vertical import set_numbers_upright
from hooks.editions.epub.xhtml import Context
from hooks.editions.publication import Part, Publication
from hooks.languages import LANG, other
from hooks.words import words

STYLE = Path(__file__).with_name("book.css")
# What a kind of book has besides.
STYLES = {"": [], "vertical": [STYLE.with_name("vertical.css")], "bilingual": [STYLE.with_name("bilingual.css")]}
# The page about the publication, whose sections the colophon has.
ABOUT = "about"
# The earliest that a ZIP can write: files in it have no time of their own.
NO_TIME = (1980, 1, 1, 0, 0, 0)


def make_epub(
    publication: Publication, documents: Mapping[str, Document], read: Callable[[str], bytes], *, vertical: bool = False
) -> bytes:
    """Return a publication in one language as an EPUB; one in Chinese may be set in vertical lines. The same values
    give the same bytes.

    `documents` are its chapters by their names; `read` gives the content of a picture by its path below `docs/`, or
    raises FileNotFoundError. Raises SourceError where a chapter shows what no EPUB may hold, or the publication has no
    address.
    """
    chapters = {}
    for chapter in publication.chapters:
        document = documents[chapter.name]
        context = Context(publication, chapter.name, document.notes, read)
        chapters[chapter.name] = chapter_page(chapter, context, document.blocks)
    colophon = make_colophon(publication)
    end = colophon_page(Context(publication, ABOUT, colophon.notes, read), colophon.blocks)
    return _bound([publication], chapters, end, vertical=vertical)


def make_bilingual_epub(
    books: Sequence[tuple[Publication, Mapping[str, Document]]], read: Callable[[str], bytes]
) -> bytes:
    """Return a publication in both languages as an EPUB, paragraph by paragraph, the original first (`bilingual`).
    `books` has it in each language with its documents; the rest is as in `make_epub`."""
    ordered = sorted(books, key=lambda book: book[0].language != book[0].original)
    publications = [publication for publication, _ in ordered]
    chapters = {}
    for sides in zip(*(publication.chapters for publication in publications), strict=True):
        name = sides[0].name
        documents = [documents[name] for _, documents in ordered]
        chapters[name] = paired_chapter(sides, documents, contexts_of(publications, name, documents, read))
    colophons = [make_colophon(publication) for publication in publications]
    end = paired_colophon(colophons, contexts_of(publications, ABOUT, colophons, read))
    return _bound(publications, chapters, end)


def _bound(
    publications: Sequence[Publication],
    chapters: Mapping[str, ContentDocument],
    end: ContentDocument,
    *,
    vertical: bool = False,
) -> bytes:
    """Return the book of these chapters and this colophon, in the languages of the publications, of which the first
    leads."""
    lead, *beside = publications
    text, contents = in_parts(publications, chapters)
    pages = [title_page(lead, *beside), *text, end]
    set_links(pages, list(chapters.values()))
    if vertical:
        for page in pages:
            set_numbers_upright(page.section)
    widths = {width for page in pages for context in page.contexts for width in context.widths}
    pictures = {path: picture for page in pages for path, picture in page.pictures.items()}
    values = {
        "book": lead,
        "words": words(lead.language),
        "other_words": [words(publication.language) for publication in beside],
        "vertical": vertical,
        "langs": [LANG[publication.language] for publication in publications],
        "lang": LANG[lead.language],
        "other_lang": LANG[other(lead.language)],
        "pages": pages,
        "contents": [*contents, Entry(end.file, end.title, [], end.other_title)],
        "chapters": list(chapters.values()),
        "marks": [mark for page in pages for mark in page.marks],
        "pictures": pictures.values(),
    }
    kind = "vertical" if vertical else "bilingual" if beside else ""
    return _container(
        {
            "META-INF/container.xml": render("container.xml"),
            "EPUB/package.opf": render("package.opf", **values, **metadata(lead, pages, kind)),
            "EPUB/cover.xhtml": render("cover.xhtml", **values),
            "EPUB/nav.xhtml": render("nav.xhtml", **values),
            **{f"EPUB/{page.file}": write_page(page) for page in pages},
            "EPUB/book.css": b"".join(path.read_bytes() for path in [STYLE, *STYLES[kind]]) + stacked(widths).encode(),
            "EPUB/cover.png": cover_picture(lead, *beside),
            **{f"EPUB/{path}": picture.content for path, picture in pictures.items()},
        }
    )


def in_parts(
    publications: Sequence[Publication], chapters: Mapping[str, ContentDocument]
) -> tuple[list[ContentDocument], list[Entry]]:
    """Return the chapters in order, each group of them after a page with its title, and the contents."""
    pages: list[ContentDocument] = []

    def entries(sides: Sequence[tuple[Part, ...]]) -> list[Entry]:
        found = []
        for parts in zip(*sides, strict=True):
            if parts[0].chapter:
                page = chapters[parts[0].chapter]
                below = page.sections
            else:
                number = sum(page.kind == "part" for page in pages) + 1
                page = part_page([part.title for part in parts], number, publications)
            pages.append(page)
            if not parts[0].chapter:
                below = entries([part.parts for part in parts])
            found.append(Entry(page.file, page.title, below, page.other_title))
        return found

    contents = entries([publication.parts for publication in publications])
    return pages, contents


def _container(files: dict[str, bytes]) -> bytes:
    """Return an OCF container: its type first, uncompressed (OCF, section 4.2), and nothing of this machine in it."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in {"mimetype": b"application/epub+zip", **files}.items():
            entry = zipfile.ZipInfo(name, NO_TIME)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            stored = name == "mimetype" or name.endswith((".png", ".jpg"))
            archive.writestr(entry, text, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED, 9)
    return content.getvalue()
