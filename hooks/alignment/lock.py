"""Reads and writes `alignment.lock`: one line a block, page by page, in reading order."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from hooks.alignment.likeness import Side
from hooks.findings import Finding, SourceError
from hooks.languages import Language
from hooks.messages import Said, say

NAME = "alignment.lock"
HEADER = """\
# Which block of text is which: its id, its kind (`in p-3`: a part of what that id stands for), then the Chinese and the
# English as they were when last declared in step, each as a hash and a fingerprint. Written by `python -m
# hooks.alignment`; a line stays when its block is gone, so that its id is never given again.
"""
PAGE = re.compile(r"\[(\S.*\.(?:md|csv))\]$")
SIDE = r"(?:-|([0-9a-f]{12}) ((?:[0-9a-f]{4}){2,}))"
LINE = re.compile(rf"(\S+)(?: +([a-z]+))?(?: +in (\S+))? +zh {SIDE} +en {SIDE}(?: +#.*)?$")
CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


class Line(NamedTuple):
    """One block: its id, each side as last declared in step (None: not there yet), its first words, for readers of the
    file alone, its kind ("" in an old lock), and the id of the pair that it is a further part of, if it is one."""

    id: str
    zh: Side | None
    en: Side | None
    words: str = ""
    kind: str = ""
    whole: str = ""

    def with_side(self, language: Language, side: Side) -> Line:
        """Return the line with another side in `language`."""
        return self._replace(zh=side) if language == "zh" else self._replace(en=side)


Lock = dict[str, list[Line]]


def read_lock(text: str, path: Path) -> Lock:
    """Return the lines of each page of the lock at `path` from its text. Raise SourceError, with a finding for each
    line that cannot be read."""
    lock: Lock = {}
    findings: list[Finding] = []
    lines: list[Line] = []
    for number, content in enumerate(text.split("\n"), start=1):
        page, line = PAGE.match(content), LINE.match(content)
        error: Said | None = None
        if page:
            error = say("alignment-lock/page", found=page[1]) if page[1] in lock else None
            lines = lock.setdefault(page[1], [])
        elif line and not lock:
            error = say("alignment-lock/first")
        elif line and line[1] in [other.id for other in lines]:
            error = say("alignment-lock/twice", found=line[1])
        elif line:
            zh, en = (Side(line[at], line[at + 1]) if line[at] else None for at in (4, 6))
            lines.append(Line(line[1], zh, en, content.partition("#")[2].strip(), line[2] or "", line[3] or ""))
        elif content.startswith(CONFLICT):
            error = say("alignment-lock/conflict")
        elif content.strip() and not content.startswith("#"):
            error = say("alignment-lock/line")
        if error:
            findings.append(Finding(str(path), number, "alignment-lock", error))
    if findings:
        raise SourceError(findings)
    return lock


def write_lock(path: Path, lock: Lock) -> None:
    """Write the lines of each page that has any, in order of page."""
    text = HEADER
    for page, lines in sorted((page, lines) for page, lines in lock.items() if lines):
        text += f"\n[{page}]\n" + "".join(map(_written, lines))
    path.write_bytes(text.encode())


def _written(line: Line) -> str:
    zh, en = (" ".join(side) if side else "-" for side in (line.zh, line.en))
    what = " ".join(filter(None, (line.id, line.kind, line.whole and f"in {line.whole}")))
    return f"{what} zh {zh} en {en}" + (f" # {line.words}" if line.words else "") + "\n"
