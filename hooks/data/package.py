"""What datapackage.json says of the tables: text in, its resources or findings out."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from frictionless import FrictionlessException
from frictionless import Package as FrictionlessPackage

from hooks.data.schema import missing_parts
from hooks.findings import Finding, SourceError
from hooks.languages import Language

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


def _errors(text: str, data_dir: Path) -> Iterator[tuple[int, str, str]]:
    for number, words in enumerate(text.split("\n"), 1):
        if unicodedata.normalize("NFC", words) != words:
            message = "is not in Unicode's composed form (NFC), so a search misses it"
            yield number, "table-normal-form", f"{message}; write: {unicodedata.normalize('NFC', words).strip()}"
    try:
        package = json.loads(text)
        standard = [error.note for error in FrictionlessPackage.metadata_validate(package)]
        for error in standard:
            yield 0, "table-descriptor", f"{error}; write it as the Data Package standard asks"
        for resource in package["resources"] if not standard else []:
            line, name = _line_of(resource["name"], text), resource["name"]
            for lack in missing_parts(resource):
                yield line, "table-descriptor", f"{name}: {lack}"
            if not (data_dir / str(resource.get("path"))).is_file():
                lack = f"there is no file {data_dir / str(resource.get('path'))}"
                yield line, "table-file", f'{name}: {lack}; correct its "path", or add the file'
    except json.JSONDecodeError as error:
        message = f"is not JSON ({error.msg}, column {error.colno})"
        yield error.lineno, "table-descriptor", f"{message}; correct the comma, quote or bracket there or just before"
    except FrictionlessException as error:
        yield 0, "table-descriptor", f"{error.error.note.strip()}; write it as the Data Package standard asks"
    except (AttributeError, KeyError, TypeError):
        message = "is not built as a package is: resources with a schema of fields, notes and categories as objects"
        yield 0, "table-descriptor", f"{message}; write it after the tables already there"


def _line_of(name: str, text: str) -> int:
    place = re.search(rf'"name"\s*:\s*{re.escape(json.dumps(name, ensure_ascii=False))}', text)
    return text.count("\n", 0, place.start()) + 1 if place else 0
