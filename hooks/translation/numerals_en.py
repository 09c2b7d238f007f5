"""The numbers of an English text: Chapter II, (b), two-fifths, the 1990s, two decades, twenty-five, US$1.2 billion."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache

from hooks.translation.numerals import ARABIC, Number, joined, plain, roman_value, share, take_names

MONTHS = "January February March April May June July August September October November December".split()
ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
FIRSTS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
).split()
CARDINALS = {word: value for value, word in enumerate(ONES, 1)} | {word: 10 * n for n, word in enumerate(TENS, 2)}
ORDINALS = {word: value for value, word in enumerate(FIRSTS, 1)} | {f"{t[:-1]}ieth": CARDINALS[t] for t in TENS}
SPANS = {"decade": 10, "dozen": 12, "century": 100}
SHORT = {"k": "thousand", "m": "million", "b": "billion", "bn": "billion", "tn": "trillion"}
SPANS = {"decade": 10, "dozen": 12, "century": 100}
SHORT = {"k": "thousand", "m": "million", "b": "billion", "bn": "billion", "tn": "trillion"}
SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
# What may stand for a number of the Chinese, and asks for none.
LOOSE = {
    **dict.fromkeys("once single firstly".split(), 1),
    **dict.fromkeys("both twice pair couple double doubled doubling dual secondly".split(), 2),
    **dict.fromkeys("thrice triple tripled tripling trilogy trio thirdly".split(), 3),
    **dict.fromkeys("quadruple quadrupled quadrupling fourthly".split(), 4),
    **{"decade": 10, "decades": 10, "dozen": 12, "century": 100, "centuries": 100, "millennium": 1000},
}


def _any(words: Iterable[str]) -> str:
    """Return what matches one of the words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


SMALL = rf"(?:(?:{_any(TENS)})(?:[ -](?:{_any(ONES[:9])}))?|{_any(ONES)})"
WORDS = rf"(?:(?:{SMALL}|an?)[ -]hundred(?: and {SMALL})?|{SMALL}|an?(?= (?:thousand|million|billion|trillion)\b))"
PARTS = "half|halves|quarters?|" + "|".join(f"{word}s?" for word in FIRSTS[2:10])
ENGLISH = re.compile(
    rf"(?P<day>\d{{1,2}} )?(?-i:\b(?P<month>{_any(MONTHS)}|(?:{_any(m[:3] for m in MONTHS)}|Sept)(?:\.|(?= \d))))"
    r"(?P<date> \d{1,2}\b|(?= \d))?"
    r"|\b(?P<hour>\d{1,2}):(?P<minute>\d\d)\b(?P<noon> ?[ap]\.?m\b)?"
    r"|(?:\((?=\w{1,4}\))|^(?=\w\. ))(?-i:(?P<letter>[a-jA-J])|(?P<small_roman>[ivx]+))(?=[).])"
    rf"|\b(?P<some>{SMALL}|\d{{1,2}}) (?:in|out of)(?: every)? (?P<all>{SMALL}|\d{{1,3}})\b(?! (?:thousand|million))"
    rf"|\b(?P<times>{SMALL}|\d{{1,2}}|an?|half an?|(?:a )?quarter(?:[ -]of a)?)"
    rf"[ -](?P<span>{_any(SPANS)}|decades|centuries)\b"
    rf"|\b(?P<fold>{SMALL}|\d+)[ -]?fold\b"
    rf"|\b(?P<and_half>{SMALL}|\d{{1,3}}|an?) and a half(?: (?P<half_scale>thousand|million|billion|trillion))?\b"
    rf"|\b(?P<numerator>{SMALL}|an?)[ -](?P<denominator>{PARTS})\b|(?P<over>\b\d{{1,2}})/(?P<under>\d{{1,3}}\b)"
    r"|(?P<decade>\b\d{4}|[’']\d0)s\b"
    rf"|\b(?:(?:{_any(TENS)})[ -])?(?P<ordinal>{_any(ORDINALS)})\b|(?P<place>\d+)(?:st|nd|rd|th)\b"
    rf"|(?P<dollars>US\$|USD ?|(?<![A-Z])\$)?(?P<value>{ARABIC}|\b{WORDS}\b)"
    r"(?:[ -]+(?P<scale>(?:hundred |thousand )?(?:thousand|million|billion|trillion)|hundred)\b"
    r"|(?P<short>(?(dollars)(?:k|m|bn?|tn)|(?:bn|tn)))\b)?"
    r"(?P<percent>%|[ -]per ?cent\b| percentage points?)?"
    r"(?P<or_more> or more\b)?(?P<dollars_after>\s+(?:U\.S\. )?dollars)?"
    r"|\bhalf an? (?P<halved>thousand|million|billion|trillion)\b(?P<halved_dollars>\s+(?:U\.S\. )?dollars)?"
    rf"|\b(?P<loose>half|{_any(LOOSE)}|hundreds?|thousands?)\b",
    re.IGNORECASE,
)


@cache
def english_numbers(text: str) -> list[Number]:
    """Return what an English text counts, dates or names."""
    rest, names = take_names(text)
    # An acronym of letters alone may be in words in Chinese.
    names = [name._replace(certain=name.certain and any(map(str.isdigit, name.value))) for name in names]
    return names + joined(_numbers(rest), rest)


