"""Search finds everything, in both scripts and both languages, online and from a folder, in Chromium and in Firefox."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable, Iterator

import opencc

from tests.tools.asking import Answer, Place, Visitor, ask_all
from tests.tools.plain_scan import ASIAN, Section, holders, plain, score, section_of, stripped, total

SEED = int(os.environ.get("SEARCH_SEED", "1"))
SUBSTRINGS = 2000
LONGEST = 12
# What else a character has to find: another spelling, or one for which it stands in Simplified Chinese.
STANDS_FOR = dict(zip("台臺布佈升昇注註占佔秘祕了借准制干系", "臺台佈布昇升註注佔占祕秘瞭藉準製乾係", strict=True))
# What says which others it may find: OpenCC's tables, for one character at a time.
TABLES = ("t2s", "tw2t", "t2hk", "hk2t")


def test_every_piece_of_the_text_finds_what_holds_it_and_nothing_else(
    origin_of_pages: str, visit: Visitor, sections: list[Section]
) -> None:
    chinese = {number for number, section in enumerate(sections) if section.language == "zh"}
    pieces = substrings([sections[number] for number in chinese])
    answers = dict(zip(pieces, ask_all(visit, origin_of_pages, pieces), strict=True))
    found = {piece: {section_of(place, sections) for place in answer.places} for piece, answer in answers.items()}
    others = may_stand_for(sections)
    there = {piece: holders(sections, holds(piece, STANDS_FOR)) for piece in pieces}
    besides = {piece: holders(sections, holds(piece, others)) - there[piece] for piece in pieces}
    of_all = total(score((found[piece] - besides[piece]) & chinese, there[piece] & chinese) for piece in pieces)
    print(f"\n{len(pieces)} random pieces, SEARCH_SEED={SEED}: {of_all}")
    assert of_all.missed == 0
    assert of_all.wrong <= (of_all.right + of_all.wrong) / 100
    for piece in pieces:
        assert not list(astray(piece, answers[piece], sections, others)), piece
    assert all(answer.found == len(answer.places) for answer in answers.values())


def substrings(sections: list[Section]) -> list[str]:
    """Return pieces of the blocks of `sections`, each at most `LONGEST` characters, in proportion to their length."""
    chance = random.Random(SEED)
    blocks = [block for section in sections for block in section.blocks]
    found: set[str] = set()
    while len(found) < SUBSTRINGS:
        (block,) = chance.choices(blocks, [len(block) for block in blocks])
        length = chance.randint(1, LONGEST)
        start = chance.randrange(max(1, len(block) - length + 1))
        if piece := stripped(block[start : start + length]):
            found.add(piece)
    return sorted(found)


def may_stand_for(sections: list[Section]) -> dict[str, str]:
    """Return, for each character, those of `sections` for which it may stand."""
    found = dict(STANDS_FOR)
    for table in map(opencc.OpenCC, TABLES):
        for char in sorted({char for section in sections for char in section.text}):
            for typed in table.convert(char):
                found[typed] = found.get(typed, "") + char
    return found


def holds(piece: str, others: dict[str, str]) -> Callable[[str], bool]:
    """Return what says whether a text holds a piece, in which `others` may stand for each character."""
    either = [f"[{re.escape(char + others.get(char, ''))}]" for char in plain(piece)]
    pattern = re.compile("".join(either))
    return lambda text: pattern.search(plain(text)) is not None


def astray(piece: str, answer: Answer, sections: list[Section], others: dict[str, str]) -> Iterator[Place]:
    """Yield the hits on Chinese pages that lead to a block, or else a section, that does not hold a piece at one go; of
    words with a space between them, each may stand elsewhere."""
    if " " in plain(piece) or re.search(f"{ASIAN} {ASIAN}", piece):
        return
    for place in answer.places:
        section = sections[section_of(place, sections)]
        texts = (section.parts.get(place.id, ""), section.text)
        if section.language == "zh" and not any(map(holds(piece, others), texts)):
            yield place
