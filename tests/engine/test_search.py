"""Search finds everything, in both scripts and both languages, online and from a folder, in Chromium and in Firefox."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable, Iterator

from tests.tools.asking import Answer, Place, Visitor, ask_all
from tests.tools.plain_scan import Section, holders, plain, score, section_of, stripped, total

SEED = int(os.environ.get("SEARCH_SEED", "1"))
SUBSTRINGS = 2000
LONGEST = 12
# What else a character finds: another spelling, or one for which it stands in Simplified Chinese.
MAY_STAND = dict(zip("台臺布佈升昇注註占佔秘祕了借准制干系", "臺台佈布昇升註注佔占祕秘瞭藉準製乾係", strict=True))


def test_every_piece_of_the_text_finds_what_holds_it_and_nothing_else(
    origin_of_pages: str, visit: Visitor, sections: list[Section]
) -> None:
    chinese = {number for number, section in enumerate(sections) if section.language == "zh"}
    pieces = substrings([sections[number] for number in chinese])
    answers = dict(zip(pieces, ask_all(visit, origin_of_pages, pieces), strict=True))
    found = {piece: {section_of(place, sections) for place in answer.places} for piece, answer in answers.items()}
    of_all = total(score(found[piece] & chinese, chinese & holders(sections, holds(piece))) for piece in pieces)
    print(f"\n{len(pieces)} random pieces, SEARCH_SEED={SEED}: {of_all}")
    assert of_all.missed == 0
    assert of_all.wrong <= (of_all.right + of_all.wrong) / 100
    for piece in pieces:
        assert not list(astray(piece, answers[piece], sections)), piece
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


def holds(piece: str) -> Callable[[str], bool]:
    either = [f"[{char}{MAY_STAND[char]}]" if char in MAY_STAND else re.escape(char) for char in plain(piece)]
    pattern = re.compile("".join(either))
    return lambda text: pattern.search(plain(text)) is not None


def astray(piece: str, answer: Answer, sections: list[Section]) -> Iterator[Place]:
    """Yield the hits on Chinese pages that lead to a block, or else a section, that does not hold a piece at one go."""
    for place in answer.places:
        section = sections[section_of(place, sections)]
        texts = (section.parts.get(place.id, ""), section.text)
        if section.language == "zh" and " " not in plain(piece) and not any(map(holds(piece), texts)):
            yield place
