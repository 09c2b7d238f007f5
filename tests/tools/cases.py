"""Cases are data: one YAML file each, whose name says in a sentence what must hold."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import CASES


class Case(dict[str, Any]):
    """A case: what its file says by name, its `input` and its `output`; and where that file is."""

    # Whether `check` writes what came out instead of judging it: `pytest --update`.
    rewrite = False

    def __init__(self, path: Path) -> None:
        super().__init__(yaml.safe_load(path.read_text(encoding="utf-8")))
        self.path = path

    def check(self, found: Any, name: str = "output") -> None:
        """Fail unless `found` is what the case says under `name`; with `--update`, write it there instead."""
        if self.rewrite and found != self.get(name):
            text = self.path.read_text(encoding="utf-8")
            self.path.write_text(rewritten(text, name, found), encoding="utf-8")
        else:
            assert found == self.get(name)


def cases(kind: str) -> pytest.MarkDecorator:
    """Return the mark that runs a test with each case of `tests/cases/<kind>/` as `case`."""
    return pytest.mark.parametrize("case", [pytest.param(case, id=case.path.stem) for case in read_cases(kind)])


def read_cases(kind: str) -> list[Case]:
    """Return each case of `tests/cases/<kind>/`."""
    paths = sorted((CASES / kind).glob("*.yml"))
    assert paths, f"no cases in {CASES / kind}"
    return [read(path) for path in paths]


def read(path: Path) -> Case:
    """Return the case in a file."""
    return Case(path)


def rewritten(text: str, name: str, value: Any) -> str:
    """Return the text of a case with another value under `name`; all else, comments included, stays as it is."""
    dumped = yaml.dump({name: value}, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=100_000)
    # What belongs to a key goes on to the next key or comment at the margin.
    old = re.search(rf"^{name}:.*\n?(?:(?:[ \t-].*)?\n)*(?:[ \t-].*)?", text, re.MULTILINE)
    return text[: old.start()] + dumped + text[old.end() :] if old else f"{text.rstrip()}\n{dumped}"


class Dumper(yaml.SafeDumper):
    """Writes YAML as a person does: texts of several lines as blocks, lists indented."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


Dumper.add_representer(str, _text)
