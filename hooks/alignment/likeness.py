"""Knows a block of text again: its hash, and a small fingerprint that outlives rewording."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from hashlib import blake2b, sha256
from math import sqrt
from typing import NamedTuple

from hooks.languages import Language

# Han one by one, other letters and figures by the word; marks and spaces do not count.
TOKEN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]|[^\W\u3400-\u9fff\U00020000-\U0003ffff]+")
# How many tokens in a row are rare enough to tell one paragraph of a paper from another, and how many begin a block.
RUN = 3
BEGINNING = {"zh": 20, "en": 12}
SAMPLES = 16
DIGITS = 4
# How many texts are remembered: those of a long page, which are compared with one another.
REMEMBERED = 512


class Side(NamedTuple):
    """One side of a pair as the lock keeps it: the hash of its text, and its fingerprint: the hash of its first words,
    then the smallest hashes among all its runs of words (a fair sample of them, the same for the same runs)."""

    hash: str
    likeness: str


@lru_cache(REMEMBERED)
def side_of(text: str, language: Language) -> Side:
    """Return what the lock keeps of a text."""
    beginning, runs = _beginning(text, language), sorted(runs_of(text))
    return Side(digest(text), "".join([beginning, *runs[:SAMPLES]]))


@cache
def digest(text: str) -> str:
    """Return the hash of a text."""
    return sha256(text.encode()).hexdigest()[:12]


class Likeness:
    """How much a text of today is like one that the lock knows by its fingerprint."""

    def __init__(self, text: str, language: Language) -> None:
        self.beginning, self.runs = _beginning(text, language), runs_of(text)

    def to(self, side: Side) -> float:
        """Return from 0 to 1 how much of each text stands in the other: the geometric mean of the two parts."""
        samples = [side.likeness[at : at + DIGITS] for at in range(DIGITS, len(side.likeness), DIGITS)]
        # All runs that this text has in the range of the samples: of those, the other has only its samples.
        end = samples[-1] if len(samples) == SAMPLES else "g"
        here = sum(run <= end for run in self.runs)
        return sum(run in self.runs for run in samples) / sqrt(len(samples) * max(here, 1))

    def begins_like(self, side: Side) -> bool:
        """Return whether both begin with the same words."""
        return side.likeness.startswith(self.beginning)


def _beginning(text: str, language: Language) -> str:
    return _short_hash(TOKEN.findall(text)[: BEGINNING[language]])


@lru_cache(REMEMBERED)
def runs_of(text: str) -> frozenset[str]:
    """Return the hashes of all runs of words of a text."""
    tokens = TOKEN.findall(text.casefold())
    return frozenset(_short_hash(tokens[at : at + RUN]) for at in range(max(1, len(tokens) - RUN + 1)))


def _short_hash(tokens: list[str]) -> str:
    return blake2b(" ".join(tokens).encode(), digest_size=DIGITS // 2).hexdigest()
