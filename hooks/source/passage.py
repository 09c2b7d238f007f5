"""A passage: one block of the paper's text, wherever it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Kind = Literal["title", "section", "paragraph", "item", "pull-quote", "caption", "columns", "row", "note", "footnote"]

# A sentence ends at its mark and the closing quotes and brackets after it.
SENTENCE = re.compile(r".+?(?:[。！？；]|[.!?;](?=\s|$))[」』”）)]*\s*|.+?$", re.DOTALL)


@dataclass
class Passage:
    """One block: its text without markup, the line of `path` on which each character stands, and the printed pages that
    begin in it, as (offset of the page's first character, page number), and the author's notes that it refers to, as
    (offset, mark). `label` is a row's year, the id of a title or section, or a note's mark; `level` that of a section
    or an item; `into` is the number of the paragraph that a pull-quote is set into."""

    kind: Kind
    path: Path
    text: str = ""
    lines: list[int] = field(default_factory=list)
    label: str = ""
    breaks: list[tuple[int, str]] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)
    level: int = 1
    into: int = 0

    def sentences(self) -> list[tuple[str, int]]:
        """Return each sentence with the line on which it begins."""
        return [(match[0], self.lines[match.start()]) for match in SENTENCE.finditer(self.text)]

    def cut(self, offset: int, kind: Kind) -> Passage:
        """Return what follows `offset` as a passage of its own and keep what precedes it."""
        rest = Passage(kind, self.path, self.text[offset:], self.lines[offset:])
        rest.breaks = [(at - offset, page) for at, page in self.breaks if at >= offset]
        self.breaks = [(at, page) for at, page in self.breaks if at < offset]
        self.text, self.lines = self.text[:offset], self.lines[:offset]
        return rest

    def take_out(self, start: int, end: int) -> None:
        """Take the characters from `start` to `end` out of the text."""
        gone = end - start
        self.text, self.lines = self.text[:start] + self.text[end:], self.lines[:start] + self.lines[end:]
        self.breaks = [(max(start, at - gone) if at > start else at, page) for at, page in self.breaks]
        self.notes = [(max(start, at - gone) if at > start else at, mark) for at, mark in self.notes]


def number_paragraphs(passages: list[Passage]) -> dict[int, int]:
    """Return the number of each paragraph and list item, as its `p-…` id has it, by its place in `passages`."""
    numbered = [place for place, passage in enumerate(passages) if passage.kind in ("paragraph", "item")]
    return {place: number for number, place in enumerate(numbered, start=1)}
