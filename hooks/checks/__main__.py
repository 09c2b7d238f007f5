"""`python -m hooks.checks`: prints one line a finding, in the language of the locale, and ends with 1 if there is
any."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from hooks.checks import check_sources
from hooks.messages import language_of
from hooks.sources import Sources


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge the sources in the present folder."""
    argparse.ArgumentParser(prog="python -m hooks.checks").parse_args(arguments)
    findings = check_sources(Sources())
    if isinstance(sys.stdout, TextIOWrapper):
        # A console that lacks a character shows its number.
        sys.stdout.reconfigure(errors="backslashreplace")
    for finding in findings:
        print(finding.text(language_of(os.environ)))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
