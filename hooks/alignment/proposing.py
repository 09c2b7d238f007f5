"""`python -m hooks.alignment propose`: says of each unmatched section what most likely goes together in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hooks.alignment.declared import NONE
from hooks.alignment.gale_church import Group
from hooks.alignment.pairs import PageAlignment, Pair
from hooks.alignment.proposal import Texts, propose
from hooks.blocks.context import BodyBlock
from hooks.languages import Language


class Proposed(NamedTuple):
    """A group of a section: the ids and blocks of the original, and those of the translation."""

    original: list[tuple[str, BodyBlock]]
    translation: list[tuple[str, BodyBlock]]

    @property
    def shape(self) -> str:
        """How many go with how many, as in 2-1."""
        return f"{len(self.original)}-{len(self.translation)}"

    @property
    def one_sided(self) -> bool:
        """Whether it stands in one language alone."""
        return not self.original or not self.translation


def proposed_groups(page: PageAlignment, section: list[Pair]) -> list[Proposed]:
    """Return what most likely goes together in an unmatched section of a page, in order."""
    theirs, mine = (_blocks(section, language) for language in (page.original, page.translation))
    all_theirs, all_mine = (_blocks(page.pairs, language) for language in (page.original, page.translation))
    whole = Texts([block for _, block in all_theirs], [block for _, block in all_mine], page.original)
    part = whole.part([all_theirs.index(one) for one in theirs], [all_mine.index(one) for one in mine])
    return [_taken(group, theirs, mine) for group in propose(part)]


def pairs_to_write(groups: list[Proposed]) -> dict[str, str]:
    """Return what must be written of a section for its groups to be the only way to read it, by the ids of the
    translation: of what stands for more or less than one block, and of what stands beside a block that has no pair."""
    written: dict[str, str] = {}
    for at, group in enumerate(groups):
        beside = [other for other in groups[max(at - 1, 0) : at] + groups[at + 1 : at + 2] if other.one_sided]
        if group.original and group.translation and (group.shape != "1-1" or beside):
            written |= dict.fromkeys((key for key, _ in group.translation), " ".join(key for key, _ in group.original))
    for run in _runs(groups):
        if any(group.original for group in run) and any(group.translation for group in run):
            written |= {key: NONE for group in run for key, _ in group.translation}
    return written


def _runs(groups: list[Proposed]) -> Iterator[list[Proposed]]:
    """Yield the groups of one language alone that follow each other."""
    run: list[Proposed] = []
    for group in groups:
        if group.one_sided:
            run.append(group)
        else:
            yield run
            run = []
    yield run


def _blocks(pairs: list[Pair], language: Language) -> list[tuple[str, BodyBlock]]:
    return [entry for pair in pairs for entry in pair.parts[language].items()]


def _taken(group: Group, original: list[tuple[str, BodyBlock]], translation: list[tuple[str, BodyBlock]]) -> Proposed:
    return Proposed(original[group[0] : group[1]], translation[group[2] : group[3]])
