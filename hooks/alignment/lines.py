"""The lines on which the blocks of a page begin, each page looked at once."""

from __future__ import annotations

from hooks.findings import SourceError
from hooks.rendering import PageKey
from hooks.sources import Sources
from hooks.translation.lines import block_lines


def lines_of(sources: Sources, key: PageKey) -> list[int]:
    """Return the line where each body block of a page begins, in order."""
    kept: dict[PageKey, list[int]] = sources.kept.setdefault(lines_of, {})
    if key not in kept:
        try:
            tables = sources.tables
        except SourceError:
            # What is wrong with them is reported where they are read.
            tables = {}
        kept[key] = block_lines(sources.page(key), sources.configuration, tables, sources.read)
    return kept[key]
