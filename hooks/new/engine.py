"""The files of the engine: what a publication is built with, and none of what it says."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

# Their hashes as the engine was last copied, in the form of `sha256sum`.
SUMS = "hooks/engine.sums"
PARTS = (
    ".ci",
    ".github/pictures/guide",
    ".gitignore",
    "ACCESSIBILITY.md",
    "CODES.md",
    "CONTRIBUTING.md",
    "CONTRIBUTING.zh-TW.md",
    "DEVELOPING.md",
    "LICENSE",
    "Makefile",
    "hooks",
    "overrides",
    "pyproject.toml",
    "requirements.in",
    "requirements.lock",
    "tests/__init__.py",
    "tests/cases",
    "tests/conftest.py",
    "tests/engine",
    "tests/eslint.config.mjs",
    "tests/old-browser.in",
    "tests/old-browser.lock",
    "tests/package-lock.json",
    "tests/package.json",
    "tests/requirements.in",
    "tests/requirements.lock",
    "tests/scripts.d.ts",
    "tests/tools",
    "tests/tsconfig.json",
)
# Written once: from then on they are the publication's own, which may want other versions and other steps.
STARTED = (
    ".github/CODEOWNERS.example",
    ".github/ISSUE_TEMPLATE",
    ".github/PULL_REQUEST_TEMPLATE.md",
    ".github/dependabot.yml",
    ".github/workflows",
)
MADE = {"__pycache__", "node_modules", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".DS_Store"}


def engine_files(root: Path, parts: tuple[str, ...] = PARTS) -> list[str]:
    """Return the files of the engine in the folder `root`, without what is made of them, in order."""
    found: list[Path] = []
    for part in parts:
        path = root / part
        found += path.rglob("*") if path.is_dir() else [path]
    names = [path.relative_to(root) for path in found if path.is_file()]
    return sorted(name.as_posix() for name in names if not MADE & {*name.parts} and name.as_posix() != SUMS)


def copy_engine(root: Path, to: Path) -> list[str]:
    """Copy the engine in the folder `root`, and what GitHub reads, to the folder `to`, with a record of it;
    return the names of the files."""
    names = engine_files(root)
    for name in [*names, *engine_files(root, STARTED)]:
        copy(root / name, to / name)
    write_sums(to, names)
    return names


def copy(path: Path, to: Path) -> None:
    """Copy a file with its permissions."""
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, to)


def file_hash(path: Path) -> str:
    """Return the hash of a file; a text has the same whatever its lines end in, as git on Windows changes that."""
    content = path.read_bytes()
    return hashlib.sha256(content if b"\0" in content else content.replace(b"\r\n", b"\n")).hexdigest()


def write_sums(root: Path, names: list[str]) -> None:
    """Record the files `names` of the engine in `root` as they are."""
    lines = [f"{file_hash(root / name)}  {name}\n" for name in names]
    (root / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def read_sums(root: Path) -> dict[str, str]:
    """Return the hash of each recorded file by its name. Raises FileNotFoundError, and ValueError where a line is
    none of a record."""
    lines = (root / SUMS).read_text(encoding="utf-8").splitlines()
    return {name: hashed for hashed, name in (line.split("  ", 1) for line in lines if line)}
