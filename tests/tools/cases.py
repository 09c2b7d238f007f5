"""Cases are data: one YAML file each, whose name says in a sentence what must hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import CASES


def cases(kind: str) -> pytest.MarkDecorator:
    """Return the mark that runs a test with each case of `tests/cases/<kind>/` as `case`."""
    paths = sorted((CASES / kind).glob("*.yml"))
    assert paths, f"no cases in {CASES / kind}"
    return pytest.mark.parametrize("case", [pytest.param(read(path), id=path.stem) for path in paths])


def read(path: Path) -> dict[str, Any]:
    """Return a case: its `input` and its `output`."""
    case: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return case
