"""The documents of a book: title page, chapters, colophon."""

from __future__ import annotations

import copy
from typing import Any, NamedTuple
from urllib.parse import urljoin

from lxml import etree, html

from hooks.editions.epub.content import book_content, heading_text
from hooks.editions.epub.templates import fill, render
from hooks.editions.epub.words import WORDS, day_in_words
from hooks.editions.epub.xhtml import to_xhtml
from hooks.editions.publication import Chapter, Publication
from hooks.editions.revision import Revision
from hooks.languages import Language

# lxml has no type hints.
Element = Any
Values = dict[str, Any]

# A page of one of these names is what its name says, in the words of DPUB-ARIA and EPUB alike; every other, a chapter.
KINDS = ("afterword", "appendix", "conclusion", "epilogue", "foreword", "introduction", "preface", "prologue")
# Of the site's page about the publication.
SECTIONS = ("editorial-policy", "changes")
NEEDS = {"svg": "svg", "math": "mathml"}


class Heading(NamedTuple):
    """A heading inside a page: its id and text."""

    id: str
    text: str


class Page(NamedTuple):
    """A document of the book: its source, its file, its kind (`epub:type`), its role, its title and the id of the
    heading that says it, its address on the web, and its content, still as HTML."""

    source: str
    file: str
    kind: str
    role: str
    title: str
    heading: str
    address: str
    content: Element

    @property
    def sections(self) -> list[Heading]:
        return [Heading(heading.get("id"), heading_text(heading)) for heading in self.content.xpath("h2[@id]")]

    @property
    def properties(self) -> list[str]:
        """What a reading system must be told of it in advance (EPUB 3.3, D.8)."""
        return [name for tag, name in NEEDS.items() if self.content.find(f".//{tag}") is not None]


def title_page(book: Publication, values: Values) -> Page:
    """Return the page that has the title of the book in both languages, and its publisher."""
    content = html.fragment_fromstring(fill("title.html", **values))
    return Page("docs", "title.xhtml", "titlepage", "", book.title, "title", book.address, content)


def chapter_page(chapter: Chapter, language: Language) -> Page:
    """Return a chapter of the site as one of the book."""
    content = book_content(chapter.article, chapter.notices, WORDS[language]["notes"])
    name = chapter.name.replace("/", "-")
    title = content.find(".//h1")
    if title is None:
        title = html.fragment_fromstring("<h1></h1>")
        title.text = chapter.title
        content.insert(0, title)
    title.set("id", title.get("id") or f"title-{name}")
    kind = name if name in KINDS else "chapter"
    source = f"docs/{language}/{chapter.name}.md"
    return Page(source, f"{name}.xhtml", kind, f"doc-{kind}", chapter.title, title.get("id"), chapter.address, content)


def colophon_page(book: Publication, revision: Revision, values: Values) -> Page:
    """Return the page that says what edition this is, made from what and when, and by which rules: those that the site
    has on its page about itself."""
    words = WORDS[book.language]
    version = revision.version or words["version_unknown"]
    if revision.version and not revision.known:
        version = words["version_changed"].format(revision.version)
    day_text = revision.date and day_in_words(revision.date, book.language)
    text = fill("colophon.html", **values, version=version, day=revision.date, day_text=day_text)
    content = html.fragment_fromstring(text)
    content.extend(_in_brief(book.about, book.chapters) if book.about else [])
    address = book.about.address if book.about else book.address
    content = book_content(content, [], words["notes"])
    return Page("docs", "colophon.xhtml", "colophon", "doc-colophon", words["colophon"], "colophon", address, content)


def document(page: Page, values: Values) -> bytes:
    """Return a page as an XHTML file."""
    tree = etree.fromstring(render("page.xhtml", **values, page=page))
    section = tree.find(".//{*}section")
    content = to_xhtml(page.content, page.source)
    section.text, section[:] = content.text, content
    etree.cleanup_namespaces(tree, keep_ns_prefixes=["epub"])
    declaration = b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
    return declaration + bytes(etree.tostring(tree, encoding="utf-8")) + b"\n"


def _in_brief(about: Chapter, chapters: list[Chapter]) -> list[Element]:
    """Return what a book says of itself from the site's page about the publication: the sections that hold for both,
    and the rows on its own chapters in the table of translations."""
    article = copy.deepcopy(about.article)
    ours = "self::h2[@id=$id] or not(self::h2 or self::section) and preceding-sibling::h2[1]/@id=$id"
    brief = [element for name in SECTIONS for element in article.xpath(f"*[{ours}]", id=name)]
    addresses = {chapter.address for chapter in chapters}
    for section in article.find_class("translation-status"):
        for row in section.xpath(".//tbody/tr"):
            if not any(urljoin(about.address, link) in addresses for link in row.xpath(".//a/@href")):
                row.drop_tree()
        brief.append(section)
    return brief
