"""What is other in one text than in another: the words that went and the words that came, with a few around them."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

# Han one by one, all else by the word; space and marks by themselves.
TOKEN = re.compile(r"[\u2e80-\u9fff\U00020000-\U0003ffff]|[^\W\u2e80-\u9fff\U00020000-\U0003ffff]+|\s+|.", re.DOTALL)
HAN = re.compile(r"[\u2e80-\uffef\U00020000-\U0003ffff]")
# How many signs stand on either side: as many as make about a dozen letters or eight Han.
AROUND = 16
HAN_AROUND = 8
# What stays between two changes is no longer than this: it is taken for changed, too.
BRIDGE = 2
# Texts that have less in common, or more changes than these, are given whole.
LEAST = 0.4
MOST = 6
# No more of a text that came is given, as it can be read at its place.
LONGEST = 160
MORE = "…"


class Piece(NamedTuple):
    """Some words: `same` in both texts, `old` in the first alone, or `new` in the second."""

    kind: Literal["same", "old", "new"]
    text: str


def compare_words(before: str, after: str) -> list[list[Piece]]:
    """Return the places where two texts differ, each with the words around it; one place of all their words where
    little is the same in both, or where one is empty."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    matcher = SequenceMatcher(None, *_narrowed(old, new), autojunk=False)
    start = _same_start(old, new)
    blocks = [
        (start + i1, start + i2, start + j1, start + j2)
        for kind, i1, i2, j1, j2 in matcher.get_opcodes()
        if kind != "equal"
    ]
    changes = _bridged(blocks, old)
    changed = sum(i2 - i1 + j2 - j1 for i1, i2, j1, j2 in changes)
    if not before or not after or len(changes) > MOST or changed > (1 - LEAST) * (len(old) + len(new)):
        whole = [("old", before), ("new", after if len(after) <= LONGEST or before else f"{after[:LONGEST]}{MORE}")]
        return [[Piece(kind, text) for kind, text in whole if text]]  # type: ignore[arg-type]
    places: list[list[Piece]] = []
    end = 0
    for number, (i1, i2, j1, j2) in enumerate(changes):
        lead = "".join(old[end:i1])
        following = changes[number + 1][0] if number + 1 < len(changes) else len(old)
        joined = bool(places) and len(_first(lead) + _last(lead)) >= len(lead)
        if joined:
            places[-1][-1:] = [Piece("same", lead)]
        else:
            places.append([Piece("same", _last(lead))])
        texts = "".join(old[i1:i2]), "".join(new[j1:j2])
        places[-1] += [Piece(kind, text) for kind, text in zip(("old", "new"), texts, strict=True) if text]  # type: ignore[arg-type]
        places[-1].append(Piece("same", _first("".join(old[i2:following]))))
        end = i2
    return [[piece for piece in place if piece.text] for place in places]


def _same_start(old: list[str], new: list[str]) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(old), len(new)))


def _narrowed(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """Return what is left of two lists without what both begin and end with."""
    start = _same_start(old, new)
    end = _same_start(old[start:][::-1], new[start:][::-1])
    return old[start : len(old) - end], new[start : len(new) - end]


def _bridged(blocks: list[tuple[int, int, int, int]], old: list[str]) -> list[tuple[int, int, int, int]]:
    joined: list[tuple[int, int, int, int]] = []
    for block in blocks:
        if joined and len("".join(old[joined[-1][1] : block[0]]).strip()) <= BRIDGE:
            joined[-1] = joined[-1][0], block[1], joined[-1][2], block[3]
        else:
            joined.append(block)
    return joined


def _last(text: str) -> str:
    """Return the last words of a text, as many as stand before a change."""
    if len(text) <= AROUND:
        return text
    around = text[-HAN_AROUND:] if HAN.search(text[-HAN_AROUND:]) else re.sub(r"^\S*\s", "", text[-AROUND - 8 :])
    return MORE + around.lstrip()


def _first(text: str) -> str:
    """Return the first words of a text, as many as stand after a change."""
    if len(text) <= AROUND:
        return text
    around = text[:HAN_AROUND] if HAN.search(text[:HAN_AROUND]) else re.sub(r"\s\S*$", "", text[: AROUND + 8])
    return around.rstrip() + MORE
