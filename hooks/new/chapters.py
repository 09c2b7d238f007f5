"""The chapters of a publication: which of one language is which of the other, and the names of their files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import NamedTuple

from hooks.languages import Language
from hooks.new.errors import StartError
from hooks.new.lines import file_name
from hooks.new.manuscript import Manuscript
from hooks.new.split import Chapter

# Addresses that have another use.
TAKEN = (
    "index",
    "data",
    "about",
    "404",
    "assets",
    "cite",
    "downloads",
    "en",
    "images",
    "parallel",
    "readme",
    "search",
    "zh",
)
PREFACE = "preface"


class Pair(NamedTuple):
    """A chapter by the name of its file, `summary.md`, in each language that has it."""

    name: str
    texts: dict[Language, Chapter]


def pair_chapters(manuscripts: Mapping[Language, Manuscript]) -> list[Pair]:
    """Return the chapters of all languages: of folders those with the same names belong together, else those in the
    same place; what stands before the first chapter is a chapter of its own. Raises StartError where no name of a
    folder is in the other."""
    named = {language: dict(zip(one.names, one.chapters, strict=False)) for language, one in manuscripts.items()}
    found = _by_name(named, manuscripts) if all(named.values()) else _by_place(manuscripts)
    before = {language: Chapter("", one.before) for language, one in manuscripts.items() if one.before}
    if before:
        found.insert(0, (PREFACE, before))
    titles = [name or (texts["en"].title if "en" in texts else "") for name, texts in found]
    stems = _unique(titles, first=1 - bool(before))
    return [Pair(f"{stem}.md", texts) for stem, (_, texts) in zip(stems, found, strict=True)]


def _by_place(manuscripts: Mapping[Language, Manuscript]) -> list[tuple[str, dict[Language, Chapter]]]:
    names = next((one.names for one in manuscripts.values() if one.names), [])
    found: list[tuple[str, dict[Language, Chapter]]] = []
    for at, row in enumerate(zip_longest(*(one.chapters for one in manuscripts.values()))):
        texts = {language: text for language, text in zip(manuscripts, row, strict=True) if text}
        found.append((names[at] if at < len(names) else "", texts))
    return found


def _by_name(
    named: dict[Language, dict[str, Chapter]], manuscripts: Mapping[Language, Manuscript]
) -> list[tuple[str, dict[Language, Chapter]]]:
    sides = list(named.values())
    if len(sides) > 1 and not sides[0].keys() & sides[1].keys():
        shown = " and ".join(str(one.path) for one in manuscripts.values())
        raise StartError([f"{shown}: no file has the same name in both: give a chapter one name in both folders"])
    order = list(sides[0])
    for name in sides[-1]:
        if name not in order:
            known = list(sides[-1])
            before = known[: known.index(name)]
            order.insert(max((order.index(one) + 1 for one in before if one in order), default=0), name)
    return [(name, {one: chapters[name] for one, chapters in named.items() if name in chapters}) for name in order]


def _unique(titles: Iterable[str], first: int) -> list[str]:
    stems: list[str] = []
    for number, title in enumerate(titles, first):
        # The number before a name puts files in order.
        stem = re.sub(r"^\d{1,3}-(?=.)", "", file_name(title)) or f"chapter-{number}"
        name, count = stem, 1
        while name in (*TAKEN, *stems):
            count += 1
            name = f"{stem}-{count}"
        stems.append(name)
    return stems
