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
    changes = _changes(old, new)
    changed = sum(i2 - i1 + j2 - j1 for i1, i2, j1, j2 in changes)
    if not before or not after or len(changes) > MOST or changed > (1 - LEAST) * (len(old) + len(new)):
        return [_pieces(before, after if before or len(after) <= LONGEST else after[:LONGEST] + MORE)]
    places: list[list[Piece]] = []
    end = 0
    for i1, i2, j1, j2 in changes:
        lead = "".join(old[end:i1])
        if places and len(lead) <= AROUND:
            places[-1].append(Piece("same", lead))
        else:
            if places:
                places[-1].append(Piece("same", _first(lead)))
            places.append([Piece("same", _last(lead))])
        places[-1] += _pieces("".join(old[i1:i2]), "".join(new[j1:j2]))
        end = i2
    if places:
        places[-1].append(Piece("same", _first("".join(old[end:]))))
    return [[piece for piece in place if piece.text] for place in places]


def whole_texts(before: str, after: str) -> list[Piece]:
    """Return both texts whole, in order: the words of both, and where they differ the old before the new."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    found: list[Piece] = []
    end = 0
    for i1, i2, j1, j2 in _changes(old, new):
        found += [Piece("same", "".join(old[end:i1])), *_pieces("".join(old[i1:i2]), "".join(new[j1:j2]))]
        end = i2
    return [piece for piece in [*found, Piece("same", "".join(old[end:]))] if piece.text]


def _pieces(old: str, new: str) -> list[Piece]:
    return [*[Piece("old", old)] * bool(old), *[Piece("new", new)] * bool(new)]


def _changes(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    """Return the ends of what differs in two lists, in the first and in the second; what stays between two changes, and
    is short, is taken for changed."""
    start = _same_start(old, new)
    end = _same_start(old[start:][::-1], new[start:][::-1])
    matcher = SequenceMatcher(None, old[start : len(old) - end], new[start : len(new) - end], autojunk=False)
    found: list[tuple[int, int, int, int]] = []
    for kind, *ends in matcher.get_opcodes():
        i1, i2, j1, j2 = (start + at for at in ends)
        if kind == "equal":
            continue
        if found and len("".join(old[found[-1][1] : i1]).strip()) <= BRIDGE:
            found[-1] = found[-1][0], i2, found[-1][2], j2
        else:
            found.append((i1, i2, j1, j2))
    return found


def _same_start(old: list[str], new: list[str]) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(old), len(new)))


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
