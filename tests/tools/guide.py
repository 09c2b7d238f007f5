"""The guide for staff as steps: what it says to change, what the check answers, and the commands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests import ROOT
from tests.tools.book import lay

GUIDES = {"zh": ROOT / "CONTRIBUTING.zh-TW.md", "en": ROOT / "CONTRIBUTING.md"}
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
STEP = re.compile(
    r"^`(?P<file>[^`\n]+)`$|^```(?P<kind>diff|markdown|sh)\n(?P<text>.*?)^```$|^> (?:檢查：|Check: )(?P<codes>[^\n]+)$",
    re.MULTILINE | re.DOTALL,
)
CODE = re.compile(r"`([a-z-]+)`(（提示）| \(hint\))?")
HINT = {"（提示）", " (hint)"}


class Step(NamedTuple):
    """A step: its `kind` is `diff`, `markdown` or `sh`, with the file that it is about and its `text`; or `check`, with
    the codes that it names, each with whether it is a hint; or `file`, which is named and nothing more."""

    kind: str
    file: str
    text: str = ""
    codes: tuple[tuple[str, bool], ...] = ()


def read_guide(language: str) -> str:
    """Return the guide of a language."""
    return GUIDES[language].read_text(encoding="utf-8")


def outside_of_blocks(text: str) -> str:
    """Return a guide without what stands in its blocks of code."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def sections(text: str) -> dict[str, list[Step]]:
    """Return the steps of each section by its title, in order."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)[1:]
    return {title: list(steps(body)) for title, body in zip(parts[::2], parts[1::2], strict=True)}


def steps(text: str) -> Iterator[Step]:
    """Yield the steps of a section."""
    file = ""
    for found in STEP.finditer(text):
        if found["file"]:
            file = found["file"]
            yield Step("file", file)
        elif found["codes"]:
            codes = tuple((code, bool(hint)) for code, hint in CODE.findall(found["codes"]))
            yield Step("check", "", codes=codes)
        else:
            yield Step(found["kind"], "" if found["kind"] == "sh" else file, found["text"])


def edit(book: Path, step: Step) -> None:
    """Change a file of a book as a step says: a new file, words in the place of others, or lines at its end."""
    path = book / step.file
    if step.kind == "markdown":
        lay(path, step.text)
        return
    lines = step.text.splitlines()
    before = "\n".join(line[1:] for line in lines if line[0] != "+")
    after = "\n".join(line[1:] for line in lines if line[0] != "-")
    if not after:
        lay(path, {"replace": {before + "\n": ""}})
    elif before:
        lay(path, {"replace": {before: after}})
    else:
        lay(path, path.read_text(encoding="utf-8") + after + "\n")
