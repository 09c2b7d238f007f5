"""The publication has the text of the printed edition: the whole, once, in order, each part in its place."""

from __future__ import annotations

import re
from collections import Counter

import pytest
import yaml

from hooks.source.extraction import Extraction
from tests import ROOT
from tests.publication import FACTS
from tests.publication.printed import PRINTED, numbers, page_openings, printed_lines
from tests.tools.site import (
    PARALLEL,
    SOURCES,
    TRANSLATIONS,
    Element,
    article,
    bare,
    of_class,
    passages,
    sentences,
    words,
)
from tests.tools.values import OWN


@pytest.fixture(scope="session")
def extraction() -> Extraction:
    assert OWN.extraction
    return OWN.extraction


@pytest.mark.parametrize("place", PRINTED)
def test_every_passage_of_the_source_stands_once_and_in_order(
    place: str, pages: dict[str, Element], extraction: Extraction
) -> None:
    path = f"{SOURCES[place].language}/{SOURCES[place].name}"
    assert list(passages(article(pages[place]))) == [passage.text for passage in extraction.pages[path]]
    quotes = [words(quote) for quote in of_class(pages[place], "pull-quote")]
    assert quotes == [quote.text for quote in extraction.pull_quotes[path]]


def test_every_character_of_the_print_stands_once_and_in_order(pages: dict[str, Element]) -> None:
    """Reads the extraction anew: of the plan it takes nothing but where pull-quotes and tables stand."""
    plan = yaml.safe_load((ROOT / "source" / "plan.yml").read_text(encoding="utf-8"))
    in_quotes = set(numbers(*(span for page in plan["pages"] for span in page.get("pull_quotes", []))))
    in_tables = set(numbers(*(table["lines"] for page in plan["pages"] for table in page.get("tables", []))))
    printed = dict(printed_lines(plan["corrections"]))
    chapters = [pages[place] for place in PRINTED]
    text = "".join(line for number, line in printed.items() if number not in in_quotes | in_tables)
    assert sentences(bare(*(article(page, "data-table") for page in chapters))) == sentences(text)
    quotes = "".join(line for number, line in printed.items() if number in in_quotes)
    assert bare(*(quote for page in chapters for quote in of_class(page, "pull-quote"))) == quotes
    # Print centres a year beside its rows, so that the order of a table's characters says nothing.
    figures = [figure for page in chapters for figure in of_class(article(page), "data-table")]
    assert Counter(bare(*figures)) == Counter("".join(line for number, line in printed.items() if number in in_tables))


@pytest.mark.parametrize("place", PRINTED)
def test_marks_stand_where_the_printed_pages_begin(place: str, pages: dict[str, Element]) -> None:
    label = {"zh": "印刷版第 {} 頁", "en": "Page {} of the printed edition"}[SOURCES[place].language]
    marks = pages[place].xpath('//article//*[@role="doc-pagebreak"]')
    assert [mark.get("id") for mark in marks] == [f"page-{number}" for number in PRINTED[place]]
    assert [mark.get("title") for mark in marks] == [label.format(number) for number in PRINTED[place]]
    openings = page_openings()
    beside = 'ancestor::sup or ancestor::*[@role="doc-pagebreak" or contains(@class, "pull-quote")]'
    for number, mark in zip(PRINTED[place], marks, strict=True):
        following = re.sub(r"[\s-]", "", "".join(mark.xpath(f"following::text()[not({beside})]")))
        # One that begins inside a word stands before that, and says which letters are on the page before.
        assert following.startswith(mark.get("data-within", "") + openings[number])


def test_no_page_mark_stands_outside_the_chapters(pages: dict[str, Element]) -> None:
    marked = [place for place, page in pages.items() if page.xpath('//*[@role="doc-pagebreak"]')]
    assert sorted(marked) == sorted({*PRINTED, *PARALLEL})


def test_every_pull_quote_of_the_print_is_there_and_no_other(pages: dict[str, Element]) -> None:
    quotes = {place: of_class(page, "pull-quote") for place, page in pages.items() if place not in PARALLEL}
    # A translation has those of the Chinese.
    printed = FACTS["pull_quotes"]
    translated = {f"en/{place}": n for place, n in printed.items() if TRANSLATIONS.get(f"en/{place}") == "unofficial"}
    assert {place: len(found) for place, found in quotes.items() if found} == printed | translated


def test_english_is_official_where_it_is_the_authors_own() -> None:
    assert [place for place, status in TRANSLATIONS.items() if status == "official"] == FACTS["official"]


def test_each_page_says_what_it_is_in_the_book(pages: dict[str, Element]) -> None:
    for place, page in pages.items():
        name = place.removeprefix("en/").removeprefix("parallel/")
        (about,) = page.xpath("//article/..")
        assert about.get("role") == FACTS["parts"].get(name), place


@pytest.mark.parametrize("place", FACTS["retired_ids"])
def test_the_address_of_a_note_that_is_gone_still_leads_to_its_words(place: str, pages: dict[str, Element]) -> None:
    for name in FACTS["retired_ids"][place]:
        for key in (f"fn:{name}", f"fnref:{name}"):
            (anchor,) = article(pages[place]).xpath(".//*[@id=$key]", key=key)
            assert anchor.getparent().tag == "p"
