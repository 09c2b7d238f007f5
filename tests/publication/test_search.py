"""Search finds everything, in both scripts and both languages, online and from a folder, in Chromium and in Firefox."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.publication import FACTS
from tests.tools.asking import Answer, Place, Visitor, ask_all, chromium_visitor, firefox_visitor
from tests.tools.firefox import open_firefox
from tests.tools.plain_scan import Section, holders, plain, read_sections, stripped

QUERIES: dict[str, dict[str, Any]] = FACTS["queries"]
SEED = int(os.environ.get("SEARCH_SEED", "1"))
SUBSTRINGS = 2000
LONGEST = 12
# What else a character finds: another spelling, or one for which it stands in Simplified Chinese.
MAY_STAND = dict(zip("台臺布佈升昇注註占佔秘祕了借准制干系", "臺台佈布昇升註注佔占祕秘瞭藉準製乾係", strict=True))


class Score(NamedTuple):
    """How many sections were found rightly, wrongly, and not."""

    right: int
    wrong: int
    missed: int

    def __str__(self) -> str:
        recall, precision = (
            self.right / (self.right + other) if self.right + other else 1 for other in (self.missed, self.wrong)
        )
        return f"recall {recall:7.2%}   precision {precision:7.2%}   in {self.right + self.missed} sections"


@pytest.fixture(scope="session")
def sections(site: Path) -> list[Section]:
    """The sections of all pages that can be found."""
    # A cover says what its chapters say.
    return [section for section in read_sections(site) if section.page not in ("", "en/")]


@pytest.fixture(params=["http", "file"])
def origin_of_pages(request: pytest.FixtureRequest) -> str:
    """The address of the chapter in which a reader searches: on a server, and in a folder."""
    if request.param == "http":
        return f"{request.getfixturevalue('origin')}summary/"
    return f"{request.getfixturevalue('unpacked').as_uri()}/summary/index.html"


@pytest.fixture(params=["chromium", "firefox"])
def visit(request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """What opens an address in each browser."""
    if request.param == "chromium":
        with chromium_visitor(request.getfixturevalue("browser")) as visitor:
            yield visitor
    else:
        with open_firefox() as firefox:
            yield firefox_visitor(firefox)


def test_every_query_finds_what_holds_it_and_nothing_else(
    origin_of_pages: str, visit: Visitor, sections: list[Section]
) -> None:
    chinese = {number for number, section in enumerate(sections) if section.language == "zh"}
    pieces = substrings([sections[number] for number in chinese])
    listed = [query for kind in QUERIES.values() for query in kind]
    answers = dict(zip(pieces + listed, ask_all(visit, origin_of_pages, pieces + listed), strict=True))
    found = {query: {section_of(place, sections) for place in answer.places} for query, answer in answers.items()}

    of_pieces = total(score(found[piece] & chinese, chinese & holders(sections, holds(piece))) for piece in pieces)
    print(f"\n{len(pieces)} random pieces, SEARCH_SEED={SEED}: {of_pieces}")
    of_kinds = {kind: total(score(found[query], listed_holders(sections, sought)) for query, sought in queries.items())
                for kind, queries in QUERIES.items()}  # fmt: skip
    for kind, of_kind in of_kinds.items():
        print(f"{kind:24} {of_kind}")
    print(f"{len(listed)} listed queries: {total(of_kinds.values())}")
    for what, of_all in ("random pieces", of_pieces), *of_kinds.items():
        assert of_all.missed == 0, what
        assert of_all.wrong <= (of_all.right + of_all.wrong) / 100, what
    for piece in pieces:
        assert not list(astray(piece, answers[piece], sections)), piece
    assert all(answer.found == len(answer.places) for answer in answers.values())


def test_the_list_is_long_enough_and_of_words_that_are_there(sections: list[Section]) -> None:
    assert sum(map(len, QUERIES.values())) >= 150
    nowhere = {query for kind in QUERIES.values() for query, sought in kind.items()
               if sought and not listed_holders(sections, sought)}  # fmt: skip
    assert nowhere == set()


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


def listed_holders(sections: list[Section], sought: str | list[str] | None) -> set[int]:
    patterns = [sought] if isinstance(sought, str) else sought or ["(?!)"]
    texts = ["\n".join(section.blocks) for section in sections]
    return {number for number, text in enumerate(texts) if all(re.search(each, text, re.I) for each in patterns)}


def score(found: set[int], there: set[int]) -> Score:
    return Score(len(found & there), len(found - there), len(there - found))


def total(scores: Any) -> Score:
    return Score(*map(sum, zip(*scores, strict=True)))


def section_of(place: Place, sections: list[Section]) -> int:
    """Return the number of the section to which a hit leads: that of the id, or the page's first."""
    numbers = [number for number, section in enumerate(sections) if section.page == place.page]
    return next(number for number in numbers if not place.id or place.id in sections[number].parts)


def astray(piece: str, answer: Answer, sections: list[Section]) -> Iterator[Place]:
    """Yield the hits on Chinese pages that lead to a block, or else a section, that does not hold a piece at one go."""
    for place in answer.places:
        section = sections[section_of(place, sections)]
        texts = (section.parts.get(place.id, ""), section.text)
        if section.language == "zh" and " " not in plain(piece) and not any(map(holds(piece), texts)):
            yield place
