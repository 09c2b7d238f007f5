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

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooks.pages import read_page
from hooks.source.collate import compare
from hooks.source.split import write_drafts
from tests import ROOT
from tests.publication import FACTS
from tests.tools.examples import examples
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
    furniture = solid("".join(lines[number - 1] for number in EXTRACTION.furniture))
    years = solid("".join(str(year) for page in PLANNED.pages for table in page.tables for year in table.rows))
    hyphens = Counter({"-": EXTRACTION.ledger.dropped["hyphen at a line's end"]})
    assert printed == kept + furniture + years + hyphens


def test_the_command_finds_no_difference() -> None:
    done = run("collate")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "no difference")


def test_the_command_names_what_differs_and_fails(docs: Path, tmp_path: Path) -> None:
    path, sentence = BODY[0]
    page = docs / path
    page.write_text(page.read_text(encoding="utf-8").replace(sentence, ""), encoding="utf-8")
    done = run("collate", folder=tmp_path)
    assert done.returncode == 1
    assert f"{page.relative_to(tmp_path)}:" in done.stdout
    assert sentence[:40] in done.stdout


def test_drafts_have_no_difference_either(tmp_path: Path) -> None:
    write_drafts(EXTRACTION, tmp_path / "docs")
    shutil.copytree(ROOT / "docs" / "data", tmp_path / "docs" / "data", dirs_exist_ok=True)
    shutil.copytree(ROOT / "source", tmp_path / "source")
    assert differences(tmp_path) == []


def test_drafts_are_not_written_over_a_folder_that_is_there(tmp_path: Path) -> None:
    done = run("split", "--to", str(tmp_path))
    assert done.returncode == 1
    assert f"{tmp_path} is there already" in done.stderr


@pytest.fixture
def docs(sources: Path) -> Path:
    return sources / "docs"


some = examples(20)


@some
@given(body_sentences)
def test_a_sentence_deleted(place: tuple[str, str]) -> None:
    path, words = place
    assert_found(path, "missing", words, {path: TEXTS[path].replace(words, "", 1)})


@some
@given(body_sentences)
def test_a_sentence_doubled(place: tuple[str, str]) -> None:
    path, words = place
    assert_found(path, "doubled", words, {path: TEXTS[path].replace(words, f"{words} {words}", 1)})


@some
@given(body_sentences, st.data())
def test_a_character_changed(place: tuple[str, str], data: st.DataObject) -> None:
    path, words = place
    at = data.draw(st.sampled_from([at for at, char in enumerate(words) if char.isalpha()]))
    changed = f"{words[:at]}甲{words[at + 1 :]}"
    assert_found(path, "changed", words[at], {path: TEXTS[path].replace(words, changed, 1)})


@some
@given(body_sentences)
def test_a_sentence_moved_to_another_page(place: tuple[str, str]) -> None:
    path, words = place
    there = next(page for page in reversed(PAGES) if page.startswith("zh/") and page != path)
    moved = {path: TEXTS[path].replace(words, "", 1), there: f"{TEXTS[there]}\n{words}\n"}
    assert_found(path, "moved", words, moved)


@some
@given(st.sampled_from([(a, b) for a, b in pairwise(BODY) if a[0] == b[0]]))
def test_two_sentences_swapped(places: tuple[tuple[str, str], tuple[str, str]]) -> None:
    (path, first), (_, second) = places
    swapped = TEXTS[path].replace(second, "\0").replace(first, second).replace("\0", first)
    assert_found(path, "moved", "", {path: swapped})


def assert_found(path: str, kind: str, words: str, changed: dict[str, str]) -> None:
    """Compare the pages with other texts in place of some, and expect a finding of this kind on one which holds the
    words."""
    pages = {f"{page.language}/{page.name}": page for page in OWN.pages}
    for name, text in changed.items():
        assert text != TEXTS[name]
        old = pages[name]
        pages[name] = read_page(text, old.path, old.language, old.name)
    findings, _ = compare(PLANNED.path, EXTRACTION, pages, OWN.tables)
    place = str(pages[path].path)
    there = [f for f in findings if f.path == place and f.code == f"collate-{kind}" and words[:40] in str(f.message)]
    assert there, "\n".join(map(str, findings)) or "no finding"
    assert 0 < there[0].line <= changed[path].count("\n") + 1


@pytest.mark.parametrize(("path", "old", "new", "finding"), FACTS["slips_of_the_pages"])
def test_other_changes(docs: Path, path: str, old: str, new: str, finding: str) -> None:
    text = (docs / path).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (docs / path).write_text(text.replace(old, new), encoding="utf-8")
    assert [f for f in differences(docs.parent) if f.path == str(docs / path) and finding in f"{f.code} {f.message}"]


def run(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hooks.source", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
