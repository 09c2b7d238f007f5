"""Every bracket and quotation mark has its other half."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from hooks.checks._texts import placed, read_texts
from hooks.findings import Finding
from hooks.messages import Said, say
from hooks.sources import Sources

STOPS_BUILD = False
PAIRS = {"「": "」", "『": "』", "（": "）", "《": "》", "〈": "〉", "【": "】", "“": "”", "(": ")", "〔": "〕"}
CLOSING = {closing: opening for opening, closing in PAIRS.items()}
SIGN = re.compile(f"[{re.escape(''.join([*PAIRS, *CLOSING]))}]")
# The number of an item, `a)`, and a face, `:)`.
NO_BRACKET = re.compile(r"(?:(?:^|[\s\ufffc])[A-Za-z0-9]{1,4}|[:;]-?)\Z")
# A bracket of one width that a bracket of the other closes.
WIDTHS = {"（": "(", "(": "（", "）": ")", ")": "）"}
QUOTES = "「『“"


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `text-bracket` for each one that is opened and not closed, or closed and not opened, in its paragraph. A
    quotation of several paragraphs may open each of them and close the last."""
    texts = read_texts(sources)
    for text, after in [*pairwise(texts), *((last, None) for last in texts[-1:])]:
        yield from placed(
            sources, "text-bracket", text, _errors(text.words, after.words if after and after.path == text.path else "")
        )


def _errors(words: str, after: str) -> Iterator[tuple[int, int, Said]]:
    opened: list[tuple[int, str]] = []
    for found in SIGN.finditer(words):
        place, sign = found.start(), found[0]
        near = _near(words, place)
        if sign in PAIRS:
            opened.append((place, sign))
        elif opened and PAIRS[opened[-1][1]] == sign:
            opened.pop()
        elif opened and WIDTHS.get(PAIRS[opened[-1][1]]) == sign:
            begun = opened.pop()[1]
            yield place, place + 1, say("text-bracket/width", begun=begun, sign=sign, near=near, meant=PAIRS[begun])
        elif sign == ")" and NO_BRACKET.search(words, max(0, place - 5), place):
            continue
        elif any(PAIRS[one] == sign for _, one in opened):
            # What was opened in between is never closed.
            while opened[-1][1] != CLOSING[sign]:
                begun_at, begun = opened.pop()
                yield begun_at, begun_at + 1, _unclosed(words, begun_at, begun)
            opened.pop()
        else:
            message = say("text-bracket/closed", sign=sign, near=near, meant=CLOSING[sign])
            yield place, place + 1, message
    for place, sign in opened:
        if not (sign in QUOTES and after.startswith(sign)):
            yield place, place + 1, _unclosed(words, place, sign)


def _unclosed(words: str, place: int, sign: str) -> Said:
    return say("text-bracket/open", sign=sign, near=_near(words, place), meant=PAIRS[sign])


def _near(words: str, place: int) -> str:
    return " ".join(words[max(0, place - 4) : place + 8].split())
