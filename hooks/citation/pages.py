"""The pages that say how to cite: one for the whole publication, one for each page, in each language."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple
from urllib.parse import quote

from hooks.citation.formatting import STYLES, Citation, Style, format_citations
from hooks.citation.items import Item, at, page_item, publication_item
from hooks.citation.passages import Passage, passages_of, printed_pages
from hooks.citation.records import FORMATS, record_files
from hooks.citation.report import Report, report_links
from hooks.configuration import pages_of
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
    """What is cited of a page: all of it, or a passage, which all others on the same printed pages are like but for
    their ids (`PLACE`); the printed pages that are quoted; and its citation in each style."""

    item: Item
    pages: str
    citations: list[Citation]


def _citations(sources: Sources, language: Language) -> Iterator[tuple[str, Cited]]:
    items, passages = _read(sources, language)
    formatted = _format(items, passages, language)
    for name, item in items.items():
        whole, variants = formatted[name]
        address = item.get("URL", "")
        title = item["title"] if name == COVER else sources.conversions[language, name].title
        reports = partial(report_links, sources.configuration, language, title, address)
        templates = {key: {one.name: one.write([like.item]) for one in FORMATS} for key, like in variants.items()}
        cited = Cited(
            title,
            address,
            name,
            STYLES[language],
            whole.citations,
            [(one.name, one.write([item])) for one in FORMATS],
            # In a script, where no tag may end.
            json.dumps(templates, ensure_ascii=False).replace("<", "\\u003c"),
            [_entry(passage, variants[passage.pages], address, reports) for passage in passages[name]],
            reports(),
            _files(sources) if name == COVER else [],
            [(other, sources.conversions[language, other].title) for other in items if other != name == COVER],
        )
        yield name, cited


def _files(sources: Sources) -> list[tuple[str, str]]:
    return [(one.name, file) for one, file in zip(FORMATS, record_files(sources), strict=False)]


def _read(sources: Sources, language: Language) -> tuple[dict[str, Item], dict[str, list[Passage]]]:
    """Return the item and the passages of each page, by its name."""
    publication = publication_item(sources.configuration, language)
    items, passages, last = {COVER: publication}, {COVER: list[Passage]()}, ""
    for name in _names(sources, language)[1:]:
        found = passages[name] = passages_of(sources, language, name, last)
        last = found[-1].ends if found else ""
        title = sources.conversions[language, name].title
        items[name] = page_item(publication, sources.configuration, name, title, printed_pages(found))
    return items, passages


def _format(
    items: dict[str, Item], passages: dict[str, list[Passage]], language: Language
) -> dict[str, tuple[_Variant, dict[str, _Variant]]]:
    """Return what is cited of each page: the whole, and a passage for each of the printed pages that some stand on."""
    variants = [
        (name, variant)
        for name, item in items.items()
        for variant in [
            _Variant(item, "", []),
            *(
                _Variant(at(item, PLACE, pages), pages, [])
                for pages in dict.fromkeys(passage.pages for passage in passages[name])
            ),
        ]
    ]
    # In a style's words, a part has the pages on which all of it stands, and a quotation those that are quoted.
    cited = [
        ({**variant.item, "page": items[name].get("page", variant.pages)}, variant.pages) for name, variant in variants
    ]
    # Each style waits for a process of its own.
    with ThreadPoolExecutor() as pool:
        formatted = list(pool.map(lambda style: format_citations(cited, style, language), STYLES[language]))
    for (_, variant), citations in zip(variants, zip(*formatted, strict=True), strict=True):
        variant.citations.extend(citations)
    found: dict[str, tuple[_Variant, dict[str, _Variant]]] = {}
    for name, variant in variants:
        if name in found:
            found[name][1][variant.pages] = variant
        else:
            found[name] = variant, {}
    return found


def _entry(passage: Passage, variant: _Variant, address: str, reports: Callable[..., list[Report]]) -> Entry:
    place = quote(passage.id)
    citations = [Citation(one.full.replace(PLACE, place), one.mark) for one in variant.citations]
    report = reports(passage.id, passage.pages, passage.words)
    return Entry(passage, citations, address and f"{address}#{place}", report)


def _names(sources: Sources, language: Language) -> list[str]:
    """Return the names of the pages of a language: the cover, those of the navigation in its order, then the rest."""
    there = [page.name for page in sources.pages if page.language == language and page.name != COVER]
    order = [name for name in pages_of(sources.configuration.contents) if name in there]
    return [COVER, *dict.fromkeys([*order, *there])]


def _front_matter(sources: Sources, language: Language, name: str) -> str:
    said = words(language)
    title = said["cite.whole"] if name == COVER else said["cite.page"].format(sources.conversions[language, name].title)
    settings = {"title": title, "template": "cite.html", "robots": "noindex", "search": {"exclude": True}}
    return f"---\n{json.dumps(settings, ensure_ascii=False)}\n---\n"
