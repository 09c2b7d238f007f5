"""The content documents of a book: title page, chapters, colophon."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from hooks.editions.document import Node
from hooks.editions.epub.blocks import blocks, notes
from hooks.editions.epub.inline import inline
from hooks.editions.epub.xhtml import TYPE, XHTML, Context, E, Element, language
from hooks.editions.phrases import display
from hooks.editions.pictures import Picture
from hooks.editions.publication import Chapter, Publication, imprint
from hooks.languages import LANG, other

# Those of the second and third level; in a book in both languages those of the first.
HEADINGS = " | ".join(
    f"{place}x:h{level}[@id]" for level in (2, 3) for place in ("", "x:div/x:div[@class='original']/")
)
SPACES = {"x": XHTML, "s": "http://www.w3.org/2000/svg"}


class Entry(NamedTuple):
    """A heading as a table of contents has it: where it is, its text, the headings under it, and in a book in both
    languages what it is called in the other."""

    href: str
    text: str
    below: list[Entry]
    other: str = ""


class ContentDocument(NamedTuple):
    """A content document: its file, what it is (`epub:type`), its title in each of its languages, its content in a
    section, and the contexts in which that was made, one a language."""

    file: str
    kind: str
    titles: Sequence[str]
    section: Element
    contexts: Sequence[Context]

    @property
    def title(self) -> str:
        return self.titles[0]

    @property
    def other_title(self) -> str:
        """Its title in the other language; nothing in a book in one."""
        return "".join(self.titles[1:])

    @property
    def context(self) -> Context:
        return self.contexts[0]

    @property
    def sections(self) -> list[Entry]:
        """The headings of the second level, with those of the third under them: without notes, and without the colon
        that leads into the text."""
        found: list[Entry] = []
        for heading in self.section.xpath(HEADINGS, namespaces=SPACES):
            entry = Entry(f"{self.file}#{heading.get('id')}", _text(heading), [], _beside(heading))
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

    @property
    def pictures(self) -> dict[str, Picture]:
        """The pictures that it shows by their paths."""
        return {path: picture for context in self.contexts for path, picture in context.pictures.items()}


def title_page(publication: Publication, beside: Publication | None = None) -> ContentDocument:
    """Return the page that has the titles of the book in both languages, and who made and published it, in the language
    of the book or, where that is in both, in each."""
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
    if beside and beside.subtitle:
        tag = LANG[beside.language]
        content.append(E.p({"class": "titlepage__subtitle"}, language(tag), beside.subtitle))
    content += [E.p({"class": "titlepage__imprint"}, line) for line in imprint(publication)]
    if beside:
        kind = {"class": "titlepage__imprint", **language(LANG[beside.language])}
        content += [E.p(kind, line) for line in imprint(beside)]
    return content_document("title.xhtml", "titlepage", [publication.title], content, [context])


def chapter_page(chapter: Chapter, context: Context, nodes: list[Node]) -> ContentDocument:
    """Return a chapter of the book."""
    name = chapter.name.replace("/", "-")
    content = blocks(nodes, context)
    title = next((element for element in content if element.tag == f"{{{XHTML}}}h1"), None)
    if title is None:
        content.insert(0, title := E.h1(chapter.title))
    title.set("id", title.get("id") or f"title-{name}")
    return content_document(f"{name}.xhtml", chapter.part, [chapter.title], [*content, *notes(context)], [context])


def part_page(titles: Sequence[str], number: int, publications: Sequence[Publication]) -> ContentDocument:
    """Return the page that opens a group of chapters, with its title in each language of the book."""
    contexts = [Context(publication, "", {}, lambda path: b"") for publication in publications]
    content = [E.h1({"id": f"part-{number}"}, titles[0])]
    for title, publication in zip(titles[1:], publications[1:], strict=True):
        content.append(E.p({"class": "part__other"}, language(LANG[publication.language]), title))
    return content_document(f"part-{number}.xhtml", "part", titles, content, contexts)


def colophon_page(context: Context, nodes: list[Node]) -> ContentDocument:
    """Return the page that says what edition this is, made from what and when, and by which rules."""
    title = context.words["colophon.title"]
    content = [E.h1({"id": "colophon"}, title), *blocks(nodes, context)]
    return content_document("colophon.xhtml", "colophon", [title], [*content, *notes(context)], [context])


def set_links(pages: list[ContentDocument], chapters: list[ContentDocument]) -> None:
    """Make each link of the `pages` lead to the file and id of a chapter in the book, or else to the web."""
    places = {chapter.context.page: (chapter, set(chapter.section.xpath(".//@id"))) for chapter in chapters}
    links = [(page, side, link) for page in pages for side, one in enumerate(page.contexts) for link in one.links]
    for page, side, (element, node) in links:
        target, ids = places.get(node["page"], (None, set()))
        name = target.contexts[side].id(unquote(node["id"])) if target and node["id"] else ""
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


def content_document(
    file: str, kind: str, titles: Sequence[str], content: list[Element], contexts: Sequence[Context]
) -> ContentDocument:
    """Return a content document, which is called by its first heading."""
    heading = next(title.get("id") for element in content for title in element.iter(E.h1().tag))
    section = E.section({"class": kind, TYPE: kind, "aria-labelledby": heading}, *content)
    # DPUB-ARIA has all the words of EPUB but this one.
    if kind != "titlepage":
        section.set("role", f"doc-{kind}")
    section.text = "\n"
    return ContentDocument(file, kind, titles, section, contexts)


def _text(heading: Element) -> str:
    """Return the text of a heading without notes and readings, and without the colon that leads into what follows."""
    parts = heading.xpath(".//text()[not(ancestor::x:sup | ancestor::x:rt | ancestor::x:rp)]", namespaces=SPACES)
    return " ".join("".join(parts).split()).rstrip("：:")


def _beside(heading: Element) -> str:
    """Return the text of what stands for a heading in the other language; nothing in a book in one."""
    side = heading.getparent().getnext()
    found = side.find(heading.tag) if heading.getparent().get("class") == "original" and side is not None else None
    return "" if found is None else _text(found)
