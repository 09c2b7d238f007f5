"""The pairs of a page, as the site, the editions and the checks take them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from hooks.alignment.lock import Line
from hooks.blocks.context import BodyBlock
from hooks.languages import LANG, Language, other
from hooks.messages import Said


class State(StrEnum):
    """How the two sides of a pair stand to what was declared in step; as staff read it."""

    IN_STEP = "in step"
    ORIGINAL = "original changed"
    TRANSLATION = "translation changed"
    BOTH = "both changed"
    NEW = "new"
    MISSING = "not translated"
    TRANSLATION_ONLY = "no original"
    UNMATCHED = "unmatched"
    ALONE = "alone on purpose"

    @property
    def stale(self) -> bool:
        """Whether the translation is older than the original, as far as anybody has said."""
        return self in (State.ORIGINAL, State.BOTH)

    @property
    def comparable(self) -> bool:
        """Whether both sides are there and known to belong together."""
        return self in (State.IN_STEP, State.ORIGINAL, State.TRANSLATION, State.BOTH, State.NEW)


class Pair(NamedTuple):
    """What stands for the same in both languages: an id, the blocks of each language by their ids (mostly one, none
    where that language lacks it), which of the two is the original, how they stand, the number of the unmatched section
    that it is in (0: of none), and the lines that the lock has of its blocks."""

    id: str
    parts: Mapping[Language, Mapping[str, BodyBlock]]
    original: Language
    state: State
    section: int
    lines: Mapping[str, Line]

    @property
    def zh(self) -> BodyBlock | None:
        """The Chinese as one block."""
        return self.side("zh")

    @property
    def en(self) -> BodyBlock | None:
        """The English as one block."""
        return self.side("en")

    def side(self, language: Language) -> BodyBlock | None:
        """Return the blocks of a language as one; None where there is none."""
        blocks = list(self.parts[language].values())
        if len(blocks) < 2:
            return blocks[0] if blocks else None
        join = (" " if language == "en" else "").join
        links = tuple(link for block in blocks for link in block.links)
        text, compared = join(block.text for block in blocks), join(block.compared for block in blocks)
        return blocks[0]._replace(text=text, compared=compared, links=links)

    @property
    def words(self) -> str:
        """The first words of the original, or of the translation where that stands alone."""
        block = self.side(self.original) or self.side(other(self.original))
        return block.words if block else ""

    @property
    def unrecorded(self) -> bool:
        """Whether the lock lacks something of it."""
        return self.state == State.NEW or any(key not in self.lines for side in self.parts.values() for key in side)


class PairError(NamedTuple):
    """What is wrong in what an author says of the pair of a block: which block of which language, and a message."""

    language: Language
    place: int
    message: Said


class PageAlignment(NamedTuple):
    """A page's pairs in reading order, the ids of its blocks in each language, its lines in the lock, which language is
    the original, what is wrong in what authors say of pairs, and the numbers of the unmatched sections whose blocks
    agree in number and kind but most likely do not go together in order."""

    pairs: list[Pair]
    ids: dict[Language, list[str]]
    lines: list[Line]
    original: Language = "zh"
    errors: tuple[PairError, ...] = ()
    doubtful: frozenset[int] = frozenset()

    @property
    def translation(self) -> Language:
        """The language that is not the original."""
        return other(self.original)

    def has_text(self, language: Language) -> bool:
        """Whether a language has more of the page than its title."""
        return any(block.tag != "h1" for pair in self.pairs for block in pair.parts[language].values())

    @property
    def unrecorded(self) -> list[Pair]:
        """The pairs of which `record` has something to write: not of a title whose text is still to be written, in
        that language."""
        begun = {language for language in LANG if self.has_text(language)}
        found = []
        for pair in self.pairs if begun else ():
            waiting = any(pair.parts[language] for language in {*LANG} - begun)
            if pair.unrecorded and not (waiting and pair.lines):
                found.append(pair)
        return found

    @property
    def sections(self) -> list[list[Pair]]:
        """The unmatched sections, each as the pairs in it, which have one side."""
        found: dict[int, list[Pair]] = {}
        for pair in self.pairs:
            if pair.section:
                found.setdefault(pair.section, []).append(pair)
        return [found[number] for number in sorted(found)]

    @property
    def rows(self) -> dict[str, str]:
        """What stands in one row side by side, where that is more than a pair of blocks: the name of the row by the ids
        of the blocks, in either language."""
        rows: dict[str, str] = {}
        for pair in self.pairs:
            keys = [key for side in pair.parts.values() for key in side]
            if pair.section:
                rows |= dict.fromkeys(keys, f"section {pair.section}")
            elif len(set(keys)) > 1:
                rows |= dict.fromkeys(keys, pair.id)
        return rows
