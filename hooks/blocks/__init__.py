"""Python-Markdown extensions for the blocks that staff write: element in, element out.

Each extension takes one option, `page`: the `PageContext` of the page in hand, set before it is rendered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from hooks.blocks.fences import find_fences
from hooks.findings import Finding
from hooks.languages import Language


class Block(NamedTuple):
    """A body block as a reader sees it: its element's tag, the id written in its source or "", and its plain text."""

    tag: str
    id: str
    text: str

    @property
    def words(self) -> str:
        """The first words, as much as goes on a line."""
        length = 24 if max(self.text[:24], default="") > "\u3400" else 48
        return self.text if len(self.text) <= length else self.text[:length].rstrip() + "…"


class Missing(NamedTuple):
    """A block that an English page lacks: its id and tag, and the ids of the blocks that stand before and behind it in
    Chinese, where there are any."""

    id: str
    tag: str
    before: str
    behind: str


@dataclass
class PageContext:
    """What a block must know of its page: its language, its source file, and where the body starts in it; the ids of
    its body blocks in order (without them they are numbered as they come), what of an English page is out of date and
    missing, and the address of the Chinese page from there. Rendering notes the body blocks and what is wrong."""

    language: Language = "zh"
    path: Path = Path("page.md")
    docs_dir: Path = Path("docs")
    text: str = ""
    first_line: int = 1
    ids: list[str] = field(default_factory=list)
    stale: set[str] = field(default_factory=set)
    missing: list[Missing] = field(default_factory=list)
    chinese: str = ""
    blocks: list[Block] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def report_block(self, name: str, code: str, message: str, argument: str = "", place: int = 0) -> None:
        """Add a fault in the block of this name and argument, the `place`th such from 0, at the line where it stands;
        the build fails once the page is rendered."""
        fences = [fence for fence in find_fences(self.text, self.first_line) if fence.name == name]
        lines = [fence.line for fence in fences if argument in ("", fence.argument)]
        line = lines[place] if place < len(lines) else self.first_line
        self.findings.append(Finding(str(self.path), line, code, message))
