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

from hooks.checks import check_sources, every_finding
from hooks.checks._fixing import fix
from hooks.checks._github import annotation, reference, summary
from hooks.checks._sarif import sarif
from hooks.messages import language_of
from hooks.sources import Sources
from hooks.words import words


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge the sources in the present folder."""
    parser = argparse.ArgumentParser(prog="python -m hooks.checks")
    parser.add_argument("--sarif", metavar="FILE", type=Path, help="write the findings into this file, too")
    parser.add_argument("--fix", action="store_true", help="correct what is safe to correct, and say what was written")
    given = parser.parse_args(arguments)
    if isinstance(sys.stdout, TextIOWrapper):
        # A console that lacks a character shows its number.
        sys.stdout.reconfigure(errors="backslashreplace")
    language = language_of(os.environ)
    sources = Sources()
    # One line may need several; each leaves less to find.
    while given.fix and (made := fix(sources, every_finding(sources))):
        for one in made:
            before, after = (_shown(text) for text in (one.before, one.after))
            print(f"{one.path}:{one.line}: {words(language)['checks.fixed'].format(before, after)}")
        sources = Sources()
    findings = check_sources(sources)
    for finding in findings:
        hint = words(language)["checks.hint"] * finding.is_hint
        print(f"{finding.text(language)}{hint}")
    codes_page = reference(os.environ)
    if os.environ.get("GITHUB_ACTIONS") == "true":
        print(*(annotation(one, codes_page) for one in findings), sep="\n", end="\n" * bool(findings))
        if file := os.environ.get("GITHUB_STEP_SUMMARY"):
            with Path(file).open("a", encoding="utf-8") as opened:
                opened.write(summary(findings, codes_page))
    if given.sarif:
        given.sarif.write_text(json.dumps(sarif(findings, codes_page), ensure_ascii=False, indent=2), encoding="utf-8")
    return 1 if any(not finding.is_hint for finding in findings) else 0


def _shown(text: str) -> str:
    """Return a text, with the numbers of characters that nobody sees."""
    return "".join(one if one.isprintable() else f"U+{ord(one):04X}" for one in text)


if __name__ == "__main__":
    sys.exit(main())
