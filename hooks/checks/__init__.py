"""Judges the sources and the built site: one check a module, each a path in and findings out."""

from __future__ import annotations

from pathlib import Path

from hooks.alignment.lock import NAME, read_lock
from hooks.checks import blocks, languages, text
from hooks.findings import Finding, SourceError
from hooks.pages import source_pages
from hooks.tables import load_all


def check_sources(docs: Path) -> list[Finding]:
    """Return every fault of the pages and tables below `docs` that shows before a page is rendered."""
    try:
        pages = source_pages(docs)
    except SourceError as error:
        return error.findings
    findings = languages.check(docs, pages) + text.check(pages) + blocks.check(docs, pages)
    for read, path in ((load_all, docs / "data"), (read_lock, docs / NAME)):
        try:
            read(path)
        except SourceError as error:
            findings += error.findings
    return sorted(findings)
