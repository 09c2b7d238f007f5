"""Which block is which in both languages of a page, and which of the two has changed since they were in step."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import NamedTuple

from hooks.alignment.likeness import digest, side_of
from hooks.alignment.lock import Line
from hooks.alignment.matching import common, match
from hooks.blocks.context import BodyBlock
from hooks.languages import Language

NUMBERED = re.compile(r"p-(\d+)$")


class State(StrEnum):
    """How the two sides of a pair stand to what was declared in step; as staff read it."""

    IN_STEP = "in step"
    CHINESE = "Chinese changed"
    ENGLISH = "English changed"
    BOTH = "both changed"
    NEW = "new"
    MISSING = "not translated"
    ENGLISH_ONLY = "no Chinese"

    @property
    def stale(self) -> bool:
        """Whether the English is older than the Chinese, as far as anybody has said."""
        return self in (State.CHINESE, State.BOTH)


class Pair(NamedTuple):
    """A block in both languages: its id, each side as it is now, and what the lock has of it."""

    id: str
    zh: BodyBlock | None
    en: BodyBlock | None
    line: Line | None

    @property
    def state(self) -> State:
        if not self.zh or not self.en:
            return State.MISSING if self.zh else State.ENGLISH_ONLY
        if not self.line or not self.line.zh or not self.line.en:
            return State.NEW
        changed = digest(self.zh.text) != self.line.zh.hash, digest(self.en.text) != self.line.en.hash
        return {(True, True): State.BOTH, (True, False): State.CHINESE, (False, True): State.ENGLISH}.get(
            changed, State.IN_STEP
        )

    @property
    def unrecorded(self) -> bool:
        """Whether `record` has something to write: English alone has no place among the pairs."""
        return self.state == State.NEW or (self.state == State.MISSING and not self.line)


class PageAlignment(NamedTuple):
    """A page's pairs in reading order, the ids of its blocks in each language, and its lines in the lock."""

    pairs: list[Pair]
    ids: dict[Language, list[str]]
    lines: list[Line]


def align(lines: list[Line], zh: Sequence[BodyBlock], en: Sequence[BodyBlock]) -> PageAlignment:
    """Return which block of a page is which. Recorded blocks have the ids of their lines, new ones the next numbers."""
    zh_ids = match([(line.id, line.zh) for line in lines if line.zh], zh, "zh")
    en_ids = match([(line.id, line.en) for line in lines if line.en], en, "en")
    numbers = [NUMBERED.match(key) for key in [line.id for line in lines] + zh_ids + en_ids]
    last = max((int(number[1]) for number in numbers if number), default=0)
    partners = _partners(zh_ids, en_ids, whole=not lines)
    zh_ids, last = _number(zh_ids, last)
    for place, partner in partners:
        en_ids[place] = zh_ids[partner]
    en_ids, last = _number(en_ids, last)
    sides = dict(zip(zh_ids, zh, strict=True)), dict(zip(en_ids, en, strict=True))
    recorded = {line.id: line for line in lines}
    order = merged(zh_ids, en_ids)
    pairs = [Pair(key, sides[0].get(key), sides[1].get(key), recorded.get(key)) for key in order]
    return PageAlignment(pairs, {"zh": zh_ids, "en": en_ids}, lines)


def record(page: PageAlignment, accepted: AbstractSet[str] = frozenset()) -> list[Line]:
    """Return the lines of a page with its new blocks among them, and the pairs named in `accepted` as in step."""
    lines = {line.id: line for line in page.lines}
    for pair in page.pairs:
        if not pair.zh:
            continue
        line = pair.line or Line(pair.id, None, None)
        if pair.en and (pair.unrecorded or pair.id in accepted):
            line = line._replace(zh=side_of(pair.zh.text, "zh"), en=side_of(pair.en.text, "en"))
        elif not line.en:
            line = line._replace(zh=side_of(pair.zh.text, "zh"))
        if line != pair.line:
            lines[pair.id] = line._replace(words=pair.zh.words)
    order = merged([pair.id for pair in page.pairs if pair.zh], [line.id for line in page.lines])
    return [lines[key] for key in order]


def merged(first: list[str], second: list[str]) -> list[str]:
    """Return `first` with what only `second` has put after that which it follows there."""
    order = list(first)
    at = 0
    for key in second:
        if key in order:
            at = order.index(key) + 1
        else:
            order.insert(at, key)
            at += 1
    return order


def _partners(zh: list[str], en: list[str], whole: bool) -> list[tuple[int, int]]:
    """Return the place of each new English block with that of its Chinese: between the same neighbours there are as
    many of one as of the other (or the page is new, and they go in order as far as they go)."""
    anchors = [*common([key or " " for key in zh], [key or "  " for key in en]), (len(zh), len(en))]
    known = set(en)
    partners: list[tuple[int, int]] = []
    start = (0, 0)
    for end in anchors:
        lacking = [place for place in range(start[0], end[0]) if not zh[place] or zh[place] not in known]
        fresh = [place for place in range(start[1], end[1]) if not en[place]]
        if whole or len(lacking) == len(fresh):
            partners += zip(fresh, lacking, strict=False)
        start = (end[0] + 1, end[1] + 1)
    return partners


def _number(ids: list[str], last: int) -> tuple[list[str], int]:
    numbered = []
    for key in ids:
        last += not key
        numbered.append(key or f"p-{last}")
    return numbered, last
