"""EPUB 3.3 editions: a finished site in, one reflowable book a language out."""

from __future__ import annotations

import zipfile
from pathlib import Path

from hooks.editions.epub.cover import cover_picture
from hooks.editions.epub.links import set_links, take_pictures
from hooks.editions.epub.package import metadata, printed_pages
from hooks.editions.epub.pages import chapter_page, colophon_page, document, title_page
from hooks.editions.epub.templates import render
from hooks.editions.epub.words import WORDS
from hooks.editions.publication import Publication, read_publication
from hooks.editions.revision import Revision
from hooks.findings import Finding, SourceError
from hooks.languages import LANG, Language

STYLE = Path(__file__).with_name("book.css")
# The earliest that a ZIP can write: files in it have no time of their own.
NO_TIME = (1980, 1, 1, 0, 0, 0)


def make_epubs(site: Path, chapters: list[str], slug: str, revision: Revision) -> list[Path]:
    """Write `downloads/<slug>.zh.epub` and `.en.epub` below `site`, and return their paths.

    A book has the `chapters`, named by their source (`summary.md`), and what the site says of itself: its title,
    publisher, rights, editorial policy and the state of its translation. Raises SourceError where a page holds what no
    EPUB may hold, or the site has no address.
    """
    root = read_publication(site, "zh", []).address
    if not root:
        message = "has no `site_url`, which an EPUB needs for its identifier and its links to the site: write it there"
        raise SourceError([Finding("mkdocs.yml", 0, "epub-address", message)])
    (site / "downloads").mkdir(exist_ok=True)
    written = []
    for language in LANG:
        book = read_publication(site, language, chapters)
        written.append(site / "downloads" / f"{slug}.{language}.epub")
        _write(written[-1], _files(book, revision, site, root))
    return written


def _files(book: Publication, revision: Revision, site: Path, root: str) -> dict[str, bytes]:
    """Return every file of the book by its path in it."""
    words = WORDS[book.language]
    other: Language = "en" if book.language == "zh" else "zh"
    common = {"book": book, "words": words, "lang": LANG[book.language], "other_lang": LANG[other]}
    chapters = [chapter_page(chapter, book.language) for chapter in book.chapters]
    pages = [title_page(book, common), *chapters, colophon_page(book, revision, common)]
    set_links(pages, chapters)
    pictures = take_pictures(pages, site, root)
    common |= {"pages": pages, "chapters": chapters, "marks": printed_pages(pages), "pictures": pictures}
    cover_text = words["cover_text"].format(title=book.title, publisher=book.publisher)
    return {
        "META-INF/container.xml": render("container.xml"),
        "EPUB/package.opf": render("package.opf", **common, **metadata(book, revision, pages)),
        "EPUB/cover.xhtml": render("cover.xhtml", **common, cover_text=cover_text),
        "EPUB/nav.xhtml": render("nav.xhtml", **common),
        **{f"EPUB/{page.file}": document(page, common) for page in pages},
        "EPUB/book.css": STYLE.read_bytes(),
        "EPUB/cover.png": cover_picture(book),
        **{f"EPUB/{picture.path}": picture.content for picture in pictures},
    }


def _write(path: Path, files: dict[str, bytes]) -> None:
    """Write an OCF container: its type first, uncompressed (OCF, section 4.2), and nothing of this machine in it."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {"mimetype": b"application/epub+zip", **files}.items():
            entry = zipfile.ZipInfo(name, NO_TIME)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            stored = name == "mimetype" or name.endswith((".png", ".jpg"))
            archive.writestr(entry, content, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED, 9)
