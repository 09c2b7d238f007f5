"""`python -m hooks.checks`: prints one line a finding and ends with 1 if there is any."""

from __future__ import annotations

import sys
from pathlib import Path

from hooks.checks import alignment, check_sources, rendering, translation
from hooks.findings import SourceError
from hooks.source.__main__ import collate


def main() -> int:
    """Judge the sources in the present folder."""
    findings = check_sources(Path("docs"))
    try:
        findings += alignment.check(Path("docs"), Path("mkdocs.yml"))
        exceptions = Path("source/translation-exceptions.yml")
        findings += translation.check(Path("docs"), Path("mkdocs.yml"), exceptions)
        findings += rendering.check(Path("docs"), Path("mkdocs.yml")) + collate(Path("source/plan.yml"), Path("docs"))
    except SourceError as error:
        findings += error.findings
    for finding in sorted(set(findings)):
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
