"""Reads the committed pages into passages: their text without markup."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from hooks.blocks.fences import Fence, find_fences
from hooks.blocks.notes import EDITORS
from hooks.data.tables import Table
from hooks.pages import SourcePage
from hooks.source.passage import Kind, Passage

HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*(?:(?<!\\)\{[^}]*#([\w-]+)[^}]*\})?\s*$")
ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+(.*)")
NOTE = re.compile(r"\[\^(?P<name>[^\]]+)\]:\s*(?P<text>.*)")
# Where a line refers to one of the author's notes, until its place is known.
REFERENCE = re.compile("\ue000(.*?)\ue001")
RULE = re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,})\s*$")
ATTRIBUTES = re.compile(r"\s*(?<!\\)\{:[^}]*\}\s*$")
# What stands for a picture is no printed text, but its caption may be.
PICTURE = re.compile(r"""\s*!\[[^\]]*\]\(\s*\S+?(?:\s+(["'])(?P<caption>.*)\1)?\s*\)\s*""")
# Inline markup, and what of it is text; the last alternative is any character for itself.
INLINE = re.compile(
    r"\[\^(?P<note>[^\]]+)\]|!\[[^\]]*\]\([^)]*\)|\[(?P<link>[^\]]*)\]\([^)]*\)|(?P<tag></?[a-zA-Z][^>]*>)|(?P<emphasis>\*+)"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<entity>&#?\w+;)|(?P<char>.)"
)


@dataclass
class Manuscript:
    """A page's passages in reading order, its pull-quotes, author's notes and printed page marks apart, and how many
    editor's notes stand between them."""

    passages: list[Passage] = field(default_factory=list)
    pull_quotes: list[Passage] = field(default_factory=list)
    footnotes: list[Passage] = field(default_factory=list)
    page_marks: list[tuple[str, str, int, int]] = field(default_factory=list)  # page, first words, next passage, line
    notes: int = 0


def read_manuscript(page: SourcePage, tables: Mapping[str, Table]) -> Manuscript:
    """Return the text of a page and its tables."""
    manuscript = Manuscript()
    fences = find_fences(page.body, page.first_line)
    fence_at = {fence.line: fence for fence in fences}
    fenced_until = 0
    open_passage: Passage | None = None
    in_note = ""
    authors = _authors_notes(page.body)
    for number, line in enumerate(page.body.split("\n"), start=page.first_line):
        if number <= fenced_until:
            continue
        if fence := fence_at.get(number):
            _add_block(manuscript, page, fence, tables)
            fenced_until, open_passage = fence.end, None
        elif not line.strip() or RULE.match(line):
            open_passage = None
        elif (note := NOTE.match(line)) or (in_note and line.startswith("    ")):
            if note and note["name"] in authors:
                manuscript.footnotes.append(Passage("footnote", page.path, label=authors[note["name"]]))
            elif note:
                manuscript.notes += 1
            if note:
                in_note = "author" if note["name"] in authors else "editor"
            if in_note == "author":
                _add_line(manuscript.footnotes[-1], note["text"] if note else line.strip(), number)
            continue
        elif heading := HEADING.match(line):
            kind: Kind = "title" if heading[1] == "#" else "section"
            passage = Passage(kind, page.path, label=heading[3] or "", level=len(heading[1]))
            _add_line(passage, heading[2], number, authors)
            manuscript.passages.append(passage)
            open_passage = None
        else:
            item = ITEM.match(line)
            text = item[1] if item else line.lstrip("> ")
            if picture := PICTURE.fullmatch(ATTRIBUTES.sub("", text)):
                text = picture["caption"] or ""
            if not _plain(text):
                continue
            if item or not open_passage:
                open_passage = Passage("item" if item else "paragraph", page.path)
                manuscript.passages.append(open_passage)
            _add_line(open_passage, text, number, authors)
        in_note = in_note if not line.strip() else ""
    return manuscript


def _authors_notes(body: str) -> dict[str, str]:
    """Return the author's notes of a page by name, each with its number: all notes but those that say that they are the
    editor's."""
    found = [match for line in body.split("\n") if (match := NOTE.match(line))]
    notes = [match for match in found if not EDITORS.match(match["text"])]
    return {match["name"]: str(number) for number, match in enumerate(notes, start=1)}


def table_passages(table: Table, path: Path) -> list[Passage]:
    """Return a table as its page prints it in Chinese: caption, column titles, rows under their years, and the notes
    that were printed; not the rows added since."""
    passages = [Passage("caption", path, label=table.name), Passage("columns", path, label=table.name)]
    _add_text(passages[0], table.caption["zh"], 1)
    _add_text(passages[1], " ".join(column.title["zh"] for column in table.columns if column.title), 1)
    for group in table.groups:
        for row in group.rows:
            if row.added:
                continue
            passages.append(Passage("row", path, label=f"{table.name} {group.year}"))
            cells = " ".join(cell.prefix["zh"] + cell.text["zh"] for cell in row.cells)
            _add_text(passages[-1], cells, row.line)
    for note in table.notes:
        if note.kind == "source":
            passages.append(Passage("note", path, label=table.name))
            _add_text(passages[-1], note.text["zh"], 1)
    return passages


def _add_block(manuscript: Manuscript, page: SourcePage, fence: Fence, tables: Mapping[str, Table]) -> None:
    if fence.name == "data-table" and fence.argument in tables:
        docs = page.path.parents[len(PurePath(page.name).parts)]
        path = docs / "data" / f"{fence.argument}.csv"
        manuscript.passages += table_passages(tables[fence.argument], path)
    elif fence.name == "page":
        words = str((fence.options or {}).get("begins", ""))
        manuscript.page_marks.append((fence.argument, words, len(manuscript.passages), fence.line))
    elif fence.name == "pull-quote":
        quote = Passage("pull-quote", page.path)
        for number, line in fence.content:
            if line.strip():
                _add_line(quote, line, number)
        manuscript.pull_quotes.append(quote)


def _add_line(passage: Passage, line: str, number: int, authors: Mapping[str, str] | None = None) -> None:
    """Add a line's text without its markup, and where it refers to the author's notes."""
    pieces = REFERENCE.split(_plain(line, authors or {}))
    _add_text(passage, pieces[0], number)
    for mark, text in zip(pieces[1::2], pieces[2::2], strict=True):
        passage.notes.append((len(passage.text), mark))
        passage.text += text
        passage.lines += [number] * len(text)


def _add_text(passage: Passage, text: str, number: int) -> None:
    """Add text; lines of a paragraph that was wrapped by hand join as the browser would join them."""
    text = text.lstrip()
    if passage.text and text and passage.text[-1].isascii() and text[0].isascii():
        text = " " + text
    passage.text += text
    passage.lines += [number] * len(text)


def _plain(line: str, authors: Mapping[str, str] | None = None) -> str:
    return _without_markup(ATTRIBUTES.sub("", line), authors or {}).strip()


def _without_markup(line: str, authors: Mapping[str, str]) -> str:
    text = []
    for match in INLINE.finditer(line):
        if match["link"] is not None:
            text.append(_without_markup(match["link"], authors))
        elif match["note"]:
            text.append(f"\ue000{authors[match['note']]}\ue001" if match["note"] in authors else "")
        elif match["entity"]:
            text.append(html.unescape(match["entity"]))
        else:
            text.append(match["escaped"] or match["char"] or "")
    return "".join(text)
