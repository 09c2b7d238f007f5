"""Publications as an edition takes them: one from its sources, and a small one from the values of a case."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hooks.blocks.context import Missing
from hooks.data.package import read_package
from hooks.data.tables import Table, read_tables
from hooks.editions.document import Document, read_document
from hooks.editions.manifest import make_manifest
from hooks.editions.publication import Article, Chapter, Part, Publication, read_publication
from hooks.editions.revision import Revision
from hooks.languages import Language, other
from hooks.sources import Sources
from hooks.translation.status import PageStatus
from tests import CASES

ADDRESS = "https://host.example/"
FOLDERS: dict[Language, str] = {"zh": "", "en": "en/"}
TITLES: dict[Language, str] = {"zh": "港口", "en": "Harbours"}

Book = tuple[Publication, dict[str, Document]]


def read_book(sources: Sources, language: Language, revision: Revision) -> Book:
    """Return the publication of `sources` in a language, and the documents of its chapters."""
    return with_documents(read_publication(make_manifest(sources, revision, language, []), sources, revision))


def with_documents(publication: Publication) -> Book:
    """Return a publication and the documents of its chapters by their names."""
    return publication, {chapter.name: read_document(chapter, publication) for chapter in publication.chapters}


def small_publication(language: Language, **pages: Mapping[str, Any]) -> Publication:
    """Return a publication whose chapters are `pages`, by name, but for `about`: `html` as converted for print and,
    where they are not as usual, `ids`, `stale`, `missing`, `translation` and `status`. It has a page `data` besides."""
    addresses = {name: f"{ADDRESS}{FOLDERS[language]}{name}/" for name in [*pages, "data"]}
    chapters = [_chapter(language, name, page) for name, page in pages.items()]
    return Publication(
        language=language,
        original="zh",
        title=TITLES[language],
        lines=[TITLES[language]],
        other_title=TITLES[other(language)],
        subtitle="",
        creators=[],
        publisher="",
        date="",
        series="",
        identifiers={},
        rights="",
        description="",
        address=ADDRESS + FOLDERS[language],
        chapters=[chapter for chapter in chapters if chapter.name != "about"],
        parts=tuple(Part(chapter.name, chapter.title) for chapter in chapters if chapter.name != "about"),
        about=next((chapter for chapter in chapters if chapter.name == "about"), None),
        addresses=addresses,
        tables=stock_tables(),
        revision=Revision(),
    )


def stock_tables() -> dict[str, Table]:
    """Return the tables of the stock book."""

    def read(path: Path) -> str:
        return path.read_text(encoding="utf-8")

    path = CASES / "tables" / "stock" / "datapackage.json"
    return read_tables(read_package(read(path), path), read)


def _chapter(language: Language, name: str, page: Mapping[str, Any]) -> Chapter:
    missing = tuple(Missing(*entry) for entry in page.get("missing", []))
    status = PageStatus(*page["status"]) if "status" in page else None
    stale = {key: key for key in page.get("stale", [])}
    return Chapter(
        name=name,
        title=f"Title of {name}" if language == "en" else f"{name} 之題",
        address=f"{ADDRESS}{FOLDERS[language]}{name}/",
        original=f"{ADDRESS}{FOLDERS[other(language)]}{name}/",
        part="chapter",
        translation=page.get("translation", ""),
        status=status,
        article=Article(page["html"], page.get("ids", []), stale, missing, page.get("rows", {})),
    )
