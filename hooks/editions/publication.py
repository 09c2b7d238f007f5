"""A built site as the publication that it holds, one language at a time, for editions that are no website."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

from lxml import html

# lxml has no type hints.
Element = Any

# What a page says of its English, and what it shows for its own use.
NOTICES = ("translation-official", "translation-notice")
FURNITURE = ("headerlink", "paragraph-link", "unseen", *NOTICES)
ABOUT = "about.md"
# The page with the figures of the tables; in a book each stands above its table, as wide as the text.
FIGURES = "data.md"
FIGURE_WIDTH = 480
# What a figure has for a screen alone: links past it and into it, and years for which paper has no room.
FIGURE_FURNITURE = ("data-figure__skip", "data-figure__select", "figure__year--wide")


class Chapter(NamedTuple):
    """A page of the text: its name (`summary`), title, address on the web, what its English is worth (`official`,
    `unofficial`, `pending`; nothing for Chinese), its article without what only a screen needs, and what the page says
    of the worth and state of its English."""

    name: str
    title: str
    address: str
    translation: str
    article: Element
    notices: list[Element]


@dataclass(frozen=True)
class Publication:
    """A publication in one language: its title, in the lines it is set in and in the other language, its publisher,
    its address on the web, the abstract on its cover, its chapters in order, the article of its `about` page, if it has
    one, and the line that says whose it is."""

    language: Literal["zh", "en"]
    title: str
    lines: list[str]
    other_title: str
    publisher: str
    address: str
    abstract: Element
    chapters: list[Chapter]
    about: Chapter | None
    rights: str


def read_publication(site: Path, language: Literal["zh", "en"], chapters: list[str]) -> Publication:
    """Return the publication that `site` holds in `language`; `chapters` are named by their source (`summary.md`), and
    each must be there."""
    folder = site if language == "zh" else site / "en"
    cover = _read(folder / "index.html")
    title = _meta(cover, "og:site_name")
    figures = _figures(_file(folder, FIGURES))
    return Publication(
        language=language,
        title=title,
        lines=[line.text for line in cover.xpath('//h1[@class="cover__title"]/span')] or [title],
        other_title=_text(cover, "cover__other"),
        publisher=_text(cover, "cover__publisher"),
        address=_address(cover),
        abstract=next(iter(cover.find_class("cover__abstract")), html.Element("div")),
        chapters=[_chapter(_file(folder, chapter), language, chapter, figures) for chapter in chapters],
        about=_chapter(about, language, ABOUT, {}) if (about := _file(folder, ABOUT)).exists() else None,
        rights=_rights(cover),
    )


def _file(folder: Path, chapter: str) -> Path:
    name = chapter.removesuffix(".md")
    file = folder / name / "index.html"
    return file if file.exists() else folder / f"{name}.html"


def _figures(file: Path) -> dict[str, Element]:
    """Return the figures of a page by the ids of their tables, drawn to a width in pixels."""
    figures = {}
    for figure in _read(file).find_class("data-figure") if file.exists() else []:
        for mark in FIGURE_FURNITURE:
            for element in figure.find_class(mark):
                element.drop_tree()
        (drawing,) = figure.iter("svg")
        for element in drawing.iter("*"):
            for name, value in element.attrib.items():
                if value.endswith("%"):
                    element.set(name, f"{float(value[:-1]) * FIGURE_WIDTH / 100:.2f}")
        drawing.set("viewBox", f"0 0 {FIGURE_WIDTH} {drawing.get('height')}")
        figures[figure.get("id").replace("figure-", "table-")] = figure
    return figures


def _chapter(file: Path, language: str, chapter: str, figures: dict[str, Element]) -> Chapter:
    page = _read(file)
    article = page.xpath("//article")[0]
    translation = ""
    if language == "en":
        worth = {"translation-official": "official", "translation-notice": "unofficial"}
        translation = next((worth[mark] for mark in worth if article.find_class(mark)), "pending")
    for table in article.xpath('.//figure[@class="data-table"]'):
        if table.get("id") in figures:
            table.addprevious(copy.deepcopy(figures[table.get("id")]))
    notices = [element for mark in NOTICES for element in article.find_class(mark)]
    for mark in FURNITURE:
        for element in article.find_class(mark):
            element.drop_tree()
    return Chapter(chapter.removesuffix(".md"), _meta(page, "og:title"), _address(page), translation, article, notices)


def _read(path: Path) -> Element:
    return html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()


def _meta(page: Element, name: str) -> str:
    return next((str(meta.get("content")) for meta in page.xpath("//head/meta[@property=$name]", name=name)), "")


def _address(page: Element) -> str:
    return next((str(link.get("href")) for link in page.xpath('//head/link[@rel="canonical"]')), "")


def _text(element: Element, name: str) -> str:
    return " ".join(" ".join(found.text_content() for found in element.find_class(name)).split())


def _rights(page: Element) -> str:
    """Return the publication's own line, without what the theme says of itself behind it."""
    texts = [element.text or "" for element in page.find_class("colophon__rights")]
    return next((text.strip().splitlines()[0].strip() for text in texts if text.strip()), "")
