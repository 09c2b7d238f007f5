"""What datapackage.json says of the tables: text in, its resources or findings out."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from frictionless import FrictionlessException
from frictionless import Package as FrictionlessPackage
from frictionless import Resource as FrictionlessResource
from frictionless import Schema as FrictionlessSchema

from hooks.data.schema import Place, missing_parts
from hooks.findings import Finding, SourceError
from hooks.languages import Language
from hooks.messages import Said, say

NAME = "datapackage.json"


class Package(NamedTuple):
    """What datapackage.json says: where it is, its tables by name, each a Data Resource, and their licence, empty where
    it names none."""

    path: Path
    resources: dict[str, dict[str, Any]]
    licence: dict[Language, str]


def read_package(text: str, path: Path) -> Package:
    """Return what the datapackage.json at `path` says, each table with all that both languages print.

    Every text stands in Chinese under its standard name and in English under that name with `_en`; a column pair
    `*_zh`, `*_en` has its title in its own language. Raises SourceError with every error.
    """
    findings = [Finding(str(path), line, code, message) for line, code, message in _errors(text, path.parent)]
    if findings:
        raise SourceError(findings)
    package = json.loads(text)
    licences = package.get("licenses") or [{}]
    keys: dict[Language, str] = {"zh": "title", "en": "title_en"}
    return Package(
        path,
        {resource["name"]: resource for resource in package["resources"]},
        {
            language: "; ".join(filter(None, (one.get(key, one.get("title")) for one in licences)))
            for language, key in keys.items()
        },
    )


def _errors(text: str, data_dir: Path) -> Iterator[tuple[int, str, Said]]:
    for number, words in enumerate(text.split("\n"), 1):
        if unicodedata.normalize("NFC", words) != words:
            yield (
                number,
                "table-normal-form",
                say("table-normal-form/line", meant=unicodedata.normalize("NFC", words).strip()),
            )
    lines = lines_of_json(text)
    try:
        package = json.loads(text)
        standard = list(_standard(package))
        for place, error in standard:
            message = say("table-descriptor/standard", error=error.strip())
            yield line_of_place(lines, place), "table-descriptor", message
        for number, resource in enumerate(package["resources"] if not standard else []):
            table: Place = ("resources", number)
            for place, part in missing_parts(resource):
                yield (
                    line_of_place(lines, table + place),
                    "table-descriptor",
                    say("table-descriptor/part", name=resource["name"], lack=part),
                )
            if not (data_dir / str(resource.get("path"))).is_file():
                lack = say("table-file/none", path=data_dir / str(resource.get("path")))
                message = say("table-file/lack", name=resource["name"], lack=lack)
                yield line_of_place(lines, (*table, "path")), "table-file", message
    except json.JSONDecodeError as error:
        yield error.lineno, "table-descriptor", say("table-descriptor/json", error=error.msg, column=error.colno)
    except (AttributeError, KeyError, TypeError):
        yield 0, "table-descriptor", say("table-descriptor/built")


def _standard(package: dict[str, Any]) -> Iterator[tuple[Place, str]]:
    """Yield what the Data Package standard finds wrong, and where: with a column, else with a table, else with all."""
    found = False
    for number, resource in enumerate(package.get("resources", [])):
        table: Place = ("resources", number)
        columns = resource.get("schema", {}).get("fields", [])
        places = [(*table, "schema", "fields", column) for column in range(len(columns))]
        errors = [
            (place, note)
            for place, field in zip(places, columns, strict=True)
            for note in _notes(FrictionlessSchema, {"fields": [field]})
        ]
        errors = errors or [(table, note) for note in _notes(FrictionlessResource, resource)]
        found = found or bool(errors)
        yield from errors
    if not found:
        yield from (((), note) for note in _notes(FrictionlessPackage, package))


def _notes(kind: Any, part: dict[str, Any]) -> list[str]:
    try:
        return [error.note for error in kind.metadata_validate(part)]
    except FrictionlessException as error:
        return [error.error.note]


def lines_of_json(text: str) -> dict[Place, int]:
    """Return the line of each part of a JSON text by its place; JSON is YAML, whose parser keeps the lines."""
    try:
        tree = yaml.compose(text, yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError):
        return {}
    lines: dict[Place, int] = {}

    def read(node: yaml.Node, place: Place) -> None:
        lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                lines[*place, str(key.value)] = key.start_mark.line + 1
                read(value, (*place, str(key.value)))
        elif isinstance(node, yaml.SequenceNode):
            for number, value in enumerate(node.value):
                read(value, (*place, number))

    if tree:
        read(tree, ())
    return lines


def line_of_place(lines: Mapping[Place, int], place: Place) -> int:
    """Return the line of what stands at a place, or of what holds it."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 0)
