"""The line where each body block of a page begins: the page is converted once more, with a sign for its number in each
line, and each block shows the first sign that it holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from hooks.configuration import Configuration
from hooks.data.tables import Table
from hooks.findings import SourceError
from hooks.pages import SourcePage
from hooks.rendering import PageKey, convert_pages
from hooks.sources import Sources

# Private use characters, which no text has: one for each line.
FIRST, LAST = 0xF0000, 0x10FFFD
SIGN = re.compile(f"[{chr(FIRST)}-{chr(LAST)}]")
# What may stand before the first word of a line: markers of blocks, a note's label, a tag.
BEFORE = re.compile(r"\s*(?:(?:[-*+>:]|#+|\d+[.)]|\[\^[^\]]+\]:?|<[^>]*>|[*_~`]+)\s*)*")
# A fence of code or of a block with the options below it, what defines a link, attributes.
FENCE = re.compile(r"\s*(?:```|~~~)")
BLOCK = re.compile(r"\s*///")
NO_TEXT = re.compile(r"\s*(?:\*?\[[^^\]][^\]]*\]:|\{|[!?]{3}|<[^>]*$)")
WORD = re.compile(r"\w")


def lines_of(sources: Sources, key: PageKey) -> list[int]:
    """Return the line where each body block of a page begins, in order; each page is looked at once."""
    kept: dict[PageKey, list[int]] = sources.kept.setdefault(lines_of, {})
    if key not in kept:
        try:
            tables = sources.tables
        except SourceError:
            # What is wrong with them is reported where they are read.
            tables = {}
        page, blocks = sources.page(key), sources.conversions[key].blocks
        found = block_lines(page, sources.configuration, tables, sources.read)
        # In Markdown that is not what it seems, the signs may make other blocks: each has a line all the same.
        last = found[-1] if found else page.first_line
        kept[key] = (found + [last] * len(blocks))[: len(blocks)]
    return kept[key]


def block_lines(
    page: SourcePage, configuration: Configuration, tables: Mapping[str, Table], read: Callable[[Path], bytes]
) -> list[int]:
    """Return the line of the page's file where each of its body blocks begins, in order; the page's first for a block
    of no words; `read` gives the content of a file."""
    body = "\n".join(_signed(page.body.split("\n")))
    conversion = convert_pages([page._replace(body=body)], configuration, tables, read)[page.language, page.name]
    signs = [SIGN.search(block.text) for block in conversion.blocks]
    return [page.first_line + (ord(sign[0]) - FIRST if sign else 0) for sign in signs]


def _signed(lines: list[str]) -> Iterator[str]:
    """Yield lines of Markdown, a sign before the first word of each."""
    fenced = options = False
    for number, line in enumerate(lines):
        fence = FENCE.match(line)
        fenced ^= bool(fence)
        options = bool(BLOCK.match(line)) or (options and line.startswith("    "))
        start = BEFORE.match(line).end()  # type: ignore[union-attr]
        word = WORD.search(line, start)
        if fence or fenced or options or not word or NO_TEXT.match(line) or FIRST + number > LAST:
            yield line
        else:
            yield f"{line[: word.start()]}{chr(FIRST + number)}{line[word.start() :]}"
