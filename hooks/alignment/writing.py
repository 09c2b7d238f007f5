"""Writes into a page of the translation which blocks of the original its blocks stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from hooks.blocks.context import BodyBlock

LIST_ITEM = re.compile(r"(\s*)(?:[-*+]|\d+[.)]|:)\s+")
QUOTATION = re.compile(r"\s*(?:>\s?)+")
ATTRIBUTES = re.compile(r"\s*\}\s*$")
IN_LINE = ("heading", "term")
INDENT = "    "


def with_pairs(
    text: str, blocks: Sequence[BodyBlock], starts: Sequence[int], pairs: Mapping[int, str]
) -> tuple[str, list[int]]:
    """Return the text of a page with what `pairs` says of its blocks by their places, and the places of the blocks that
    are not found in it; the blocks start on the lines `starts`."""
    lines = text.split("\n")
    lost = [place for place in pairs if not blocks[place].text or starts.count(starts[place]) > 1]
    for place, pair in sorted(pairs.items(), reverse=True):
        if place not in lost:
            _write(lines, starts[place] - 1, blocks[place].kind, f'pair="{pair}"')
    return "\n".join(lines), lost


def _write(lines: list[str], start: int, kind: str, pair: str) -> None:
    if kind in IN_LINE:
        line = lines[start].rstrip()
        found = ATTRIBUTES.search(line)
        lines[start] = f"{line[: found.start()]} {pair} }}" if found and "{" in line else f"{line} {{: {pair} }}"
        return
    end = start + 1
    while end < len(lines) and lines[end].strip() and not (kind == "item" and LIST_ITEM.match(lines[end])):
        end += 1
    if kind in ("table", "code"):
        lines[end:end] = ["", f"{{: {pair} }}"]
        return
    item, quotation = LIST_ITEM.match(lines[start]), QUOTATION.match(lines[start])
    indent = f"{item[1]}{INDENT}" if item and kind in ("item", "definition") else quotation[0] if quotation else ""
    lines.insert(end, f"{indent}{{: {pair} }}")
