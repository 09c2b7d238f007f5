"""Follows the blocks of a page through its versions, and notes each edit of their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from hooks.history.matching import like, match
from hooks.history.texts import Block, key_of


class Step(NamedTuple):
    """An edit that a version of a page made: the place of the version among all, the thread of the block that it
    changed, and its words before and after, "" where there was or is no such block."""

    version: int
    thread: int
    before: str
    after: str


@dataclass
class Threads:
    """The blocks of a page through all its versions: each has a thread, a number; one that was split, one more; one
    that was joined to another goes on in that."""

    blocks: Sequence[Block] = ()
    current: list[int] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    heirs: dict[int, list[int]] = field(default_factory=dict)
    gone: dict[str, int] = field(default_factory=dict)
    count: int = 0
    last: int = 0

    def new(self) -> int:
        self.count += 1
        return self.count

    def add(self, version: int, blocks: Sequence[Block]) -> None:
        """Go on to the next version of the page."""
        # What a page had from the start is no edit, nor is what it got as a whole.
        empty = all(block.kind in ("title", "heading") for block in self.blocks)
        start = _same(self.blocks, blocks)
        end = _same(self.blocks[start:][::-1], blocks[start:][::-1])
        threads = dict(enumerate(self.current[:start]))
        threads |= {len(blocks) - at: self.current[-at] for at in range(1, end + 1)}
        for group in match(self.blocks[start : len(self.blocks) - end], blocks[start : len(blocks) - end]):
            old, new = ([start + at for at in places] for places in group)
            was, is_ = ([side[at] for at in places] for side, places in ((self.blocks, old), (blocks, new)))
            held = [self.current[at] for at in old]
            key = "".join(block.key for block in is_)
            # What was taken away may come back.
            held = held or [self.gone.pop(key, 0) or self.new()]
            for thread in held[1:]:
                self.heirs[thread] = [held[0]]
            here = [held[0], *(self.new() for _ in new[1:])]
            if len(here) > 1:
                self.heirs.setdefault(held[0], [held[0]]).extend(here[1:])
            threads |= dict(zip(new, here, strict=False))
            if not new:
                self.gone["".join(block.key for block in was)] = held[0]
            before, after = joined(was), joined(is_)
            # A text may be split between two words, or inside of one.
            split = len(was) > 1 or len(is_) > 1
            if key_of(before) != key_of(after) and not (split and _squeezed(before) == _squeezed(after)):
                self.last = version
                if before or not empty:
                    self.steps.append(Step(version, held[0], before, after))
        self.blocks = blocks
        self.current = [threads[at] for at in range(len(blocks))]

    def place(self, step: Step) -> int | None:
        """Return the place of the block that has now what a step changed, or what has become of it; None where nothing
        has."""
        heirs, open_ = set[int](), [step.thread]
        while open_:
            thread = open_.pop()
            if thread not in heirs:
                heirs.add(thread)
                open_ += self.heirs.get(thread, [])
        places = [at for at, thread in enumerate(self.current) if thread in heirs]
        changed = _changed(step)
        return max(
            places,
            key=lambda at: (changed in self.blocks[at].key, like(changed, self.blocks[at].key), -at),
            default=None,
        )


def _same(one: Sequence[Block], other: Sequence[Block]) -> int:
    """Return with how many blocks that are written alike two lists begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (here, there) in pairs if not here.is_written_as(there)), min(len(one), len(other)))


def joined(blocks: Sequence[Block]) -> str:
    """Return the words of blocks as one text."""
    text = ""
    for block in blocks:
        text += " " + block.text if text and text[-1].isascii() and block.text[:1].isascii() else block.text
    return text


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _changed(step: Step) -> str:
    """Return the words of the text after a step from the first that differ to the last."""
    before, after = key_of(step.before), key_of(step.after)
    start = next((at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), len(before))
    rest = zip(before[start:][::-1], after[start:][::-1], strict=False)
    end = next((at for at, pair in enumerate(rest) if pair[0] != pair[1]), 0)
    return after[max(0, start - 4) : len(after) - end + 4] if step.after else before