def _numbers(text: str) -> Iterator[tuple[int, int, Number]]:
    position = 0
    while match := ENGLISH.search(text, position):
        values, certain = _read(match)
        position = match.end()
        if match["month"]:
            # The day is a number of its own.
            if match["day"]:
                yield match.start(), match.end("day"), Number(match["day"].strip(), (match["day"].strip(),))
            position = match.end("month")
        elif match["hour"] and match["minute"] != "00":
            # The minutes, too.
            position = match.end("hour")
        if values:
            yield match.start(), position, Number(match[0].strip(), values, certain)


def _read(match: re.Match[str]) -> tuple[tuple[str, ...], bool]:
    """Return the ways to read a match, and whether it is surely a number."""
    part = match.groupdict(default="")
    if part["month"]:
        number = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(part["month"][:3]))
        # A day may be called by its figures: 228.
        day = (part["date"] or part["day"]).strip()
        figures = dict.fromkeys((f"{number}{day}", f"{number}{day:0>2}")) if day else ()
        return (f"month {number}", str(number), *figures), bool(day) or match["date"] is not None
    if part["hour"]:
        hour = int(part["hour"])
        return (str(hour), str(hour % 12 + 12 * ("p" in part["noon"].lower()) if part["noon"] else hour % 12)), True
    if part["letter"] or part["small_roman"]:
        value = ord(part["letter"].lower()) - 96 if part["letter"] else roman_value(part["small_roman"].upper())
        return (str(value),), False
    if part["some"]:
        some, all_ = _value(part["some"].lower()), _value(part["all"].lower())
        return (share(Fraction(some) / Fraction(all_ or 1)), plain(some), plain(all_)), False
    if part["span"]:
        return _span(part["times"].lower(), part["span"].lower())
    if part["fold"]:
        return (plain(_value(part["fold"].lower())),), False
    if part["and_half"]:
        whole = _value(part["and_half"].lower())
        scaled = (whole + Decimal("0.5")) * SCALES.get(part["half_scale"].lower(), 1)
        return (plain(scaled), plain(whole)), part["and_half"].lower() not in ("one", "a", "an")
    if part["numerator"]:
        return _fraction(part["numerator"].lower(), part["denominator"].lower())
    if part["over"]:
        over, under = int(part["over"]), int(part["under"])
        return (share(Fraction(over, under or 1)), f"{over}{under}"), over < under
    if part["decade"]:
        year = part["decade"][-4:]
        return ((year, year[2:]), True) if year.isdecimal() else ((f"19{year[1:]}", year[1:]), True)
    if part["ordinal"]:
        value = sum((CARDINALS | ORDINALS)[word] for word in re.split("[ -]", match[0].lower()))
        return (str(value),), value > 2
    if part["place"]:
        return (part["place"],), True
    if part["halved"]:
        half = str(SCALES[part["halved"].lower()] // 2)
        return ((f"US${half}", half) if part["halved_dollars"] else (half,)), True
    if part["loose"]:
        word = part["loose"].lower().rstrip("s")
        return ("50%" if word == "half" else str((LOOSE | SCALES).get(word) or LOOSE[part["loose"].lower()]),), False
    return _quantity(part)


def _fraction(numerator: str, denominator: str) -> tuple[tuple[str, ...], bool]:
    over = 1 if numerator.startswith("a") else _value(numerator)
    under = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}.get(denominator)
    under = under or ORDINALS[denominator if denominator in ORDINALS else denominator.rstrip("s")]
    # “A third party”, “one half”: sure where there are several, or where it says how many.
    return (share(Fraction(int(over), under)), str(under)), numerator not in ("a", "an") and under > 2


def _span(times: str, span: str) -> tuple[tuple[str, ...], bool]:
    """Read “two decades”, “half a century”, “three dozen”."""
    years = next(value for name, value in SPANS.items() if span.startswith(name.rstrip("y")))
    if times.startswith(("half", "quarter", "a quarter")):
        return (str(years // (4 if "quarter" in times else 2)), "25%" if "quarter" in times else "50%"), False
    value = 1 if times in ("a", "an") else int(_value(times))
    return (str(value * years), str(value)), value > 1


def _quantity(part: dict[str, str]) -> tuple[tuple[str, ...], bool]:
    scale = Decimal(1)
    for word in (part["scale"] or SHORT.get(part["short"].lower(), "")).lower().split():
        scale *= SCALES[word]
    word = part["value"].lower()
    value = _value(word) * scale
    certain = word not in ("one", "a", "an", "a hundred") and not part["or_more"]
    if part["percent"]:
        return (share(Fraction(value) / 100),), True
    if part["dollars"].upper().startswith("US"):
        return (f"US${plain(value)}",), True
    # Which dollars it does not say.
    if part["dollars"] or part["dollars_after"]:
        return (f"US${plain(value)}", plain(value)), True
    return (plain(value),), certain


def _value(written: str) -> Decimal:
    if written[0].isdigit():
        return Decimal(written.replace(",", ""))
    total = 0
    for word in re.split("[ -]", written):
        total = max(total, 1) * 100 if word == "hundred" else total + CARDINALS.get(word, 0)
    return Decimal(total or 1)
