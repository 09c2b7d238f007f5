"""What the blocks of a page know of it, and what they note while it is converted."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from hooks.blocks.fences import find_fences
from hooks.data.tables import NOTHING, Bilingual, Table
from hooks.findings import Finding
from hooks.languages import Language
from hooks.messages import Said


def _read_nothing(path: str) -> bytes:
    raise FileNotFoundError(path)


class BodyBlock(NamedTuple):
    """A body block as a reader sees it: its element's tag, the id written in its source or "", and its plain text; what
    it is (`heading`, `paragraph`, `item`, `quotation`, `table`, `picture`, `code`, `term` or `definition`, as
    `hooks.blocks.paragraphs` has them); what its author says of its pair (`p-3 p-4`, `none`, or nothing); where its
    links, notes and pictures lead; and its text as it is compared with its translation."""

    tag: str
    id: str
    text: str
    kind: str = "paragraph"
    pair: str = ""
    links: tuple[str, ...] = ()
    compared: str = ""

    @property
    def words(self) -> str:
        """The first words, as much as goes on a line."""
        length = 24 if max(self.text[:24], default="") > "\u3400" else 48
        return self.text if len(self.text) <= length else self.text[:length].rstrip() + "…"


class Quote(NamedTuple):
    """A pull-quote: the id of the paragraph that it names, its words, and whether it says that they differ."""

    source: str
    words: str
    adapted: bool


class Missing(NamedTuple):
    """A block that a translation lacks: its id and tag, and the ids of the blocks before and after it in the original,
    where there are any."""

    id: str
    tag: str
    before: str
    after: str


class Changed(NamedTuple):
    """That a block is other than it was: where that is said, and the day (ISO 8601), "" where it is not known."""

    address: str
    day: str


@dataclass
class PageContext:
    """A page while it is converted.

    Given: its language, its source file, its Markdown and the line where that begins; what gives the content of a file
    by the way to it from the page (or raises FileNotFoundError); the tables and their licence, and the way from the
    page to their files. For the site: the ids of its body blocks in order (without them they are numbered as they
    come), the ids of blocks that are gone, by those of the blocks that they go with, and the ids that its template has;
    what of a translation is out of date or missing, of the original its language and its address from there; what has
    changed since print or publication; and the terms of Chinese that are words to the publication.
    For print (`for_print`) nothing is added that only a screen needs, each body block says its place (`data-block`),
    and each data table its name (`data-table`).

    Noted by the passes: the body blocks, the pull-quotes, where links and pictures lead, and findings; and, between the
    two passes over body blocks, the headings whose ids nobody wrote, and what authors say of a block's pair.
    """

    language: Language = "zh"
    path: Path = Path("page.md")
    text: str = ""
    first_line: int = 1
    read: Callable[[str], bytes] = _read_nothing
    tables: Mapping[str, Table] = field(default_factory=dict)
    licence: Bilingual = field(default_factory=lambda: NOTHING)
    data_folder: str = "data"
    for_print: bool = False
    ids: list[str] = field(default_factory=list)
    retired: Mapping[str, list[str]] = field(default_factory=dict)
    template_ids: Set[str] = frozenset()
    stale: Mapping[str, str] = field(default_factory=dict)
    missing: list[Missing] = field(default_factory=list)
    changed: Mapping[str, Changed] = field(default_factory=dict)
    terms: frozenset[str] = frozenset()
    original_language: Language = "zh"
    original: str = ""
    blocks: list[BodyBlock] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unnamed: set[etree.Element] = field(default_factory=set)
    pairs: dict[etree.Element, str] = field(default_factory=dict)

    def report_block(self, name: str, code: str, message: Said, argument: str = "", place: int = 0) -> None:
        """Add a finding on the block of this name and argument, the `place`th such from 0, at the line where it
        stands."""
        line = block_line(self.text, self.first_line, name, argument, place)
        self.findings.append(Finding(str(self.path), line, code, message))


def block_line(text: str, first_line: int, name: str, argument: str = "", place: int = 0) -> int:
    """Return the line of the `place`th block (from 0) of this name and argument, or the first where there is none."""
    fences = [fence for fence in find_fences(text, first_line) if fence.name == name]
    lines = [fence.line for fence in fences if argument in ("", fence.argument)]
    return lines[place] if place < len(lines) else first_line
