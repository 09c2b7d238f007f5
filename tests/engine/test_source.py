"""From a printed text to pages, and the pages against it: cases of a text and a plan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from hooks.findings import SourceError
from hooks.source.extraction import read_extraction
from hooks.source.plan import read_plan
from hooks.source.split import write_drafts
from tests.tools.book import lay
from tests.tools.cases import Case, cases
from tests.tools.values import differences


@cases("source")
def test_another_paper(case: Case, tmp_path: Path) -> None:
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
    case.check(found)


@cases("collate")
def test_pages_that_differ_from_the_print(case: Case, tmp_path: Path) -> None:
    """`input` holds a `text` and a `plan`, and what is laid over their drafts; `output` the findings."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "paper.txt").write_text(case["input"]["text"], encoding="utf-8")
    path = tmp_path / "source" / "plan.yml"
    path.write_text(yaml.safe_dump(case["input"]["plan"], allow_unicode=True), encoding="utf-8")
    plan = read_plan(path.read_text(encoding="utf-8"), path)
    write_drafts(plan, read_extraction(plan, case["input"]["text"]), tmp_path / "docs")
    for name, content in case["input"]["laid_over"].items():
        lay(tmp_path / name, content)
    case.check([str(finding).replace(f"{tmp_path}/", "") for finding in differences(tmp_path)])
