"""The numbers and the names with digits of a text, each as both languages read it, and which of them one lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
# What stands between the two ends of a range.
JOINED = re.compile(r" ?(?:[-~～]|to|or|至|到|或) ?", re.IGNORECASE)
ADDRESS = re.compile(r"https?://[!-~]+|\b[\w.]+@[\w.]+")
# Letters and figures that name a thing: F-16A/B, C4I, AIM-120, COVID-19, g0v, PM2.5, GDP.
NAME = re.compile(r"[A-Za-z0-9]+(?:\.\d+)?(?:[-/][A-Za-z0-9]+(?:\.\d+)?)*(?![A-Za-z0-9$])")
SPACED_NAME = re.compile(r"(?<=[A-Z]-\d{2}) (?=[A-Z](?:/[A-Z])?(?![A-Za-z]))")
MIXED = re.compile(r"[A-Za-z]+\d[A-Za-z0-9.]*$|[A-Z][A-Za-z]*-\d+[A-Za-z]*$")
# A quantity with its unit and no space between them (500MW), and what one letter and its figures count: G7, Q3.
WITH_UNIT = re.compile(r"(\d+)([A-Z]{2,})")
LETTERED = re.compile(r"[A-Z](\d{1,2})")
ROMAN = re.compile(r"\b(?=[IVX]+\b)X{0,3}(?:IX|IV|V?I{0,3})(?<=[IVX])\b(?![-/&’'])")
PARTS = re.compile(
    r"\b(?:act|annex|appendix|article|book|chapter|figure|part|phase|section|table|title|volume|war)s? $", re.IGNORECASE
)
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
FOLDED = str.maketrans("０１２３４５６７８９％．‐‑–—○", "0123456789%.----〇")


class Number(NamedTuple):
    """A number as a text has it, and each way to read it, the likeliest first: 1994, 90%, month 3, US$5, F-16A/B.

    `certain` says that the other language must have it, too; other numbers (一 in 一些, “second”) are only taken
    for those that it asks for.
    """

    written: str
    values: tuple[str, ...]
    certain: bool = True

    @property
    def value(self) -> str:
        return self.values[0]

    @property
    def is_quantity(self) -> bool:
        """Whether it is no name."""
        return not re.search("[A-Z]", self.value.removeprefix("US$"))


def lacking(asked: Sequence[Number], held: Sequence[Number], *, each: bool = True) -> list[Number]:
    """Return those of the numbers `asked` that are certain and not among those `held`: `each` time that they are
    there, or at all. A number that lacks more than once is returned once."""
    rest = list(held)
    open_ones = [number for number in asked if number.certain]
    # A number takes what is surely the same before others take it for what it may be.
    for same in (_same, _alike):
        for number in list(open_ones):
            partner = next((other for other in rest if same(number, other)), None)
            if partner:
                open_ones.remove(number)
                if each:
                    rest.remove(partner)
    values = dict.fromkeys(number.value for number in open_ones)
    return [next(one for one in asked if one.certain and one.value == value) for value in values]


def _same(number: Number, other: Number) -> bool:
    return number.value == other.value


def _alike(number: Number, other: Number) -> bool:
    return not set(number.values).isdisjoint(other.values)


def take_names(text: str) -> tuple[str, list[Number]]:
    """Cut the names and Roman numerals out of a text, its dashes and full-width digits folded."""
    text = SPACED_NAME.sub("", ADDRESS.sub(" ", text.translate(FOLDED)))
    found: list[Number] = []

    def take_roman(match: re.Match[str]) -> str:
        part = PARTS.search(text, 0, match.start())
        if len(match[0]) == 1 and not part:
            return match[0]
        found.append(Number(match[0], (str(roman_value(match[0])), match[0]), bool(part)))
        return " "

    def take_name(match: re.Match[str]) -> str:
        word = re.sub("(?<=[A-Z0-9])s$", "", match[0])
        if not (MIXED.match(word) or (word.isupper() and len(word) > 1)):
            return match[0]
        unit, lettered = WITH_UNIT.fullmatch(word), LETTERED.fullmatch(word)
        if unit:
            found.append(Number(unit[2], (unit[2],)))
            return f" {unit[1]} "
        found.append(Number(word, (word.upper(), lettered[1]) if lettered else (word.upper(),)))
        return " "

    return NAME.sub(take_name, ROMAN.sub(take_roman, text)), found


def roman_value(numeral: str) -> int:
    """Return the value of a Roman numeral in capitals."""
    digits = [ROMAN_VALUES[letter] for letter in numeral]
    return sum(-one if one < max(digits[place:]) else one for place, one in enumerate(digits))


def plain(value: Decimal | int) -> str:
    """Return a value without exponent and without zeros that say nothing."""
    text = f"{Decimal(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def share(value: Fraction) -> str:
    """Return a part of a whole, in hundredths where these are even: 40%, 1/3."""
    hundredths = value * 100
    if hundredths.denominator in (1, 2, 4, 5, 10, 20, 100):
        return f"{plain(Decimal(hundredths.numerator) / hundredths.denominator)}%"
    return str(value)


def joined(numbers: Iterable[tuple[int, int, Number]], text: str) -> list[Number]:
    """Return numbers, given with where each begins and ends, the first of a range read as the second is, too: “two to
    three percent”, 1992–96, 百分之二至三."""
    found: list[Number] = []
    last = 0
    for start, end, number in numbers:
        if found and JOINED.fullmatch(text, last, start):
            before = found[-1]
            found[-1] = before._replace(values=before.values + _read_as(before.value, number.value))
            number = number._replace(values=number.values + _read_as(number.value, before.value))
        found.append(number)
        last = end
    return found


def _read_as(value: str, other: str) -> tuple[str, ...]:
    """Return how the value of one end of a range may be read for the sake of the other."""
    if not value.isdecimal():
        return ()
    if other.endswith("%"):
        return (f"{value}%",)
    if other.startswith(("US$", "month ")):
        return (other.rstrip("0123456789.") + value,)
    if other.isdecimal() and len(other) == 4 and len(value) == 2:
        return (other[:2] + value,)
    if other.isdecimal() and len(other) > 3 and len(value) < 4:
        zeros = len(other) - len(other.rstrip("0"))
        return tuple(value + "0" * power for power in (2, 3, 4, 5, 6, 7, 8, 9) if power <= zeros)
    return ()
