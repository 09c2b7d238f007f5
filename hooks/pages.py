"""The source pages: where they stand, and their front matter apart from their body."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from hooks.files import read_text
from hooks.findings import Finding, SourceError
from hooks.languages import LANG, Language

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?---[ \t]*\n", re.DOTALL)


class SourcePage(NamedTuple):
    """A page's language, its address in that language (`summary.md`), and its file's two parts."""

    path: Path
    language: Language
    name: str
    meta: dict[str, Any]
    body: str
    first_line: int


def source_pages(docs: Path) -> list[SourcePage]:
    """Return every page of both languages, in order of path; raise SourceError for each that cannot be read."""
    pages: list[SourcePage] = []
    findings: list[Finding] = []
    for language in LANG:
        for path in sorted((docs / language).rglob("*.md")):
            try:
                pages.append(read_page(path, language, path.relative_to(docs / language).as_posix()))
            except SourceError as error:
                findings += error.findings
    if findings:
        raise SourceError(findings)
    return pages


def read_page(path: Path, language: Language, name: str) -> SourcePage:
    """Return the page in `path`; raise SourceError where it is not UTF-8 or its front matter is not YAML."""
    text = read_text(path, "page-encoding")
    match = FRONT_MATTER.match(text)
    if not match:
        return SourcePage(path, language, name, {}, text, 1)
    try:
        meta = yaml.safe_load(match[1] or "") or {}
        if not isinstance(meta, dict):
            raise yaml.YAMLError("the lines are not `name: value` pairs")
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        message = (
            "has front matter that is not YAML: write one `name: value` a line, and quote a value with a colon in it"
        )
        raise SourceError([Finding(str(path), mark.line + 2 if mark else 1, "page-front-matter", message)]) from error
    return SourcePage(path, language, name, meta, text[match.end() :], text[: match.end()].count("\n") + 1)
