"""A book in a git repository of its own, whose commits have set days."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hooks.history import Edit, History, read_history
from hooks.sources import Sources
from tests.tools.book import lay

# The day of the first commit; each further one is a day later.
BEGUN = date(2020, 1, 1)
ALONE = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
IGNORED = "hooks\noverrides\nsite\n.site-*\n"


class Clone:
    """A book in `folder`, which is committed at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.day = BEGUN - timedelta(days=1)
        self.git("init", "--quiet", "--initial-branch", "main")
        (folder / ".gitignore").write_text(IGNORED, encoding="utf-8")
        self.commit("Begin")

    def git(self, *arguments: str, author: str = "Somebody <somebody@example.org>") -> str:
        """Run git at noon of the present day, and return what it prints."""
        name, _, address = author.rstrip(">").partition(" <")
        moment = f"{self.day}T12:00:00Z"
        environment = ALONE | {
            "GIT_AUTHOR_NAME": name,
            "GIT_AUTHOR_EMAIL": address,
            "GIT_AUTHOR_DATE": moment,
            "GIT_COMMITTER_NAME": "Who Merges",
            "GIT_COMMITTER_EMAIL": "merges@example.org",
            "GIT_COMMITTER_DATE": moment,
        }
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def commit(self, message: str, laid_over: dict[str, Any] | None = None, author: str = "Somebody <s@x>") -> str:
        """Lay files over the book as a case does, commit them a day later, and return that day as ISO 8601 has it."""
        for name, content in (laid_over or {}).items():
            lay(self.folder / name, content)
        self.day += timedelta(days=1)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message, author=author)
        return self.day.isoformat()

    def replace(self, path: str, old: str, new: str, message: str = "Correct a word", author: str = "S <s@x>") -> str:
        """Commit a file with one text in the place of another, which it has once."""
        return self.commit(message, {path: {"replace": {old: new}}}, author)

    @property
    def sources(self) -> Sources:
        """The book as it is now."""
        return Sources(self.folder)

    @property
    def history(self) -> History:
        """What is known of its past."""
        return read_history(self.sources)

    @property
    def edits(self) -> list[tuple[str, str, str, str]]:
        """The page, id, and words before and after of each edit, the oldest first."""
        return [words_of(edit) for edit in reversed(self.history.edits)]


def words_of(edit: Edit) -> tuple[str, str, str, str]:
    """Return the path of a page below `docs`, and the id and words of an edit."""
    return f"{edit.language}/{edit.page}", edit.id, edit.before, edit.after


def noon(day: str) -> str:
    """Return the moment at which a day's commit was made."""
    return f"{datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC):%Y-%m-%dT%H:%M:%SZ}"
