"""Reads what authors say of the pairs of blocks: these two for that one, or no counterpart, on purpose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hooks.alignment.pairs import PairError
from hooks.blocks.context import BodyBlock
from hooks.blocks.paragraphs import kind_name
from hooks.languages import LANG, Language, other
from hooks.messages import Said, say

NONE = "none"


class Group(NamedTuple):
    """Blocks that stand for one another: the id of the first of the original, and the places of all by language."""

    id: str
    original: list[int]
    translation: list[int]


class Declared(NamedTuple):
    """The groups, the places of blocks that have no counterpart on purpose, and what is wrong."""

    groups: list[Group]
    alone: dict[Language, set[int]]
    errors: tuple[PairError, ...]


def read_declared(
    blocks: Mapping[Language, Sequence[BodyBlock]], ids: Mapping[Language, Sequence[str]], original: Language
) -> Declared:
    """Return what the authors of a page say of its pairs. What is wrong stands apart and has no effect."""
    translation = other(original)
    theirs = {key: place for place, key in enumerate(ids[original])}
    alone: dict[Language, set[int]] = {
        language: {place for place, block in enumerate(blocks[language]) if block.pair == NONE} for language in LANG
    }
    errors = []
    for place, block in enumerate(blocks[translation]):
        there = theirs.get(block.id, -1)
        if block.id and there >= 0 and (place in alone[translation] or there in alone[original]):
            errors.append(PairError(translation, place, say("alignment-pair/both", id=block.id)))
            alone[translation].discard(place)
            alone[original].discard(there)
    errors += [
        PairError(original, place, say("alignment-pair/original", found=block.pair))
        for place, block in enumerate(blocks[original])
        if block.pair not in ("", NONE)
    ]
    written = {block.id for block in blocks[translation] if block.id}
    named: dict[int, list[int]] = {}
    for place, block in enumerate(blocks[translation]):
        if block.pair in ("", NONE):
            continue
        keys = list(dict.fromkeys(block.pair.split()))
        if error := _error(block, keys, theirs, blocks[original], alone[original]):
            errors.append(PairError(translation, place, error))
        elif taken := next((key for key in keys if key in written and key != block.id), ""):
            errors.append(PairError(translation, place, say("alignment-pair/taken", found=taken)))
        else:
            named[place] = sorted(theirs[key] for key in keys)
    groups = [Group(ids[original][there[0]], there, here) for here, there in _joined(named)]
    return Declared(groups, alone, tuple(errors))


def _error(
    block: BodyBlock, keys: list[str], theirs: Mapping[str, int], original: Sequence[BodyBlock], alone: set[int]
) -> Said | None:
    for key in keys:
        if key not in theirs:
            known = list(theirs)[:3]
            return say("alignment-pair/unknown", found=key, known=known)
        there = original[theirs[key]]
        if theirs[key] in alone:
            return say("alignment-pair/none", found=key)
        if there.kind != block.kind:
            return say("alignment-pair/kinds", here=kind_name(block.kind), found=key, there=kind_name(there.kind))
    head = min(keys, key=lambda key: theirs[key])
    if block.id and block.id != head:
        return say("alignment-pair/id", id=block.id, found=head)
    return None


def _joined(named: Mapping[int, list[int]]) -> list[tuple[list[int], list[int]]]:
    """Return the places of the translation with those that they name; who names the same belongs together."""
    groups: list[tuple[list[int], list[int]]] = []
    for place, targets in named.items():
        same = [group for group in groups if set(group[1]) & set(targets)]
        here = sorted({place, *(one for group in same for one in group[0])})
        there = sorted({*targets, *(one for group in same for one in group[1])})
        groups = [group for group in groups if group not in same] + [(here, there)]
    return sorted(groups)
