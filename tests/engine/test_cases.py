"""What the tests stand on: cases whose output is rewritten, and a book that has nothing to report."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from hooks.checks import check_sources
from hooks.sources import Sources
from tests.tools.book import write_harbour
from tests.tools.cases import Case, rewritten

TEXT = """\
# Why this case is here.
input: |
  one
  output: two

# What comes of it.
output:
- first

- second: 2
findings: [a]  # none else
"""


@pytest.mark.parametrize("value", ["a\nb\n", "a: b", [], ["x", {"y": 1}], {"zh": "甲\n", "en": None}])
def test_an_output_is_rewritten_and_all_else_stays(value: object) -> None:
    text = rewritten(TEXT, "output", value)
    before, after = yaml.safe_load(TEXT), yaml.safe_load(text)
    assert after == before | {"output": value}
    assert text.startswith(TEXT.partition("output:\n-")[0])
    assert text.endswith("findings: [a]  # none else\n")
    assert yaml.safe_load(rewritten(TEXT, "findings", value)) == before | {"findings": value}
    assert yaml.safe_load(rewritten(TEXT, "notes", value)) == before | {"notes": value}


def test_a_case_is_rewritten_on_demand_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "case.yml"
    path.write_text(TEXT, encoding="utf-8")
    with pytest.raises(AssertionError):
        Case(path).check("other")
    assert path.read_text(encoding="utf-8") == TEXT
    monkeypatch.setattr(Case, "rewrite", True)
    Case(path).check("other")
    assert Case(path)["output"] == "other"


def test_the_harbour_book_has_nothing_to_report(tmp_path: Path) -> None:
    assert check_sources(Sources(write_harbour(tmp_path / "book"))) == []
