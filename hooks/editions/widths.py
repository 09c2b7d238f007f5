"""How wide the columns of a table want to be, in its own letters: nodes in, numbers out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from hooks.editions.document import Node

# Beside the text of a cell.
INSET = 1.1
# A line that is good to read in a narrow column.
LINE = 6.0
# What breaks nowhere: a word, or a few characters of Chinese.
PIECE = re.compile(r"[^\s\u2e80-\uffef-]+-?|[\u2e80-\uffef]+")
CHINESE = re.compile(r"[\u2e80-\uffef]")
FEW = 3.0
# About as wide as letters are in a book's face: of a kind the first that a letter is in.
NARROW, WIDE = frozenset("fijlrtI .,:;!|'‘’()[]-/"), frozenset("mwMW@—%")
# As much wider is what heads a column.
BOLD = 1.08


class Column(NamedTuple):
    """The text of a column: as wide as its longest word, as a line that is good to read, and as its longest cell in one
    line."""

    least: float
    good: float
    whole: float


def columns_of(node: Node) -> list[Column]:
    """Return the columns of a `grid` from left to right; of a cell that spans several nothing is known."""
    rows = [*node["head"], *(cells for group in node["groups"] for cells in group)]
    count = max((sum(cell["columns"] for cell in cells) for cells in rows), default=0)
    cells_of: list[list[tuple[str, float]]] = [[] for _ in range(count)]
    for cells in rows:
        # A row below a cell that spans it has no cell of its own for that: the last columns are always there.
        at = count
        for cell in reversed(cells):
            at -= cell["columns"]
            if cell["columns"] == 1:
                cells_of[at].append((plain(cell["body"]), BOLD if cell["head"] else 1.0))
    return [_column(cells) for cells in cells_of]


def good_width(columns: Iterable[Column]) -> float:
    """Return how wide a table of these columns is to be good to read."""
    return sum(column.good + INSET for column in columns)


def plain(body: list[Node]) -> str:
    """Return the text of what stands in a cell."""
    return "".join(node if isinstance(node, str) else plain(node.get("body", [])) or " " for node in body)


def _column(cells: list[tuple[str, float]]) -> Column:
    least = max((_unbroken(text) * weight for text, weight in cells), default=0.0)
    whole = max((_width(text) * weight for text, weight in cells), default=0.0)
    return Column(least, max(least, min(whole, LINE)), whole)


def _width(text: str) -> float:
    """Return about how wide a text is: a character of Chinese is one, most letters half of that."""
    return sum(map(_letter, text))


def _letter(letter: str) -> float:
    if CHINESE.match(letter):
        return 1.0
    if letter in NARROW:
        return 0.34
    if letter in WIDE:
        return 0.85
    return 0.7 if letter.isupper() else 0.51


def _unbroken(text: str) -> float:
    pieces = PIECE.findall(text)
    return max((min(_width(piece), FEW) if CHINESE.match(piece) else _width(piece) for piece in pieces), default=0.0)
