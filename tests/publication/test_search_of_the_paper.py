"""What readers of this paper type is found, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from tests.publication import FACTS
from tests.tools.asking import Visitor, ask_all
from tests.tools.plain_scan import Section, score, section_of, total
from tests.tools.site import brotli_sizes

QUERIES = FACTS["queries"]
FIRST_SEARCH = 40_000


def test_every_listed_query_finds_what_holds_it_and_nothing_else(
    origin_of_pages: str, visit: Visitor, sections: list[Section]
) -> None:
    listed = [query for kind in QUERIES.values() for query in kind]
    answers = dict(zip(listed, ask_all(visit, origin_of_pages, listed), strict=True))
    found = {query: {section_of(place, sections) for place in answer.places} for query, answer in answers.items()}
    for kind, queries in QUERIES.items():
        of_kind = total(score(found[query], listed_holders(sections, words)) for query, words in queries.items())
        print(f"{kind:24} {of_kind}")
        assert of_kind.missed == 0, kind
        assert of_kind.wrong <= (of_kind.right + of_kind.wrong) / 100, kind
    assert all(answer.found == len(answer.places) for answer in answers.values())


def test_the_list_is_long_enough_and_of_words_that_are_there(sections: list[Section]) -> None:
    assert sum(map(len, QUERIES.values())) >= 150
    there = {query: words for kind in QUERIES.values() for query, words in kind.items() if words}
    assert [query for query, words in there.items() if not listed_holders(sections, words)] == []


def test_a_first_search_is_light(site: Path) -> None:
    """What a reader fetches for a query in their own language, in bytes by Brotli."""
    for language in ("zh", "en"):
        index = [site / "search" / f"{name}.js" for name in (language, "spellings")]
        scripts = [site / "assets" / "search" / f"{name}.js" for name in ("search", "list", "worker", "matching")]
        assert sum(brotli_sizes([*index, *scripts])) <= FIRST_SEARCH


def listed_holders(sections: list[Section], words: str | list[str] | None) -> set[int]:
    patterns = [words] if isinstance(words, str) else words or ["(?!)"]
    texts = ["\n".join(section.blocks) for section in sections]
    return {number for number, text in enumerate(texts) if all(re.search(each, text, re.I) for each in patterns)}
