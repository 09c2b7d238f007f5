"""Publications that are not this one: the stock book, a tiny one that each case is laid over, the harbour book, which
has all that a publication can have, and the bylaws, a law that was printed in both languages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests import CASES, ROOT

STOCK = CASES / "build" / "stock"
TABLES = CASES / "tables" / "stock"
HARBOUR = CASES / "harbour"
SANCTUARY = CASES / "sanctuary"
BYLAWS = CASES / "bylaws"
QUIET = {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
Builder = Callable[..., subprocess.CompletedProcess[str]]


def write_book(folder: Path, laid_over: dict[str, Any] | None = None) -> Path:
    """Write the stock book into `folder`, lay a case over it and return it. Each path of a case has a text, `{text,
    encoding}`, `{replace: {old: new}}`, or null for a file that is not there; `padded` says how many bytes it has."""
    shutil.copytree(STOCK, folder)
    shutil.copytree(TABLES, folder / "docs" / "data")
    return finish(folder, laid_over or {})


def write_harbour(folder: Path, laid_over: dict[str, Any] | None = None) -> Path:
    """Write the harbour book into `folder`, lay a case over it as over the stock book, and return it."""
    shutil.copytree(HARBOUR, folder)
    return finish(folder, laid_over or {})


def write_sanctuary(folder: Path, laid_over: dict[str, Any] | None = None) -> Path:
    """Write the sanctuary book, an English original with every kind of content, as `write_harbour` does the harbour."""
    shutil.copytree(SANCTUARY, folder)
    return finish(folder, laid_over or {})


def write_bylaws(folder: Path, laid_over: dict[str, Any] | None = None) -> Path:
    """Write the bylaws into `folder`, lay a case over them as over the stock book, and return it."""
    shutil.copytree(BYLAWS, folder)
    return finish(folder, laid_over or {})


def finish(folder: Path, laid_over: dict[str, Any]) -> Path:
    for shared in ("hooks", "overrides"):
        (folder / shared).symlink_to(ROOT / shared)
    for name, content in laid_over.items():
        lay(folder / name, content)
    return folder


def lay(path: Path, content: Any) -> None:
    """Write one file of a case."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if content is None:
        path.unlink()
        return
    case: dict[str, Any] = {"text": content} if isinstance(content, str) else content
    text = case["text"] if "text" in case else path.read_text(encoding="utf-8")
    for old, new in case.get("replace", {}).items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_bytes(text.encode(case.get("encoding", "utf-8")).ljust(case.get("padded", 0)))


def copy_publication(folder: Path) -> Path:
    """Copy the sources of this publication, and what builds it, into `folder` and return it."""
    for name in ("docs", "hooks", "overrides", "source"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def build(folder: Path, *options: str, builder: str = "mkdocs", **environment: str) -> subprocess.CompletedProcess[str]:
    """Build a book as staff do, or with another builder, and return what was printed, errors included, without
    colours."""
    command = [sys.executable, "-m", builder, "build", "--strict", *options]
    return subprocess.run(
        command,
        cwd=folder,
        env=os.environ | QUIET | environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
