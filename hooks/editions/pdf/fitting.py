"""Fits a table with many columns to a page: nodes in, the widths of their columns out."""

from __future__ import annotations

import re

from hooks.editions.document import Node

# How wide a table may be, in its own letters: that of a leaf or of one language's column, and that of a sheet.
LEAF, SHEET = 35.0, 79.0
# Beside the text of a cell.
INSET = 1.1
# As small as letters may be where there are ways to avoid it.
SMALLEST = 0.7
# What breaks nowhere: a word, or a few characters of Chinese.
PIECE = re.compile(r"[^\s\u2e80-\uffef-]+-?|[\u2e80-\uffef]+")
CHINESE = re.compile(r"[\u2e80-\uffef]")
FEW = 3.0
# A line that is good to read in a narrow column.
LINE = 6.0


def fitted(node: Node, room: float) -> Node:
    """Return a table as it is where it fits into `room`, or with the widths of its columns, each at least as wide as
    its longest word, and by how much its letters are smaller."""
    rows = [*node["head"], *(cells for group in node["groups"] for cells in group)]
    node = {key: value for key, value in node.items() if key not in ("widths", "scale")}
    if any(cell["columns"] > 1 for cells in rows for cell in cells):
        return node
    texts: list[list[str]] = [[] for _ in node["wide"]]
    for cells in rows:
        # A row below a cell that spans it has no cell of its own for that: the last columns are always there.
        for column, cell in zip(reversed(texts), reversed(cells), strict=False):
            column.append(plain(cell["body"]))
    whole = [max(map(_width, column), default=0.0) for column in texts]
    least = [max((_unbroken(text) for text in column), default=0.0) for column in texts]
    needed = [few if wide else all_ for few, all_, wide in zip(least, whole, node["wide"], strict=True)]
    inset = INSET * len(texts)
    if sum(needed) + inset <= room:
        return node
    good = sum(max(few, min(most, LINE)) for few, most in zip(least, whole, strict=True))
    scale = min(1.0, max(SMALLEST, room / (good + inset)), room / (sum(least) + inset))
    spare = max(0.0, room / scale - sum(least) - inset)
    longer = [most - few for most, few in zip(whole, least, strict=True)]
    share = spare / (sum(longer) or 1.0)
    widths = [round(few + INSET + more * share, 2) for few, more in zip(least, longer, strict=True)]
    return node | {"widths": widths, "scale": round(scale, 3)}


def plain(body: list[Node]) -> str:
    """Return the text of what stands in a cell."""
    return "".join(node if isinstance(node, str) else plain(node.get("body", [])) or " " for node in body)


def _width(text: str) -> float:
    """Return about how wide a text is: a character of Chinese is one, a letter half of that."""
    return sum(1.0 if CHINESE.match(letter) else 0.7 if letter.isupper() else 0.52 for letter in text)


def _unbroken(text: str) -> float:
    pieces = PIECE.findall(text)
    return max((min(_width(piece), FEW) if CHINESE.match(piece) else _width(piece) for piece in pieces), default=0.0)
