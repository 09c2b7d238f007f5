"""The workflows are correct, safe and pinned."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

GITHUB = Path(__file__).parents[1] / ".github"
WORKFLOWS = sorted(GITHUB.glob("workflows/*.yml"))
# A tag can be moved to other code, a commit cannot; the comment is for people and for Dependabot.
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def test_actionlint_finds_nothing() -> None:
    # ShellCheck and Pyflakes are off: whether a machine has them must not change the answer.
    lint("actionlint", "-no-color", "-shellcheck=", "-pyflakes=", *map(str, WORKFLOWS))


def test_zizmor_finds_nothing() -> None:
    lint("zizmor", "--offline", "--no-config", "--no-progress", "--persona=pedantic", str(GITHUB))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_commit(workflow: Path) -> None:
    actions = re.findall(r"\buses:\s*(.+)", workflow.read_text(encoding="utf-8"))
    assert actions
    assert [action for action in actions if not PINNED.fullmatch(action)] == []


def lint(tool: str, *arguments: str) -> None:
    command = [str(Path(sys.executable).with_name(tool)), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
