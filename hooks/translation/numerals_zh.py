"""The numbers of a Chinese text: 第二章, 五分之二, 民國一百年, 九〇年代, 1.2 億."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache

from hooks.translation.numerals import ARABIC, Number, joined, plain, share, take_names

DIGITS = "〇一二三四五六七八九"
POWERS = {"十": 10, "百": 100, "千": 1000}
SCALES = {"萬": 10**4, "億": 10**8, "兆": 10**12}
# 兩 goes on no number that has begun, but for 一萬兩千: 第三、第四兩款 has a 3 and a 4.
HAN = "(?:(?:[〇零一二三四五六七八九十廿卅百千萬億兆]|兩(?=[百千萬億]))+|兩)"
SCALED = f"(?:{ARABIC}) ?(?:[百千]?[萬億兆]|[百千])"
NUMBER = f"(?:(?:{SCALED} (?={SCALED}))?(?:{SCALED})+(?:{ARABIC})?|{ARABIC}|{HAN})"
# A numeral in Chinese characters is certain where a word after it shows that it counts: 一 in 一些 is none.
COUNTED = (
    "項|個|種|次|條|款|年|週|周|天|日|小時|分鐘|艘|架|套|張|位|名|篇|章|節|點|倍|層|大|歲|屆|件|座|輛|枚|隻|"
    "世紀|公里|公尺|公噸|公斤|美元|美金|元|人(?![口民類權士物])"
)
LISTED = f"(?=(?: ?(?:[-~～、]|至|到|或) ?{NUMBER}){{1,6}} ?(?:{COUNTED}))"
CHINESE = re.compile(
    f"百分之 ?(?P<hundredths>{NUMBER})|(?P<percent>{NUMBER}) ?(?:%|個?百分點)"
    f"|(?P<whole>{NUMBER}) ?分之 ?(?P<part>{NUMBER})"
    f"|民國(?P<before>前?) ?(?P<republic>{NUMBER}) ?年"
    f"|(?P<decade>{NUMBER}) ?年代"
    f"|(?P<month>{NUMBER}) ?月(?![亮球光刊薪])"
    "|(?P<tenths>[一二三四五六七八九1-9]) ?成(?![一-鿿]|$)|(?P<tenths_of>[二三四五六七八九]) ?成(?=[的以左是為])"
    f"|[第表圖] ?(?P<place>{NUMBER})(?![線手]|時間)|（(?P<marker>{NUMBER})）"
    f"|(?P<about>[數幾上成好]) ?{HAN}"
    f"|(?P<count>{NUMBER})(?P<more> ?[多餘幾來])?(?:(?P<counted> ?(?:{COUNTED}))|(?P<listed>{LISTED}))?"
    "|(?P<word>雙|倆|首|半)"
)
WORDS = {"雙": "2", "倆": "2", "首": "1", "半": "50%"}


@cache
def chinese_numbers(text: str) -> list[Number]:
    """Return what a Chinese text counts, dates or names."""
    rest, names = take_names(text)
    return names + joined(_numbers(rest), rest)


def _numbers(text: str) -> Iterator[tuple[int, int, Number]]:
    ordinal = -1
    for match in CHINESE.finditer(text):
        if match["about"]:
            continue
        numeral = match["place"]
        values, certain = _read(match)
        # 第三、第四兩款: the sum of what was listed.
        certain &= not (match["count"] and match.start() == ordinal)
        ordinal = match.end() if numeral else -1
        # Figures are quoted without their counter, but for the money.
        figures = match["count"] and match["count"][0].isascii() and not values[0].startswith("US$")
        written = match["count"] if figures else match[0]
        if values:
            yield match.start(), match.end(), Number(written.strip(), values, certain)


def _read(match: re.Match[str]) -> tuple[tuple[str, ...], bool]:
    """Return the ways to read a match, and whether it is surely a number."""
    part = match.groupdict(default="")
    part["counted"] = part["counted"] or ("列" if match["listed"] is not None else "")
    if numeral := part["hundredths"] or part["percent"]:
        return (share(Fraction(value_of(numeral)) / 100),), True
    if part["whole"]:
        whole = Fraction(value_of(part["whole"]))
        return ((share(Fraction(value_of(part["part"])) / whole),), True) if whole else ((), False)
    if numeral := part["tenths"] or part["tenths_of"]:
        return (share(Fraction(value_of(numeral)) / 10),), True
    if part["republic"]:
        year = int(value_of(part["republic"]))
        return (plain(1912 - year if part["before"] else 1911 + year), plain(year)), True
    if part["decade"]:
        year = int(value_of(part["decade"]))
        return ((str(year),) if year > 99 else (str(1900 + year), str(year), str(1800 + year), str(2000 + year))), True
    if part["month"] and value_of(part["month"]) <= 12:
        value = plain(value_of(part["month"]))
        return (f"month {value}", value), True
    if numeral := part["place"] or part["marker"]:
        return (plain(value_of(numeral)),), True
    if part["word"]:
        return (WORDS[part["word"]],), False
    return _count(part["count"] or part["month"], part)


def _count(numeral: str, part: dict[str, str]) -> tuple[tuple[str, ...], bool]:
    value = value_of(numeral)
    values = [plain(value)]
    counted = part["counted"].strip()
    if counted in ("美金", "美元"):
        values = [f"US${values[0]}"]
    elif counted == "年" and value <= 150:
        values += [plain(value + 1911), plain(value + 1900)]
    if numeral[0].isascii():
        return tuple(values), True
    # 七八個 is seven or eight, 百年 a long time, 十餘 no more than about ten.
    about = re.search("[一二三四五六七八九]{2}(?=$|[十百千萬])", numeral) if len(numeral) < 4 else None
    bare = numeral[0] in "百千萬億兆" or numeral == "一"
    if about:
        values += [str(DIGITS.index(digit)) for digit in about[0]]
    return tuple(values), bool(part["counted"]) and not (about or bare or part["more"])


def value_of(numeral: str) -> Decimal:
    """Return the value of a numeral: 1,500 and 十五 by their places, 二〇〇一 figure by figure, 1.2億 by both."""
    for old, new in (("兩", "二"), ("零", "〇"), ("廿", "二十"), ("卅", "三十"), (",", ""), (" ", "")):
        numeral = numeral.replace(old, new)
    if all(character in DIGITS for character in numeral):
        return Decimal("".join(str(DIGITS.index(character)) for character in numeral))
    total, section, digit = Decimal(0), Decimal(0), Decimal(0)
    for token in re.findall(r"[\d.]+|.", numeral):
        if token in POWERS:
            section, digit = section + (digit or 1) * POWERS[token], Decimal(0)
        elif token in SCALES:
            scaled = (section + digit or 1) * SCALES[token]
            # 一萬億 is a million millions.
            total = total * SCALES[token] if total and not section + digit else total + scaled
            section, digit = Decimal(0), Decimal(0)
        else:
            digit = Decimal(DIGITS.index(token)) if token in DIGITS else Decimal(token)
    return total + section + digit
