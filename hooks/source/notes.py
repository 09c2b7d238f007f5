"""The author's notes of an extraction: where the text refers to them."""

from __future__ import annotations

import re
from typing import NamedTuple

from hooks.source.joining import Joiner, needs_space
from hooks.source.passage import Passage
from hooks.source.places import plain
from hooks.source.plan import NoteRule


class Note(NamedTuple):
    """A note with its mark and rule, and where the printed page begins at whose foot it stands."""

    passage: Passage
    mark: str
    rule: NoteRule
    page_start: int


class NoteError(Exception):
    """Raised where it is not clear where the text refers to a note."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        super().__init__(message)


def place_reference(note: Note, passages: list[Passage], joiner: Joiner) -> None:
    """Take the mark by which the text refers to a note out of that passage, and enter the place into its `notes`.

    It is looked for on the printed page of the note, then in all `passages`. Raises NoteError unless it is there once.
    """
    regex = re.compile(note.rule.reference.replace("{mark}", re.escape(plain(note.mark))))
    found = [(passage, match) for passage in passages for match in regex.finditer(passage.text) if match[0]]
    own = range(note.page_start, note.passage.lines[0] + 1)
    here = [(passage, match) for passage, match in found if passage.lines[match.start()] in own] or found
    if len(here) != 1:
        lines = ", ".join(str(passage.lines[match.start()]) for passage, match in here)
        where = f"on lines {lines}: make `reference` in the plan match once" if here else "nowhere: correct `reference`"
        message = f"begins note {note.mark}, to which the text refers {where}, or list this line under `body`"
        raise NoteError(note.passage.lines[0], message)
    passage, match = here[0]
    start, end = match.span()
    while passage.text[start - 1 : start] == " ":
        start -= 1
    while passage.text[end : end + 1] == " ":
        end += 1
    apart = end - start > len(match[0].strip()) and start and end < len(passage.text)
    kept = int(bool(apart and needs_space(passage.text[start - 1], passage.text[end])))
    if kept:
        passage.text = f"{passage.text[:start]} {passage.text[start + 1 :]}"
    passage.take_out(start + kept, end)
    passage.notes.append((start, note.passage.label))
    joiner.ledger.move("text", "mark of a note", end - start - kept)
