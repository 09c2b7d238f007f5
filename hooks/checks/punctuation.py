"""Chinese has full-width punctuation, its own quotation marks and dashes; Latin letters and figures are half-width."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hooks.blocks.lang_spans import HAN
from hooks.checks._texts import Text, findings_of
from hooks.findings import Finding
from hooks.messages import Said, say
from hooks.sources import Sources

STOPS_BUILD = False
WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
BEFORE = f"[{HAN}」』》）]"
AFTER = f"[{HAN}「『《（]"
MARK = re.compile(f"(?<={BEFORE})(?:[,;:?!](?=[ ]?{AFTER})|[,;:?!](?=\\s*$)|\\.(?=\\s*$|{AFTER}))", re.MULTILINE)
BRACKETS = re.compile(f"\\((?=[{HAN}])([^()\n]*[{HAN}])\\)")
DOTS = re.compile(f"(?<=[{HAN}，。！？」』])(?:\\.{{3,}}|。{{3,}}|…(?!…)(?<!……))|(?<![.…])\\.{{3,}}(?=[{HAN}])")
DASHES = re.compile(f"(?<={BEFORE}) ?--+ ?(?={AFTER})")
LETTERS = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+")
STRAIGHT = re.compile(f'"([^"\n]*[{HAN}][^"\n]*)"')
ENGLISH_DASH = re.compile(r"(?<=[a-z]) ?(?<!-)--(?!-) ?(?=[A-Za-z])")
ENGLISH_QUOTE = re.compile(r"\"(?=\w)|(?<=[\w.,!?])\"|(?<=[A-Za-z])'(?=(?:s|t|re|ve|ll|d|m)\b)")
CURLY = re.compile("[\u2018\u2019\u201c\u201d]")
ITS_MARKS = re.compile(f"(?<=[{HAN}A-Za-z0-9])[，。；：、？！](?=[ A-Za-z0-9]|$)", re.MULTILINE)
NARROW = {wide: narrow for narrow, wide in WIDE.items()} | {"、": ","}


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `text-punctuation` for marks of the other language, dots and hyphens in the place of `……` and `——`, and
    straight quotation marks beside those of print; and `text-width` for full-width letters and figures."""
    curly = {page.path: _is_curly(page.body) for page in sources.pages}

    def marks(text: Text) -> Iterable[tuple[int, int, Said]]:
        if text.language == "zh":
            return _chinese(text.words)
        if text.language == "en":
            return _english(text.words, curly.get(text.path, bool(CURLY.search(text.words))))
        return ()

    yield from findings_of(sources, "text-punctuation", marks)
    yield from findings_of(sources, "text-width", _widths)


def _is_curly(text: str) -> bool:
    """Return whether a text has the marks of print as a rule."""
    return len(CURLY.findall(text)) > 2 * len(ENGLISH_QUOTE.findall(text))


def _chinese(words: str) -> Iterator[tuple[int, int, Said]]:
    for found in MARK.finditer(words):
        yield (
            *found.span(),
            say("text-punctuation/width", near=_near(words, found), found=found[0], meant=WIDE[found[0]]),
        )
    for found in BRACKETS.finditer(words):
        yield *found.span(), say("text-punctuation/brackets", found=_short(found[0]), inside=_short(found[1]))
    for found in DOTS.finditer(words):
        yield (
            *found.span(),
            say("text-punctuation/dots", found=found[0], before=words[max(0, found.start() - 4) : found.start()]),
        )
    for found in DASHES.finditer(words):
        yield *found.span(), say("text-punctuation/dash", near=_near(words, found))
    for found in STRAIGHT.finditer(words):
        yield *found.span(), say("text-punctuation/straight", found=_short(found[0]), inside=_short(found[1]))


def _english(words: str, curly: bool) -> Iterator[tuple[int, int, Said]]:
    for found in ENGLISH_DASH.finditer(words):
        yield *found.span(), say("text-punctuation/english-dash", near=_near(words, found))
    for found in ENGLISH_QUOTE.finditer(words) if curly else ():
        meant = "’" if found[0] == "'" else "“…”"
        yield (
            *found.span(),
            say("text-punctuation/curly", found=found[0], near=_near(words, found), meant=meant),
        )
    if not re.search(f"[{HAN}]", words):
        for found in ITS_MARKS.finditer(words):
            yield *found.span(), say("text-punctuation/chinese", found=found[0], meant=NARROW[found[0]])


def _widths(text: Text) -> Iterator[tuple[int, int, Said]]:
    for found in LETTERS.finditer(text.words):
        meant = "".join(chr(ord(one) - 0xFEE0) for one in found[0])
        yield (
            *found.span(),
            say("text-width", found=found[0], meant=meant),
        )


def _near(words: str, found: re.Match[str]) -> str:
    return " ".join(words[max(0, found.start() - 6) : found.end() + 6].split())


def _short(words: str) -> str:
    return words if len(words) <= 24 else f"{words[:20]}…"
