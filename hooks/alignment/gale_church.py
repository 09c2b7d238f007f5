"""Aligns two sequences of blocks by their lengths, after W. A. Gale and K. W. Church, “A Program for Aligning Sentences
in Bilingual Corpora”, Computational Linguistics 19 (1993), 75–102, with what else speaks for or against a group."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

# How often blocks of a text and its translation stand for one another so; the paper's table 5, with more left out than
# among its sentences, and more for one: an article of a law may be one paragraph here and eight there.
PRIORS = {(1, 1): 0.85, (1, 0): 0.02, (0, 1): 0.02, (2, 1): 0.045, (1, 2): 0.045, (3, 1): 0.008, (1, 3): 0.008}
PRIORS |= {shape: 0.008 / 4 ** (many - 3) for many in range(4, 9) for shape in ((many, 1), (1, many))}
# The paper's variance of a character's length in the other language; and, since translators of whole paragraphs are
# freer than those of the paper's sentences, by which part of its length a translation may well be longer or shorter.
VARIANCE = 6.8
FREEDOM = 0.2

# How far from its own place in a text a block is looked for.
BAND = 20

# Where a group begins and ends in the first and in the second sequence.
Group = tuple[int, int, int, int]
Cost = Callable[[Group], float]


def align_lengths(first: Sequence[int], second: Sequence[int], ratio: float, cost: Cost) -> list[Group]:
    """Return the groups of the cheapest alignment in order.

    `first` and `second` have the lengths of the blocks, `ratio` says how much longer the second language is, and `cost`
    what a group costs beside its lengths (`math.inf`: it cannot be)."""
    best: dict[tuple[int, int], tuple[float, Group]] = {(0, 0): (0.0, (0, 0, 0, 0))}
    slope, width = len(second) / max(len(first), 1), BAND + abs(len(first) - len(second))
    for i in range(len(first) + 1):
        for j in range(max(0, int(i * slope) - width), min(len(second), int(i * slope) + width) + 1):
            for di, dj in PRIORS:
                if (i - di, j - dj) in best:
                    group = (i - di, i, j - dj, j)
                    total = best[i - di, j - dj][0] + cost_of(group, first, second, ratio, cost)
                    if total < best.get((i, j), (math.inf,))[0]:
                        best[i, j] = (total, group)
    groups: list[Group] = []
    at = (len(first), len(second))
    while at != (0, 0):
        groups.append(best[at][1])
        at = (groups[-1][0], groups[-1][2])
    return groups[::-1]


def cost_of(group: Group, first: Sequence[int], second: Sequence[int], ratio: float, cost: Cost) -> float:
    """Return how unlikely it is that the blocks of a group stand for one another: minus the logarithm of that."""
    i1, i2, j1, j2 = group
    total = cost(group) - math.log(PRIORS[i2 - i1, j2 - j1])
    return total + _length_cost(sum(first[i1:i2]) * ratio, sum(second[j1:j2])) if i2 > i1 and j2 > j1 else total


def _length_cost(expected: float, length: int) -> float:
    mean = max((expected + length) / 2, 1)
    delta = abs(length - expected) / math.sqrt(VARIANCE * mean + (FREEDOM * mean) ** 2)
    return -math.log(max(math.erfc(delta / math.sqrt(2)), 1e-12))
