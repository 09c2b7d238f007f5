"""How far Markdown looks for the other half of each bracket: it reads on from every one, to the end of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

# In all, in one paragraph: a second, about.
FURTHEST = 500_000
PARAGRAPH = re.compile(r"(?:.*\S.*(?:\n|\Z))+")
SIGN = re.compile(r"\\.|\]\(|[\[\])]")


def endless_brackets(text: str) -> int:
    """Return the line, from 1, at which the brackets of a paragraph begin that take too long to be read; 0 where there
    are none."""
    for paragraph in PARAGRAPH.finditer(text) if text.count("[") > 1 else ():
        spans = list(_spans(paragraph[0]))
        if sum(end - start for start, end in spans) > FURTHEST:
            first = min(spans, key=lambda span: (span[0] - span[1], span))
            return text.count("\n", 0, paragraph.start() + first[0]) + 1
    return 0


def _spans(words: str) -> Iterator[tuple[int, int]]:
    """Yield where each bracket that may begin a link or its address begins, and where its other half is, or the end."""
    opened: dict[str, list[int]] = {"]": [], ")": []}
    for found in SIGN.finditer(words):
        sign, place = found[0], found.start()
        if sign == "[":
            opened["]"].append(place)
        elif sign[0] in opened and opened[sign[0]]:
            yield opened[sign[0]].pop(), place
        if sign == "](":
            opened[")"].append(place)
    yield from ((place, len(words)) for places in opened.values() for place in places)
