"""Which block is which in both languages of a page, and which of the two has changed since they were in step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from hooks.alignment.declared import Declared, read_declared
from hooks.alignment.likeness import Side, digest, side_of
from hooks.alignment.lock import Line
from hooks.alignment.matching import common, match
from hooks.alignment.numbering import Numbers
from hooks.alignment.pairs import PageAlignment, Pair, PairError, State
from hooks.alignment.proposal import Texts, is_doubtful
from hooks.alignment.sections import Section, in_order
from hooks.blocks.context import BodyBlock
from hooks.blocks.paragraphs import kind_name
from hooks.languages import LANG, Language, other
from hooks.messages import say

__all__ = ["PageAlignment", "Pair", "State", "align", "record"]


def align(
    lines: list[Line],
    zh: Sequence[BodyBlock],
    en: Sequence[BodyBlock],
    original: Language = "zh",
    confirmed: AbstractSet[str] = frozenset(),
) -> PageAlignment:
    """Return which block of a page is which. Recorded blocks have the ids of their lines, new ones the next numbers.

    Blocks of different kinds are never a pair. New blocks are paired in order, section by section, where both languages
    have as many of each kind in the same order, and their lengths and names do not speak against it (or an id of the
    section is among those `confirmed`). The other sections are unmatched, but for what authors declare;
    `hooks.blocks.paragraphs.name_headings` says how.
    """
    blocks: dict[Language, Sequence[BodyBlock]] = {"zh": zh, "en": en}
    page = _Page(lines, blocks, original, confirmed)
    declared = read_declared(blocks, page.ids, original)
    page.take(declared)
    page.pair_in_order()
    return page.finish(declared)


def record(page: PageAlignment, accepted: AbstractSet[str] = frozenset()) -> list[Line]:
    """Return the lines of a page with its new blocks among them, and the pairs named in `accepted` as in step; what is
    unmatched gets its ids and nothing more. Of a language that has its title alone, nothing is recorded: whoever writes
    the text writes the title too."""
    lines = {line.id: line for line in page.lines}
    keys: list[str] = []
    begun = [language for language in LANG if page.has_text(language)]
    for pair in page.pairs:
        waiting = any(parts and language not in begun for language, parts in pair.parts.items())
        complete = not waiting and (pair.state == State.NEW or (pair.id in accepted and pair.state.comparable))
        for line in page.lines if complete else ():
            if line.whole == pair.id:
                lines[line.id] = line._replace(whole="")
        for language, parts in pair.parts.items():
            for key, block in parts.items() if language in begun else ():
                known = lines.get(key) or Line(key, None, None)
                line = known
                if complete and key != pair.id:
                    line = Line(key, None, None, known.words, known.kind, pair.id)
                if complete or not ((pair.state.comparable and not waiting) or getattr(known, other(language))):
                    # What was a part of another pair heads its own.
                    whole = line.whole if complete and key != pair.id else ""
                    line = line.with_side(language, side_of(block.text, language))._replace(whole=whole)
                if line != known:
                    lines[key] = line._replace(kind=block.kind, words=pair.words)
                if key not in keys:
                    keys.append(key)
    _retire(lines, page)
    return [lines[key] for key in merged(keys, [line.id for line in page.lines])]


def merged(first: Iterable[str], second: Iterable[str]) -> list[str]:
    """Return `first` with what only `second` has put before that which it precedes there."""
    order = list(first)
    at = len(order)
    for key in reversed(list(second)):
        if key in order:
            at = order.index(key)
        else:
            order.insert(at, key)
    return order


class _Page:
    """The blocks of a page while their pairs are found: the id of each, and what is unmatched."""

    def __init__(
        self,
        lines: list[Line],
        blocks: dict[Language, Sequence[BodyBlock]],
        original: Language,
        confirmed: AbstractSet[str],
    ) -> None:
        self.confirmed = confirmed
        self.texts: Texts | None = None
        self.lines, self.blocks, self.original, self.translation = lines, blocks, original, other(original)
        self.ids: dict[Language, list[str]] = {language: match(lines, blocks[language], language) for language in LANG}
        self.closed: dict[Language, set[int]] = {"zh": set(), "en": set()}
        self.sections: list[Section] = []
        self.errors: list[PairError] = []
        self.numbers = Numbers([line.id for line in lines], *self.ids.values())
        self.fresh = {place for place, key in enumerate(self.ids[original]) if not key}
        self._part_kinds()
        self.ids[original] = self.numbers.fill(self.ids[original], blocks[original])

    def _part_kinds(self) -> None:
        """Part the blocks of one id that are of different kinds: that of the translation is another, unless its author
        says otherwise."""
        theirs = {key: place for place, key in enumerate(self.ids[self.original]) if key}
        for place, block in enumerate(self.blocks[self.translation]):
            key = self.ids[self.translation][place]
            kind = self.blocks[self.original][theirs[key]].kind if key in theirs else block.kind
            if kind != block.kind and block.id:
                message = say("alignment-pair/kind", id=key, there=kind_name(kind), here=kind_name(block.kind))
                self.errors.append(PairError(self.translation, place, message))
                self.sections.append(Section([theirs[key]], [place]))
            elif kind != block.kind:
                self.ids[self.translation][place] = ""

    def take(self, declared: Declared) -> None:
        """Give the blocks of which authors say what they stand for the ids of these."""
        theirs, mine = self.ids[self.original], self.ids[self.translation]
        parted = {theirs[place] for group in declared.groups for place in group.original}
        parted |= {theirs[place] for place in declared.alone[self.original]}
        parted |= {mine[place] for place in declared.alone[self.translation]} & set(theirs)
        for place, block in enumerate(self.blocks[self.translation]):
            grouped = any(place in group.translation for group in declared.groups)
            if not block.id and (mine[place] in parted or (grouped and mine[place] in theirs)):
                mine[place] = ""
        for group in declared.groups:
            mine[group.translation[0]] = group.id
            self.closed[self.original].update(group.original)
            self.closed[self.translation].update(group.translation)
        for language, places in declared.alone.items():
            self.closed[language].update(places)

    def pair_in_order(self) -> None:
        """Pair what is new in both languages, between the pairs that are known."""
        theirs, mine = self.ids[self.original], self.ids[self.translation]
        anchors = [*common(theirs, [key or " " for key in mine]), (len(theirs), len(mine))]
        known, given = set(mine), {line.id for line in self.lines if getattr(line, self.original)}
        start = (0, 0)
        for end in anchors:
            lacking = [at for at in range(start[0], end[0]) if theirs[at] not in known]
            opened = [at for at in range(start[1], end[1]) if mine[at] not in {*theirs, *given}]
            lacking = [at for at in lacking if at not in self.closed[self.original]]
            opened = [at for at in opened if at not in self.closed[self.translation]]
            sides = self._of(self.original, lacking), self._of(self.translation, opened)
            pairs, sections = in_order(*sides, self._is_doubtful)
            self.sections += sections
            for place, partner in pairs:
                self._join(place, partner)
            start = (end[0] + 1, end[1] + 1)

    def _of(self, language: Language, places: list[int]) -> list[tuple[int, BodyBlock]]:
        """Return blocks with their places; those of the original that are published have their ids for good."""
        placed = [(place, self.blocks[language][place]) for place in places]
        if language == self.translation:
            return placed
        ids = self.ids[self.original]
        return [(place, block if place in self.fresh else block._replace(id=ids[place])) for place, block in placed]

    def _is_doubtful(self, theirs: list[int], mine: list[int]) -> bool:
        """Return whether these blocks of both languages do not go together in order, unless somebody says that they
        do."""
        if self.confirmed & {self.ids[self.original][place] for place in theirs}:
            return False
        if not self.texts:
            self.texts = Texts(self.blocks[self.original], self.blocks[self.translation], self.original)
        return is_doubtful(self.texts.part(theirs, mine))

    def _join(self, place: int, partner: int) -> None:
        theirs, mine = self.ids[self.original], self.ids[self.translation]
        if place in self.fresh and mine[partner]:
            # It was published with that id.
            theirs[place] = mine[partner]
        else:
            mine[partner] = theirs[place]

    def finish(self, declared: Declared) -> PageAlignment:
        """Number what is left, and say of each pair how its sides stand to what was declared in step."""
        theirs = self.ids[self.original]
        self.ids[self.translation] = self.numbers.fill(self.ids[self.translation], self.blocks[self.translation])
        heads = {self.original: dict(enumerate(theirs)), self.translation: dict(enumerate(self.ids[self.translation]))}
        for error in self.errors:
            heads[self.translation][error.place] += "*"
        for group in declared.groups:
            head = theirs[group.original[0]]
            heads[self.original] |= dict.fromkeys(group.original, head)
            heads[self.translation] |= dict.fromkeys(group.translation, head)
        sections = {
            (language, place): number
            for number, section in enumerate(self.sections, start=1)
            for language, places in ((self.original, section.original), (self.translation, section.translation))
            for place in places
        }
        alone = {(language, place) for language, places in declared.alone.items() for place in places}
        recorded = {line.id: line for line in self.lines}
        parts: dict[str, dict[Language, dict[str, BodyBlock]]] = {}
        marks: dict[str, tuple[int, bool]] = {}
        orders = []
        for language in (self.original, self.translation):
            for place, head in heads[language].items():
                key = self.ids[language][place]
                parts.setdefault(head, {self.original: {}, self.translation: {}})
                parts[head][language][key] = self.blocks[language][place]
                marks[head] = (sections.get((language, place), 0), (language, place) in alone)
            orders.append(dict.fromkeys(heads[language].values()))
        pairs = []
        for head in merged(*orders):
            section, by_itself = marks[head]
            lines = {key: recorded[key] for side in parts[head].values() for key in side if key in recorded}
            state = State.UNMATCHED if section else State.ALONE if by_itself else None
            gone = [line for line in self.lines if line.whole == head and line.id not in lines]
            state = state or _state(head, parts[head], self.original, lines, gone)
            pairs.append(Pair(head, parts[head], self.original, state, section, lines))
        doubtful = frozenset(number for number, section in enumerate(self.sections, start=1) if section.doubtful)
        return PageAlignment(pairs, self.ids, self.lines, self.original, (*self.errors, *declared.errors), doubtful)


def _state(
    head: str,
    parts: dict[Language, dict[str, BodyBlock]],
    original: Language,
    lines: dict[str, Line],
    gone: list[Line],
) -> State:
    """Return how the sides of a pair stand to its `lines`, and to those of parts that are `gone` from it."""
    theirs, mine = parts[original], parts[other(original)]
    if not theirs or not mine:
        return State.MISSING if theirs else State.TRANSLATION_ONLY
    line = lines.get(head)
    extra = {key for side in (theirs, mine) for key in side} - {head}
    whole = line and line.zh and line.en and not line.whole
    if not whole or any(key not in lines or lines[key].whole != head for key in extra):
        return State.NEW
    changed = [
        any(getattr(part, language) for part in gone)
        or any(_differs(block, getattr(lines[key], language)) for key, block in parts[language].items())
        for language in (original, other(original))
    ]
    return {(True, True): State.BOTH, (True, False): State.ORIGINAL, (False, True): State.TRANSLATION}.get(
        (changed[0], changed[1]), State.IN_STEP
    )


def _differs(block: BodyBlock, side: Side | None) -> bool:
    return not side or digest(block.text) != side.hash


def _retire(lines: dict[str, Line], page: PageAlignment) -> None:
    """Empty the lines of the translation's own ids whose texts have got those of the original: no text is twice."""
    translation = other(page.original)
    current = {key for pair in page.pairs for side in pair.parts.values() for key in side}
    texts = {getattr(lines[key], translation) for key in current & lines.keys()}
    for key, line in lines.items():
        if key not in current and not getattr(line, page.original) and getattr(line, translation) in texts:
            lines[key] = line._replace(zh=None, en=None, whole="")
