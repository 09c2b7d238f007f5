"""`python -m hooks.checks`: prints one line a finding, in the language of the locale, and ends with 1 if any is an
error. In GitHub Actions it also annotates the lines and writes the job's summary; `--sarif FILE` writes the findings
for programs."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from hooks.checks import check_sources
from hooks.checks._github import annotation, summary
from hooks.checks._sarif import sarif
from hooks.messages import language_of
from hooks.sources import Sources
from hooks.words import words


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge the sources in the present folder."""
    parser = argparse.ArgumentParser(prog="python -m hooks.checks")
    parser.add_argument("--sarif", metavar="FILE", type=Path, help="write the findings into this file, too")
    given = parser.parse_args(arguments)
    findings = check_sources(Sources())
    if isinstance(sys.stdout, TextIOWrapper):
        # A console that lacks a character shows its number.
        sys.stdout.reconfigure(errors="backslashreplace")
    language = language_of(os.environ)
    for finding in findings:
        hint = words(language)["checks.hint"] * finding.is_hint
        print(f"{finding.path}:{finding.line}: {finding.code} {hint}{finding.message.text(language)}")
    if os.environ.get("GITHUB_ACTIONS") == "true":
        print(*map(annotation, findings), sep="\n", end="\n" * bool(findings))
        if file := os.environ.get("GITHUB_STEP_SUMMARY"):
            with Path(file).open("a", encoding="utf-8") as opened:
                opened.write(summary(findings))
    if given.sarif:
        given.sarif.write_text(json.dumps(sarif(findings), ensure_ascii=False, indent=2), encoding="utf-8")
    return 1 if any(not finding.is_hint for finding in findings) else 0


if __name__ == "__main__":
    sys.exit(main())
