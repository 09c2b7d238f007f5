"""Values travel through the house, not paths: what is read, converted or validated once is not so again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hooks.translation.lines import SIGN
from tests import ROOT
from tests.tools.values import OWN

PICTURES = (".png", ".jpg", ".jpeg", ".svg")


@pytest.mark.parametrize(("command", "conversions"), [("check", 1), ("build", 2)])
def test_each_source_is_read_converted_and_validated_once(command: str, conversions: int, project: Path) -> None:
    """A build converts a page for print and for the site."""
    file = project / "counts.json"
    done = subprocess.run(
        [sys.executable, "-m", "tests.tools.counting", str(file), command],
        cwd=project,
        env=os.environ | {"PYTHONPATH": f"{project}{os.pathsep}{ROOT}", "NO_MKDOCS_2_WARNING": "1"},
        check=False,
        capture_output=True,
        text=True,
    )
    # A check ends with 1 where it has found something.
    assert done.returncode == 0 or (command == "check" and done.stdout and not done.stderr), done.stderr
    counts = json.loads(file.read_text(encoding="utf-8"))
    pages = {str(page.path.relative_to(ROOT)) for page in OWN.pages}
    assert pages <= counts["reads"].keys()
    # MkDocs reads the settings by itself, and copies the pictures.
    assert counts["reads"].pop("mkdocs.yml") <= conversions
    for path in [path for path in counts["reads"] if path.endswith(PICTURES)]:
        assert counts["reads"].pop(path) <= 2 * conversions - 1
    assert {path: count for path, count in counts["reads"].items() if count > 1} == {}
    # The pages that say how to cite have no text of their own.
    counts["conversions"].pop("", None)
    # To tell the line of a finding, a page is converted once more, with a sign in each line.
    texts = {text: count for text, count in counts["conversions"].items() if not SIGN.search(text)}
    assert len(texts) == len({page.body.strip()[:200] for page in OWN.pages})
    assert {text: count for text, count in counts["conversions"].items() if count > conversions} == {}
    assert len(counts["validations"]) == len(OWN.tables)
    assert set(counts["validations"].values()) <= {1}
