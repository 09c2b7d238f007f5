"""Has a book set, in a process of its own: what the typesetter keeps in memory cannot be given back."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from hooks.editions.pdf.faces import FOLDERS

TEMPLATE = Path(__file__).with_name("book.typ")
TYPESETTER = Path(__file__).with_name("typesetter.py")


def typeset(book: dict[str, Any], epoch: int) -> tuple[bytes, list[Any]]:
    """Return a book as a PDF, and what its invisible tags say, each with its page and place there in points. Raises
    RuntimeError where the typesetter has a complaint, or is stopped."""
    said = {"template": str(TEMPLATE), "fonts": FOLDERS, "epoch": epoch}
    done = subprocess.run(
        # No file beside it stands for one of Python's own.
        [sys.executable, "-P", str(TYPESETTER)],
        input=b"\n".join([json.dumps(said).encode(), json.dumps(book, ensure_ascii=False).encode()]),
        capture_output=True,
        check=False,
    )
    head, _, pdf = done.stdout.partition(b"\n")
    if done.returncode:
        last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        why = f"by signal {-done.returncode}: it may want more memory" if done.returncode < 0 else f"with: {last}"
        raise RuntimeError(f"{TEMPLATE.name}: the typesetter was stopped {why}")
    answer = json.loads(head)
    if answer["error"] or answer["warnings"]:
        raise RuntimeError(
            "\n".join(f"{TEMPLATE.name}: {found}" for found in [answer["error"], *answer["warnings"]] if found)
        )
    return pdf, answer["tags"]
