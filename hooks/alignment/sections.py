"""Pairs new blocks of both languages in order, section by section, where nothing else says which is which."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hooks.blocks.context import BodyBlock

Placed = Sequence[tuple[int, BodyBlock]]


class Section(NamedTuple):
    """The places of the blocks of a section of which nobody can say which is which."""

    original: list[int]
    translation: list[int]


def in_order(original: Placed, translation: Placed) -> tuple[list[tuple[int, int]], list[Section]]:
    """Return the places of the pairs among the blocks of both languages, and the sections that are unmatched.

    Where the kinds agree in their order, all are pairs. Where they do not, the headings of the highest level are, if
    there are as many of them, and what stands between these is looked at in the same way. What one language alone has
    is neither."""
    if not original or not translation:
        return [], []
    if len(original) == len(translation) and all(map(_agree, original, translation)):
        return [(here, there) for (here, _), (there, _) in zip(original, translation, strict=True)], []
    level = min((block.tag for _, block in (*original, *translation) if block.kind == "heading"), default="")
    heads = [[at for at, (_, block) in enumerate(side) if block.tag == level] for side in (original, translation)]
    if level == "h1" and [] in heads and max(map(len, heads)) == 1:
        # The title of one of the two stands in its front matter.
        return in_order(*([one for one in side if one[1].tag != level] for side in (original, translation)))
    if not level or len(heads[0]) != len(heads[1]):
        return [], [Section([place for place, _ in original], [place for place, _ in translation])]
    if not all(_agree(original[here], translation[there]) for here, there in zip(*heads, strict=True)):
        return [], [Section([place for place, _ in original], [place for place, _ in translation])]
    pairs: list[tuple[int, int]] = []
    sections: list[Section] = []
    start = (0, 0)
    for here, there in [*zip(*heads, strict=True), (len(original), len(translation))]:
        inner = in_order(original[start[0] : here], translation[start[1] : there])
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
