"""What stands in a text and in its translation alike: numbers, dates, names in Latin letters, signs, words of the other
language, and where links and notes lead."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from urllib.parse import urlsplit

from hooks.blocks.context import BodyBlock
from hooks.languages import Language
from hooks.translation.numerals_en import english_numbers
from hooks.translation.numerals_zh import chinese_numbers

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# 1960s: 60 年代.
DECADE = re.compile(r"\d\d(\d0)s\b")
LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9'’-]+")
HAN = re.compile(r"[\u3400-\u9fff]{2,}")

Anchors = frozenset[str]


@cache
def anchors(block: BodyBlock, language: Language) -> Anchors:
    """Return what a block has that its translation would have too."""
    counted = (chinese_numbers if language == "zh" else english_numbers)(block.text)
    found = {number.replace(",", "") for number in NUMBER.findall(block.text)}
    found |= {number.value for number in counted if number.certain}
    found |= set(DECADE.findall(block.text)) | names(block)
    found |= {sign for sign in unicodedata.normalize("NFKC", block.text) if sign == "?" or _is_sign(sign)}
    found |= set(HAN.findall(block.text))
    found |= {_target(link) for link in block.links}
    return frozenset(found)


@cache
def names(block: BodyBlock) -> Anchors:
    """Return the words in Latin letters of a block."""
    return frozenset(word.casefold() for word in LATIN.findall(block.text))


def weights(first: Iterable[Anchors], second: Iterable[Anchors]) -> dict[str, float]:
    """Return how much each anchor that both languages have says: the less, the more blocks have it."""
    counts = [Counter(anchor for block in side for anchor in block) for side in (first, second)]
    return {anchor: 1 / (counts[0][anchor] * counts[1][anchor]) for anchor in counts[0].keys() & counts[1].keys()}


def _is_sign(character: str) -> bool:
    return unicodedata.category(character).startswith("S")


def _target(link: str) -> str:
    parts = urlsplit(link) if "[" not in link else None
    return f"{parts.netloc}{parts.path}".rstrip("/") or link if parts else link
