"""A publication in one language, as an edition takes it: what the manifest says, and the text of its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import urljoin

from hooks.blocks.context import Missing
from hooks.citation.pages import FOLDER
from hooks.data.tables import Table
from hooks.editions.manifest import HTML, Manifest, check_manifest
from hooks.editions.revision import Revision
from hooks.history.changes import Changes
from hooks.languages import LANG, Language, other
from hooks.rendering import missing_blocks, stale_blocks
from hooks.sources import Sources
from hooks.translation.status import PageStatus, page_statuses
from hooks.words import words
from hooks.words.dates import date_in_words

# The name of the page about the publication.
ABOUT = "about"


class Article(NamedTuple):
    """The text of a page: its HTML as converted for print, the ids of its body blocks by their place (`data-block`),
    of a translation, the ids of the blocks that are out of date, each with that of the original, and the blocks that
    are missing; and which ids stand in one row side by side (`PageAlignment.rows`)."""

    html: str
    ids: list[str]
    stale: Mapping[str, str] = MappingProxyType({})
    missing: tuple[Missing, ...] = ()
    rows: Mapping[str, str] = MappingProxyType({})


class Chapter(NamedTuple):
    """A page of the text: its name (`summary`), title, address on the web and that of the same page in the other
    language, what it is in the book in the words of
    DPUB-ARIA (`chapter`, `foreword`), what the text is as a translation (`official`, `unofficial`, `pending`; "" for
    the original), how far the page is translated, and its text."""

    name: str
    title: str
    address: str
    original: str
    part: str
    translation: str
    status: PageStatus | None
    article: Article


class Part(NamedTuple):
    """An entry of a book's contents: a chapter by its name, or a group of them by its title."""

    chapter: str
    title: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Publication:
    """A publication in one language, and the language in which it was written.

    Its title, the lines in which that is set, and the title in the other language; subtitle, creators, publisher, date
    of print (ISO 8601, as much as is known), series, identifiers by their names, rights and description, each empty
    where nobody has stated it; its address on the web; its chapters in order, and in the groups of the contents; the
    page about it, if there is one; the address of every page by its name, those that are no chapters included, and of
    how to cite it (`cite/summary`); the data tables; the revision of the sources; and what has changed, None where
    nobody has asked.
    """

    language: Language
    original: Language
    title: str
    lines: list[str]
    other_title: str
    subtitle: str
    creators: list[str]
    publisher: str
    date: str
    series: str
    identifiers: Mapping[str, str]
    rights: str
    description: str
    address: str
    chapters: list[Chapter]
    parts: tuple[Part, ...]
    about: Chapter | None
    addresses: Mapping[str, str]
    tables: Mapping[str, Table]
    revision: Revision
    changes: Changes | None = None


def imprint(publication: Publication) -> list[str]:
    """Return what stands on a cover beside the titles, a line each: who made it, who published it, series and date."""
    said = words(publication.language)
    lines = [
        said["cover.separator"].join(publication.creators),
        publication.publisher,
        publication.series,
        date_in_words(publication.date, publication.language),
    ]
    return [line for line in lines if line]


def read_publication(
    manifest: Manifest, sources: Sources, revision: Revision, changes: Changes | None = None
) -> Publication:
    """Return a publication from its manifest and the articles of the pages that this names. Raises SourceError for a
    field that the manifest lacks."""
    check_manifest(manifest)
    metadata = manifest["metadata"]
    language: Language = next(one for one, tag in LANG.items() if tag == metadata["language"])
    base = next(link["href"] for link in manifest["links"] if link["rel"] == "self")
    chapters = [_chapter(page, base, sources, language) for page in manifest["readingOrder"]]
    pages = [resource for resource in manifest["resources"] if resource["type"] == HTML]
    others = [_chapter(page, base, sources, language) for page in pages]
    return Publication(
        language=language,
        original=next(one for one, tag in LANG.items() if tag == metadata["original"]),
        title=metadata["title"][LANG[language]],
        lines=metadata["titleLines"],
        other_title=metadata["title"][LANG[other(language)]],
        subtitle=metadata["subtitle"],
        creators=_names(metadata["author"], language),
        publisher=next(iter(_names(metadata["publisher"], language)), ""),
        date=metadata["date"],
        series=next(iter(_names(metadata["belongsTo"]["series"], language)), ""),
        identifiers={number["type"]: number["value"] for number in metadata["identifiers"]},
        rights=metadata["rights"],
        description=metadata["description"],
        address=metadata["identifier"],
        chapters=chapters,
        parts=_parts(manifest["toc"], {page["href"]: page["properties"]["name"] for page in manifest["readingOrder"]}),
        about=next((page for page in others if page.name == ABOUT), None),
        addresses={page.name: page.address for page in [*chapters, *others]}
        | {f"{FOLDER}/{page.name}": _cite_address(sources, language, page) for page in [*chapters, *others]},
        tables=sources.tables,
        revision=revision,
        changes=changes,
    )


def _chapter(page: dict[str, Any], base: str, sources: Sources, language: Language) -> Chapter:
    properties = page["properties"]
    name = f"{properties['name']}.md"
    status = page_statuses(sources).get(name)
    return Chapter(
        name=properties["name"],
        title=page["title"],
        address=urljoin(base, page["href"]),
        original=urljoin(base, page["alternate"][0]["href"]),
        part=properties["part"],
        translation=properties["translation"],
        status=status,
        article=make_article(sources, language, name),
    )


def _cite_address(sources: Sources, language: Language, page: Chapter) -> str:
    configuration = sources.configuration
    return configuration.address + configuration.page_address(language, f"{FOLDER}/{page.name}.md")


def _names(given: list[dict[str, Any]], language: Language) -> list[str]:
    return [one["name"][LANG[language]] for one in given]


def _parts(links: list[dict[str, Any]], chapters: Mapping[str, str]) -> tuple[Part, ...]:
    """Return the contents as far as they are chapters, which are given by their `href`s."""
    found = []
    for link in links:
        if link["children"]:
            found.append(Part("", link["title"], _parts(link["children"], chapters)))
        elif link["href"] in chapters:
            found.append(Part(chapters[link["href"]], link["title"]))
    return tuple(part for part in found if part.chapter or part.parts)


def make_article(sources: Sources, language: Language, name: str) -> Article:
    """Return the text of the page of a language and name (`summary.md`)."""
    conversion, page = sources.conversions[language, name], sources.alignment[name]
    if language == page.original or not conversion.source.body.strip():
        return Article(conversion.html, page.ids[language], rows=page.rows)
    return Article(conversion.html, page.ids[language], stale_blocks(page), tuple(missing_blocks(page)), page.rows)
