"""How far the translation of each page is: what its text is, and how many of its pairs are in step."""

from __future__ import annotations

from typing import NamedTuple

from hooks.alignment import State
from hooks.sources import Sources


class PageStatus(NamedTuple):
    """A page's `translation` (`official`, `unofficial`, `pending`); how many blocks its original has, but those that
    are not to be translated; and how many of them have a translation that is no older, one that is, none, or one that
    nobody has compared."""

    translation: str
    pairs: int
    in_step: int
    stale: int
    missing: int
    unmatched: int = 0


def page_statuses(sources: Sources) -> dict[str, PageStatus]:
    """Return the status of each page by its name."""
    configuration = sources.configuration
    statuses = {}
    for page in sources.pages:
        if page.language == configuration.translation and page.name in sources.alignment:
            pairs = [pair for pair in sources.alignment[page.name].pairs if pair.state != State.ALONE]
            # A pair of several blocks counts as so many of the original.
            states = [pair.state for pair in pairs for _ in pair.parts[pair.original]]
            stale, missing = sum(state.stale for state in states), states.count(State.MISSING)
            unmatched = states.count(State.UNMATCHED) + states.count(State.NEW)
            in_step = len(states) - stale - missing - unmatched
            counts = len(states), in_step, stale, missing, unmatched
            statuses[page.name] = PageStatus(str(page.meta.get("translation", "")), *counts)
    return statuses
