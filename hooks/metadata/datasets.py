"""The data tables as schema.org's Dataset wants them described."""

from __future__ import annotations

import json
from typing import Any, NamedTuple
from urllib.parse import quote

from hooks.data.tables import Table
from hooks.languages import Language
from hooks.sources import Sources

# The files of each table, by how their names end, with their media types.
TYPES = {
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".json": "application/json",
}


class Licence(NamedTuple):
    """A licence by its title and address, one of which may be ""."""

    title: str
    address: str


class Dataset(NamedTuple):
    """A table in one language: its name and title, what is said of it in print, its first and last year where it has
    any, the titles of its columns, where its facts come from, the licences, and its files, each by its address below
    the site and media type."""

    name: str
    title: str
    description: str
    years: tuple[int, int] | None
    columns: list[str]
    sources: list[str]
    licences: list[Licence]
    files: list[tuple[str, str]]


def read_datasets(sources: Sources, language: Language) -> list[Dataset]:
    """Return the data tables of a publication as one language describes them."""
    if not sources.package:
        return []
    package = json.loads(sources.text(sources.package.path))
    return [_dataset(table, package, language) for table in sources.tables.values()]


def _dataset(table: Table, package: dict[str, Any], language: Language) -> Dataset:
    years = [group.year for group in table.groups if group.year is not None]
    ending = "" if language == "zh" else "_en"
    licences = table.resource.get("licenses") or package.get("licenses") or []
    notes = (note.text[language] for note in table.notes if note.kind == "source")
    said = [table.resource.get(f"description{ending}", ""), *notes]
    return Dataset(
        name=table.name,
        title=table.caption[language],
        description=" ".join(filter(None, said)) or table.caption[language],
        years=(min(years), max(years)) if years else None,
        columns=[column.title[language] for column in table.columns if column.title],
        sources=[source[language] for source in table.sources],
        licences=[Licence(str(one.get(f"title{ending}", "")), str(one.get("path", ""))) for one in licences],
        files=[
            (f"data/{quote(table.resource['path'] if ending == '.csv' else table.name + ending)}", kind)
            for ending, kind in TYPES.items()
        ],
    )
