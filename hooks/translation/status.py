"""How far the translation of each page is: what its text is, and how many of its pairs are in step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from hooks.alignment import PageAlignment, State
from hooks.languages import TRANSLATION
from hooks.pages import SourcePage


class PageStatus(NamedTuple):
    """A page's `translation` (`official`, `unofficial`, `pending`); how many blocks its original has, but those that are
    not to be translated; and how many of them have a translation that is no older, one that is, none, or one that nobody
    has compared."""

    translation: str
    pairs: int
    in_step: int
    stale: int
    missing: int
    unmatched: int = 0


def page_statuses(pages: list[SourcePage], alignment: Mapping[str, PageAlignment]) -> dict[str, PageStatus]:
    """Return the status of each page by its name."""
    statuses = {}
    for page in pages:
        if page.language == TRANSLATION and page.name in alignment:
            pairs = [pair for pair in alignment[page.name].pairs if pair.state != State.ALONE]
            # A pair of several blocks counts as so many of the original.
            states = [pair.state for pair in pairs for _ in pair.parts[pair.original]]
            stale, missing = sum(state.stale for state in states), states.count(State.MISSING)
            unmatched = states.count(State.UNMATCHED) + states.count(State.NEW)
            in_step = len(states) - stale - missing - unmatched
            counts = len(states), in_step, stale, missing, unmatched
            statuses[page.name] = PageStatus(page.meta["translation"], *counts)
    return statuses
