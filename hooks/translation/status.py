"""How far the translation of each page is: what its text is, and how many of its pairs are in step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from hooks.alignment import PageAlignment, State
from hooks.languages import TRANSLATION
from hooks.pages import SourcePage


class PageStatus(NamedTuple):
    """A page's `translation` (`official`, `unofficial`, `pending`), its Chinese blocks, and how many of them have an
    English that is no older, one that is, or none."""

    translation: str
    pairs: int
    in_step: int
    stale: int
    missing: int


def page_statuses(pages: list[SourcePage], alignment: Mapping[str, PageAlignment]) -> dict[str, PageStatus]:
    """Return the status of each page by its name."""
    statuses = {}
    for page in pages:
        if page.language == TRANSLATION and page.name in alignment:
            states = [pair.state for pair in alignment[page.name].pairs if pair.zh]
            stale, missing = sum(state.stale for state in states), states.count(State.MISSING)
            in_step = len(states) - stale - missing
            statuses[page.name] = PageStatus(page.meta["translation"], len(states), in_step, stale, missing)
    return statuses
