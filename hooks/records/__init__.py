"""What libraries and registries take in of the publication: one format a module, each made from `Work`, and the list of
them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hooks.languages import Language
from hooks.records.citation import NAME as CITATION
from hooks.records.citation import make_citation
from hooks.records.crossref import make_crossref
from hooks.records.dublin_core import make_dublin_core
from hooks.records.marc import make_marc
from hooks.records.work import Work
from hooks.words import words

FOLDER = "downloads"


class Record(NamedTuple):
    """A format: the key of the word that it is called by, the name of its file, `{}` for the publication's, its media
    type, whether it is made of every publication, and what makes its bytes, None where the publication does not state
    what it needs."""

    title: str
    file: str
    type: str
    always: bool
    make: Callable[[Work], bytes | None]


RECORDS = (
    Record("records.marc", "{}.marc.xml", "application/marcxml+xml", True, make_marc),
    Record("records.dublin_core", "{}.dc.xml", "application/xml", True, make_dublin_core),
    Record("records.crossref", "{}.crossref.xml", "application/xml", False, make_crossref),
    Record("records.citation", CITATION, "application/yaml", False, lambda work: make_citation(work.configuration)),
)


def make_records(work: Work) -> dict[str, bytes]:
    """Return the content of each file that can be made, by its name."""
    made = {record.file.format(work.configuration.slug): record.make(work) for record in RECORDS}
    return {name: content for name, content in made.items() if content is not None}


def records_list(slug: str, language: Language) -> list[tuple[str, str]]:
    """Return what each record is called and its address below the site, as a page lists them: those that are made of
    every publication; none without a slug."""
    listed = [record for record in RECORDS if record.always and slug]
    return [(words(language)[record.title], f"{FOLDER}/{record.file.format(slug)}") for record in listed]
