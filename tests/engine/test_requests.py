"""A request needs no command: its workflow records what is new, takes what both languages say anew as read together,
and asks about the rest. Each case is a request, with its jobs run from clean clones as they are written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hooks.alignment.requests import accepted_in
from hooks.checks import check_sources
from hooks.sources import Sources
from tests.tools.book import lay
from tests.tools.workflow import GitHub, begin_repository, commit_all, git, run_workflow

BRANCH = "wang-patch-1"
ZH, EN, TABLE = "docs/zh/harbour.md", "docs/en/harbour.md", "docs/data/visits.csv"
WORD = {"replace": {"早年的漁民": "從前的漁民"}}
WORD_IN_ENGLISH = {"replace": {"In the early days the fishermen": "In former days the fishermen"}}
PASSAGE = "harbour#p-1"
NEW = {"replace": {"## 建設 {#works}": "港口從此熱鬧起來。\n\n## 建設 {#works}"}}
NEW_IN_ENGLISH = {"replace": {"## The Works {#works}": "The harbour was quiet no more.\n\n## The Works {#works}"}}
IS_CALLED = (
    "github.event_name == 'pull_request' || github.event.issue.pull_request && "
    "(contains(github.event.comment.body, 'accept ') || contains(github.event.comment.body, '- [x] '))"
)
IS_OURS = "needs.who.outputs.ours == 'true' && contains(fromJSON('[\"admin\", \"write\"]'), needs.who.outputs.role)"
RECORDED = "Record new passages, and those that are in step"


class Request:
    """A request for a branch of the harbour book, which whoever it is from has pushed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.book = begin_repository(folder)
        git(self.book, "switch", "--quiet", "--create", BRANCH)
        self.github = GitHub(folder / "origin.git", folder / "github")
        self.github.request(BRANCH)
        self.runs = 0

    def push(self, changes: dict[str, Any]) -> list[str]:
        """Push a change, and return the steps that this starts."""
        git(self.book, "pull", "--quiet", "--rebase", "origin", BRANCH if self.runs else "main")
        self._commit("Change", changes)
        git(self.book, "push", "--quiet", "origin", BRANCH)
        return self._run("pull_request", "")

    def comment(self, text: str) -> list[str]:
        """Write a comment, and return the steps that this starts."""
        return self._run("issue_comment", text)

    @property
    def commits(self) -> list[str]:
        """The subjects of the commits of the branch, the newest first."""
        return git(self.github.origin, "log", "--format=%s", f"main..{BRANCH}").splitlines()

    @property
    def codes(self) -> set[str]:
        """What the check says of the branch."""
        self.runs += 1
        branch = self.folder / f"checked-{self.runs}"
        git(self.folder, "clone", "--quiet", "--branch", BRANCH, "origin.git", str(branch))
        return {finding.code for finding in check_sources(Sources(branch))}

    def _commit(self, message: str, changes: dict[str, Any]) -> None:
        for name, content in changes.items():
            lay(self.book / name, content)
        commit_all(self.book, message)

    def _run(self, event: str, comment: str) -> list[str]:
        self.runs += 1
        is_answer = "accept " in comment or "- [x] " in comment
        ours = "ours=true" in (self.github.folder / "request").read_text(encoding="utf-8")
        writes = "role=read" not in (self.github.folder / "role").read_text(encoding="utf-8")
        said = {
            IS_CALLED: event == "pull_request" or is_answer,
            IS_OURS: ours and writes,
            "github.event_name == 'issue_comment'": event == "issue_comment",
            "github.event.pull_request.number || github.event.issue.number": 7,
            "github.event.sender.login": "somebody",
            "github.event.comment.body": comment,
            "github.token": "token",
        }
        return run_workflow("request.yml", self.github, said, self.folder / f"run-{self.runs}")


@pytest.fixture
def request_(tmp_path: Path) -> Request:
    return Request(tmp_path)


pytestmark = pytest.mark.site


def test_a_correction_in_one_language_is_asked_about_and_published_with_a_mark(request_: Request) -> None:
    request_.push({ZH: WORD})
    assert request_.commits == ["Change"]
    assert f"- [ ] `{PASSAGE}` 基隆（Keelung）的港灣三面是山" in request_.github.comment
    assert "accept " in request_.github.comment
    # A hint, which stops nothing.
    assert request_.codes == {"alignment-stale"}


@pytest.mark.parametrize("answer", [f"accept {PASSAGE}", f"- [x] `{PASSAGE}` 基隆…\n- [ ] `harbour#p-2` 開港…"])
def test_who_may_write_says_that_a_translation_still_holds(answer: str, request_: Request) -> None:
    request_.push({ZH: WORD})
    request_.comment(answer)
    assert request_.commits == [RECORDED, "Change"]
    assert request_.codes == set()
    # Nothing is left to be asked; and the commit is checked, which a push by a workflow does not start.
    assert request_.github.comment == ""
    assert f"workflow run site.yml --ref {BRANCH}" in request_.github.asked


