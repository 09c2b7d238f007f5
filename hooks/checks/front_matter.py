"""The front matter of a page has values that its template and the build can use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hooks.checks.configuration import Rule, is_text
from hooks.findings import Finding
from hooks.messages import say
from hooks.pages import SourcePage
from hooks.sources import Sources

STOPS_BUILD = True


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(is_text, value))


RULES = {
    "title": Rule(is_text, say("page-value/title")),
    "description": Rule(is_text, say("page-value/description")),
    "author": Rule(is_text, say("page-value/author")),
    "template": Rule(is_text, say("page-value/template")),
    "title_lines": Rule(_are_texts, say("page-value/title_lines")),
    "hide": Rule(_are_texts, say("page-value/hide")),
    "robots": Rule(lambda value: value == "noindex", say("page-value/robots")),
    "search": Rule(lambda value: isinstance(value, dict), say("page-value/search")),
}


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `page-value` for a value that cannot be used, and `page-template` for a template that is not there."""
    for page in sources.pages:
        for name, rule in RULES.items():
            if name in page.meta and not rule.fits(page.meta[name]):
                message = say("page-value/value", name=name, value=str(page.meta[name]), example=rule.example)
                yield Finding(str(page.path), _line(page, name), "page-value", message)
        template = page.meta.get("template")
        if is_text(template) and not any((folder / str(template)).is_file() for folder in _folders(sources)):
            own = sorted(path.name for path in (sources.root / "overrides").glob("*.html"))
            message = say("page-template", template=template, own=own)
            yield Finding(str(page.path), _line(page, "template"), "page-template", message)


def _folders(sources: Sources) -> list[Path]:
    theme = find_spec("material")
    found = [Path(place) / "templates" for place in (theme.submodule_search_locations or [] if theme else [])]
    return [sources.root / "overrides", *found]


def _line(page: SourcePage, name: str) -> int:
    lines = page.text.split("\n")[: page.first_line]
    return next((number for number, line in enumerate(lines, start=1) if re.match(rf"{name}\s*:", line)), 1)
