"""Every file that the pages depend on can be read: tables, lock, synonyms, configuration."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hooks.findings import Finding, SourceError
from hooks.sources import Sources

STOPS_BUILD = True
READERS: tuple[Callable[[Sources], object], ...] = (
    lambda sources: sources.configuration,
    lambda sources: sources.tables,
    lambda sources: sources.lock,
    lambda sources: sources.synonyms,
)


def check(sources: Sources) -> Iterator[Finding]:
    """Yield what is wrong in each of these files."""
    for read in READERS:
        try:
            read(sources)
        except SourceError as error:
            yield from error.findings
