"""Reads `source/plan.yml`: what each line of a printed text is. `README.md` beside this module has each key with an
example."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from hooks.findings import Finding, SourceError
from hooks.messages import say
from hooks.source.fields import Fields, FieldsError
from hooks.source.places import Pattern, Place


@dataclass(frozen=True)
class ParagraphRule:
    """What shows that a paragraph begins: so many empty lines, so many spaces before a line (or more, where `indent`
    has one number), a line that `begins` matches, or one after a line that `ends` matches."""

    blank: int = 0
    indent: range = range(0)
    begins: Pattern | None = None
    ends: Pattern | None = None


@dataclass(frozen=True)
class HyphenRule:
    """Whether the parts of a word that a hyphen divides at a line's end are joined, or the hyphen is kept; the words
    that match `except` are done the other way."""

    line_end: str = "join"
    exceptions: list[Pattern] = field(default_factory=list)


@dataclass(frozen=True)
class PageNumberRule:
    """The lines that have a printed page's number at its head or foot (the first group, or all of the line), and the
    number of the first page where no line has it."""

    head: list[Pattern] = field(default_factory=list)
    foot: list[Pattern] = field(default_factory=list)
    first: str = "1"


@dataclass(frozen=True)
class HeadingRule:
    """The lines where headings begin, their level, where they end, and their ids: `{n}` stands for the place in the
    order of these headings, another name for the group of that name."""

    at: list[Place]
    level: int = 2
    ends: str = "line"
    id: str = ""


@dataclass(frozen=True)
class NoteRule:
    """How a note of the author's begins (the first group is its mark), and how the text refers to it."""

    at: Pattern
    reference: str


@dataclass(frozen=True)
class TablePlan:
    """Where a printed table stands: the lines of its caption and column titles, each row's first line by year, and the
    first line of each note under it."""

    name: str
    lines: range
    caption: int
    columns: int
    row: re.Pattern[str]
    rows: dict[int, list[int]]
    notes: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class PagePlan:
    """Where a page's text begins; it goes on to the next page. Its title is the first line, its id the name of its
    file, unless they are given; what else is None is as the plan has it for all pages. `line` is the plan's own."""

    path: str
    begins: Place
    line: int
    title: Place | None = None
    id: str = ""
    paragraph: ParagraphRule | None = None
    headings: list[HeadingRule] | None = None
    items: list[Pattern] | None = None
    notes: list[NoteRule] | None = None
    pull_quotes: list[Place] = field(default_factory=list)
    tables: list[TablePlan] = field(default_factory=list)


@dataclass(frozen=True)
class Correction:
    """Words corrected on purpose since print, on one line of the extraction."""

    line: int
    printed: str
    corrected: str
    reason: str


@dataclass(frozen=True)
class Plan:
    """The whole plan. `findings` has what is wrong in its file, `patterns` all that should match something."""

    text: Path
    pages: list[PagePlan]
    running_heads: list[Place] = field(default_factory=list)
    page_numbers: PageNumberRule | None = None
    printed_pages: dict[str, Place] = field(default_factory=dict)
    omit: list[Place] = field(default_factory=list)
    body: list[Place] = field(default_factory=list)
    paragraph: ParagraphRule = ParagraphRule(blank=1)
    paragraphs: list[Place] = field(default_factory=list)
    joined: list[Place] = field(default_factory=list)
    hyphens: HyphenRule = HyphenRule()
    headings: list[HeadingRule] = field(default_factory=list)
    items: list[Pattern] = field(default_factory=list)
    notes: list[NoteRule] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    path: Path = Path()
    findings: list[Finding] = field(default_factory=list)
    patterns: list[Pattern] = field(default_factory=list)


# Every key, with the type of its value.
RULES = {"paragraph": "paragraph", "headings": "[heading]", "items": "[pattern]", "notes": "[note]"}
KEYS: dict[str, tuple[type[Any], dict[str, str]]] = {
    "plan": (
        Plan,
        {
            "text": "file",
            "running_heads": "[place]",
            "page_numbers": "page_numbers",
            "printed_pages": "places_by_name",
            "omit": "[place]",
            "body": "[place]",
            **RULES,
            "paragraphs": "[place]",
            "joined": "[place]",
            "hyphens": "hyphens",
            "corrections": "[correction]",
            "pages": "[page]",
        },
    ),
    "page_numbers": (PageNumberRule, {"head": "[pattern]", "foot": "[pattern]", "first": "text"}),
    "paragraph": (ParagraphRule, {"blank": "number", "indent": "span", "begins": "pattern", "ends": "pattern"}),
    "hyphens": (HyphenRule, {"line_end": "hyphen_rule", "exceptions": "[pattern]"}),
    "heading": (HeadingRule, {"at": "[place]", "level": "level", "ends": "heading_end", "id": "text"}),
    "note": (NoteRule, {"at": "pattern", "reference": "reference"}),
    "correction": (Correction, {"line": "number", "printed": "text", "corrected": "text", "reason": "text"}),
    "page": (
        PagePlan,
        {"path": "page_path", "begins": "place", "title": "place", "id": "text"}
        | RULES
        | {"pull_quotes": "[place]", "tables": "[table]"},
    ),
    "table": (
        TablePlan,
        {
            "name": "text",
            "lines": "span",
            "caption": "number",
            "columns": "number",
            "row": "regex",
            "rows": "lists_by_number",
            "notes": "[number]",
        },
    ),
}


def read_plan(text: str, path: Path) -> Plan:
    """Return the plan in the YAML file at `path` from its text, with its `findings`; raise SourceError where it cannot
    be used at all."""
    fields = Fields(str(path), KEYS)
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        if node is None:
            raise FieldsError(say("plan-value/empty"))
        plan: Plan = fields.record("plan", node)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else text.count("\n", 0, getattr(error, "position", 0)) + 1
        message = say("plan-yaml", error=getattr(error, "problem", None) or getattr(error, "reason", error))
        raise SourceError([Finding(str(path), line, "plan-yaml", message)]) from error
    except FieldsError as error:
        lacking = Finding(str(path), 1, "plan-value", say("plan-value/plan", error=error.message or ""))
        raise SourceError(fields.findings or [lacking]) from error
    paths = Counter(page.path for page in plan.pages)
    for page in plan.pages:
        if paths[page.path] > 1:
            message = say("plan-value/path", path=page.path)
            fields.findings.append(Finding(str(path), page.line, "plan-value", message))
    return replace(plan, text=path.parent / plan.text, path=path, findings=fields.findings, patterns=fields.patterns)
