"""Every name that is written before a colon is one that something reads, and stands once in its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from hooks.blocks.fences import find_fences
from hooks.checks.configuration import KNOWN, RULES
from hooks.configuration import NAME
from hooks.findings import Finding, SourceError
from hooks.messages import say
from hooks.pages import FRONT_MATTER
from hooks.sources import Sources

STOPS_BUILD = True
# What a page may say of itself, to this project, MkDocs and the theme.
PAGE = set(
    "title description author date tags icon template title_lines hide search translation draft status subtitle"
    " exclude language lang".split()
)
# What the Data Package standard has (datapackage.org, 2.0), and what is ours, by the kind of part.
DESCRIBED = set("title title_en description description_en".split())
PARTS = {
    "package": DESCRIBED
    | set(
        "$schema name id licenses homepage version sources contributors keywords image created resources profile"
        " languages notes".split()
    ),
    "resources": DESCRIBED
    | set(
        "$schema name path data type dialect schema format mediatype encoding bytes hash sources licenses homepage"
        " profile short_title short_title_en notes".split()
    ),
    "schema": set("$schema fields fieldsMatch missingValues primaryKey uniqueKeys foreignKeys".split()),
    "fields": DESCRIBED
    | set(
        "name type format example rdfType constraints categories categoriesOrdered missingValues editorial trueValues"
        " falseValues decimalChar groupChar bareNumber".split()
    ),
    "constraints": set(
        "required unique minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum pattern enum"
        " jsonSchema".split()
    ),
    "categories": set("value label label_en".split()),
    "notes": set("kind text text_en".split()),
    "sources": set("title title_en path email version".split()),
    "licenses": set("name path title title_en".split()),
    "contributors": set("title title_en path email givenName familyName role roles organization".split()),
}
# In what a name stands whose values are parts of the kind.
LISTED = {"resources", "fields", "categories", "notes", "sources", "licenses", "contributors", "constraints", "schema"}


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `page-key`, `configuration-key`, `table-key` and `block-option` for a name that stands twice, of which only
    the last is read, and the first and the third of these for one that is nearly one that is read."""
    for page in sources.pages:
        if found := FRONT_MATTER.match(page.text):
            tree = _tree(found[1] or "")
            for name, line in _twice(tree):
                yield Finding(str(page.path), line + 1, "page-key", say("page-key/twice", name=name))
            for name, line in _names(tree):
                if meant := _meant(name, PAGE):
                    message = say("page-key/misspelt", name=name, meant=meant)
                    yield Finding(str(page.path), line + 1, "page-key", message)
        for fence in find_fences(page.body, page.first_line):
            for name, line in _twice(_tree(_header(page.body, fence.line - page.first_line))):
                yield Finding(str(page.path), fence.line + line, "block-option", say("block-option/twice", name=name))
    settings = sources.root / NAME
    for name, line in _twice(_tree(_text(sources, settings))):
        yield Finding(str(settings), line, "configuration-key", say("configuration-key/twice", name=name))
    yield from _publication(settings, _tree(_text(sources, settings)))
    package = sources.docs / "data" / "datapackage.json"
    if package.is_file():
        tree = _tree(_text(sources, package))
        for name, line in _twice(tree):
            yield Finding(str(package), line, "table-key", say("table-key/twice", name=name))
        for name, meant, line in _misspelt(tree, "package"):
            yield Finding(str(package), line, "table-key", say("table-key/misspelt", name=name, meant=meant))


def _text(sources: Sources, path: Path) -> str:
    try:
        return sources.text(path)
    except SourceError:
        return ""


def _tree(text: str) -> Any:
    """Return the tree of a YAML or JSON text; of one that cannot be read, none: that is said elsewhere."""
    try:
        return yaml.compose(text, yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError):
        return None


def _header(body: str, opening: int) -> str:
    lines = body.split("\n")[opening + 1 :]
    end = next((number for number, line in enumerate(lines) if not line.startswith("    ")), len(lines))
    return "\n".join(lines[:end])


def _names(tree: Any) -> Iterator[tuple[str, int]]:
    for key, _ in tree.value if isinstance(tree, yaml.MappingNode) else ():
        if isinstance(key, yaml.ScalarNode):
            yield key.value, key.start_mark.line + 1


def _twice(tree: Any) -> Iterator[tuple[str, int]]:
    """Yield each name that stands in one mapping a second time, with its line."""
    seen: set[str] = set()
    for name, line in _names(tree):
        if name in seen and name != "<<":
            yield name, line
        seen.add(name)
    if isinstance(tree, yaml.MappingNode):
        for _, value in tree.value:
            yield from _twice(value)
    elif isinstance(tree, yaml.SequenceNode):
        for value in tree.value:
            yield from _twice(value)


def _meant(name: str, known: Collection[str]) -> str:
    """Return the known name that one is nearly, "" for one that is known or is like none."""
    if name in known:
        return ""
    by_lower = {one.lower(): one for one in known}
    close = get_close_matches(name.lower().replace("-", "_"), by_lower, n=1, cutoff=0.8)
    return by_lower[close[0]] if close else ""


def _misspelt(tree: Any, kind: str) -> Iterator[tuple[str, str, int]]:
    """Yield each name in a part of a data package that is nearly a known one, what it should be, and its line."""
    known = PARTS.get(kind, set())
    for name, line in _names(tree):
        if meant := _meant(name, known):
            yield name, meant, line
    for key, value in tree.value if isinstance(tree, yaml.MappingNode) else ():
        name = str(key.value)
        parts = value.value if isinstance(value, yaml.SequenceNode) else [value]
        for part in parts if name in LISTED else ():
            yield from _misspelt(part, name)


def _publication(path: Path, tree: Any) -> Iterator[Finding]:
    """Yield `configuration-key` for a setting of the publication that stands a level too high or low."""
    for name, value in [(key.value, value) for key, value in tree.value] if isinstance(tree, yaml.MappingNode) else ():
        for inner, line in _names(value) if name == "extra" else ():
            if inner in RULES and inner not in KNOWN and "publication" in dict(_names(value)):
                message = say("configuration-key/beside", name=inner)
                yield Finding(str(path), line, "configuration-key", message)
            elif inner != "publication" and get_close_matches(inner, ["publication"], cutoff=0.8):
                yield Finding(str(path), line, "configuration-key", say("configuration-key/publication", name=inner))
