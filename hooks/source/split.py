"""Writes draft pages from the extraction: Markdown for the text, CSV for the tables."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import pairwise
from pathlib import Path

import yaml

from hooks.languages import Language
from hooks.source.extraction import Extraction
from hooks.source.passage import Passage, number_paragraphs

# Characters that Markdown would take for its own, and those that it cannot be told by a backslash to leave alone.
MARKUP = re.compile(r"([\\`*_\[\]{}#])")
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "~": "&#126;", "^": "&#94;", "=": "&#61;"}
MARKUP_AT_START = re.compile(r"^(?:[+-]|\d+(?=[.)](?:\s|$)))")
ENTITY_AT_START = re.compile(r"^[:/!?]")


def write_drafts(extraction: Extraction, folder: Path, translation: Language = "en") -> list[Path]:
    """Write a draft of every page and table into `folder`, which must not exist, and return their paths. A page in the
    language of the `translation` is official, since it was printed.

    Raises FileExistsError rather than write over anybody's work.
    """
    folder.mkdir(parents=True)
    drafts = {page.path: draft_page(extraction, page.path, translation) for page in extraction.texts}
    for page in extraction.texts:
        for table in page.plan.tables:
            rows = [p for p in extraction.pages[page.path] if p.kind == "row" and p.label.split()[0] == table.name]
            drafts[f"data/{table.name}.csv"] = draft_table(rows, table.row)
    for name, text in drafts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return [folder / name for name in drafts]


def draft_page(extraction: Extraction, path: str, translation: Language = "en") -> str:
    """Return a page's passages as Markdown, with its pull-quotes, notes and printed page marks."""
    passages, quotes = extraction.pages[path], extraction.pull_quotes[path]
    numbers = number_paragraphs(passages)
    title = next((passage.text for passage in passages if passage.kind == "title"), "")
    status = "translation: official\n" if path.startswith(f"{translation}/") else ""
    blocks = [f"---\ntitle: {_quoted(title)}\n{status}---"]
    depth = 0
    for place, passage in enumerate(passages):
        # A list within a list needs an item to be in.
        depth = min(passage.level, depth + 1) if passage.kind == "item" else 0
        if passage.kind in ("columns", "row", "note"):
            continue
        run = _run(passages, place)
        if passage is run[0]:
            blocks += [_page_mark(run, part, at, number) for part in run for at, number in part.breaks]
            into = [numbers[at] for at in range(place, place + len(run)) if at in numbers]
            blocks += [_pull_quote(quote, passage) for quote in quotes if quote.into in into]
        blocks.append(_markdown(passage, depth))
    blocks += [f"[^{note.label}]: {_escape(note.text)}" for note in extraction.notes[path]]
    return _join(blocks)


def draft_table(rows: list[Passage], pattern: re.Pattern[str]) -> str:
    """Return a table's rows as CSV: the year, and a column for each group of the plan's row pattern."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["year", *pattern.groupindex])
    for row in rows:
        match = pattern.fullmatch(row.text)
        writer.writerow([row.label.split()[1], *(match.groups() if match else [row.text])])
    return text.getvalue()


def _run(passages: list[Passage], place: int) -> list[Passage]:
    """Return the passages that make one Markdown block with this one: a whole list, a whole table."""
    for kinds in (("item",), ("caption", "columns", "row", "note")):
        if passages[place].kind in kinds:
            first = last = place
            while first and passages[first - 1].kind in kinds and passages[first].kind != "caption":
                first -= 1
            while (
                last + 1 < len(passages) and passages[last + 1].kind in kinds and passages[last + 1].kind != "caption"
            ):
                last += 1
            return passages[first : last + 1]
    return [passages[place]]


def _page_mark(run: list[Passage], passage: Passage, offset: int, number: str) -> str:
    if passage is run[0] and offset == 0:
        return f"/// page | {number}\n///"
    words = _quoted(_first_words([part.text for part in run], passage.text, offset))
    return f"/// page | {number}\n    begins: {words}\n///"


def _first_words(texts: list[str], text: str, offset: int) -> str:
    """Return as many of the words at `offset` as name that place alone in the block, eight characters at least."""
    for length in range(8, len(text) - offset + 1):
        words = text[offset : offset + length].strip()
        if sum(other.count(words) for other in texts) == 1:
            return words
    return text[offset:]


def _quoted(text: str) -> str:
    """Return a text as a value of YAML, in quotes only where it would be read as something else without them."""
    safe = re.match(r"[^\W\d]|[（「《]", text) and not re.search(r": |:$| #", text) and yaml.safe_load(text) == text
    return text if safe else json.dumps(text, ensure_ascii=False)


def _pull_quote(quote: Passage, into: Passage) -> str:
    adapted = "" if quote.text in into.text else "    adapted: true\n"
    return f"/// pull-quote\n    from: p-{quote.into}\n{adapted}{_escape(quote.text)}\n///"


def _markdown(passage: Passage, depth: int) -> str:
    text = _text(passage)
    match passage.kind:
        case "title":
            return f"# {text} {{#{passage.label}}}"
        case "section":
            return f"{'#' * passage.level} {text}" + (f" {{#{passage.label}}}" if passage.label else "")
        case "item":
            return f"{'    ' * (depth - 1)}- {text}"
        case "caption":
            return f"/// data-table | {passage.label}\n///"
        case _:
            return text


def _text(passage: Passage) -> str:
    """Return a passage's text as Markdown, with its references to notes."""
    ends = [0, *(at for at, _ in passage.notes), len(passage.text)]
    pieces = [_escape(passage.text[a:b], at_start=a == 0) for a, b in pairwise(ends)]
    marks = [f"[^{mark}]" for _, mark in passage.notes]
    return "".join(piece + mark for piece, mark in zip(pieces, [*marks, ""], strict=True))


def _escape(text: str, at_start: bool = True) -> str:
    escaped = "".join(ENTITIES.get(char, char) for char in MARKUP.sub(r"\\\1", text))
    return (
        ENTITY_AT_START.sub(lambda m: f"&#{ord(m[0])};", MARKUP_AT_START.sub(_backslash, escaped))
        if at_start
        else escaped
    )


def _backslash(match: re.Match[str]) -> str:
    """A number at the start is a list's only with the mark after it, which takes the backslash."""
    return f"{match[0]}\\" if match[0].isdecimal() else f"\\{match[0]}"


def _join(blocks: list[str]) -> str:
    """An empty line stands between blocks, but not between the items of a list or between notes."""
    text = blocks[0]
    for before, after in pairwise(blocks):
        together = all(block.lstrip(" ").startswith("- ") for block in (before, after))
        text += ("\n" if together else "\n\n") + after
    return text + "\n"
