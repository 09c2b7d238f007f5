"""The pages that say how to cite: one for the whole publication, one for each page, in each language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from hooks.citation.formatting import STYLES, Citation, Style, format_citations
from hooks.citation.items import Item, at, page_item, publication_item
from hooks.citation.passages import Passage, passages_of, printed_pages
from hooks.citation.records import FORMATS, record_files
from hooks.citation.report import Report, report_links
from hooks.configuration import pages_of
from hooks.editions.manifest import page_title
from hooks.languages import LANG, Language
from hooks.rendering import PageKey
from hooks.sources import Sources
from hooks.words import words

FOLDER = "cite"
COVER = "index.md"
# Stands for the id of a passage in what differs by nothing else.
PLACE = "diptych-place"


class Entry(NamedTuple):
    """How a passage is cited: the passage, its citation in each style, its address, and where a slip in it is
    reported."""

    passage: Passage
    citations: list[Citation]
    address: str
    reports: list[Report]


class Cited(NamedTuple):
    """How a page is cited, or with its cover the publication: its title, address and source (`summary.md`); the styles
    of its language, and its citation in each; its records, by the names of their formats, and those of its passages by
    printed pages, as JSON, with `PLACE` in the place of the passage's id; its passages; the ways to report a slip; of
    the publication, the files of records by their names, and the other pages, each with its title."""

    title: str
    address: str
    name: str
    styles: tuple[Style, ...]
    citations: list[Citation]
    records: list[tuple[str, str]]
    templates: str
    entries: list[Entry]
    reports: list[Report]
    files: list[tuple[str, str]]
    pages: list[tuple[str, str]]


def cite_pages(sources: Sources) -> list[tuple[Language, str, str]]:
    """Return the language and name (`cite/summary.md`) of each page that says how to cite, and its front matter: that
    of the publication stands at `cite/index.md`."""
    return [
        (language, f"{FOLDER}/{name}", _front_matter(sources, language, name))
        for language in LANG
        for name in _names(sources, language)
    ]


def make_citations(sources: Sources) -> dict[PageKey, Cited]:
    """Return how each page of each language is cited, by language and name (`summary.md`); the publication by that of
    its cover."""
    return {(language, name): cited for language in LANG for name, cited in _citations(sources, language)}


class _Variant(NamedTuple):
    """What is cited of a page, and the printed pages that are quoted."""

    name: str
    item: Item
    pages: str


def _citations(sources: Sources, language: Language) -> Iterator[tuple[str, Cited]]:
    configuration = sources.configuration
    publication = publication_item(configuration, language)
    items, passages, last = {COVER: publication}, {COVER: list[Passage]()}, ""
    for name in _names(sources, language)[1:]:
        found = passages[name] = passages_of(sources, language, name, last)
        last = found[-1].ends if found else ""
        title = page_title(sources, language, name)
        items[name] = page_item(publication, configuration, name, title, printed_pages(found))
    variants = list(_variants(items, passages))
    styles = STYLES[language]
    # A style says of a part on which pages all of it stands, and of a quotation the pages of that.
    cited = [({**variant.item, **_pages(items[variant.name])}, variant.pages) for variant in variants]
    formatted = {style: format_citations(cited, style, language) for style in styles}
    texts = {
        (variant.name, variant.item["id"], variant.pages): [formatted[style][place] for style in styles]
        for place, variant in enumerate(variants)
    }
    for name, item in items.items():
        address, title = item.get("URL", ""), page_title(sources, language, name) if name != COVER else item["title"]
        marked = {variant.pages: variant for variant in variants if variant.name == name and variant.item is not item}
        entries = []
        for passage in passages[name]:
            variant = marked[passage.pages]
            given = (passage.id, passage.pages, passage.words)
            place = quote(passage.id)
            entries.append(
                Entry(
                    passage,
                    [_at(citation, place) for citation in texts[name, variant.item["id"], passage.pages]],
                    address and f"{address}#{place}",
                    report_links(configuration, language, title, address, *given),
                )
            )
        templates = {pages: {one.name: one.write([v.item]) for one in FORMATS} for pages, v in marked.items()}
        yield (
            name,
            Cited(
                title,
                address,
                name,
                styles,
                texts[name, item["id"], ""],
                [(one.name, one.write([item])) for one in FORMATS],
                # In a script, where no tag may end.
                json.dumps(templates, ensure_ascii=False).replace("<", "\\u003c"),
                entries,
                report_links(configuration, language, title, address),
                [(one.name, file) for one, file in zip(FORMATS, record_files(sources), strict=False)],
                [(other, page_title(sources, language, other)) for other in items if other != name == COVER],
            ),
        )


def _pages(item: Item) -> Item:
    return {name: item[name] for name in ("page",) if name in item}


def _variants(items: dict[str, Item], passages: dict[str, list[Passage]]) -> Iterator[_Variant]:
    """Yield each page, and one passage for each of the printed pages that passages stand on: all others of a printed
    page differ by the id alone."""
    for name, item in items.items():
        yield _Variant(name, item, "")
        for pages in dict.fromkeys(passage.pages for passage in passages[name]):
            yield _Variant(name, at(item, PLACE, pages), pages)


def _at(citation: Citation, place: str) -> Citation:
    return Citation(citation.full.replace(PLACE, place), citation.mark)


def _names(sources: Sources, language: Language) -> list[str]:
    """Return the names of the pages of a language: the cover, those of the navigation in its order, then the rest."""
    there = [page.name for page in sources.pages if page.language == language and page.name != COVER]
    order = [name for name in pages_of(sources.configuration.contents) if name in there]
    return [COVER, *dict.fromkeys([*order, *there])]


def _front_matter(sources: Sources, language: Language, name: str) -> str:
    said = words(language)
    title = said["cite.whole"] if name == COVER else said["cite.page"].format(page_title(sources, language, name))
    settings = {"title": title, "template": "cite.html", "noindex": True, "search": {"exclude": True}}
    return f"---\n{json.dumps(settings, ensure_ascii=False)}\n---\n"
