"""Pairs new blocks of both languages in order, section by section, where nothing else says which is which."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from hooks.blocks.context import BodyBlock

Placed = Sequence[tuple[int, BodyBlock]]


class Section(NamedTuple):
    """The places of the blocks of a section of which nobody can say which is which; and whether that is so although
    their numbers and kinds agree."""

    original: list[int]
    translation: list[int]
    doubtful: bool = False


Doubt = Callable[[list[int], list[int]], bool]


def in_order(original: Placed, translation: Placed, doubt: Doubt) -> tuple[list[tuple[int, int]], list[Section]]:
    """Return the places of the pairs among the blocks of both languages, and the sections that are unmatched.

    Where the kinds agree in their order, the headings of the highest level are pairs, and what stands between these is
    looked at in the same way; where there are no headings, all are, but for a `doubt`. Where the kinds do not agree,
    there must be as many of these headings. What one language alone has is neither."""
    if not original or not translation:
        return [], []
    places = [place for place, _ in original], [place for place, _ in translation]
    agreed = len(original) == len(translation) and all(map(_agree, original, translation))
    if agreed and not any(block.kind == "heading" for _, block in original):
        return ([], [Section(*places, True)]) if doubt(*places) else (list(zip(*places, strict=True)), [])
    level = min((block.tag for _, block in (*original, *translation) if block.kind == "heading"), default="")
    heads = [[at for at, (_, block) in enumerate(side) if block.tag == level] for side in (original, translation)]
    if level == "h1" and [] in heads and max(map(len, heads)) == 1:
        # The title of one of the two stands in its front matter.
        first, second = ([one for one in side if one[1].tag != level] for side in (original, translation))
        return in_order(first, second, doubt)
    if not level or len(heads[0]) != len(heads[1]):
        return [], [Section(*places)]
    if not all(_agree(original[here], translation[there]) for here, there in zip(*heads, strict=True)):
        return [], [Section(*places)]
    pairs: list[tuple[int, int]] = []
    sections: list[Section] = []
    start = (0, 0)
    for here, there in [*zip(*heads, strict=True), (len(original), len(translation))]:
        inner = in_order(original[start[0] : here], translation[start[1] : there], doubt)
        pairs += inner[0]
        sections += inner[1]
        if here < len(original):
            pairs.append((original[here][0], translation[there][0]))
        start = (here + 1, there + 1)
    return pairs, sections


def _agree(one: tuple[int, BodyBlock], other: tuple[int, BodyBlock]) -> bool:
    """Return whether two blocks are of one kind, and no author has given them different ids."""
    (_, here), (_, there) = one, other
    return here.kind == there.kind and (not here.id or not there.id or here.id == there.id)
