"""How much random input a test takes: as much as it asks for, or the share of it that the profile of a run takes."""

from __future__ import annotations

from hypothesis import settings

# What Hypothesis makes where nothing else is said; a profile with less takes as much less of every test.
WHOLE = 100


def share(count: int) -> int:
    """Return how many of `count` examples are made in this run; at least one is."""
    assert settings.default
    return max(1, count * settings.default.max_examples // WHOLE)


def examples(count: int) -> settings:
    """Return the settings of a test that asks for `count` examples, each of which may take its time."""
    return settings(deadline=None, max_examples=share(count))
