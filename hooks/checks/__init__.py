"""Judges the sources and the built site: one check a module, each a path in and findings out."""

from __future__ import annotations

from pathlib import Path

from hooks.alignment import lock
from hooks.checks import blocks, languages, text
from hooks.data.tables import load_all
from hooks.findings import Finding, SourceError
from hooks.pages import source_pages
from hooks.search import synonyms


def check_sources(docs: Path) -> list[Finding]:
    """Return every fault of the pages and tables below `docs` that shows before a page is rendered."""
    try:
        pages = source_pages(docs)
    except SourceError as error:
        return error.findings
    findings = languages.check(docs, pages) + text.check(pages) + blocks.check(docs, pages)
    readers = ((load_all, "data"), (lock.read_lock, lock.NAME), (synonyms.read_synonyms, synonyms.NAME))
    for read, name in readers:
        try:
            read(docs / name)
        except SourceError as error:
            findings += error.findings
    return sorted(findings)
