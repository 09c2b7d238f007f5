"""Reads `source/plan.yml`: which lines of the extraction are which part of which page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from hooks.findings import Finding, SourceError

Span = range


@dataclass(frozen=True)
class TablePlan:
    """Where a printed table stands: the lines of its caption and column titles, each row's first line by year, and the
    first line of each note under it."""

    name: str
    lines: Span
    caption: int
    columns: int
    row: re.Pattern[str]
    rows: dict[int, list[int]]
    notes: list[int]


@dataclass(frozen=True)
class PagePlan:
    """Where a page's text stands. `items` matches the marker of a list item at the start of a line; `sections` maps the
    first line of a section to the id of its heading."""

    path: str
    id: str
    lines: Span
    title: int
    items: re.Pattern[str] | None = None
    pull_quotes: list[Span] = field(default_factory=list)
    sections: dict[int, str] = field(default_factory=dict)
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
    """The whole plan. `printed_pages` maps the first line of each printed page to its number."""

    path: Path
    text: Path
    furniture: set[int]
    printed_pages: dict[int, int]
    paragraphs: set[int]
    corrections: list[Correction]
    pages: list[PagePlan]


def read_plan(text: str, path: Path) -> Plan:
    """Return the plan in the YAML file at `path` from its text; raise SourceError where it cannot be read or names what
    it must not."""
    try:
        raw = yaml.load(text, Loader=yaml.CSafeLoader)
        return Plan(
            path=path,
            text=path.parent / raw["text"],
            furniture=set(raw.get("furniture", [])),
            printed_pages={line: page for page, line in raw.get("printed_pages", {}).items()},
            paragraphs=set(raw.get("paragraphs", [])),
            corrections=[Correction(**entry) for entry in raw.get("corrections", [])],
            pages=[_page(entry) for entry in raw["pages"]],
        )
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise SourceError([Finding(str(path), line, "plan-yaml", f"is not YAML: {error.problem}")]) from error
    except KeyError as error:
        raise SourceError([Finding(str(path), 0, "plan-key", f"lacks the key {error}; add it")]) from error
    except (TypeError, ValueError, AttributeError) as error:
        raise SourceError([Finding(str(path), 0, "plan-value", f"cannot be used: {error}")]) from error


def _page(raw: dict[str, Any]) -> PagePlan:
    return PagePlan(
        path=raw["path"],
        id=raw["id"],
        lines=_span(raw["lines"]),
        title=raw["title"],
        items=re.compile(raw["items"]) if "items" in raw else None,
        pull_quotes=[_span(span) for span in raw.get("pull_quotes", [])],
        sections=raw.get("sections", {}),
        tables=[_table(entry) for entry in raw.get("tables", [])],
    )


def _table(raw: dict[str, Any]) -> TablePlan:
    return TablePlan(
        name=raw["name"],
        lines=_span(raw["lines"]),
        caption=raw["caption"],
        columns=raw["columns"],
        row=re.compile(raw["row"]),
        rows=raw["rows"],
        notes=raw["notes"],
    )


def _span(text: str | int) -> Span:
    first, _, last = str(text).partition("-")
    return range(int(first), int(last or first) + 1)
