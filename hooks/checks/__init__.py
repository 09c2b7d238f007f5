"""Judges the sources: one check a module, found by this folder. Each has `check(sources)`, which returns findings;
`STOPS_BUILD` says whether a build stops at them. One whose code is a hint in `codes.yml` stops nothing."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from hooks.checks._causes import without_consequences
from hooks.findings import Finding, SourceError
from hooks.sources import Sources


def check_sources(sources: Sources, *, for_build: bool = False) -> list[Finding]:
    """Return the findings in order of file and line, without those that another one explains; `for_build`, only those
    at which a build stops."""
    found = without_consequences(every_finding(sources, for_build=for_build), sources)
    return sorted(finding for finding in found if not (for_build and finding.is_hint))


def every_finding(sources: Sources, *, for_build: bool = False) -> list[Finding]:
    """Return what every check finds, in order of file and line."""
    findings: set[Finding] = set()
    for module in checks():
        if module.STOPS_BUILD or not for_build:
            try:
                findings.update(module.check(sources))
            except SourceError as error:
                findings.update(error.findings)
    return sorted(_placed(finding, sources) for finding in findings)


def checks() -> Iterator[Any]:
    """Yield the module of each check."""
    for found in pkgutil.iter_modules(__path__):
        if not found.name.startswith("_"):
            yield import_module(f"{__name__}.{found.name}")


def _placed(finding: Finding, sources: Sources) -> Finding:
    """Return a finding with its column, where its line has the words that it names as `found`, and has them once."""
    path, found = Path(finding.path), dict(finding.message.values).get("found")
    if finding.column or not finding.line or not isinstance(found, str) or path not in sources.contents:
        return finding
    try:
        lines = sources.text(path).split("\n")
    except SourceError:
        return finding
    line = lines[finding.line - 1] if finding.line <= len(lines) else ""
    return replace(finding, column=line.find(found) + 1) if found and line.count(found) == 1 else finding
