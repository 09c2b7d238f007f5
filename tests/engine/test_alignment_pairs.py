"""Blocks are pairs only where they are of one kind and somebody, or their order, says so; what nobody knows is never
called in step."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from hooks.alignment import PageAlignment, State, align, record
from hooks.alignment.gale_church import align_lengths
from hooks.alignment.lock import Line, read_lock, write_lock
from hooks.alignment.proposal import ANCHOR, Texts
from hooks.alignment.proposing import pairs_to_write, proposed_groups
from hooks.blocks.context import BodyBlock, PageContext
from hooks.editions.parallel import joined, parts_of
from hooks.languages import LANG, Language, other
from tests.tools.book import Builder, write_book
from tests.tools.examples import examples
from tests.tools.values import to_html

KINDS = {
    "heading": "h2",
    "paragraph": "p",
    "item": "li",
    "quotation": "p",
    "table": "table",
    "picture": "p",
    "code": "pre",
}
ZH = "港口的燈塔在風雨裡點燈，守燈人把每一夜的風向、潮水與船隻記在簿子上，一代傳給一代。"
EN = "The lighthouse of the harbor was lit in storms, and its keepers noted wind, tide, and ships of every night. "


def text(language: Language, number: int, size: int = 1) -> str:
    return f"{number} {(ZH if language == 'zh' else EN) * size}{number * 7919}"


def block(language: Language, number: int, kind: str = "paragraph", **more: Any) -> BodyBlock:
    return BodyBlock(more.pop("tag", KINDS[kind]), more.pop("id", ""), text(language, number), kind, **more)


def states(page: PageAlignment) -> dict[str, str]:
    return {pair.id: str(pair.state) for pair in page.pairs}


kinds = st.sampled_from([*KINDS, "paragraph", "paragraph", "item", "heading"])
sides = st.lists(st.tuples(kinds, st.sampled_from(["", "", "", "a", "b"]), st.sampled_from(
    ["", "", "", "", "none", "p-1", "p-1 p-2", "s-1", "a", "p-99"])), max_size=9)  # fmt: skip


def side(language: Language, drawn: list[tuple[str, str, str]], start: int = 0) -> list[BodyBlock]:
    given: set[str] = set()
    blocks = []
    for number, (kind, key, pair) in enumerate(drawn, start=start):
        level = "h3" if kind == "heading" and number % 3 == 0 else KINDS[kind]
        blocks.append(block(language, number, kind, tag=level, id="" if key in given else key, pair=pair))
        given.add(key)
    return blocks


@examples(300)
@given(st.data())
def test_no_book_pairs_across_kinds_or_says_in_step_what_nobody_has_seen(data: st.DataObject) -> None:
    original = data.draw(st.sampled_from(list(LANG)))
    blocks = {language: side(language, data.draw(sides)) for language in LANG}
    page = align([], blocks["zh"], blocks["en"], original)
    check(page, blocks)
    assert State.IN_STEP not in {pair.state for pair in page.pairs}
    lines = record(page)
    again = align(lines, blocks["zh"], blocks["en"], original)
    check(again, blocks)
    # What was unmatched, alone or wrong still is, and nothing else is left to record.
    assert {pair.id for pair in again.pairs if pair.state == State.IN_STEP} == {
        pair.id for pair in page.pairs if pair.state == State.NEW
    }
    assert record(again) == lines
    assert again.ids == page.ids
    # One more block in either language moves no id.
    for language in LANG:
        at = data.draw(st.integers(0, len(blocks[language])))
        kind = data.draw(kinds)
        more = [*blocks[language][:at], block(language, 77, kind), *blocks[language][at:]]
        changed = blocks | {language: more}
        moved = align(lines, changed["zh"], changed["en"], original)
        check(moved, changed)
        ids = moved.ids[language]
        if not any(one.pair for one in more):
            kept = [key for place, key in enumerate(ids) if place != at]
            published = {line.id for line in lines if getattr(line, original)}
            before = page.ids[language]
            assert [key for key, was in zip(kept, before, strict=True) if key != was and was in published] == []
            if language == original:
                assert kept == before
        record(moved)


def check(page: PageAlignment, blocks: dict[Language, list[BodyBlock]]) -> None:
    """Every block stands in one pair, under its id; the sides of a pair are of one kind."""
    for language in LANG:
        found = Counter(part for pair in page.pairs for part in pair.parts[language].values())
        assert found == Counter(blocks[language])
        assert len(set(page.ids[language])) == len(page.ids[language])
        written = [one.id for one in blocks[language]]
        assert all(key == wrote for key, wrote in zip(page.ids[language], written, strict=True) if wrote)
    for pair in page.pairs:
        parts = [part for each in pair.parts.values() for part in each.values()]
        assert len({part.kind for part in parts}) == 1
        if pair.parts["zh"] and pair.parts["en"]:
            assert pair.state.comparable
            assert pair.id in pair.parts[page.translation]


def test_sections_that_differ_are_unmatched_and_the_others_are_pairs() -> None:
    zh = [block("zh", 1, "heading"), block("zh", 2), block("zh", 3, "heading"), block("zh", 4)]
    en = [block("en", 1, "heading"), block("en", 2), block("en", 22), block("en", 3, "heading"), block("en", 4)]
    page = align([], zh, en)
    assert states(page) == {
        "s-1": "new", "p-1": "unmatched", "p-3": "unmatched", "p-4": "unmatched", "s-2": "new", "p-2": "new"
    }  # fmt: skip
    recorded = align(record(page), zh, en)
    assert states(recorded)["p-1"] == states(recorded)["p-3"] == "unmatched"
    assert states(recorded)["p-2"] == "in step"
    # Whatever is done elsewhere, the translation's own blocks keep the ids that they have now.
    assert recorded.ids == page.ids


def test_a_block_that_gets_its_pair_leaves_the_id_that_it_had_alone_unused() -> None:
    zh, en = [block("zh", 1), block("zh", 2)], [block("en", 1), block("en", 2)]
    lines = record(align([], zh, en[:1]))
    assert align(lines, zh, en[:1]).ids["en"] == ["p-3"]
    paired = align(lines, zh, en)
    assert paired.ids["en"] == ["p-1", "p-2"]
    recorded = {line.id: line for line in record(paired)}
    assert (recorded["p-3"].zh, recorded["p-3"].en) == (None, None)
    assert align(record(paired), [*zh, block("zh", 3)], en).ids["zh"] == ["p-1", "p-2", "p-4"]


def test_a_paragraph_for_two_is_in_step_or_out_of_date_as_a_whole() -> None:
    zh = [block("zh", 1), block("zh", 2), block("zh", 3)]
    en = [block("en", 1, pair="p-1 p-2"), block("en", 3)]
    page = align([], zh, en)
    assert states(page) == {"p-1": "new", "p-3": "new"}
    lines = record(page)
    assert [(line.id, line.whole) for line in lines] == [("p-1", ""), ("p-2", "p-1"), ("p-3", "")]
    assert states(align(lines, zh, en)) == {"p-1": "in step", "p-3": "in step"}
    reworded = [zh[0], zh[1]._replace(text=zh[1].text + "增補。"), zh[2]]
    stale = align(lines, reworded, en)
    assert states(stale) == {"p-1": "original changed", "p-3": "in step"}
    assert states(align(record(stale), reworded, en)) == states(stale)
    assert states(align(record(stale, {"p-1"}), reworded, en))["p-1"] == "in step"
    # Without its word for it, the second paragraph has no translation.
    assert states(align(lines, zh, [en[0]._replace(pair=""), en[1]]))["p-2"] == "not translated"


def test_a_part_that_gets_a_pair_of_its_own_is_recorded_as_that() -> None:
    zh = [block("zh", 1), block("zh", 2)]
    en = [block("en", 1, pair="p-1 p-2"), block("en", 2)]
    lines = record(align([], zh, en))
    en = [en[0]._replace(pair="p-1"), en[1]._replace(pair="p-2")]
    page = align(record(align(lines, zh, en)), zh, en)
    assert [(pair.id, str(pair.state), pair.unrecorded) for pair in page.pairs] == [
        ("p-1", "in step", False),
        ("p-2", "in step", False),
    ]


def test_two_paragraphs_for_one_keep_their_ids() -> None:
    zh = [block("zh", 1), block("zh", 2)]
    en = [block("en", 1, pair="p-1"), block("en", 11, pair="p-1"), block("en", 2)]
    page = align([], zh, en)
    assert page.ids == {"zh": ["p-1", "p-2"], "en": ["p-1", "p-3", "p-2"]}
    again = align(record(page), zh, en)
    assert again.ids == page.ids
    assert states(again) == {"p-1": "in step", "p-2": "in step"}
    assert again.rows == {"p-1": "p-1", "p-3": "p-1"}


def test_what_has_no_counterpart_on_purpose_is_no_part_of_what_must_agree() -> None:
    zh = [block("zh", 1), block("zh", 2, pair="none"), block("zh", 3)]
    page = align([], zh, [block("en", 1), block("en", 3)])
    assert states(page) == {"p-1": "new", "p-2": "alone on purpose", "p-3": "new"}
    assert states(align(record(page), zh, [block("en", 1), block("en", 3)]))["p-2"] == "alone on purpose"


@pytest.mark.parametrize(
    ("zh", "en", "error"),
    [
        ("", "p-7", "names p-7 as its pair, which the original does not have"),
        ("", "s-1", "is a paragraph and names s-1 as its pair, which is a heading"),
        ("none", "p-1", "names p-1 as its pair, which says that it has none"),
        ("p-1", "", "names p-1 as its pair: only a block of the translation"),
    ],
)
def test_what_cannot_be_a_pair_is_said_and_has_no_effect(zh: str, en: str, error: str) -> None:
    page = align([], [block("zh", 1, pair=zh), block("zh", 2, "heading")], [block("en", 1, pair=en)])
    (found,) = page.errors
    assert str(found.message).startswith(error)
    assert found.place == 0
    assert State.IN_STEP not in {pair.state for pair in align(record(page), [], [block("en", 1, pair=en)]).pairs}


@pytest.mark.parametrize("original", LANG)
def test_either_language_may_be_the_original(original: Language) -> None:
    blocks: dict[Language, list[BodyBlock]] = {language: [block(language, 1), block(language, 2)] for language in LANG}
    lines = record(align([], blocks["zh"], blocks["en"], original))
    blocks[original][1] = blocks[original][1]._replace(text=blocks[original][1].text + " 2026")
    page = align(lines, blocks["zh"], blocks["en"], original)
    assert states(page) == {"p-1": "in step", "p-2": "original changed"}
    del blocks[other(original)][0]
    assert states(align(lines, blocks["zh"], blocks["en"], original))["p-1"] == "not translated"


def test_blocks_of_like_number_and_unlike_length_are_unmatched_until_somebody_says_so() -> None:
    """The first two Chinese paragraphs are one in English, the last English one is of nothing."""
    zh = [BodyBlock("p", "", text("zh", number, size)) for number, size in ((1, 3), (2, 3), (3, 1), (4, 6))]
    en = [BodyBlock("p", "", text("en", number, size)) for number, size in ((1, 6), (3, 1), (4, 6), (5, 2))]
    page = align([], zh, en)
    assert set(states(page).values()) == {"unmatched"}
    assert page.doubtful == {1}
    assert set(states(align([], zh, en, confirmed={"p-1"})).values()) == {"new"}


def test_a_proposal_finds_the_split_and_is_written_in_full() -> None:
    zh = [BodyBlock("p", "", text("zh", number, size)) for number, size in ((1, 2), (2, 4), (3, 2))]
    en = [BodyBlock("p", "", text("en", number, size)) for number, size in ((1, 2), (2, 2), (20, 2), (3, 2))]
    page = align([], zh, en)
    (section,) = page.sections
    groups = proposed_groups(page, section)
    assert [group.shape for group in groups] == ["1-1", "1-2", "1-1"]
    written = pairs_to_write(groups)
    assert list(written.values()) == ["p-2", "p-2"]
    by_place = {page.ids["en"].index(key): pair for key, pair in written.items()}
    en = [one._replace(pair=by_place.get(place, "")) for place, one in enumerate(en)]
    assert states(align(record(page), zh, en)) == {"p-1": "new", "p-2": "new", "p-3": "new"}


def test_lengths_alone_find_what_goes_together() -> None:
    def free(group: tuple[int, int, int, int]) -> float:
        return 0.0

    assert align_lengths([100, 400, 100], [300, 600, 600, 300], 3.0, free) == [(0, 1, 0, 1), (1, 2, 1, 3), (2, 3, 3, 4)]
    # An article of a law: one paragraph here, six there.
    assert align_lengths([60, 180, 60], [180, *[90] * 6, 180], 3.0, free) == [(0, 1, 0, 1), (1, 2, 1, 7), (2, 3, 7, 8)]
    assert align_lengths([], [30], 3.0, free) == [(0, 0, 0, 1)]
    assert align_lengths([], [], 3.0, free) == []


def test_each_part_of_a_block_counts_for_what_it_has_in_common() -> None:
    zh = [BodyBlock("p", "", "1871 年點燈，1888、1890、1894、1901 年重修。", "paragraph")]
    years = "It was repaired in 1888, 1890, 1894, and 1901."
    en = [BodyBlock("p", "", words, "paragraph") for words in (years, "It was lit in 1871.", "The sea is wide.")]
    texts = Texts(zh, en, "zh")
    alone, with_its_part, with_another = (texts.cost(group) for group in ((0, 1, 0, 1), (0, 1, 0, 2), (0, 1, 1, 3)))
    assert with_its_part == alone - ANCHOR
    assert with_another == -ANCHOR


def test_a_lock_keeps_kinds_and_parts_and_an_old_one_is_read_without_loss(tmp_path: Path) -> None:
    zh, en = [block("zh", 1), block("zh", 2, "item")], [block("en", 1), block("en", 2, "item")]
    lines = record(align([], zh, en))
    path = tmp_path / "alignment.lock"
    write_lock(path, {"a.md": [*lines, Line("p-9", None, None, "", "item", "p-1")]})
    assert read_lock(path.read_text(encoding="utf-8"), path)["a.md"][2].whole == "p-1"
    old = [line._replace(kind="") for line in lines]
    write_lock(path, {"a.md": old})
    read = read_lock(path.read_text(encoding="utf-8"), path)["a.md"]
    assert set(states(align(read, zh, en)).values()) == {"in step"}
    # A heading with the words of a paragraph is another block.
    assert align(lines, [zh[0]._replace(kind="heading", tag="h2"), zh[1]], en).ids["zh"] == ["s-1", "p-2"]


MARKDOWN = """\
# Title

