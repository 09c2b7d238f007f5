"""Finds the lines of a page on which its blocks begin: Python-Markdown does not tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hooks.blocks.context import BodyBlock
from hooks.blocks.fences import fenced_lines, find_fences
from hooks.pages import SourcePage

# What stands in a line of Markdown and not in the text: a list's marker, notes, links' targets, tags, attributes.
MARKUP = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s|\[\^[^\]]*\]|(?<=\])\([^)]*\)|<[^>]*>|\{[:#][^}]*\}")
BESIDE_WORDS = re.compile(r"[\W_]+")
BEGINNING = 40


def block_lines(page: SourcePage, blocks: Sequence[BodyBlock]) -> list[int]:
    """Return the line on which each of the blocks of a page begins, or the page's first where that cannot be seen."""
    fences = find_fences(page.body, page.first_line)
    tables = {f"table-{fence.argument}": fence.line for fence in fences if fence.argument}
    inside = fenced_lines(fences)
    lines = [
        (number, BESIDE_WORDS.sub("", MARKUP.sub("", line)))
        for number, line in enumerate(page.body.split("\n"), start=page.first_line)
        if number not in inside
    ]
    found: list[int] = []
    last = 0
    for block in blocks:
        wanted = BESIDE_WORDS.sub("", block.text)[:BEGINNING]
        fits = [at for at, (_, words) in enumerate(lines) if wanted and words and _begins(words, wanted)]
        # The blocks stand in order; what looks like one of them may stand above it.
        at = next((at for at in fits if at >= last), -1)
        if at >= 0 and block.id not in tables:
            last = at + 1
        found.append(tables.get(block.id) or (lines[at][0] if at >= 0 else page.first_line))
    return found


def _begins(words: str, wanted: str) -> bool:
    return words.startswith(wanted) or wanted.startswith(words)
