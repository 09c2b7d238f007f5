"""The tables of the paper: its very words, under their years, in the text and among the data."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from hooks.data.tables import Row
from tests.publication import FACTS
from tests.publication.printed import EXTRACTION, YEAR, table_lines
from tests.tools.site import Element
from tests.tools.values import OWN, differences

NAMES = list(FACTS["tables"])


def rows(name: str) -> list[tuple[int | None, Row]]:
    """Return the rows that the paper has, each with its year."""
    return [(group.year, row) for group in OWN.tables[name].groups for row in group.rows if not row.added]


@pytest.mark.parametrize("name", NAMES)
def test_rows_stand_under_their_years(name: str) -> None:
    years = Counter(year for year, _ in rows(name))
    assert years.total() == FACTS["tables"][name]["rows"]
    assert " ".join(f"{year}×{count}" for year, count in years.items()) == FACTS["tables"][name]["years"]


@pytest.mark.parametrize("name", NAMES)
def test_a_table_has_the_very_words_of_the_paper(name: str) -> None:
    lines = table_lines(name)
    cells = [row.cells[0] for _, row in rows(name)]
    texts = [cell.prefix["zh"] + cell.text["zh"] for cell in cells]
    printed = [YEAR.sub("", line).strip() for line in lines]
    assert texts == printed if FACTS["tables"][name]["lines_are_rows"] else "".join(texts) == "".join(printed)
    years = [found[0].strip() for line in lines if (found := YEAR.search(line))]
    assert years == [str(year) for year in dict.fromkeys(year for year, _ in rows(name))]


@pytest.mark.parametrize("name", NAMES)
def test_caption_titles_and_source_notes_are_printed_in_the_paper(name: str) -> None:
    joined = re.sub(r" ?\n+ ?", " ", EXTRACTION)
    table = OWN.tables[name]
    titles = " ".join(column.title["zh"] for column in table.columns if column.title)
    assert f" {table.caption['zh']} {titles} " in joined
    for note in table.notes:
        assert (note.text["zh"] in joined) == (note.kind == "source"), note


def test_an_editors_note_says_that_it_is_one() -> None:
    notes = [note for table in OWN.tables.values() for note in table.notes if note.kind == "editor"]
    assert len(notes) >= FACTS["editors_notes"]
    assert all(
        note.text["zh"].startswith("編者註：") and note.text["en"].startswith("Editor’s note: ") for note in notes
    )


def test_every_table_stands_in_the_text_and_among_the_data(pages: dict[str, Element]) -> None:
    for place in (FACTS["tables_in"], "data/"):
        for folder in ("", "en/"):
            found = pages[folder + place].xpath('//article//figure/@id[starts-with(., "table-")]')
            assert [id for id in found if id.removeprefix("table-") in NAMES] == [f"table-{name}" for name in NAMES]


@pytest.mark.parametrize(("added", "codes"), [("2026-01-31", []), ("", ["collate-added"])])
def test_a_row_that_does_not_say_when_it_was_added_is_no_row_of_the_paper(
    added: str, codes: list[str], sources: Path
) -> None:
    name = NAMES[0]
    path = sources / "docs" / "data" / f"{name}.csv"
    last = OWN.tables[name].rows[-1].values
    new = {"id": "2099-1", "year": "2099", "item_zh": "增補", "item_en": "Added", "added": added}
    with path.open("a", encoding="utf-8") as file:
        print(*(new.get(column, value) for column, value in last.items()), sep=",", file=file)
    found = differences(sources)
    assert [finding.code for finding in found] == codes
    assert all(str(finding.message).endswith("write the day on which it was added into `added`") for finding in found)
