"""Tests through the real thing: real builds, a real browser, real validators.

`engine` holds for every publication, `publication` for this paper; `tools` helps both, and `cases` are data.
"""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases"
MODULES = ROOT / "tests" / "node_modules"
