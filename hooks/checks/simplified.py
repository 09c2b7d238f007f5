"""Chinese text has Traditional characters: none that only Simplified Chinese has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from hooks.blocks.lang_spans import HAN
from hooks.checks._texts import Text, findings_of
from hooks.findings import Finding
from hooks.messages import Said, say
from hooks.sources import Sources

STOPS_BUILD = False
CHARACTER = re.compile(f"[{HAN}]")
# Big5 has these for words that nobody writes any more; it has none of the others that only Simplified Chinese has.
IN_BIG5 = "万与价优体党吨圣坏复听宁岭庄异忏怀怜惊扰据机构柜极气泞洁洒洼痒确离种篱网肮胜腊虮茧蚕蚝蜡触赶适"
# Japanese has characters of its own that look so.
KANA = "\u3041-\u30ff"
JAPANESE = re.compile(f"[{HAN}]*[{KANA}][{HAN}{KANA}]*")
# What a text of the Mainland quotes of itself, marked as what it is.
MARKED = re.compile(r"lang=[\"']?zh-(?:Hans|CN|SG)", re.IGNORECASE)


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `text-simplified` for each passage of Simplified characters in Chinese text."""
    marked = {str(page.path): page.text.split("\n") for page in sources.pages if MARKED.search(page.text)}
    for finding in findings_of(sources, "text-simplified", _judge):
        lines = marked.get(finding.path)
        if not lines or not MARKED.search(lines[finding.line - 1]):
            yield finding


def _judge(text: Text) -> Iterable[tuple[int, int, Said]]:
    if text.language != "zh":
        return
    suspects = {character for character in set(CHARACTER.findall(text.words)) if _is_rare(character)}
    wrong = {character: meant for character in suspects if (meant := _traditional(character))}
    if not wrong:
        return
    japanese = [found.span() for found in JAPANESE.finditer(text.words)]
    for found in re.finditer(f"[{''.join(wrong)}]+", text.words):
        if any(start <= found.start() < end for start, end in japanese):
            continue
        meant = "".join(wrong[character] for character in found[0])
        yield *found.span(), say("text-simplified", found=found[0], meant=meant)


@cache
def _is_rare(character: str) -> bool:
    """Return whether a character is none that Traditional Chinese writes: only such are looked up, which takes long."""
    try:
        return character in IN_BIG5 or not character.encode("big5")
    except UnicodeEncodeError:
        return True


@cache
def _traditional(character: str) -> str:
    """Return the Traditional character that a Simplified one stands for, "" for one that is not Simplified."""
    to_traditional, to_simplified = _tables()
    meant: str = to_traditional.convert(character)
    # One that Traditional Chinese has itself is simplified in its turn, or stands for itself.
    return meant if meant != character and to_simplified.convert(meant) == character else ""


@cache
def _tables() -> tuple[Any, Any]:
    # Late, since most publications do without it.
    import opencc

    return opencc.OpenCC("s2tw"), opencc.OpenCC("t2s")
