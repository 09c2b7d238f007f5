"""Where a line of Chinese may end in a title or a display copy: between phrases, never inside a word."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import opencc

if TYPE_CHECKING:
    import rjieba

# Of more characters than these, what belongs together may be cut all the same.
LONGEST = 10
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
# What stays with the word before it: what closes, and particles; and what stays with the word after it: what opens.
CLOSING = re.compile(r"[\s、，。．：；！？…—」』）》〉】〕’”)\]的了地得們性者]+")
OPENING = re.compile(r"[「『（《〈【〔‘“(\[]+")
# A number stays with what it counts, and a word of one character with what follows.
LEADING = re.compile(rf"[\d.,–-]+\s*|{HAN.pattern}|{OPENING.pattern}")


def phrases(text: str, terms: frozenset[str]) -> list[str]:
    """Return a text cut where a line may end; each of the `terms` is a word. The parts together are the text."""
    found = [""]
    for word in _words(text, terms):
        joins = CLOSING.fullmatch(word) or OPENING.fullmatch(found[-1][-1:]) or LEADING.fullmatch(found[-1])
        if not found[-1] or CLOSING.match(word) or (joins and len(HAN.findall(found[-1] + word)) <= LONGEST):
            found[-1] += word
        else:
            found.append(word)
    return found


def _words(text: str, terms: frozenset[str]) -> list[str]:
    simplified = _converter().convert(text)
    # Its words are Simplified; a character stands for each, or the text is left whole.
    if len(simplified) != len(text):
        return [text]
    words, at = [], 0
    for word in _segmenter(terms).cut(simplified):
        words.append(text[at : at + len(word)])
        at += len(word)
    return words


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@lru_cache(maxsize=4)
def _segmenter(terms: frozenset[str]) -> rjieba.Jieba:
    # Reads its dictionary where it is imported.
    import rjieba

    segmenter = rjieba.Jieba()
    for term in sorted(terms):
        if len(term) <= LONGEST:
            word = _converter().convert(term)
            segmenter.add_word(word, segmenter.suggest_freq(word), "n")
    return segmenter
