"""Proposes which blocks of both languages go together, by their lengths and by what stands in both alike."""

from __future__ import annotations

import math
from collections.abc import Sequence

from hooks.alignment.anchors import anchors, names, weights
from hooks.alignment.gale_church import Group, align_lengths, cost_of
from hooks.blocks.context import BodyBlock
from hooks.languages import Language, other

# How much an anchor counts that one block of each language has, as minus the logarithm of a likelihood; and how much
# all that a group has of them may count.
ANCHOR = 4.0
MOST = 12.0
# What it costs that the English has not one of the Latin words of the Chinese; and how much that may cost.
NAME = 1.0
MOST_NAMES = 4.0
# How many characters of English a character of Chinese becomes, at least and at most.
RATIOS = (2.5, 5.5)
# What it costs that two headings are of different levels.
LEVEL = 3.0
# How much cheaper another alignment must be for the order of the blocks to be in doubt.
DOUBT = 8.0


class Texts:
    """The blocks of a page, or of a section of it, in the original and in the translation."""

    def __init__(self, first: Sequence[BodyBlock], second: Sequence[BodyBlock], original: Language) -> None:
        low, high = RATIOS if original == "zh" else (1 / RATIOS[1], 1 / RATIOS[0])
        self.first, self.second, self.original = first, second, original
        self.lengths = [length_of(block) for block in first], [length_of(block) for block in second]
        self.ratio = min(max(sum(self.lengths[1]) / max(sum(self.lengths[0]), 1), low), high)
        self.anchors = (
            [anchors(block, original) for block in first],
            [anchors(block, other(original)) for block in second],
        )
        self.worth = weights(*self.anchors)

    def part(self, first: Sequence[int], second: Sequence[int]) -> Texts:
        """Return the blocks at these places, as they are on this page."""
        part = Texts([self.first[at] for at in first], [self.second[at] for at in second], self.original)
        part.ratio, part.worth = self.ratio, self.worth
        return part

    def cost(self, group: Group) -> float:
        """Return what speaks against a group, and (below zero) for it, beside its lengths."""
        here, there = self.first[group[0] : group[1]], self.second[group[2] : group[3]]
        blocks = [*here, *there]
        if len({block.kind for block in blocks}) > 1 or (len(blocks) > 2 and blocks[0].kind == "heading"):
            return math.inf
        chinese, english = (here, there) if self.original == "zh" else (there, here)
        lost = frozenset[str]().union(*map(names, chinese)) - frozenset[str]().union(*map(names, english))
        levels = {block.tag for block in blocks} if here and there else ()
        mine, theirs = self.anchors[0][group[0] : group[1]], self.anchors[1][group[2] : group[3]]
        # Of one block and of its several parts, each part counts: that of many anchors hides no other.
        whole, parts = (mine, theirs) if len(mine) < len(theirs) else (theirs, mine)
        shared = [frozenset[str]().union(*whole) & part for part in parts]
        found = sum(min(MOST, ANCHOR * sum(self.worth.get(one, 0.0) for one in part)) for part in shared)
        return LEVEL * (len(levels) > 1) + min(MOST_NAMES, NAME * len(lost)) * bool(english) - found


def length_of(block: BodyBlock) -> int:
    """Return how long a block is, as far as that says anything of its translation's length."""
    return len(block.text) if block.kind not in ("code", "table", "picture") else 0


def propose(texts: Texts) -> list[Group]:
    """Return which blocks go together, in order: where each group begins and ends in both languages."""
    return align_lengths(*texts.lengths, texts.ratio, texts.cost)


def is_doubtful(texts: Texts) -> bool:
    """Return whether blocks of the same number and kinds most likely go together otherwise than in order."""
    in_order = [(at, at + 1, at, at + 1) for at in range(len(texts.first))]
    best = propose(texts)
    costs = [sum(cost_of(group, *texts.lengths, texts.ratio, texts.cost) for group in one) for one in (in_order, best)]
    return costs[0] - costs[1] > DOUBT