## Ways {pair="none"}

One
{: pair="p-3, p-4" }

- item
  {: pair="p-5" }
- other

> said
> {: pair=p-6 }

| a | b |
| --- | --- |
| 1 | 2 |

{: pair="none" }

![words](a.png){: pair="p-7" }

## Named {#named}
"""


def test_what_authors_say_of_pairs_is_read_and_is_not_published() -> None:
    page = PageContext(language="en", text=MARKDOWN)
    made = to_html(page)
    assert "pair" not in made
    assert [(one.kind, one.pair) for one in page.blocks] == [
        ("heading", ""), ("heading", "none"), ("paragraph", "p-3 p-4"), ("item", "p-5"), ("item", ""),
        ("quotation", "p-6"), ("table", "none"), ("picture", "p-7"), ("heading", ""),
    ]  # fmt: skip
    assert [one.id for one in page.blocks] == [""] * 8 + ["named"]
    assert page.findings == []


def test_headings_have_the_ids_of_the_lock_in_the_text_and_in_the_contents() -> None:
    page = PageContext(language="en", text="## Ways\n\nOne\n\n## Means {#means}\n", ids=["s-4", "p-1", "means"])
    made = html.fragment_fromstring(to_html(page), create_parent="div")
    assert made.xpath("//h2/@id") == ["s-4", "means"]
    assert made.xpath("//h2/a/@href") == ["#s-4", "#means"]


def test_a_section_stands_side_by_side_as_a_whole() -> None:
    article = html.fragment_fromstring("<p id=a></p><figure class=q></figure><p id=b><p id=c>", create_parent="article")
    rows = joined(parts_of(article), {"a": "section 1", "b": "section 1", "c": "section 2"})
    assert [(row.id, row.key, len(row.elements)) for row in rows] == [("a", "section 1", 3), ("c", "section 2", 1)]


PIECES = [
    "# {}", "## {}", "## {} {{#s-1}}", "### {} {{: pair=none }}", "{}", "{}", '{}\n{{: pair="p-1 p-2" }}',
    '{{: pair="none" }}',     "- {0}\n- {0}\n    - {0}", "1. {}\n   {{: pair=p-3 }}", "> {0}\n>\n> {0}",
    "| {0} | b |\n| --- | --- |\n| 1 | {0} |",
    "![{}](a.png)", "    {}", "```\n{}\n```", "<div>{}</div>", "<!-- {} -->", "{}[^1]\n\n[^1]: {}", "***",
    "*{}*{{: pair=x }}",
    "{}\n{{: pair= }}", "<br>", "&nbsp;", "\\# {} \\*",
]  # fmt: skip
pieces = st.lists(st.tuples(st.sampled_from(PIECES), st.integers(0, 99)), max_size=8)


@examples(60)
@given(pieces, pieces, st.sampled_from(list(LANG)))
def test_a_page_has_the_ids_of_its_alignment_whatever_is_written(
    zh: list[tuple[str, int]], en: list[tuple[str, int]], original: Language
) -> None:
    texts: dict[Language, str] = {
        language: "\n\n".join(piece.replace("{}", "{0}").format(text(language, number)) for piece, number in drawn)
        for language, drawn in zip(LANG, (zh, en), strict=True)
    }
    printed = {language: PageContext(language=language, text=body, for_print=True) for language, body in texts.items()}
    for page in printed.values():
        to_html(page)
    aligned = align([], printed["zh"].blocks, printed["en"].blocks, original)
    record(aligned)
    for language, body in texts.items():
        context = PageContext(language=language, text=body, ids=aligned.ids[language])
        made = html.fragment_fromstring(to_html(context), create_parent="div")
        assert "pair=" not in html.tostring(made, encoding="unicode")
        assert [(one.kind, one.text) for one in context.blocks] == [
            (one.kind, one.text) for one in printed[language].blocks
        ]
        ids = [owner.get("id") for owner in made.iter() if owner.get("id") and "fn" not in owner.get("id")]
        assert ids == aligned.ids[language]


ZH_PAGE = f"---\ntitle: 章\n---\n\n# 章\n\n## 節\n\n{text('zh', 1, 2)}\n\n{text('zh', 2, 4)}\n\n- {text('zh', 3)}\n"
EN_PAGE = (
    "---\ntitle: Chapter\ntranslation: unofficial\n---\n\n# Chapter\n\n## Part\n\n"
    f"{text('en', 1, 2)}\n\n{text('en', 2, 2)}\n\n{text('en', 20, 2)}\n\n- {text('en', 3)}\n"
)


def test_staff_take_a_proposal_read_it_and_see_it_side_by_side(tmp_path: Path, build_book: Builder) -> None:
    book = write_book(tmp_path / "book", {"docs/zh/chapter.md": ZH_PAGE, "docs/en/chapter.md": EN_PAGE})
    page = book / "docs" / "en" / "chapter.md"
    assert "alignment-unmatched" in run(book, "checks")
    proposed = run(book, "alignment", "propose", "chapter", "--write")
    assert "  1-2  p-2 " in proposed
    assert page.read_text(encoding="utf-8").count('\n{: pair="p-2" }\n') == 2
    run(book, "alignment", "record")
    assert [line for line in run(book, "checks").splitlines() if "alignment" in line] == []
    assert run(book, "alignment", "propose", "chapter") == "every section is matched\n"
    done = build_book(book)
    assert done.returncode == 0, done.stdout
    built = html.parse(str(book / "site" / "parallel" / "chapter" / "index.html")).getroot()
    (row,) = built.xpath('//*[@id="p-2"]')
    assert [len(beside.findall("p")) for beside in row] == [1, 2]
    ids = built.xpath("//@id")
    assert len(ids) == len(set(ids))


def run(book: Path, module: str, *arguments: str) -> str:
    command = [sys.executable, "-m", f"hooks.{module}", *arguments]
    done = subprocess.run(command, cwd=book, text=True, capture_output=True, check=False)
    assert done.stderr == ""
    return done.stdout
