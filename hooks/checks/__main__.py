"""`python -m hooks.checks`: prints one line a finding and ends with 1 if there is any."""

from __future__ import annotations

import sys

from hooks.checks import check_sources
from hooks.sources import Sources


def main() -> int:
    """Judge the sources in the present folder."""
    findings = check_sources(Sources())
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
