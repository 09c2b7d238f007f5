"""Writes draft pages from the extraction: Markdown for the text, CSV for the tables."""

from __future__ import annotations

import csv
import io
import re
from itertools import pairwise
from pathlib import Path

from hooks.source.extraction import Extraction
from hooks.source.passage import Passage, number_paragraphs
from hooks.source.plan import PagePlan, Plan

# Characters that Markdown would take for its own.
MARKUP = re.compile(r"([\\`*_\[\]<>&{}])")
MARKUP_AT_START = re.compile(r"^([#+-]|\d+[.)](?=\s)|/{3})")


def write_drafts(plan: Plan, extraction: Extraction, folder: Path) -> list[Path]:
    """Write a draft of every page and table into `folder`, which must not exist, and return their paths.

    Raises FileExistsError rather than write over anybody's work.
    """
    folder.mkdir(parents=True)
    drafts = {page.path: draft_page(extraction, page) for page in plan.pages}
    for page in plan.pages:
        for table in page.tables:
            rows = [p for p in extraction.pages[page.path] if p.kind == "row" and p.label.split()[0] == table.name]
            drafts[f"data/{table.name}.csv"] = draft_table(rows, table.row)
    for name, text in drafts.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return [folder / name for name in drafts]


def draft_page(extraction: Extraction, page: PagePlan) -> str:
    """Return a page's passages as Markdown, with its pull-quotes and printed page marks as blocks."""
    passages, quotes = extraction.pages[page.path], extraction.pull_quotes[page.path]
    numbers = number_paragraphs(passages)
    title = next(passage for passage in passages if passage.kind == "title")
    blocks = [f"---\ntitle: {title.text}\n---"]
    for place, passage in enumerate(passages):
        if passage.kind in ("columns", "row", "note"):
            continue
        run = _run(passages, place)
        if passage is run[0]:
            blocks += [_page_mark(run, part, at, number) for part in run for at, number in part.breaks]
            blocks += [_pull_quote(quote, passage) for quote in quotes if quote.into == numbers.get(place)]
        blocks.append(_markdown(passage))
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


def _page_mark(run: list[Passage], passage: Passage, offset: int, number: int) -> str:
    if passage is run[0] and offset == 0:
        return f"/// page | {number}\n///"
    return f"/// page | {number}\n    begins: {_first_words([part.text for part in run], passage.text, offset)}\n///"


def _first_words(texts: list[str], text: str, offset: int) -> str:
    """Return as many of the words at `offset` as name that place alone in the block, eight characters at least."""
    for length in range(8, len(text) - offset + 1):
        words = text[offset : offset + length].strip()
        if sum(other.count(words) for other in texts) == 1:
            return words if re.match(r"[^\W\d]|[（「《]", words) and ": " not in words else f'"{words}"'
    return text[offset:]


def _pull_quote(quote: Passage, into: Passage) -> str:
    adapted = "" if quote.text in into.text else "    adapted: true\n"
    return f"/// pull-quote\n    from: p-{quote.into}\n{adapted}{_escape(quote.text)}\n///"


def _markdown(passage: Passage) -> str:
    text = _escape(passage.text)
    match passage.kind:
        case "title":
            return f"# {text} {{#{passage.label}}}"
        case "section":
            return f"## {text} {{#{passage.label}}}"
        case "item":
            return f"- {text}"
        case "caption":
            return f"/// data-table | {passage.label}\n///"
        case _:
            return text


def _escape(text: str) -> str:
    return MARKUP_AT_START.sub(r"\\\1", MARKUP.sub(r"\\\1", text))


def _join(blocks: list[str]) -> str:
    """An empty line stands between blocks, but not between the items of a list."""
    text = blocks[0]
    for before, after in pairwise(blocks):
        text += ("\n" if before.startswith("- ") and after.startswith("- ") else "\n\n") + after
    return text + "\n"
