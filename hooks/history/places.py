"""Where on the pages of today a block or a table stands."""

from __future__ import annotations

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
    key = page.language, page.name
    blocks, ids = sources.conversions[key].blocks, sources.alignment[page.name].ids[page.language]
    before = [at for at, line in enumerate(lines_of(sources, key)) if line <= block.line and block.kind != "title"]
    lines = lines_of(sources, key)
    return ids[max(before, key=lambda at: (lines[at], key_of(blocks[at].text) == block.key, -at))] if before else ""


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
