"""Where the English differs from the Chinese on purpose, each with its reason, as staff list it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import yaml

from hooks.findings import Finding, SourceError
from hooks.messages import say

PATH = Path("source/translation-exceptions.yml")
KEYS = ("page", "id", "code", "what", "reason")
CODE = "translation-exception"


class Exceptions(NamedTuple):
    """The file, the line of each exception by what it names (page, id, code, what), and what is wrong with others."""

    path: Path
    lines: dict[tuple[str, ...], int]
    findings: list[Finding]


def read_exceptions(text: str, path: Path) -> Exceptions:
    """Return the exceptions in the YAML file at `path` from its text; raise SourceError where it is no list."""
    try:
        tree, entries = yaml.compose(text, yaml.CSafeLoader), yaml.load(text, yaml.CSafeLoader) or []
        if not isinstance(entries, list):
            raise yaml.YAMLError("the entries are no list")
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        message = say("translation-exception/list")
        raise SourceError([Finding(str(path), mark.line + 1 if mark else 1, CODE, message)]) from error
    exceptions = Exceptions(path, {}, [])
    starts = [node.start_mark.line + 1 for node in tree.value] if tree else []
    for entry, line in zip(entries, starts, strict=True):
        values = [entry.get(name) for name in KEYS] if isinstance(entry, dict) else []
        if len(values) < len(KEYS) or None in values or set(entry) != set(KEYS):
            message = say("translation-exception/parts", keys=KEYS)
            exceptions.findings.append(Finding(str(path), line, CODE, message))
        else:
            exceptions.lines[tuple(map(str, values[:4]))] = line
    return exceptions
