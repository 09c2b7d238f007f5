"""The version and date that an edition names: those of the commit, or none."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from hooks.editions.revision import Revision, read_revision

TIME = 1_000_000_000
ALONE = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull}


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A project of one file, committed."""
    (tmp_path / "page.md").write_text("text\n", encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "Begin")
    return tmp_path


def git(folder: Path, *arguments: str) -> str:
    who = {f"GIT_{role}_{what}": "x@y" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = ALONE | who | {"GIT_COMMITTER_DATE": f"{TIME} +0800"}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout.strip()


def test_a_commit_names_itself_and_its_time(clone: Path) -> None:
    revision = read_revision(clone, ALONE)
    assert revision == Revision(git(clone, "rev-parse", "HEAD")[:10], TIME)
    assert (revision.date, revision.known) == ("2001-09-09", True)


def test_a_given_time_goes_before_that_of_the_commit(clone: Path) -> None:
    assert read_revision(clone, ALONE | {"SOURCE_DATE_EPOCH": "0"}).date == "1970-01-01"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files to somebody else")
def test_a_clone_of_another_user_is_a_clone(clone: Path) -> None:
    version = git(clone, "rev-parse", "HEAD")[:10]
    for path in (clone, *clone.rglob("*")):
        os.chown(path, 65534, 65534)
    assert read_revision(clone, ALONE) == Revision(version, TIME)


@pytest.mark.parametrize("name", ["page.md", "new.md"])
def test_changed_files_are_not_the_commit(clone: Path, name: str) -> None:
    (clone / name).write_text("other\n", encoding="utf-8")
    revision = read_revision(clone, ALONE)
    assert revision == Revision(git(clone, "rev-parse", "HEAD")[:10] + "+", None)
    assert (revision.date, revision.known) == ("", False)


def lose_git(clone: Path) -> Path:
    shutil.rmtree(clone / ".git")
    return clone


def copy_inside(clone: Path) -> Path:
    (clone / "copy").mkdir()
    return clone / "copy"


@pytest.mark.parametrize("move", [lose_git, copy_inside])
def test_a_copy_without_history_has_no_version(clone: Path, move: Callable[[Path], Path]) -> None:
    project = move(clone)
    revision = read_revision(project, ALONE | {"GIT_CEILING_DIRECTORIES": str(clone.parent)})
    assert (revision, revision.known) == (Revision(), False)
    assert read_revision(project, ALONE | {"SOURCE_DATE_EPOCH": str(TIME)}).epoch == TIME


def test_a_machine_without_git_has_no_version(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert read_revision(clone, {}) == Revision()


def test_a_time_that_is_no_number_is_named() -> None:
    with pytest.raises(ValueError, match="today"):
        read_revision(Path(), {"SOURCE_DATE_EPOCH": "today"})
