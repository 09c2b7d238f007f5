"""Knows a list whose markers are printed text: （一）, (A), 一、, 1."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hooks.translation.numerals_zh import value_of

# By how far their text hangs: letters and other signs in brackets; figures with a mark, and with a space alone.
LETTERS = re.compile(r"\s*[（(][A-Za-z]")
BRACKETS = re.compile(r"\s*[（(][^）)]{1,3}[）)]")
# What a list so marked is in HTML.
CLASSES = {
    "numerals": "enumerated",
    "letters": "enumerated letters",
    "plain": "enumerated plain",
    "spaced": "enumerated spaced",
}
STEMS = "甲乙丙丁戊己庚辛壬癸"
FIGURE = rf"(?:(?P<han>[一二三四五六七八九十廿卅]+)|(?P<stem>[{STEMS}])"
PLAIN = re.compile(FIGURE + r"|(?P<latin>\d{1,3}))(?:[、．]|[.)](?!\S)|[.)](?=[\u3400-\u9fff]))")
SPACED = re.compile(FIGURE + r")[ \u3000]")


def marker_of(items: Sequence[str]) -> str:
    """Return how the items of a list are marked in their own words, by what each begins with: `letters` or `numerals`
    in brackets; `plain` (一、, 1.) or `spaced` (一 and a space), each of which counts on from the one before; or ""."""
    if items and all(map(BRACKETS.match, items)):
        return "letters" if all(map(LETTERS.match, items)) else "numerals"
    for name, pattern in (("plain", PLAIN), ("spaced", SPACED)):
        found = [match for item in items if (match := pattern.match(item.lstrip()))]
        if len(found) == len(items) and _count_on([_number(match) for match in found]):
            return name
    return ""


def _count_on(numbers: list[int]) -> bool:
    # One alone may be the first word of a sentence.
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _number(match: re.Match[str]) -> int:
    part = match.groupdict(default="")
    if part["stem"]:
        return STEMS.index(part["stem"])
    return int(value_of(part["han"])) if part["han"] else int(part["latin"])
