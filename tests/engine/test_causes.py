"""One mistake, one finding, the cause first; no finding goes without another that explains it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from hooks.checks import check_sources
from hooks.checks._causes import RULES, without_consequences
from hooks.findings import Finding
from hooks.messages import codes, say
from hooks.sources import Sources
from tests.tools.book import write_bylaws, write_harbour

Edit = tuple[str, str, str]
# A file, the words in it, what is written there instead, and the one finding: its code and what its line begins with.
MISTAKES: dict[str, tuple[Callable[[Path], Path], Edit, tuple[str, str]]] = {
    "a note is lost": (
        write_harbour,
        ("docs/zh/harbour.md", "的格式寫成。[^books]", "的格式寫成。[^boks]"),
        ("note-unknown", "開港的章程"),
    ),
    "a control character": (
        write_harbour,
        ("docs/zh/harbour.md", "拖上沙灘", "拖上\f沙灘"),
        ("text-control", "基隆"),
    ),
    "a zero-width character": (
        write_harbour,
        ("docs/zh/harbour.md", "拖上沙灘", "拖上\u200b沙灘"),
        ("text-invisible", "基隆"),
    ),
    "a heading of another level": (
        write_bylaws,
        ("docs/en/chapter-1.md", "## Article 2", "### Article 2"),
        ("collate-structure", "### Article 2"),
    ),
    "a page that is misspelt in the navigation": (
        write_harbour,
        ("mkdocs.yml", "[harbour.md, lights.md]", "[harbor.md, lights.md]"),
        ("nav-page", "  - 海港"),
    ),
    "a table that is not there": (
        write_harbour,
        ("docs/zh/harbour.md", "/// data-table | cranes", "/// data-table | 起重機"),
        ("table-unknown", "/// data-table"),
    ),
    "an option with a wide colon": (
        write_harbour,
        ("docs/zh/harbour.md", "begins: 一個引水人", "begins：一個引水人"),
        ("block-option", "/// page | 6"),
    ),
    "a pull-quote without words": (
        write_harbour,
        ("docs/zh/harbour.md", "海不會退讓，所以人也不能退讓\n///", "///"),
        ("block-content", "/// pull-quote"),
    ),
    "a reference to a note in wide brackets": (
        write_harbour,
        ("docs/zh/harbour.md", "的格式寫成。[^books]", "的格式寫成。［^books］"),
        ("text-markup", "開港的章程"),
    ),
    "an editor's note that is written in another way": (
        write_harbour,
        ("docs/zh/harbour.md", "[^1]: 編者註：", "[^1]: 編按："),
        ("text-markup", "[^1]: 編按"),
    ),
    "a note without words": (
        write_harbour,
        ("docs/zh/harbour.md", "[^1]: 編者註：另一本港務簿說堤防斷過三次。", "[^1]:"),
        ("note-empty", "[^1]:"),
    ),
    "a block that is misspelt": (
        write_harbour,
        ("docs/zh/harbour.md", "/// page | 4", "/// pge | 4"),
        ("block-unknown", "/// pge"),
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_one_mistake_gives_one_finding(name: str, tmp_path: Path) -> None:
    make, (file, before, after), (code, begins) = MISTAKES[name]
    book = make(tmp_path / "book")
    path = book / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    found = [finding for finding in check_sources(Sources(book)) if not finding.is_hint]
    assert [(finding.path, finding.code) for finding in found] == [(str(path), code)]
    assert path.read_text(encoding="utf-8").split("\n")[found[0].line - 1].startswith(begins)


def test_a_rule_names_codes_that_there_are() -> None:
    for cause, consequence, _ in RULES:
        for pattern in (cause, consequence):
            assert [code for code in codes() if re.match(pattern, code)], pattern


@pytest.mark.parametrize("seed", range(20))
def test_what_is_left_out_has_a_cause_that_is_told(seed: int, tmp_path: Path) -> None:
    """Of any findings some are left, an error where there was one, and the same are left of these."""
    rng = random.Random(seed)
    pages = ["docs/zh/harbour.md", "docs/en/harbour.md", "mkdocs.yml", "docs/data/visits.csv"]
    sources = Sources(write_harbour(tmp_path / "book"))
    paths = [str(tmp_path / "book" / page) for page in pages]
    findings = [
        Finding(rng.choice(paths), rng.randint(0, 20), rng.choice(list(codes())), say("text-comment/open"))
        for _ in range(rng.randint(1, 12))
    ]
    left = without_consequences(findings, sources)
    assert left
    assert any(not one.is_hint for one in left) == any(not one.is_hint for one in findings)
    assert without_consequences(left, sources) == left
