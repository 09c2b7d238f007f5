"""Reads the committed pages into passages: their text without markup."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hooks.blocks.fences import Fence, find_fences
from hooks.data.tables import Table
from hooks.pages import SourcePage
from hooks.source.passage import Passage

HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*(?:\{[^}]*#([\w-]+)[^}]*\})?\s*$")
ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+(.*)")
NOTE = re.compile(r"\[\^[^\]]+\]:")
RULE = re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,})\s*$")
ATTRIBUTES = re.compile(r"\s*\{:[^}]*\}\s*$")
# Inline markup, and what of it is text; the last alternative is any character for itself.
INLINE = re.compile(
    r"(?P<note>\[\^[^\]]+\])|!?\[(?P<link>[^\]]*)\]\([^)]*\)|(?P<tag></?[a-zA-Z][^>]*>)|(?P<emphasis>\*+)"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<entity>&#?\w+;)|(?P<char>.)"
)


@dataclass
class Manuscript:
    """A page's passages in reading order, its pull-quotes and printed page marks apart, and how many editor's notes
    stand between them."""

    passages: list[Passage] = field(default_factory=list)
    pull_quotes: list[Passage] = field(default_factory=list)
    page_marks: list[tuple[int, str, int, int]] = field(default_factory=list)  # page, first words, next passage, line
    notes: int = 0


def read_manuscript(page: SourcePage, tables: Mapping[str, Table]) -> Manuscript:
    """Return the text of a page and its tables."""
    manuscript = Manuscript()
    fences = find_fences(page.body, page.first_line)
    fence_at = {fence.line: fence for fence in fences}
    fenced_until = 0
    open_passage: Passage | None = None
    in_note = False
    for number, line in enumerate(page.body.split("\n"), start=page.first_line):
        if number <= fenced_until:
            continue
        if fence := fence_at.get(number):
            _add_block(manuscript, page, fence, tables)
            fenced_until, open_passage = fence.end, None
        elif not line.strip() or RULE.match(line):
            open_passage = None
        elif NOTE.match(line) or (in_note and line.startswith("    ")):
            manuscript.notes += bool(NOTE.match(line))
            in_note = True
            continue
        elif heading := HEADING.match(line):
            kind = "title" if heading[1] == "#" else "section"
            passage = Passage(kind, page.path, label=heading[3] or "")  # type: ignore[arg-type]
            _add_line(passage, heading[2], number)
            manuscript.passages.append(passage)
            open_passage = None
        else:
            item = ITEM.match(line)
            words = item[1] if item else line.lstrip("> ")
            if not _plain(words):
                continue
            if item or not open_passage:
                open_passage = Passage("item" if item else "paragraph", page.path)
                manuscript.passages.append(open_passage)
            _add_line(open_passage, words, number)
        in_note = in_note and not line.strip()
    return manuscript


def table_passages(table: Table, path: Path) -> list[Passage]:
    """Return a table as its page prints it in Chinese: caption, column titles, rows under their years, and the notes
    that were printed; not the rows added since."""
    passages = [Passage("caption", path, label=table.name), Passage("columns", path, label=table.name)]
    _add_line(passages[0], table.caption["zh"], 1, markup=False)
    _add_line(passages[1], " ".join(column.title["zh"] for column in table.columns if column.title), 1, markup=False)
    for group in table.groups:
        for row in group.rows:
            if row.added:
                continue
            passages.append(Passage("row", path, label=f"{table.name} {group.year}"))
            cells = " ".join(cell.prefix["zh"] + cell.text["zh"] for cell in row.cells)
            _add_line(passages[-1], cells, row.line, markup=False)
    for note in table.notes:
        if note.kind == "source":
            passages.append(Passage("note", path, label=table.name))
            _add_line(passages[-1], note.text["zh"], 1, markup=False)
    return passages


def _add_block(manuscript: Manuscript, page: SourcePage, fence: Fence, tables: Mapping[str, Table]) -> None:
    if fence.name == "data-table" and fence.argument in tables:
        path = page.path.parents[1] / "data" / f"{fence.argument}.csv"
        manuscript.passages += table_passages(tables[fence.argument], path)
    elif fence.name == "page":
        words = str((fence.options or {}).get("begins", ""))
        manuscript.page_marks.append((int(fence.argument), words, len(manuscript.passages), fence.line))
    elif fence.name == "pull-quote":
        quote = Passage("pull-quote", page.path)
        for number, line in fence.content:
            if line.strip():
                _add_line(quote, line, number)
        manuscript.pull_quotes.append(quote)


def _add_line(passage: Passage, line: str, number: int, markup: bool = True) -> None:
    """Add a line's text; lines of a paragraph that was wrapped by hand join as the browser would join them."""
    text = _plain(line) if markup else line.strip()
    if passage.text and text and passage.text[-1].isascii() and text[0].isascii():
        text = " " + text
    passage.text += text
    passage.lines += [number] * len(text)


def _plain(line: str) -> str:
    return _without_markup(ATTRIBUTES.sub("", line)).strip()


def _without_markup(line: str) -> str:
    text = []
    for match in INLINE.finditer(line):
        if match["link"] is not None:
            text.append(_without_markup(match["link"]))
        elif match["entity"]:
            text.append(html.unescape(match["entity"]))
        else:
            text.append(match["escaped"] or match["char"] or "")
    return "".join(text)
