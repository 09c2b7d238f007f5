"""The paper's text: every character of the extraction accounted for, and every slip of a page found."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hooks.findings import SourceError
from hooks.source.extraction import read_extraction
from hooks.source.plan import read_plan
from hooks.source.split import write_drafts
from tests import ROOT
from tests.tools.cases import cases
from tests.tools.values import OWN, differences

assert OWN.plan
assert OWN.extraction
PLANNED, EXTRACTION = OWN.plan, OWN.extraction
PAGES = [page.path for page in PLANNED.pages]
NOTE = re.compile(r"\[\^[^\]]+\](?!:)")
TEXTS = {path: NOTE.sub("", (ROOT / "docs" / path).read_text(encoding="utf-8")) for path in PAGES}
BODY = [
    (path, sentence.strip())
    for path in PAGES
    for passage in EXTRACTION.pages[path]
    if passage.kind in ("paragraph", "item")
    for sentence, _ in passage.sentences()
    # Words that stand elsewhere on the page too (in a pull-quote, in the front matter) might be changed there.
    if len(sentence) > 6 and sentence.strip().endswith(("。", ".")) and TEXTS[path].count(sentence.strip()) == 1
]
body_sentences = st.sampled_from(BODY)


def test_every_character_of_the_extraction_is_in_a_passage_or_dropped_by_name() -> None:
    def solid(text: str) -> Counter[str]:
        return Counter("".join(unicodedata.normalize("NFC", text).replace("\u2500", "—").split()))

    lines = PLANNED.text.read_text(encoding="utf-8").split("\n")
    printed = solid("\n".join(lines))
    passages = [p for of in (EXTRACTION.pages, EXTRACTION.pull_quotes) for page in of.values() for p in page]
    kept = solid("".join(passage.text for passage in passages))
    furniture = solid("".join(lines[number - 1] for number in PLANNED.furniture))
    years = solid("".join(str(year) for page in PLANNED.pages for table in page.tables for year in table.rows))
    hyphens = Counter({"-": EXTRACTION.ledger.dropped["hyphen at a line's end"]})
    assert printed == kept + furniture + years + hyphens


def test_the_command_finds_no_difference() -> None:
    done = run("collate")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "no difference")


def test_the_command_names_what_differs_and_fails(docs: Path, tmp_path: Path) -> None:
    page = docs / "zh" / "summary.md"
    page.write_text(page.read_text(encoding="utf-8").replace("（二）善用「三層架構」", "（二）"), encoding="utf-8")
    done = run("collate", folder=tmp_path)
    assert done.returncode == 1
    assert f"{page.relative_to(tmp_path)}:" in done.stdout
    assert "「三層架構」" in done.stdout


def test_drafts_have_no_difference_either(tmp_path: Path) -> None:
    write_drafts(PLANNED, EXTRACTION, tmp_path / "docs")
    shutil.copytree(ROOT / "docs" / "data", tmp_path / "docs" / "data", dirs_exist_ok=True)
    shutil.copytree(ROOT / "source", tmp_path / "source")
    assert differences(tmp_path) == []


def test_drafts_are_not_written_over_a_folder_that_is_there(tmp_path: Path) -> None:
    done = run("split", "--to", str(tmp_path))
    assert done.returncode == 1
    assert f"{tmp_path} is there already" in done.stderr


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "source", tmp_path / "source")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "hooks").symlink_to(ROOT / "hooks")
    return Path(shutil.copytree(ROOT / "docs", tmp_path / "docs"))


slow = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@slow
@given(body_sentences)
def test_a_sentence_deleted(docs: Path, place: tuple[str, str]) -> None:
    assert_found(docs, place[0], "missing", place[1], lambda text, words: text.replace(words, "", 1))


@slow
@given(body_sentences)
def test_a_sentence_doubled(docs: Path, place: tuple[str, str]) -> None:
    assert_found(docs, place[0], "doubled", place[1], lambda text, words: text.replace(words, f"{words} {words}", 1))


@slow
@given(body_sentences, st.data())
def test_a_character_changed(docs: Path, place: tuple[str, str], data: st.DataObject) -> None:
    letters = [at for at, char in enumerate(place[1]) if char.isalpha()]
    at = data.draw(st.sampled_from(letters))
    changed = place[1][:at] + "甲" + place[1][at + 1 :]
    assert_found(docs, place[0], "changed", place[1][at], lambda text, words: text.replace(place[1], changed, 1))


@slow
@given(body_sentences)
def test_a_sentence_moved_to_another_page(docs: Path, place: tuple[str, str]) -> None:
    there = docs / ("zh/new-chapter.md" if place[0] != "zh/new-chapter.md" else "zh/summary.md")
    untouched = there.read_text(encoding="utf-8")
    there.write_text(f"{untouched}\n{place[1]}\n", encoding="utf-8")
    try:
        assert_found(docs, place[0], "moved", place[1], lambda text, words: text.replace(words, "", 1))
    finally:
        there.write_text(untouched, encoding="utf-8")


@slow
@given(st.sampled_from([(a, b) for a, b in pairwise(BODY) if a[0] == b[0]]))
def test_two_sentences_swapped(docs: Path, places: tuple[tuple[str, str], tuple[str, str]]) -> None:
    (path, first), (_, second) = places

    def swap(text: str, _words: str) -> str:
        return text.replace(second, "\0").replace(first, second).replace("\0", first)

    assert_found(docs, path, "moved", "", swap)


def assert_found(docs: Path, path: str, kind: str, words: str, change: Any) -> None:
    """Change one page, and expect a finding of this kind there which holds the words; then restore the page."""
    page = docs / path
    text = page.read_text(encoding="utf-8")
    changed = change(TEXTS[path], words)
    assert changed != TEXTS[path]
    page.write_text(changed, encoding="utf-8")
    try:
        findings = differences(docs.parent)
    finally:
        page.write_text(text, encoding="utf-8")
    there = [f for f in findings if f.path == str(page) and f.code == f"collate-{kind}" and words[:40] in f.message]
    assert there, "\n".join(map(str, findings)) or "no finding"
    line = there[0].line
    assert 0 < line <= changed.count("\n") + 1


@pytest.mark.parametrize(
    ("path", "old", "new", "finding"),
    [
        ("zh/evolution.md", "begins: 疇擴大。於此同時", "begins: 危機之後", "collate-page-mark marks page 11"),
        ("zh/evolution.md", "/// page | 17\n///\n\n", "", "collate-page-mark has no mark for page 17"),
        ("zh/evolution.md", "突破的十年，臺海", "突破的十載，臺海", "collate-changed has"),
        ("zh/foreword.md", "\n\n在雙方穩固", "在雙方穩固", "collate-structure does not begin a paragraph"),
        ("en/foreword.md", "never averse", "never oppose", "collate-changed has"),
        (
            "data/exchanges.csv",
            "2003-1,2003,talks,國防檢討會議",
            "2002-7,2002,talks,國防檢討會議",
            "collate-structure begins a row exchanges 2002 where the source has a row exchanges 2003",
        ),
        ("data/arms-sales.csv", "150 架 F-16 A/B", "150 架 F-16A/B", "collate-changed has"),
    ],
)
def test_other_changes(docs: Path, path: str, old: str, new: str, finding: str) -> None:
    text = (docs / path).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (docs / path).write_text(text.replace(old, new), encoding="utf-8")
    assert [f for f in differences(docs.parent) if f.path == str(docs / path) and finding in f"{f.code} {f.message}"]


@cases("source")
def test_another_paper(case: dict[str, Any], tmp_path: Path) -> None:
    """`input` holds a `text` and a `plan`; `output` the drafts that a new plan makes of it, or the findings."""
    (tmp_path / "paper.txt").write_text(case["input"]["text"], encoding="utf-8")
    plan = {"text": "paper.txt"} | case["input"]["plan"]
    (tmp_path / "plan.yml").write_text(yaml.safe_dump(plan, allow_unicode=True), encoding="utf-8")
    found: Any
    try:
        planned = read_plan((tmp_path / "plan.yml").read_text(encoding="utf-8"), tmp_path / "plan.yml")
        extraction = read_extraction(planned, planned.text.read_text(encoding="utf-8"))
        drafts = write_drafts(planned, extraction, tmp_path / "draft")
        found = {str(path.relative_to(tmp_path / "draft")): path.read_text(encoding="utf-8") for path in drafts}
    except SourceError as error:
        found = [str(finding).replace(f"{tmp_path}/", "") for finding in error.findings]
    assert found == case["output"]


def run(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hooks.source", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
