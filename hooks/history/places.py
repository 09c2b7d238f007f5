"""Where on the pages of today a block or a table stands."""

from __future__ import annotations

from pathlib import Path

from hooks.blocks.fences import find_fences
from hooks.history.texts import Block, key_of
from hooks.pages import SourcePage
from hooks.sources import Sources
from hooks.translation.lines import lines_of

# The page of the data, where there is one.
DATA = "data.md"


def block_id(sources: Sources, page: SourcePage, block: Block) -> str:
    """Return the id of a block of a page as the site has it: of a note its own, of any other that of the body block
    that it is, or is in; "" for the title of the front matter."""
    if block.kind == "note":
        return f"fn:{block.name}"
    return "" if block.kind == "title" else block_at(sources, page, block.line, block.key)


def block_at(sources: Sources, page: SourcePage, line: int, words: str = "") -> str:
    """Return the id of the body block that a line of a page's file is in; of several that begin there, of the one of
    these `words`."""
    key = page.language, page.name
    blocks, ids = sources.conversions[key].blocks, sources.alignment[page.name].ids[page.language]
    same = [at for at, block in enumerate(blocks) if words and key_of(block.text) == words]
    if len(same) == 1:
        # Quicker than to find the lines of a page, and as sure.
        return ids[same[0]]
    lines = lines_of(sources, key)
    before = [at for at in range(len(lines)) if lines[at] <= line]
    return ids[max(before, key=lambda at: (lines[at], key_of(blocks[at].text) == words, -at))] if before else ""


def row_at(sources: Sources, path: Path, line: int) -> tuple[str, str] | None:
    """Return the page that prints the table of a file, and the id of the row on a line of it; None where none does."""
    for table in sources.tables.values():
        pages = printed_on(sources, table.name)
        if pages and table.resource["path"] == path.name:
            rows = [row for row in table.rows if row.id and row.line <= line]
            last = max(rows, key=lambda row: row.line, default=None)
            return pages[0], f"{table.name}-{last.id}" if last else f"table-{table.name}"
    return None


def printed_on(sources: Sources, table: str) -> list[str]:
    """Return the names of the pages that print a table, the page of the data first."""
    found = []
    for page in sources.pages:
        for fence in find_fences(page.body, page.first_line):
            without = str((fence.options or {}).get("without", "")).split()
            if (fence.name == "data-table" and fence.argument == table) or (
                fence.name == "data-tables" and table not in without
            ):
                found.append(page.name)
    return sorted(dict.fromkeys(found), key=lambda name: name != DATA)
