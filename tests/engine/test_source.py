"""From a printed text to pages, and the pages against it: cases of a text and a plan."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from hooks.checks import check_sources
from hooks.findings import SourceError
from hooks.source.extraction import read_extraction
from hooks.source.plan import read_plan
from hooks.source.split import write_drafts
from hooks.sources import Sources
from tests.tools.book import lay, write_bylaws
from tests.tools.cases import Case, cases
from tests.tools.values import differences
from tests.tools.warm import build


@cases("source")
def test_another_paper(case: Case, tmp_path: Path) -> None:
    """`input` holds a `text` and a `plan`; `output` the drafts that a new plan makes of it, or the findings."""
    plan = yaml.safe_dump({"text": "paper.txt"} | case["input"]["plan"], allow_unicode=True, sort_keys=False)
    case.check(split(case["input"]["text"], plan, tmp_path))


def split(text: str, plan: str, folder: Path) -> Any:
    """Return the drafts of a text by their paths, or the findings where there are any."""
    (folder / "plan.yml").write_text(plan, encoding="utf-8")
    (folder / "paper.txt").write_text(text, encoding="utf-8", newline="")
    sources = Sources()
    try:
        planned = read_plan(sources.text(folder / "plan.yml"), folder / "plan.yml")
        extraction = read_extraction(planned, sources.text(planned.text))
    except SourceError as error:
        return [str(finding).replace(f"{folder}/", "") for finding in error.findings]
    drafts = write_drafts(extraction, folder / "draft")
    if extraction.findings:
        return [str(finding).replace(f"{folder}/", "") for finding in extraction.findings]
    return {str(path.relative_to(folder / "draft")): path.read_text(encoding="utf-8") for path in drafts}


@cases("collate")
def test_pages_that_differ_from_the_print(case: Case, tmp_path: Path) -> None:
    """`input` holds a `text` and a `plan`, and what is laid over their drafts; `output` the findings."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "paper.txt").write_text(case["input"]["text"], encoding="utf-8")
    path = tmp_path / "source" / "plan.yml"
    path.write_text(yaml.safe_dump(case["input"]["plan"], allow_unicode=True), encoding="utf-8")
    plan = read_plan(path.read_text(encoding="utf-8"), path)
    write_drafts(read_extraction(plan, case["input"]["text"]), tmp_path / "docs")
    for name, content in case["input"]["laid_over"].items():
        lay(tmp_path / name, content)
    case.check([str(finding).replace(f"{tmp_path}/", "") for finding in differences(tmp_path)])


def test_the_bylaws_are_what_their_plan_makes_of_the_print(tmp_path: Path) -> None:
    sources = Sources(write_bylaws(tmp_path / "book"))
    assert sources.extraction
    for path in write_drafts(sources.extraction, tmp_path / "draft"):
        page = sources.docs / path.relative_to(tmp_path / "draft")
        assert path.read_text(encoding="utf-8") == page.read_text(encoding="utf-8"), page


def test_the_sources_of_the_bylaws_have_no_finding(tmp_path: Path) -> None:
    assert check_sources(Sources(write_bylaws(tmp_path / "book"))) == []


def test_drafts_are_written_though_the_plan_is_wrong(tmp_path: Path) -> None:
    wrong = {"source/plan.yml": {"replace": {"text: paper.txt\n": "text: paper.txt\njoined: 9999\nbody: 無此行\n"}}}
    book = write_bylaws(tmp_path / "book", wrong)
    done = subprocess.run(
        [sys.executable, "-m", "hooks.source", "split"], cwd=book, capture_output=True, text=True, check=False
    )
    *drafts, joined, body = done.stdout.splitlines()
    assert [(book / path).is_file() for path in drafts] == [True] * 6
    assert joined.startswith("source/plan.yml:4: plan-line ")
    assert body.startswith("source/plan.yml:5: plan-pattern ")
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.site
def test_the_bylaws_are_built(tmp_path: Path) -> None:
    book = write_bylaws(tmp_path / "book")
    done = build(book)
    assert done.returncode == 0, done.stdout
    article = (book / "site" / "en" / "chapter-1" / "index.html").read_text(encoding="utf-8")
    assert re.search(r'<h2 [^>]*id="article-3"', article)
    assert {path.name for path in (book / "site" / "downloads").iterdir()} >= {"bylaws.zh-en.pdf", "bylaws.zh.epub"}
