"""The numbers of a Chinese text: 第二章, 五分之二, 民國一百年, 九〇年代, 1.2 億, 三點五倍."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache

from hooks.translation.numerals import ARABIC, Number, joined, plain, share, take_names

DIGITS = "〇一二三四五六七八九"
POWERS = {"十": 10, "百": 100, "千": 1000}
# The year before the first of each era.
ERAS = {"民國": 1911, "光緒": 1874, "明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
SCALES = {"萬": 10**4, "億": 10**8, "兆": 10**12}
# 兩 goes on no number that has begun, but for 一萬兩千: 第三、第四兩款 has a 3 and a 4.
HAN = "(?:(?:[〇零一二三四五六七八九十廿卅百千萬億兆]|兩(?=[百千萬億]))+|兩)"
SCALED = f"(?:{ARABIC}) ?(?:[百千]?[萬億兆]|[百千])"
# 三點五倍, 一點五萬; 三點五分 is a time.
DECIMAL = f"{HAN}點[〇零一二三四五六七八九]++(?![十百千分])[萬億兆]?"
NUMBER = f"(?:(?:{SCALED} (?={SCALED}))?(?:{SCALED})+(?:{ARABIC}| \\d{{1,3}},\\d{{3}})?|{ARABIC}|{DECIMAL}|{HAN})"
# What is called by its day, or its year: 二二八事件, 九二共識.
EVENT = "事件|事變|政變|運動|學運|砲戰|炮戰|戰役|水災|風災|大?地震|慘案|空難|共識|和平|紀念"
# What counts nothing, though a word that counts comes after its numeral.
IDIOMS = "三番[兩五]次|三天兩頭|三年五載|三位一體|[一二三]次元|三人成虎|零件"
# A numeral in Chinese characters is certain where a word after it shows that it counts: 一 in 一些 is none.
COUNTED = (
    "(?:學|會計)?年|項|個|種|次|條|款|週|周|天|日|小時|分鐘|艘|架|套|張|位|名|篇|章|節|點|倍|層|大|歲|屆|件|座|輛|枚|隻|"
    "世紀|公里|公尺|公噸|公斤|美元|美金|元|人(?![口民類權士物])"
)
LISTED = f"(?=(?: ?(?:[-~～、]|至|到|或) ?{NUMBER}){{1,6}} ?(?:{COUNTED}))"
CHINESE = re.compile(
    f"(?P<entire>百分百)|百分之 ?(?P<hundredths>{NUMBER})|(?P<percent>半|{NUMBER}) ?(?:%|個?百分點)"
    f"|(?:(?P<wholes>{NUMBER}) ?又 ?)?(?P<whole>{NUMBER}) ?分之 ?(?P<part>{NUMBER})"
    r"|(?<![\d/])(?P<over>\d{1,2})/(?P<under>\d{1,3})(?![\d/])"
    f"|(?P<era>{'|'.join(ERAS)})(?P<before>前?) ?(?P<era_year>{NUMBER}) ?年"
    f"|(?:(?P<century>{NUMBER}) ?世紀 ?)?(?P<decade>{NUMBER}) ?年代"
    f"|(?P<month>{NUMBER}) ?月(?![亮球光刊薪])"
    "|(?P<of_hundred>[一二三四五六七八九]成[一二三四五六七八九])(?![十百千萬月日年倍個種項成])"
    "|(?P<tenths>[一二三四五六七八九1-9]) ?成(?![一-鿿]|$)|(?P<tenths_of>[二三四五六七八九]) ?成(?=[的以左是為])"
    f"|[第表圖] ?(?P<place>{NUMBER})(?![線手]|時間)|（(?P<marker>{NUMBER})）"
    f"|(?P<about>[數幾上成好]) ?{HAN}|(?P<idiom>{IDIOMS})"
    r"|(?<![\d:])(?P<hour>\d{1,2}):(?P<minute>\d\d)(?![\d:])"
    f"|(?P<event>\\d{{3,4}}|[〇零一二三四五六七八九]{{2,4}}) ?(?={EVENT})"
    "|(?<=[「『])(?P<day>[〇零一二三四五六七八九]{2,4})(?=[」』])"
    f"|(?P<roughly>{NUMBER}) ?[多餘幾來] ?(?P<scale>[百千萬億兆]+)"
    f"|(?P<first>[一二三四五六七八九])、(?=[一二三四五六七八九](?P<power>[十百千萬億]))"
    f"|(?P<count_of_half>{NUMBER}) ?年半"
    f"|(?P<count>{NUMBER})(?P<more> ?[多餘幾來])?(?:(?P<counted> ?(?:{COUNTED}))|(?P<listed>{LISTED}))?"
    "|(?P<half_past>(?<=[點時])半)|(?P<word>雙十|雙|倆|首|半個?世紀|半年|半|元旦)"
)
WORDS = {
    **{"雙": ("2",), "雙十": ("10", "month 10"), "倆": ("2",), "首": ("1",), "元旦": ("month 1", "1")},
    **{"半": ("50%",), "半年": ("50%", "6"), "半世紀": ("50", "50%"), "半個世紀": ("50", "50%")},
}
# Units whose names begin with a scale: 千瓦, 兆瓦, 千米.
METRIC = re.compile("[瓦米克卡赫帕伏]")


@cache
def chinese_numbers(text: str) -> list[Number]:
    """Return what a Chinese text counts, dates or names."""
    rest, names = take_names(text)
    return names + joined(_numbers(rest), rest)


def _numbers(text: str) -> Iterator[tuple[int, int, Number]]:
    ordinal = -1
    for match in CHINESE.finditer(text):
        if match["about"] or match["idiom"]:
            continue
        if match["hour"]:
            yield from _clock(match)
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
    if part["entire"] or part["percent"] == "半":
        return ("100%" if part["entire"] else "0.5%",), True
    if numeral := part["hundredths"] or part["percent"]:
        return (share(Fraction(value_of(numeral)) / 100),), True
    if part["of_hundred"]:
        tens, ones = (DIGITS.index(digit) for digit in part["of_hundred"].split("成"))
        return (f"{tens}{ones}%",), True
    if part["over"]:
        over, under = int(part["over"]), int(part["under"])
        # It may be a day as well.
        day = (f"month {over}", str(over), str(under))
        return (share(Fraction(over, under or 1)), f"{over}{under}", *day), over < under
    if part["whole"]:
        whole = Fraction(value_of(part["whole"]))
        if part["wholes"] and whole:
            mixed = Fraction(value_of(part["wholes"])) + Fraction(value_of(part["part"])) / whole
            return (plain(Decimal(mixed.numerator) / mixed.denominator),), True
        return ((share(Fraction(value_of(part["part"])) / whole),), True) if whole else ((), False)
    if numeral := part["tenths"] or part["tenths_of"]:
        return (share(Fraction(value_of(numeral)) / 10),), True
    if part["era"]:
        year, before = int(value_of(part["era_year"])), ERAS[part["era"]]
        return (plain(before + 1 - year if part["before"] else before + year), plain(year)), True
    if event := part["event"] or part["day"]:
        return _event(plain(value_of(event)), len(event)), False
    if part["roughly"]:
        return (plain(value_of(part["roughly"]) * value_of(part["scale"])),), False
    if part["first"]:
        digit = DIGITS.index(part["first"])
        return (plain(digit * value_of(part["power"])), str(digit)), False
    if part["count_of_half"]:
        years = value_of(part["count_of_half"])
        halves = (plain(years + Decimal("0.5")), plain(12 * years + 6))
        return (plain(years), *halves), part["count_of_half"] != "一"
    if part["century"]:
        year = int(value_of(part["decade"]))
        return (plain((value_of(part["century"]) - 1) * 100 + year), str(year)), True
    if part["decade"]:
        year = int(value_of(part["decade"]))
        return ((str(year),) if year > 99 else (str(1900 + year), str(year), str(1800 + year), str(2000 + year))), True
    if part["month"] and value_of(part["month"]) <= 12:
        value = plain(value_of(part["month"]))
        return (f"month {value}", value), True
    if numeral := part["place"] or part["marker"]:
        return (plain(value_of(numeral)),), True
    if part["half_past"]:
        return ("30", "50%"), False
    if part["word"]:
        return WORDS[part["word"]], False
    numeral = part["count"] or part["month"]
    values, certain = _count(numeral, part)
    if METRIC.match(match.string, match.end()) and (amount := numeral.rstrip("百千萬億兆 ")):
        values += (plain(value_of(amount)),)
    return values, certain


def _clock(match: re.Match[str]) -> Iterator[tuple[int, int, Number]]:
    """Yield the hour of 9:00 or 17:30, of twelve or of twenty-four, and the minutes where there are any."""
    hour = int(match["hour"])
    yield *match.span("hour"), Number(match["hour"], (str(hour), str(hour + 12 if hour < 12 else hour - 12)))
    if match["minute"] != "00":
        yield *match.span("minute"), Number(match["minute"], (str(int(match["minute"])),))


def _event(digits: str, length: int) -> tuple[str, ...]:
    """Return how the figures of a day, or of a year, may be read: 228, 92."""
    month, day = (digits[:2], digits[2:]) if length == 4 else (digits[:1], digits[1:])
    return (digits, f"month {month}", month, plain(int(day or 0)), f"19{digits}")


def _count(numeral: str, part: dict[str, str]) -> tuple[tuple[str, ...], bool]:
    value = value_of(numeral)
    values = [plain(value)]
    counted = part["counted"].strip()
    if counted in ("美金", "美元"):
        values = [f"US${values[0]}"]
    elif counted.endswith("年") and value <= 150:
        values += [plain(value + first) for first in ((1911, 1900, 2000) if 9 < value < 100 else (1911, 1900))]
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
    if decimal := re.fullmatch(f"(.+)點([{DIGITS}]+)([萬億兆]?)", numeral):
        fraction = "".join(str(DIGITS.index(digit)) for digit in decimal[2])
        return Decimal(f"{value_of(decimal[1])}.{fraction}") * SCALES.get(decimal[3], 1)
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
