"""Finds which recorded block each block of a page is, by content alone."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from hooks.alignment.likeness import Likeness, Side, digest
from hooks.alignment.lock import Line
from hooks.blocks.context import BodyBlock
from hooks.languages import Language

# How like a recorded text another must be to be the same, reworded: where it stood, and elsewhere. Between different
# paragraphs of a page of the paper, 0.2 is rare and 0.3 the most.
NEAR = 0.35
FAR = 0.6


class Known(NamedTuple):
    """A recorded block in one language: its id, its kind ("" where that is not recorded), and its text."""

    id: str
    kind: str
    side: Side


def match(lines: Sequence[Line], blocks: Sequence[BodyBlock], language: Language) -> list[str]:
    """Return the id of each block, or "" for a block that is new.

    An id written in the source stands. Then a text that is unchanged keeps its id, first those in the order recorded,
    then those that moved; what is left goes to the text most like it between the same neighbours, or anywhere if it is
    more like it still. Each recorded id is given once, and to a block of its kind.
    """
    sides = [(line, getattr(line, language)) for line in lines]
    written = {block.id for block in blocks if block.id}
    # A line of an old lock is of the kind that its text has now.
    kinds = {digest(block.text): block.kind for block in reversed(blocks)}
    recorded = [Known(line.id, line.kind or kinds.get(side.hash, ""), side) for line, side in sides if side]
    old = [key if key in written else f"{kind} {side.hash}" for key, kind, side in recorded]
    new = [block.id or f"{block.kind} {digest(block.text)}" for block in blocks]
    anchors = common(old, new)
    found = {place: line for line, place in anchors} | _moved(old, new, anchors)
    for place, line in _reworded(recorded, blocks, language, anchors, found):
        found[place] = line
    return [block.id or (recorded[found[place]].id if place in found else "") for place, block in enumerate(blocks)]


def common(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places in `old` and `new` of what stands in both, in order."""
    runs = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return [(run.a + at, run.b + at) for run in runs for at in range(run.size)]


def _moved(old: list[str], new: list[str], anchors: list[tuple[int, int]]) -> dict[int, int]:
    lines, places = {line for line, _ in anchors}, {place for _, place in anchors}
    left = defaultdict(list)
    for line, key in enumerate(old):
        if line not in lines:
            left[key].append(line)
    return {place: left[key].pop(0) for place, key in enumerate(new) if place not in places and left[key]}


def _reworded(
    recorded: Sequence[Known],
    blocks: Sequence[BodyBlock],
    language: Language,
    anchors: list[tuple[int, int]],
    found: dict[int, int],
) -> list[tuple[int, int]]:
    before, after = [line for line, _ in anchors], [place for _, place in anchors]
    lines = set(range(len(recorded))) - set(found.values())
    places = [place for place, block in enumerate(blocks) if place not in found and not block.id]
    likely = []
    for place in places:
        likeness = Likeness(blocks[place].text, language)
        for line in lines:
            if recorded[line].kind not in ("", blocks[place].kind):
                continue
            near = bisect_left(before, line) == bisect_left(after, place)
            score = likeness.to(recorded[line].side)
            # The first part of a text that was split goes on under its id.
            score += near and likeness.begins_like(recorded[line].side)
            if score >= (NEAR if near else FAR):
                likely.append((-near, -score, place, line))
    chosen: list[tuple[int, int]] = []
    for *_, place, line in sorted(likely):
        if line in lines and place in places:
            lines.remove(line)
            places.remove(place)
            chosen.append((place, line))
    return chosen
