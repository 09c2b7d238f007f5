"""The words that readers type for one another, as staff list them."""

from __future__ import annotations

from pathlib import Path

import yaml

from hooks.findings import Finding, SourceError
from hooks.messages import say

NAME = "synonyms.yml"


def read_synonyms(text: str, path: Path) -> list[list[str]]:
    """Return the groups of words of the file at `path`, YAML that is a list of lists, from its text. Raises SourceError
    with the line of whatever is no group of two words or more."""
    try:
        node = yaml.compose(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise SourceError([Finding(str(path), line, "synonyms-unreadable", say("synonyms-unreadable"))]) from error
    if node is None:
        return []
    groups = node.value if isinstance(node, yaml.SequenceNode) else [node]
    errors = [group.start_mark.line + 1 for group in groups if not _is_group(group)]
    if errors:
        raise SourceError(Finding(str(path), line, "synonyms-group", say("synonyms-group")) for line in errors)
    return [[word.value for word in group.value] for group in groups]


def _is_group(node: yaml.Node) -> bool:
    words = node.value if isinstance(node, yaml.SequenceNode) else []
    return len(words) > 1 and all(isinstance(word, yaml.ScalarNode) and word.value.strip() for word in words)
