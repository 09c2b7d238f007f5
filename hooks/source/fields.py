"""Reads a YAML file whose keys are known: each value of its type, each error with its line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import yaml

from hooks.findings import Finding
from hooks.languages import LANG
from hooks.messages import Said, say
from hooks.source.places import Pattern, Place

SPAN = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")
PAGE_PATH = re.compile(rf"(?:{'|'.join(LANG)})/(?:[\w{{}}-]+/)*[\w{{}}-]+\.md")
Records = Mapping[str, tuple[type[Any], Mapping[str, str]]]


class FieldsError(Exception):
    """Raised in here where a value is not of its type; says what to write, or nothing where that is said already."""

    def __init__(self, message: Said | None = None) -> None:
        self.message = message


class Fields:
    """Reads nodes by `records`: name -> (dataclass, {key: type}). A type is the name of a record or of a method below;
    `[…]` a list of it, and one alone stands for a list of one. An error goes into `findings`, and its value is left
    out; `patterns` has every regular expression that was read."""

    def __init__(self, path: str, records: Records) -> None:
        self.path = path
        self.records = records
        self.findings: list[Finding] = []
        self.patterns: list[Pattern] = []

    def record(self, name: str, node: yaml.Node) -> Any:
        """Return the record in a node. Raises FieldsError where it is none, or lacks a key that it needs."""
        made, types = self.records[name]
        if not isinstance(node, yaml.MappingNode):
            raise FieldsError(say("plan-value/keys", key=next(iter(types))))
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key not in types:
                message = say("plan-key/unknown", key=key, known=list(types))
                self.report(key_node, "plan-key", message)
            elif key in values:
                self.report(key_node, "plan-key", say("plan-key/twice", key=key))
            else:
                values[key] = self.value(types[key], key, value_node)
        needed = {field.name for field in fields(made) if field.default is field.default_factory is MISSING}
        if lacking := [key for key in types if key in needed and key not in values]:
            self.report(node, "plan-key", say("plan-key/lacks", keys=[f"`{key}`" for key in lacking]))
        given = {key: value for key, value in values.items() if value is not None}
        if needed & types.keys() - given.keys():
            raise FieldsError
        if "line" in needed and "line" not in types:
            given["line"] = node.start_mark.line + 1
        return made(**given)

    def value(self, kind: str, key: str, node: yaml.Node) -> Any:
        """Return a value of this type; report it and return None where it is another."""
        try:
            if not kind.startswith("["):
                return self.record(kind, node) if kind in self.records else getattr(self, kind)(node)
            read = [self.value(kind.strip("[]"), key, one) for one in _nodes(node)]
            return [value for value in read if value is not None]
        except FieldsError as error:
            if error.message:
                self.report(node, "plan-value", say("plan-value/key", key=key, error=error.message))
            return None

    def text(self, node: yaml.Node) -> str:
        """A text, or a number as it is written."""
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            raise FieldsError(say("plan-value/text"))
        return str(node.value)

    def file(self, node: yaml.Node) -> Path:
        """The name of a file beside the plan."""
        return Path(self.text(node))

    def page_path(self, node: yaml.Node) -> str:
        """A page below `docs`."""
        path = self.text(node)
        if not PAGE_PATH.fullmatch(path):
            raise FieldsError(say("plan-value/page"))
        return path

    def number(self, node: yaml.Node) -> int:
        """A whole number."""
        if not isinstance(node, yaml.ScalarNode) or not re.fullmatch(r"\d{1,9}", node.value):
            raise FieldsError(say("plan-value/number"))
        return int(node.value)

    def span(self, node: yaml.Node) -> range:
        """Numbers, such as those of lines."""
        span = SPAN.fullmatch(node.value) if isinstance(node, yaml.ScalarNode) else None
        if not span or not 0 < int(span[1]) <= int(span[2] or span[1]):
            raise FieldsError(say("plan-value/span"))
        return range(int(span[1]), int(span[2] or span[1]) + 1)

    def pattern(self, node: yaml.Node) -> Pattern:
        """A regular expression."""
        try:
            pattern = Pattern(node.start_mark.line + 1, re.compile(unicodedata.normalize("NFC", self.text(node))))
        except (re.error, OverflowError, RecursionError) as error:
            message = say("plan-value/pattern", error=error)
            raise FieldsError(message) from error
        self.patterns.append(pattern)
        return pattern

    def regex(self, node: yaml.Node) -> re.Pattern[str]:
        """A regular expression that need not match."""
        pattern = self.pattern(node)
        self.patterns.remove(pattern)
        return pattern.regex

    def reference(self, node: yaml.Node) -> str:
        """A regular expression with `{mark}` in it."""
        text = self.text(node)
        if "{mark}" not in text:
            raise FieldsError(say("plan-value/mark"))
        try:
            re.compile(text.replace("{mark}", "1"))
        except re.error as error:
            raise FieldsError(say("plan-value/regex", error=error)) from error
        return text

    def place(self, node: yaml.Node) -> Place:
        """Lines: a number, `12-40`, a pattern, or `{from: …, to: …}`."""
        line = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            ends = {str(key.value): value for key, value in node.value}
            if set(ends) != {"from", "to"} or not all(isinstance(end, yaml.ScalarNode) for end in ends.values()):
                raise FieldsError(say("plan-value/place"))
            start = self.place(ends["from"])
            return Place(line, start.first, start.last, start.pattern, self.place(ends["to"]))
        if SPAN.fullmatch(self.text(node)):
            span = self.span(node)
            return Place(line, span[0], span[-1])
        return Place(line, pattern=self.pattern(node))

    def places_by_name(self, node: yaml.Node) -> dict[str, Place]:
        """`{name: place, …}`."""
        return self._mapping(node, lambda name: str(name.value), self.place)

    def lists_by_number(self, node: yaml.Node) -> dict[int, list[int]]:
        """`{number: [number, …], …}`."""
        return self._mapping(node, self.number, lambda value: [self.number(one) for one in _nodes(value)])

    def hyphen_rule(self, node: yaml.Node) -> str:
        """`join` or `keep`."""
        return self._one_of(node, "join", "keep")

    def heading_end(self, node: yaml.Node) -> str:
        """`line`, `match`, `colon` or `paragraph`."""
        return self._one_of(node, "line", "match", "colon", "paragraph")

    def level(self, node: yaml.Node) -> int:
        """The level of a heading."""
        return int(self._one_of(node, "2", "3", "4"))

    def report(self, node: yaml.Node, code: str, message: Said) -> None:
        """Enter an error on the line of a node."""
        self.findings.append(Finding(self.path, node.start_mark.line + 1, code, message))

    def _one_of(self, node: yaml.Node, *values: str) -> str:
        if not isinstance(node, yaml.ScalarNode) or node.value not in values:
            raise FieldsError(say("plan-value/one-of", known=values[:-1], last=values[-1]))
        return str(node.value)

    def _mapping(self, node: yaml.Node, key: Callable[[Any], Any], value: Callable[[Any], Any]) -> dict[Any, Any]:
        if not isinstance(node, yaml.MappingNode):
            raise FieldsError(say("plan-value/names"))
        return {key(name): value(content) for name, content in node.value}


def _nodes(node: yaml.Node) -> list[yaml.Node]:
    """Return the entries of a list; one entry alone stands for a list of one."""
    return list(node.value) if isinstance(node, yaml.SequenceNode) else [node]
