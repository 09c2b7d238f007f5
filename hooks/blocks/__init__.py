"""Python-Markdown extensions for the blocks that staff write: element in, element out.

Each extension takes one option, `page`: the `PageContext` of the page in hand, set before it is rendered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from hooks.blocks.fences import find_fences
from hooks.findings import Finding

Language = Literal["zh", "en"]

# BCP 47 tags as they stand in `lang` attributes.
LANG: dict[Language, str] = {"zh": "zh-Hant-TW", "en": "en"}


@dataclass
class PageContext:
    """What a block must know of its page: its language, its source file, and where the body starts in it."""

    language: Language = "zh"
    path: Path = Path("page.md")
    docs_dir: Path = Path("docs")
    text: str = ""
    first_line: int = 1
    findings: list[Finding] = field(default_factory=list)

    def report_block(self, name: str, code: str, message: str, argument: str = "", place: int = 0) -> None:
        """Add a fault in the block of this name and argument, the `place`th such from 0, at the line where it stands;
        the build fails once the page is rendered."""
        fences = [fence for fence in find_fences(self.text, self.first_line) if fence.name == name]
        lines = [fence.line for fence in fences if argument in ("", fence.argument)]
        line = lines[place] if place < len(lines) else self.first_line
        self.findings.append(Finding(str(self.path), line, code, message))
