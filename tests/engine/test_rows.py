"""The rows of tables are remembered by what they say, and keep the ids under which they were published."""

from __future__ import annotations

from pathlib import Path

import pytest

from hooks.alignment.__main__ import main
from hooks.checks import check_sources
from hooks.sources import Sources
from tests.tools.book import lay, write_harbour

CRANES = "docs/data/cranes.csv"
LAST = "絞盤三具,Three capstans,\n"
REWORDED = "絞盤三具組,Three capstans of iron,\n"
NEW = "1911-4,1911,steam,新式的浮筒,New floats,\n"
AGAIN = "1911-3,1911,steam,新式的浮筒,Floats made of wood,\n"


def codes() -> list[str]:
    return [f"{finding.line} {finding.code}" for finding in check_sources(Sources()) if finding.path == CRANES]


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_harbour(tmp_path / "book")
    monkeypatch.chdir(folder)
    return folder


def test_recording_says_nothing_twice(book: Path) -> None:
    before = (book / "docs" / "alignment.lock").read_bytes()
    assert main(["record"]) == 0
    assert (book / "docs" / "alignment.lock").read_bytes() == before


def test_a_new_row_is_recorded_and_a_reworded_one_is_the_same(book: Path) -> None:
    lay(
        book / CRANES,
        {"replace": {LAST: REWORDED + NEW}},
    )
    assert codes() == ["8 alignment-unrecorded"]
    assert main(["record"]) == 0
    assert codes() == []


def test_another_row_under_a_published_id_is_said_until_somebody_accepts_it(book: Path) -> None:
    lay(book / CRANES, {"replace": {"絞盤三具,Three capstans": "新式的浮筒,Floats made of wood"}})
    assert codes() == ["7 table-address"]
    assert main(["record"]) == 0
    assert codes() == ["7 table-address"]
    assert main(["accept", "cranes.csv#1911-3"]) == 0
    assert codes() == []


def test_a_row_that_is_gone_keeps_its_id(book: Path) -> None:
    lay(book / CRANES, {"replace": {"1911-3,1911,steam,絞盤三具,Three capstans,\n": ""}})
    assert codes() == []
    assert main(["record"]) == 0
    lay(
        book / CRANES,
        {"replace": {"One conveyor,\n": "One conveyor,\n" + AGAIN}},
    )
    assert codes() == ["7 table-address"]
