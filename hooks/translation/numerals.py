"""The numbers and designations that a text names, in Chinese or in English: text in, values out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

DIGITS = "〇一二三四五六七八九"
HAN = "[〇零一二兩三四五六七八九十百千]+"
ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
POWERS = {"十": 10, "百": 100, "千": 1000}
SCALES = {"": 1, "萬": 10**4, "百萬": 10**6, "千萬": 10**7, "億": 10**8, "兆": 10**12}
# A Chinese numeral is judged where a word after it shows that it counts: 兩 in 兩岸 is no number that English repeats.
COUNTED = "項|個|種|次|條|年|週|周|天|日|小時|艘|架|套|張|位|名|篇|節|點|倍|層|大"

# Letters and figures that name a thing: F-16A/B, C4I, AIM-120, GDP.
NAME = re.compile(r"[A-Za-z0-9]+(?:[-/][A-Za-z0-9]+)*(?![A-Za-z0-9$])")
SPACED_NAME = re.compile(r"(?<=[A-Z]-\d{2}) (?=[A-Z](?:/[A-Z])?(?![A-Za-z]))")
CHINESE = re.compile(
    f"百分之(?P<han_percent>{HAN})|百分之 ?(?P<of_hundred>{ARABIC})|(?P<percent>{ARABIC}) ?[%％]"
    f"|(?P<month>\\d{{1,2}}|{HAN}) ?月(?!亮)"
    f"|(?P<arabic>{ARABIC})(?: ?(?P<scale>[百千]?萬|億|兆))?(?: ?(?P<dollars>美金|美元))?"
    f"|[第表](?P<place>{HAN})|（(?P<marker>{HAN})）|(?P<count>{HAN})(?:{COUNTED})"
)

MONTHS = "January February March April May June July August September October November December".split()
ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
PLACES = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
WORDS = {
    **{word: value for value, word in enumerate(ONES, start=1)},
    **{word: value * 10 for value, word in enumerate(TENS, start=2)},
    **{word: value for value, word in enumerate(PLACES, start=1)},
    **{"both": 2, "twice": 2, "decade": 10, "decades": 10},
}
ENGLISH_SCALES = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
ENGLISH = re.compile(
    rf"(?-i:\b(?P<month>{'|'.join(MONTHS)})\b)|(?P<dollars>US\$)?(?P<value>{ARABIC}|\b(?:{'|'.join(WORDS)})\b)"
    r"(?:[ -]+(?P<scale>thousand|million|billion|trillion)\b)?(?P<percent>%| percent\b)?",
    re.IGNORECASE,
)


class Number(NamedTuple):
    """A number as a text has it, and its value, written alike for both languages: 1994, 90%, US$500000000, F-16A/B."""

    written: str
    value: str


def chinese_numbers(text: str) -> list[Number]:
    """Return what a Chinese text counts, dates or designates.

    A numeral in Chinese characters belongs to them after 第, 表 or 百分之, in brackets, and before a counter;
    a bare 一 does not, as it is an article.
    """
    rest, names = _take_names(text)
    return names + list(_chinese(rest))


def english_numbers(text: str) -> list[Number]:
    """Return what an English text counts, dates or designates, in figures or words up to ninety."""
    rest, names = _take_names(text)
    return names + list(_english(rest))


def _take_names(text: str) -> tuple[str, list[Number]]:
    """Cut the designations out of a text, its dashes folded."""
    text = SPACED_NAME.sub("", re.sub("[‐‑–—]", "-", text))
    names: list[Number] = []

    def take(match: re.Match[str]) -> str:
        # Most are words.
        if match[0].islower():
            return match[0]
        word = re.sub("(?<=[A-Z0-9])s$", "", match[0])
        if not (word.isupper() and len(word) > 1):
            return match[0]
        names.append(Number(word, word))
        return " "

    return NAME.sub(take, text), names


def _chinese(text: str) -> Iterator[Number]:
    for match in CHINESE.finditer(text):
        parts = match.groupdict(default="")
        if percent := parts["han_percent"] or parts["of_hundred"] or parts["percent"]:
            yield Number(match[0], f"{_value(percent)}%")
        elif parts["month"]:
            yield Number(match[0], f"month {_value(parts['month'])}")
        elif parts["arabic"]:
            value = _plain(_value(parts["arabic"]) * SCALES[parts["scale"]])
            yield Number(match[0], f"US${value}" if parts["dollars"] else value)
        elif numeral := parts["place"] or parts["marker"] or (parts["count"] if parts["count"] != "一" else ""):
            yield Number(match[0], _plain(_value(numeral)))


def _value(written: str) -> Decimal:
    """Return the value of a numeral: 1,500 and 十五 by their places, 二〇〇一 figure by figure."""
    if written[0].isascii():
        return Decimal(written.replace(",", ""))
    written = written.replace("兩", "二").replace("零", "〇")
    if not set(written) & set(POWERS):
        return Decimal("".join(str(DIGITS.index(digit)) for digit in written))
    total, digit = 0, 0
    for character in written:
        if character in POWERS:
            total, digit = total + (digit or 1) * POWERS[character], 0
        else:
            digit = DIGITS.index(character)
    return Decimal(total + digit)


def _plain(value: Decimal) -> str:
    """Return a value without exponent and without zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _english(text: str) -> Iterator[Number]:
    for match in ENGLISH.finditer(text):
        parts = match.groupdict(default="")
        if parts["month"]:
            yield Number(match[0], f"month {MONTHS.index(parts['month'].title()) + 1}")
            continue
        word = parts["value"].lower()
        bare = Decimal(WORDS[word]) if word in WORDS else _value(word)
        value = _plain(bare * ENGLISH_SCALES[parts["scale"].lower()])
        if parts["percent"]:
            yield Number(match[0], f"{value}%")
        else:
            yield Number(match[0], f"US${value}" if parts["dollars"] else value)
