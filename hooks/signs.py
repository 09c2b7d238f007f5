"""How long Markdown would read: from every bracket it looks for the other half, to the end of a paragraph, and for
every sign it copies the paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from hooks.messages import Said, say

# Characters that are looked through, and that are copied, in one paragraph: some seconds.
FURTHEST, MOST = 500_000, 2_000_000_000
PARAGRAPH = re.compile(r"(?:.*\S.*(?:\n|\Z))+")
BRACKET = re.compile(r"\\.|\]\(|[\[\])>]|<(?=[a-zA-Z/!?])")
PAIRS = {"[": "]", "](": ")", "<": ">"}
SIGN = re.compile(r"[*_~`<\[\\&]")


def too_many_signs(text: str) -> tuple[int, Said] | None:
    """Return the line, from 1, at which a paragraph has more signs than can be read, and what is wrong with it; None
    where every paragraph can be read."""
    for paragraph in PARAGRAPH.finditer(text) if len(SIGN.findall(text)) > 100 else ():
        words = paragraph[0]
        line = text.count("\n", 0, paragraph.start()) + 1
        spans = list(_spans(words))
        if sum(end - start for start, end, _ in spans) > FURTHEST:
            start, _, sign = max(spans, key=lambda span: (span[1] - span[0], -span[0]))
            return line + words.count("\n", 0, start), say("block-signs/halves", sign=sign, meant=PAIRS[sign])
        signs = Counter(SIGN.findall(words))
        if signs.total() * len(words) > MOST:
            ((sign, count),) = signs.most_common(1)
            return line, say("block-signs/many", sign=sign, count=count)
    return None


def _spans(words: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each bracket that may begin a link, its address or an element begins, where its other half is, or the
    end, and the bracket."""
    opened: dict[str, list[int]] = {sign: [] for sign in PAIRS}
    begun = {meant: sign for sign, meant in PAIRS.items()}
    for found in BRACKET.finditer(words):
        sign, place = found[0], found.start()
        opening = begun.get(sign[0])
        if opening and opened[opening]:
            yield opened[opening].pop(), place, opening
        if sign in PAIRS:
            opened[sign].append(place)
    yield from ((place, len(words), sign) for sign, places in opened.items() for place in places)
