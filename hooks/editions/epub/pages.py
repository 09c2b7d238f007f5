"""The content documents of a book: title page, chapters, colophon."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from hooks.editions.document import Node
from hooks.editions.epub.blocks import blocks, notes
from hooks.editions.epub.inline import inline
from hooks.editions.epub.xhtml import TYPE, XHTML, Context, E, Element, language
from hooks.editions.phrases import display
from hooks.editions.publication import Chapter, Publication, imprint
from hooks.languages import LANG, other

SPACES = {"x": XHTML, "s": "http://www.w3.org/2000/svg"}


class Entry(NamedTuple):
    """A heading as a table of contents has it: where it is, its text, and the headings under it."""

    href: str
    text: str
    below: list[Entry]


class ContentDocument(NamedTuple):
    """A content document: its file, what it is (`epub:type`), its title, its content in a section, and the context in
    which that was made."""

    file: str
    kind: str
    title: str
    section: Element
    context: Context

    @property
    def sections(self) -> list[Entry]:
        """The headings of the second level, with those of the third under them: without notes, and without the colon
        that leads into the text."""
        found: list[Entry] = []
        for heading in self.section.xpath("x:h2[@id] | x:h3[@id]", namespaces=SPACES):
            text = "".join(
                heading.xpath(".//text()[not(ancestor::x:sup | ancestor::x:rt | ancestor::x:rp)]", namespaces=SPACES)
            )
            entry = Entry(f"{self.file}#{heading.get('id')}", " ".join(text.split()).rstrip("：:"), [])
            if heading.tag == E.h2().tag:
                found.append(entry)
            elif found:
                found[-1].below.append(entry)
        return found

    @property
    def marks(self) -> list[tuple[str, str]]:
        """Where pages of the printed edition begin, and their numbers."""
        marks = self.section.xpath(".//*[@role='doc-pagebreak']")
        return [(f"{self.file}#{mark.get('id')}", mark.get("title")) for mark in marks]

    @property
    def drawn(self) -> bool:
        """Whether it holds a drawing, which a reading system must know in advance (EPUB 3.3, D.8)."""
        return bool(self.section.xpath(".//s:svg", namespaces=SPACES))


def title_page(publication: Publication) -> ContentDocument:
    """Return the page that has the titles of the book in both languages, and who made and published it."""
    context = Context(publication, "", {}, lambda path: b"")
    lines = [E.span(*inline(display([line], publication), context)) for line in publication.lines]
    for line in lines[:-1]:
        line.tail = "" if publication.language == "zh" else " "
    content = [E.h1({"id": "title"}, *lines)]
    if publication.subtitle:
        content.append(E.p({"class": "titlepage__subtitle"}, publication.subtitle))
    if publication.other_title:
        tag = LANG[other(publication.language)]
        content.append(E.p({"class": "titlepage__other"}, language(tag), publication.other_title))
    content += [E.p({"class": "titlepage__imprint"}, line) for line in imprint(publication)]
    return _document("title.xhtml", "titlepage", publication.title, content, context)


def chapter_page(chapter: Chapter, context: Context, nodes: list[Node]) -> ContentDocument:
    """Return a chapter of the book."""
    name = chapter.name.replace("/", "-")
    content = blocks(nodes, context)
    title = next((element for element in content if element.tag == f"{{{XHTML}}}h1"), None)
    if title is None:
        content.insert(0, title := E.h1(chapter.title))
    title.set("id", title.get("id") or f"title-{name}")
    return _document(f"{name}.xhtml", chapter.part, chapter.title, content, context)


def part_page(title: str, number: int, context: Context) -> ContentDocument:
    """Return the page that opens a group of chapters."""
    return _document(f"part-{number}.xhtml", "part", title, [E.h1({"id": f"part-{number}"}, title)], context)


def colophon_page(context: Context, nodes: list[Node]) -> ContentDocument:
    """Return the page that says what edition this is, made from what and when, and by which rules."""
    title = context.words["colophon.title"]
    content = [E.h1({"id": "colophon"}, title), *blocks(nodes, context)]
    return _document("colophon.xhtml", "colophon", title, content, context)


def set_links(pages: list[ContentDocument], chapters: list[ContentDocument]) -> None:
    """Make each link of the `pages` lead to the file and id of a chapter in the book, or else to the web."""
    places = {chapter.context.page: (chapter, set(chapter.section.xpath(".//@id"))) for chapter in chapters}
    for page in pages:
        for element, node in page.context.links:
            target, ids = places.get(node["page"], (None, set()))
            name = target.context.id(unquote(node["id"])) if target and node["id"] else ""
            if target is None:
                element.set("href", node["address"])
            elif name in ids:
                element.set("href", f"#{name}" if target is page else f"{target.file}#{name}")
            else:
                element.set("href", target.file)


def write_page(page: ContentDocument) -> bytes:
    """Return a content document as an XHTML file."""
    sheet = {"rel": "stylesheet", "type": "text/css", "href": "book.css"}
    root = E.html(
        language(LANG[page.context.publication.language]),
        E.head(E.meta({"charset": "utf-8"}), E.title(page.title), E.link(sheet)),
        E.body(page.section),
    )
    etree.cleanup_namespaces(root, keep_ns_prefixes=["epub"])
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")) + b"\n"


def _document(file: str, kind: str, title: str, content: list[Element], context: Context) -> ContentDocument:
    heading = next(element.get("id") for element in content if element.tag == f"{{{XHTML}}}h1")
    section = E.section({"class": kind, TYPE: kind, "aria-labelledby": heading}, *content, *notes(context))
    # DPUB-ARIA has all the words of EPUB but this one.
    if kind != "titlepage":
        section.set("role", f"doc-{kind}")
    section.text = "\n"
    return ContentDocument(file, kind, title, section, context)
