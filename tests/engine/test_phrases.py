"""Titles and display copies in Chinese break between phrases: in every book, for any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hooks.editions.phrases import in_phrases
from hooks.phrases import phrases
from tests.tools.cases import Case, cases
from tests.tools.examples import examples

LETTERS = st.text(alphabet="港口堤防漁船的了在與是「」，。（）《》、：—… 0123456789-A a\n𠮷里髮發台臺", max_size=60)


@cases("phrases")
def test_a_line_may_end_between_phrases(case: Case) -> None:
    """`input` is a title, `terms` the glossary's; `output` the title with a stroke wherever a line may end."""
    case.check("|".join(phrases(case["input"], frozenset(case.get("terms", [])))))


# A segmenter reads its dictionary anew for each set of terms: several texts a set.
@examples(20)
@given(st.lists(LETTERS, min_size=5, max_size=8), st.frozensets(LETTERS.filter(str.strip), max_size=3))
def test_no_character_is_lost(texts: list[str], terms: frozenset[str]) -> None:
    for text in [*texts, "".join(sorted(terms))]:
        assert "".join(phrases(text, terms)) == text
        nodes = in_phrases([text, {"type": "break"}, text], terms)
        assert "".join("".join(node["body"]) if "body" in node else "" for node in map(as_node, nodes)) == text * 2


def as_node(node: object) -> dict[str, list[str]]:
    return node if isinstance(node, dict) else {"body": [str(node)]}
