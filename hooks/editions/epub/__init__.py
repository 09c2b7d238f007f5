"""EPUB 3.3 editions: a publication and its documents in, a reflowable book out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from hooks.editions.colophon import make_colophon
from hooks.editions.document import Document
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
from hooks.editions.epub.vertical import set_numbers_upright
from hooks.editions.epub.xhtml import Context
from hooks.editions.publication import Part, Publication
from hooks.languages import LANG, other
from hooks.words import words

STYLE, VERTICAL = (Path(__file__).with_name(name) for name in ("book.css", "vertical.css"))
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
    text, contents = in_parts(publication, chapters)
    colophon = make_colophon(publication)
    context = Context(publication, ABOUT, colophon.notes, read)
    end = colophon_page(context, colophon.blocks)
    pages = [title_page(publication), *text, end]
    set_links(pages, list(chapters.values()))
    if vertical:
        for page in pages:
            set_numbers_upright(page.section)
    pictures = {path: picture for page in pages for path, picture in page.context.pictures.items()}
    values = {
        "book": publication,
        "words": words(publication.language),
        "vertical": vertical,
        "lang": LANG[publication.language],
        "other_lang": LANG[other(publication.language)],
        "pages": pages,
        "contents": [*contents, Entry(end.file, end.title, [])],
        "chapters": list(chapters.values()),
        "marks": [mark for page in pages for mark in page.marks],
        "pictures": pictures.values(),
    }
    return _container(
        {
            "META-INF/container.xml": render("container.xml"),
            "EPUB/package.opf": render("package.opf", **values, **metadata(publication, pages, vertical=vertical)),
            "EPUB/cover.xhtml": render("cover.xhtml", **values),
            "EPUB/nav.xhtml": render("nav.xhtml", **values),
            **{f"EPUB/{page.file}": write_page(page) for page in pages},
            "EPUB/book.css": STYLE.read_bytes() + (VERTICAL.read_bytes() if vertical else b""),
            "EPUB/cover.png": cover_picture(publication),
            **{f"EPUB/{path}": picture.content for path, picture in pictures.items()},
        }
    )


def in_parts(
    publication: Publication, chapters: Mapping[str, ContentDocument]
) -> tuple[list[ContentDocument], list[Entry]]:
    """Return the chapters in order, each group of them after a page with its title, and the contents."""
    pages: list[ContentDocument] = []

    def entries(parts: tuple[Part, ...]) -> list[Entry]:
        found = []
        for part in parts:
            if part.chapter:
                page = chapters[part.chapter]
                below = page.sections
            else:
                number = sum(page.kind == "part" for page in pages) + 1
                page = part_page(part.title, number, Context(publication, "", {}, lambda path: b""))
            pages.append(page)
            found.append(Entry(page.file, page.title, below if part.chapter else entries(part.parts)))
        return found

    contents = entries(publication.parts)
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