def test_an_answer_that_names_no_passage_is_told_so(request_: Request) -> None:
    request_.push({ZH: WORD})
    request_.comment("accept harbour#p-100")
    comment = request_.github.comment
    assert comment.startswith("這則留言沒有生效")
    # In both languages, since nobody knows who reads it.
    assert "沒有 harbour#p-100 這一段：這一頁的段落從 harbour#" in comment
    assert "there is no passage harbour#p-100: those of this page are harbour#" in comment
    assert f"- [ ] `{PASSAGE}`" in comment
    assert request_.commits == ["Change"]


def test_others_say_nothing_by_a_comment(request_: Request) -> None:
    request_.push({ZH: WORD})
    request_.github.request(BRANCH, role="read")
    assert request_.comment(f"accept {PASSAGE}") == ["Ask GitHub"]
    request_.github.request(BRANCH)
    assert request_.comment("I accept.") == []
    assert request_.commits == ["Change"]


def test_what_both_languages_say_anew_is_read_together(request_: Request) -> None:
    request_.push({ZH: WORD})
    request_.push({EN: WORD_IN_ENGLISH})
    assert request_.commits == [RECORDED, "Change", "Change"]
    assert (request_.github.comment, request_.codes) == ("", set())


def test_a_translation_that_lags_is_asked_about_when_it_follows(request_: Request) -> None:
    request_.push({ZH: WORD})
    git(request_.book, "push", "--quiet", "origin", f"{BRANCH}:main")
    request_.push({EN: WORD_IN_ENGLISH})
    assert f"`{PASSAGE}`" in request_.github.comment
    request_.comment(f"accept {PASSAGE}")
    assert request_.codes == set()


def test_a_new_passage_gets_its_id(request_: Request) -> None:
    request_.push({ZH: NEW})
    assert request_.commits == [RECORDED, "Change"]
    assert request_.codes == {"alignment-missing"}
    request_.push({EN: NEW_IN_ENGLISH})
    assert request_.codes == set()
    lock = git(request_.github.origin, "show", f"{BRANCH}:docs/alignment.lock")
    # Reworded on the way, in one language: nobody has read the two apart from each other.
    request_.push({ZH: {"replace": {"從此熱鬧起來": "從此就熱鬧起來"}}})
    assert (request_.github.comment, request_.codes) == ("", set())
    # Taken out again: nothing leads to an id that has never been published.
    request_.push(
        {ZH: {"replace": {"港口從此就熱鬧起來。\n\n": ""}}, EN: {"replace": {"The harbour was quiet no more.\n\n": ""}}}
    )
    after = git(request_.github.origin, "show", f"{BRANCH}:docs/alignment.lock")
    assert request_.codes == set()
    assert "熱鬧起來" in lock
    assert after == git(request_.github.origin, "show", "main:docs/alignment.lock")


def test_a_new_row_is_remembered(request_: Request) -> None:
    table = (request_.book / TABLE).read_text(encoding="utf-8").rstrip("\n").splitlines()
    year = table[-1].split(",")[1]
    number = sum(line.split(",")[1] == year for line in table) + 1
    row = f"{year}-{number},{year},trade,一艘運米的輪船進港,A rice steamer came in,2026-11-30"
    request_.push({TABLE: "\n".join([*table, row]) + "\n"})
    assert request_.commits == [RECORDED, "Change"]
    assert request_.codes == set()


@pytest.mark.parametrize("ours", [True, False], ids=["of-this-repository", "from-elsewhere"])
def test_a_request_is_checked_and_built_whether_it_is_recorded_yet_or_not(ours: bool, request_: Request) -> None:
    request_.push({ZH: NEW})
    git(request_.github.origin, "update-ref", f"refs/heads/{BRANCH}", f"{BRANCH}~1")
    said = {
        "github.ref": BRANCH,
        "github.event_name == 'push'": False,
        "github.event.pull_request.head.repo.full_name == github.repository": ours,
        "steps.pages.outputs.base_url": "",
        "hashFiles('tests/publication/*.py') != ''": False,
        "github.event_name == 'push' && github.ref == 'refs/heads/main'": False,
    }
    folder = request_.folder / "site"
    if ours:
        run_workflow("site.yml", request_.github, said, folder)
        page = request_.folder / "site-build" / "site" / "harbour" / "index.html"
        assert "港口從此熱鬧起來" in page.read_text(encoding="utf-8")
    else:
        # Nobody records it there: a colleague does.
        with pytest.raises(AssertionError, match="alignment-unrecorded"):
            run_workflow("site.yml", request_.github, said, folder)


def test_nothing_of_a_request_from_elsewhere_is_run(request_: Request) -> None:
    request_.github.request(BRANCH, ours=False, role="read")
    assert request_.push({ZH: WORD}) == ["Ask GitHub"]
    # Not even where somebody who may write says so.
    request_.github.request(BRANCH, ours=False)
    assert request_.comment(f"accept {PASSAGE}") == ["Ask GitHub"]


def test_the_passages_of_a_comment() -> None:
    ticked = "- [x] `a#p-1` words\r\n- [ ] `a#p-2` words\n"
    said = "accept b#p-3, b#p-4\nI accept c#p-5\n> accept d#p-6\naccept b#p-3\n"
    assert accepted_in(f"{ticked}\n{said}") == ["a#p-1", "b#p-3", "b#p-4"]
    assert accepted_in("") == []
