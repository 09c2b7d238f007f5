"""The English beside the Chinese of this paper: nothing differs, and what would differ is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from hooks.checks import alignment
from hooks.checks.translation import check, compare
from hooks.sources import Sources
from tests.publication import FACTS
from tests.tools.values import OWN


def test_the_publication_has_no_finding_and_much_to_check() -> None:
    findings, figures = compare(OWN)
    print(figures)
    # A correction of the Chinese may be published before its English is corrected: readers see that it is out of date.
    if not alignment.check(OWN):
        assert [str(finding) for finding in findings] == []
    assert min(figures.terms, figures.occurrences, figures.numbers) > FACTS["compared"]


@pytest.mark.parametrize(("path", "old", "new", "finding"), FACTS["slips_of_the_translation"])
def test_a_slip_is_found(path: str, old: str, new: str, finding: str, sources: Path) -> None:
    page = sources / "docs" / path
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    found = [str(finding) for finding in check(Sources(sources))]
    assert [one for one in found if one.startswith(f"{page}:{line}: {finding}")], found
