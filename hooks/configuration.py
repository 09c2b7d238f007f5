"""What a publication's `mkdocs.yml` says, as far as its sources and editions depend on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml
import yaml_env_tag

from hooks.findings import Finding, SourceError
from hooks.languages import ORIGINAL, Language

NAME = "mkdocs.yml"
# The settings that are printed.
TEXTS = ("site_name", "site_author", "site_description", "copyright")
# What MkDocs adds of itself.
BUILT_IN = ("toc", "tables", "fenced_code")


class Configuration:
    """The settings of a publication, those that it inherits included."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self.settings = settings
        extra: Mapping[str, Any] = _of(settings.get("extra"), dict)
        # The pages of the text, in order, by the names of their files: `summary.md`.
        self.chapters: list[str] = [name for name in _of(extra.get("chapters"), list) if isinstance(name, str)]
        # The name of the files that are offered; without it none are.
        self.slug: str = _of(extra.get("slug"), str)
        # What a page is in the book, in the words of DPUB-ARIA, where it is no chapter.
        self.parts: dict[str, str] = _of(extra.get("parts"), dict)
        # Where the site is published; every other address stands below it.
        address = str(settings.get("site_url") or "")
        self.address = address and address.rstrip("/") + "/"

    @property
    def extensions(self) -> tuple[list[str], dict[str, Any]]:
        """The Markdown extensions: their names in order, and the options of those that have any."""
        pairs = _named(self.settings.get("markdown_extensions"))
        return list(dict.fromkeys([*BUILT_IN, *pairs])), {name: options for name, options in pairs.items() if options}

    def text(self, name: str, language: Language) -> str:
        """Return a setting such as `site_name` as it is in `language`; "" where there is none."""
        plugin = _of(_named(self.settings.get("plugins")).get("i18n"), dict)
        entries = [entry for entry in _of(plugin.get("languages"), list) if isinstance(entry, Mapping)]
        entry: Mapping[str, Any] = next((entry for entry in entries if entry.get("locale") == language), {})
        return str(entry.get(name) or self.settings.get(name) or "")

    def page_address(self, language: Language, name: str) -> str:
        """Return where a page (`summary.md`) is published, below the address of the site."""
        stem = name.removesuffix(".md")
        folder, _, last = stem.rpartition("/")
        if last == "index":
            path = f"{folder}/" if folder else ""
        else:
            path = stem + ("/" if self.settings.get("use_directory_urls", True) else ".html")
        return path if language == ORIGINAL else f"{language}/{path}"


def read_configuration(path: Path, read: Callable[[Path], str]) -> Configuration:
    """Return the configuration in the file at `path`, with what it inherits (`INHERIT`) as MkDocs merges it; `read`
    gives the text of a file. Raises SourceError where a file is no YAML."""
    return Configuration(_read(path, read))


def _read(path: Path, read: Callable[[Path], str]) -> dict[str, Any]:
    class Loader(yaml.CSafeLoader):
        pass

    yaml_env_tag.add_env_tag(Loader)
    try:
        settings = yaml.load(read(path), Loader=Loader)
        if not isinstance(settings, dict):
            raise yaml.YAMLError("the lines are not `name: value` pairs")
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        message = "is not YAML: write one `name: value` a line, and quote a value with a colon in it"
        raise SourceError([Finding(str(path), mark.line + 1 if mark else 1, "configuration-yaml", message)]) from error
    parent = settings.pop("INHERIT", None)
    return _merged(_read(path.parent / str(parent), read), settings) if parent else settings


def _merged(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    merged = parent | child
    for name in parent.keys() & child.keys():
        if isinstance(parent[name], dict) and isinstance(child[name], dict):
            merged[name] = _merged(parent[name], child[name])
    return merged


def _named(entries: Any) -> Mapping[str, Any]:
    """Return the options of plugins or extensions by name: MkDocs takes a list of names and of `{name: options}`."""
    if isinstance(entries, Mapping):
        return entries
    pairs: list[tuple[Any, Any]] = []
    for entry in _of(entries, list):
        pairs += list(entry.items())[:1] if isinstance(entry, dict) else [(entry, {})]
    return {str(name): options for name, options in pairs}


def _of(value: Any, kind: type[Any]) -> Any:
    """Return a value of this kind, an empty one in the place of any other: what is wrong is said by a check."""
    return value if isinstance(value, Mapping if kind is dict else kind) else kind()
