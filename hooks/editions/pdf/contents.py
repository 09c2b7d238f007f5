"""How deep the list of contents at the beginning of a book goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from hooks.editions.document import Document
from hooks.languages import Language

DEEPEST = 3
# So many lines are a page and a half: whatever they list, a reader has it at a glance.
FEW = 40
# In a longer list a section is worth a line where it fills half a page: the articles of a law are found under their
# chapter. In characters.
WORTH: dict[Language, int] = {"zh": 250, "en": 900}


def contents_depth(documents: Iterable[Document], language: Language) -> int:
    """Return the level of the smallest headings that the contents of a book of these chapters list."""
    levels: Counter[int] = Counter()
    length = 0
    for document in documents:
        length += _read(document.blocks, levels)
    for level in range(2, DEEPEST + 1):
        lines = sum(levels[listed] for listed in range(1, level + 1))
        if lines > FEW and length < WORTH[language] * levels[level]:
            return level - 1
    return DEEPEST


def _read(node: Any, levels: Counter[int]) -> int:
    """Return how many characters stand in nodes, and count their headings by level."""
    if isinstance(node, dict):
        if node.get("type") == "heading":
            levels[node["level"]] += 1
        return sum(_read(value, levels) for value in node.values() if isinstance(value, list))
    return sum(len(part) if isinstance(part, str) else _read(part, levels) for part in node)
