"""The code is clean, and the wall around MkDocs stands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hooks.editions.offered import EDITIONS
from tests import MODULES, ROOT
from tests.tools.values import OWN


@pytest.mark.parametrize("command", ["ruff check", "ruff format --check", "mypy"])
def test_clean(command: str) -> None:
    done = run(*command.split())
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "command", ["eslint --max-warnings 0 --config tests/eslint.config.mjs overrides tests", "tsc --project tests"]
)
def test_the_scripts_are_clean(command: str) -> None:
    tool, *arguments = command.split()
    done = run(str(MODULES / ".bin" / tool), *arguments)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("line", ["import mkdocs\n", "from mkdocs.plugins import get_plugin_logger\n"])
def test_a_module_that_imports_mkdocs_is_found(line: str) -> None:
    done = run("ruff", "check", "--stdin-filename", "hooks/data/tables.py", "-", code=line)
    assert "MkDocs is imported in hooks/events.py alone" in done.stdout


@pytest.mark.parametrize("lock", ["requirements.lock", "tests/requirements.lock", "tests/old-browser.lock"])
def test_a_lock_file_names_no_address_and_a_hash_for_every_package(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    packages = [at for at, line in enumerate(lines) if line[:1].isalnum()]
    assert packages
    assert [lines[at] for at in packages if "==" not in lines[at] or "--hash=sha256:" not in lines[at + 1]] == []
    assert [line for line in lines if "://" in line] == []


def test_the_lock_file_of_the_scripts_names_no_address() -> None:
    assert '"resolved"' not in (ROOT / "tests" / "package-lock.json").read_text(encoding="utf-8")


@pytest.mark.browser
def test_the_benchmarks_run() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.tools.bench", "1", "60000", "500"],
        cwd=ROOT,
        text=True,
        capture_output=True,
        check=True,
    )
    assert [line.split("  ")[0].strip() for line in done.stdout.splitlines()] == [
        "plain build (baseline)",
        "make site",
        "… without the editions",
        "make check",
        *["collate"] * bool(OWN.plan),
        "editions, to the pages",
        *(edition.ending for edition in EDITIONS if edition.format != "ZIP"),
        *["this paper"] * 4,
        *["0.06 MB"] * 4,
        "filter of 500 rows",
    ]


def run(tool: str, *arguments: str, code: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / tool), *arguments]
    return subprocess.run(
        command, cwd=ROOT, input=code, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
