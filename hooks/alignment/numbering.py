"""Gives new blocks the next numbers, which no block has had before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hooks.blocks.context import BodyBlock

NUMBERED = re.compile(r"([ps])-(\d+)$")


class Numbers:
    """The last number given to a section (`s-1`) and to any other block (`p-1`)."""

    def __init__(self, *given: Iterable[str]) -> None:
        self.last = {"p": 0, "s": 0}
        for found in (NUMBERED.match(key) for keys in given for key in keys):
            if found:
                self.last[found[1]] = max(self.last[found[1]], int(found[2]))

    def fill(self, ids: Sequence[str], blocks: Sequence[BodyBlock]) -> list[str]:
        """Return the ids of blocks, the next numbers in the place of those that are empty."""
        return [key or self._next(block.kind) for key, block in zip(ids, blocks, strict=True)]

    def _next(self, kind: str) -> str:
        letter = "s" if kind == "heading" else "p"
        self.last[letter] += 1
        return f"{letter}-{self.last[letter]}"
