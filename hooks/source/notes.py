"""The author's notes of an extraction: where the text refers to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hooks.messages import Said, say
from hooks.source.joining import Joiner, needs_space
from hooks.source.passage import Passage
from hooks.source.places import plain
from hooks.source.plan import NoteRule

Found = tuple[Passage, re.Match[str]]


class Note(NamedTuple):
    """A note with its line, mark and rule, and where the printed page begins at whose foot it stands."""

    passage: Passage
    line: int
    mark: str
    rule: NoteRule
    page_start: int


def place_references(notes: list[Note], passages: list[Passage], joiner: Joiner) -> Iterator[tuple[int, Said]]:
    """Take the marks by which the text refers to the notes out of the passages, and enter the places into their
    `notes`; yield, with the line of a note, what is wrong where its reference does not stand in one place.

    It is looked for on the printed page of the note, then in all `passages`: so are notes at the end of a chapter.
    """
    elsewhere = [note for note in notes if not _place(note, _found(note, passages, on_page=True), joiner)]
    for note in elsewhere:
        found = _found(note, passages, on_page=True) or _found(note, passages, on_page=False)
        if not _place(note, found, joiner):
            lines = [passage.lines[match.start()] for passage, match in found]
            where = say("plan-note/lines", lines=lines) if found else say("plan-note/nowhere")
            yield note.line, say("plan-note/reference", mark=note.mark, where=where)


def _found(note: Note, passages: list[Passage], on_page: bool) -> list[Found]:
    regex = re.compile(note.rule.reference.replace("{mark}", re.escape(plain(note.mark))))
    found = [(passage, match) for passage in passages for match in regex.finditer(passage.text) if match[0]]
    own = range(note.page_start, note.line + 1)
    return [(passage, match) for passage, match in found if not on_page or passage.lines[match.start()] in own]


def _place(note: Note, found: list[Found], joiner: Joiner) -> bool:
    """Enter the place of a reference, if it is one."""
    if len(found) != 1:
        return False
    passage, match = found[0]
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
    return True
