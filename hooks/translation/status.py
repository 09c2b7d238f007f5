"""How far the translation of each page is: what its text is, and how many of its pairs are in step."""

from __future__ import annotations

from typing import NamedTuple

from hooks.sources import Sources


class PageStatus(NamedTuple):
    """A page's `translation` (`official`, `unofficial`, `pending`), the blocks of its original, and how many of them
    have a translation that is no older, one that is, or none."""

    translation: str
    pairs: int
    in_step: int
    stale: int
    missing: int


def page_statuses(sources: Sources) -> dict[str, PageStatus]:
    """Return the status of each page by its name."""
    configuration = sources.configuration
    statuses = {}
    for page in sources.pages:
        if page.language == configuration.translation and page.name in sources.alignment:
            pairs = [pair for pair in sources.alignment[page.name].pairs if getattr(pair, configuration.original)]
            missing = sum(getattr(pair, configuration.translation) is None for pair in pairs)
            stale = sum(pair.state.stale for pair in pairs)
            in_step = len(pairs) - stale - missing
            statuses[page.name] = PageStatus(page.meta["translation"], len(pairs), in_step, stale, missing)
    return statuses
