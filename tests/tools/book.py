"""The stock book: a tiny publication that each case of a build is laid over."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests import CASES, ROOT

STOCK = CASES / "build" / "stock"
TABLES = CASES / "tables" / "stock"


def write_book(folder: Path, laid_over: dict[str, Any]) -> Path:
    """Write the stock book into `folder`, lay a case over it and return it. Each path of a case has a text, `{text,
    encoding}`, `{replace: {old: new}}`, or null for a file that is not there."""
    shutil.copytree(STOCK, folder)
    shutil.copytree(TABLES, folder / "docs" / "data")
    for shared in ("hooks", "overrides"):
        (folder / shared).symlink_to(ROOT / shared)
    (folder / "publication.yml").symlink_to(ROOT / "mkdocs.yml")
    for name, content in laid_over.items():
        lay(folder / name, content)
    return folder


def lay(path: Path, content: Any) -> None:
    """Write one file of a case."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if content is None:
        path.unlink()
        return
    said: dict[str, Any] = {"text": content} if isinstance(content, str) else content
    text = said["text"] if "text" in said else path.read_text(encoding="utf-8")
    for old, new in said.get("replace", {}).items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_bytes(text.encode(said.get("encoding", "utf-8")))


def build(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build a book as staff do, and return what was printed, errors included, without colours."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", *options]
    quiet = {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
    return subprocess.run(
        command,
        cwd=folder,
        env=os.environ | quiet | environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
