"""Judges the sources: one check a module, found by this folder. Each has `check(sources)`, which returns findings;
`STOPS_BUILD` says whether a build stops at them."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from hooks.findings import Finding, SourceError
from hooks.sources import Sources


def check_sources(sources: Sources, *, for_build: bool = False) -> list[Finding]:
    """Return every finding in order of file and line; `for_build`, only those at which a build stops."""
    findings: set[Finding] = set()
    for module in checks():
        if module.STOPS_BUILD or not for_build:
            try:
                findings.update(module.check(sources))
            except SourceError as error:
                findings.update(error.findings)
    return sorted(findings)


def checks() -> Iterator[Any]:
    """Yield the module of each check."""
    for found in pkgutil.iter_modules(__path__):
        if not found.name.startswith("_"):
            yield import_module(f"{__name__}.{found.name}")
