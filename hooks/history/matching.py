"""Finds in a version of a page what each block of the version before has become."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from hooks.alignment.likeness import TOKEN
from hooks.history.texts import Block

# What the front matter calls a page stands in its text, too.
TITLE = "title"
# How like each other two texts are that are one, reworded: between the same neighbours, and elsewhere; and how much of
# a text stands in another that it was a part of.
NEAR = 0.3
FAR = 0.6
PART = 0.8
# Fewer words in a row tell nothing.
LEAST = 4


class Group(NamedTuple):
    """The places of blocks before and after that are the same text: mostly one each; several where a block was split or
    joined; none on one side for a block that is new or gone."""

    old: list[int]
    new: list[int]


def match(old: Sequence[Block], new: Sequence[Block]) -> list[Group]:
    """Return what became of the blocks of a page, in the order of the new ones, what is gone last."""
    before, after = ([f"{block.kind == TITLE} {block.name} {block.key}" for block in side] for side in (old, new))
    pairs, regions = _unchanged(before, after)
    left = [at for at in range(len(old)) if at not in pairs.values()]
    open_ = [at for at in range(len(new)) if at not in pairs]
    pairs |= _moved(before, after, left, open_)
    pairs |= _reworded(old, new, pairs, regions)
    groups = {at: Group([pairs[at]] if at in pairs else [], [at]) for at in range(len(new))}
    gone = [at for at in range(len(old)) if at not in pairs.values()]
    gone = _joined(old, new, groups, gone)
    _split(old, new, groups)
    return [*groups.values(), *(Group([at], []) for at in gone)]


def _unchanged(before: list[str], after: list[str]) -> tuple[dict[int, int], dict[int, range]]:
    """Return the new blocks that stood there as they are, with the old, and for each other new block, the old ones
    between the same neighbours."""
    pairs: dict[int, int] = {}
    regions: dict[int, range] = {}
    start = 0
    shorter = min(len(before), len(after))
    while start < shorter and before[start] == after[start]:
        pairs[start] = start
        start += 1
    matcher = SequenceMatcher(None, before[start:], after[start:], autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            pairs |= {start + j1 + n: start + i1 + n for n in range(i2 - i1)}
        else:
            regions |= dict.fromkeys(range(start + j1, start + j2), range(start + i1, start + i2))
    return pairs, regions


def _moved(before: list[str], after: list[str], left: list[int], open_: list[int]) -> dict[int, int]:
    pairs = {}
    for at in open_:
        same = next((one for one in left if before[one] == after[at]), None)
        if same is not None:
            pairs[at] = same
            left.remove(same)
    return pairs


def _reworded(
    old: Sequence[Block], new: Sequence[Block], pairs: dict[int, int], regions: dict[int, range]
) -> dict[int, int]:
    left = [at for at in range(len(old)) if at not in pairs.values()]
    open_ = [at for at in range(len(new)) if at not in pairs]
    likely = []
    for here in open_:
        near, kind = regions.get(here, range(0)), new[here].kind
        beside = [at for at in open_ if regions.get(at) == near and new[at].kind == kind]
        theirs = [one for one in near if one in left and old[one].kind == kind]
        for one in left:
            if old[one].kind != kind and {old[one].kind, kind} & {TITLE, "note"}:
                continue
            named = kind == TITLE or (bool(new[here].name) and old[one].name == new[here].name)
            score = like(old[one].key, new[here].key)
            # The only one of its kind between two that stayed is another text in its place.
            least = 0.0 if named or (beside, theirs) == ([here], [one]) else NEAR if one in near else FAR
            if score >= least or (one in near and is_part(new[here].key, old[one].key)):
                likely.append((not named, one not in near, -score, here, one))
    chosen: dict[int, int] = {}
    for *_, here, one in sorted(likely):
        if here not in chosen and one not in chosen.values():
            chosen[here] = one
    return chosen


def _joined(old: Sequence[Block], new: Sequence[Block], groups: dict[int, Group], gone: list[int]) -> list[int]:
    """Add to a group the old blocks beside its own that stand in the new one; return those that are gone."""
    rest = []
    for one in gone:
        for group in groups.values():
            if {one - 1, one + 1} & {*group.old} and is_part(old[one].key, new[group.new[0]].key):
                group.old.append(one)
                group.old.sort()
                break
        else:
            rest.append(one)
    return rest


def _split(old: Sequence[Block], new: Sequence[Block], groups: dict[int, Group]) -> None:
    """Add to a group the new blocks beside its own that stood in the old one."""
    for at in [at for at, group in groups.items() if not group.old]:
        for beside in (at - 1, at + 1):
            group = next((group for group in groups.values() if beside in group.new and group.old), None)
            if group and any(is_part(new[at].key, old[one].key) for one in group.old):
                group.new.append(at)
                group.new.sort()
                del groups[at]
                break


def like(one: str, other: str) -> float:
    """Return from 0 to 1 how much two texts have in common."""
    here, there = _runs(one), _runs(other)
    return 2 * (here & there).total() / max(here.total() + there.total(), 1)


def is_part(part: str, whole: str) -> bool:
    """Return whether most of a text, if it is of some length, stands in another."""
    here = _runs(part)
    return here.total() >= LEAST and (here & _runs(whole)).total() >= PART * here.total()


@cache
def _runs(text: str) -> Counter[tuple[str, ...]]:
    tokens = TOKEN.findall(text.casefold())
    return Counter(pairwise(tokens)) if len(tokens) > 1 else Counter([tuple(tokens)] * bool(tokens))
