"""The guide for staff does what it says: its steps, one after the other, on a copy of this paper with a repository that
it is pushed to."""

from __future__ import annotations

import base64
import re
import shutil
from pathlib import Path

import pytest
import yaml

from hooks.checks import check_sources
from hooks.languages import LANG
from hooks.sources import Sources
from tests import ROOT
from tests.tools.book import HARBOUR, copy_publication
from tests.tools.guide import Step, edit, outside_of_blocks, read_guide, sections
from tests.tools.workflow import commit_all, give_environment
from tests.tools.workflow import run_shell as run

# A picture of one grey dot.
DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==")
ADDRESS = "https://github.com/owner/name.git"
PATH = re.compile(r"[.\w-]+(?:/[.\w-]+)+|mkdocs\.yml")


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """This publication as a repository that is pushed to."""
    folder = copy_publication(tmp_path / "first")
    for name in (".gitignore", "Makefile", "CITATION.cff", "requirements.lock"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / ".github", folder / ".github")
    run("git init --quiet --initial-branch main", folder)
    commit_all(folder, "Begin")
    run(f"git clone --quiet --bare first {tmp_path / 'name.git'}", tmp_path)
    return tmp_path / "name.git"


def codes(paper: Path) -> list[tuple[str, bool]]:
    findings = check_sources(Sources(paper))
    return sorted({(finding.code, finding.is_hint) for finding in findings})


def paths_of(text: str) -> set[str]:
    """Return the files and folders that a guide names."""
    named = PATH.findall(" ".join(re.findall(r"`([^`\n]+)`", outside_of_blocks(text))))
    return {name for name in named if name.split("/")[0] in (".github", "docs", "source", "hooks", "mkdocs.yml")}


def follow(steps: list[Step], paper: Path) -> None:
    """Do what the steps of a section say; the check has to answer as they say."""
    for step in steps:
        if step.kind == "sh":
            run(step.text, paper)
        elif step.kind == "check":
            assert codes(paper) == sorted({*step.codes}), step
        elif step.kind in ("diff", "markdown"):
            edit(paper, step)
        elif step.file.startswith("docs/images/"):
            (paper / step.file).parent.mkdir()
            (paper / step.file).write_bytes(DOT)


# It takes longer than a quick test may. The English has the same steps: tests/engine/test_guide.py.
@pytest.mark.site
def test_the_steps_of_the_guide(origin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = read_guide("zh")
    begin, *rest = (steps for steps in sections(text).values() if steps)
    clone, fetch = (step.text for step in begin)
    assert ADDRESS in clone
    # The rest of its lines are run in the folder that the second goes to.
    run(clone.replace(ADDRESS, str(origin)), tmp_path)
    paper = tmp_path / "paper"
    give_environment(paper)
    monkeypatch.chdir(paper)
    *tasks, colleague = rest
    assert len(tasks) == 6
    for steps in tasks:
        run(fetch, paper)
        follow(steps, paper)
        branch = run("git branch --show-current", paper).strip()
        assert branch != "main"
        assert run("git status --porcelain", paper) == ""
        # What a request shows, and what merging it does.
        assert run(f"git rev-parse {branch}", origin) == run("git rev-parse HEAD", paper)
        run(f"git push --quiet . {branch}:main && git push --quiet origin main", paper)
    help_with_a_request(colleague, paper, origin, tmp_path / "web")
    names = paths_of(text)
    assert names == paths_of(read_guide("en"))
    assert len(names) > 8
    # Its pictures show another book.
    assert sorted(name for name in names if not (paper / name).exists() and not (HARBOUR / name).exists()) == []


@pytest.mark.parametrize("language", LANG)
def test_the_guide_names_the_jobs_of_the_workflows(language: str) -> None:
    jobs = set()
    for path in (ROOT / ".github" / "workflows").glob("*.yml"):
        workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
        jobs |= {f"{workflow['name']} / {job['name']}" for job in workflow["jobs"].values()}
    text = read_guide(language)
    named = {*re.findall(r"`(\w+ / [^`]+)`", text)}
    assert named == {"Site / Check and build", "Request / Record and ask", "Engine / Test"}
    assert "`Deploy to Pages`" in text
    assert {*named, "Site / Deploy to Pages"} <= jobs


def help_with_a_request(steps: list[Step], paper: Path, origin: Path, web: Path) -> None:
    """A row is added on the web page, in a branch of the request, and recorded by somebody else."""
    run(f"git clone --quiet {origin} web && cd web && git switch --quiet --create wang-patch-1", web.parent)
    table = web / "docs" / "data" / "exchanges.csv"
    row = "2011_2,2011,talks,另一項會談舉行,Another round of talks was held,2026-11-30\n"
    table.write_text(table.read_text(encoding="utf-8") + row, encoding="utf-8")
    commit_all(web, "Add a row")
    run("git push --quiet origin wang-patch-1", web)
    commands, check, others = steps
    follow([commands, check], paper)
    assert run("git show wang-patch-1:docs/alignment.lock", origin).count("\n2011-2 row ") == 1
    assert [line for line in others.text.splitlines() if "alignment show" in line]
    run(others.text, paper)
