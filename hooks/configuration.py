"""What a publication's `mkdocs.yml` says, as far as its sources and editions depend on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml
import yaml_env_tag

from hooks.findings import Finding, SourceError
from hooks.languages import LANG, ROOT, Language, other
from hooks.messages import say

NAME = "mkdocs.yml"
# What MkDocs adds of itself.
BUILT_IN = ("toc", "tables", "fenced_code")
# The name of the files that are offered, where none is given.
SLUG = "publication"
# The pages of the navigation that are no chapters.
FURNITURE = ("index.md", "data.md", "about.md")


class Identity(NamedTuple):
    """What a publication says of itself in one language, each "" or empty where nobody has stated it: its titles, the
    title in the other language, who made and who published it, when (ISO 8601: a day, a month or a year), the series,
    numbers such as `isbn` by their names, a description and the rights."""

    title: str
    other_title: str
    subtitle: str
    publisher: str
    creators: list[str]
    date: str
    series: str
    identifiers: dict[str, str]
    description: str
    rights: str


class Entry(NamedTuple):
    """An entry of the contents: a page by its file's name (`summary.md`), or a group by its title as the navigation has
    it, with the entries below it."""

    page: str
    title: str = ""
    entries: tuple[Entry, ...] = ()


class Configuration:
    """The settings of a publication, those that it inherits included."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self.settings = settings
        # What `extra.publication` says; what of it is wrong is said by a check.
        self.publication: Mapping[str, Any] = _of(_of(settings.get("extra"), dict).get("publication"), dict)
        given = self.publication
        # The language in which the text was written; the other is its translation.
        self.original: Language = "en" if given.get("original") == "en" else "zh"
        self.translation: Language = other(self.original)
        # The name of the files that are offered; where it is empty none are.
        self.slug: str = _of(given.get("slug", SLUG), str)
        # What a page is in the book, in the words of DPUB-ARIA, where it is no chapter.
        self.roles: dict[str, str] = _of(given.get("roles"), dict)
        # The English titles of the groups in the navigation, by the Chinese ones.
        self.groups: dict[str, str] = _of(given.get("groups"), dict)
        # Where a reader reports a slip: an address for `mail`, one for a new issue (`issues`), or both.
        self.report: dict[str, str] = _of(given.get("report"), dict)
        self.contents: tuple[Entry, ...] = tuple(_entries(settings.get("nav")))
        named = given.get("chapters") or [name for name in pages_of(self.contents) if name not in FURNITURE]
        # The pages of the text, in order, by the names of their files: `summary.md`.
        self.chapters: list[str] = [name for name in _of(named, list) if isinstance(name, str)]
        # The pages that have moved: where they are now (`summary.md#p-3`), by what they were called (`old.md`, `old/`).
        self.moved: dict[str, str] = _of(given.get("moved"), dict)
        # The prefix under which DOIs are registered, and who deposits them with Crossref: name, email, registrant.
        self.doi_prefix: str = _of(given.get("doi_prefix"), str)
        self.depositor: Mapping[str, str] = _of(given.get("depositor"), dict)
        # After the end of that day (ISO 8601) changes are listed; "": all.
        self.changes_since: str = str(given.get("changes_since") or "")
        # What those who change the text are called, by their names or addresses in small letters.
        self.editors: dict[str, dict[Language, str]] = {
            str(name).casefold(): {language: text_in(role, language) for language in LANG}
            for name, role in _of(given.get("editors"), dict).items()
        }
        # Where the site is published; every other address stands below it.
        address = str(settings.get("site_url") or "")
        self.address = address and address.rstrip("/") + "/"

    @property
    def extensions(self) -> tuple[list[str], dict[str, Any]]:
        """The Markdown extensions: their names in order, and the options of those that have any."""
        pairs = _named(self.settings.get("markdown_extensions"))
        return list(dict.fromkeys([*BUILT_IN, *pairs])), {name: options for name, options in pairs.items() if options}

    @property
    def plugins(self) -> list[str]:
        """The names of MkDocs' plugins."""
        return list(_named(self.settings.get("plugins")))

    def identity(self, language: Language) -> Identity:
        """Return what the publication says of itself in `language`."""
        given = self.publication
        identifiers = _of(given.get("identifiers"), dict).items()
        return Identity(
            title=text_in(given.get("title"), language),
            other_title=text_in(given.get("title"), other(language)),
            subtitle=text_in(given.get("subtitle"), language),
            publisher=text_in(given.get("publisher"), language),
            creators=[text_in(creator, language) for creator in _of(given.get("creators"), list)],
            date=str(given.get("date") or ""),
            series=text_in(given.get("series"), language),
            identifiers={str(name): str(number) for name, number in identifiers if number},
            description=text_in(given.get("description"), language),
            rights=text_in(given.get("rights"), language),
        )

    def group_title(self, title: str, language: Language) -> str:
        """Return the title of a group of the navigation in `language`."""
        return title if language == "zh" else str(self.groups.get(title) or title)

    def page_address(self, language: Language, name: str) -> str:
        """Return where a page (`summary.md`) is published, below the address of the site."""
        stem = name.removesuffix(".md")
        folder, _, last = stem.rpartition("/")
        if last == "index":
            path = f"{folder}/" if folder else ""
        else:
            path = stem + ("/" if self.settings.get("use_directory_urls", True) else ".html")
        return path if language == ROOT else f"{language}/{path}"


def text_in(value: Any, language: Language) -> str:
    """Return a text of `extra.publication` in one language: `{zh: …, en: …}`, or one text for both."""
    text = value.get(language) if isinstance(value, Mapping) else value
    return text.strip() if isinstance(text, str) else ""


def pages_of(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the pages that stand in the contents, in order, whatever groups they are in."""
    for entry in entries:
        if entry.page:
            yield entry.page
        yield from pages_of(entry.entries)


def groups_of(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the titles of the groups in the contents."""
    for entry in entries:
        if entry.title:
            yield entry.title
        yield from groups_of(entry.entries)


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
        message = say("configuration-yaml")
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 0)
        raise SourceError([Finding(str(path), line, "configuration-yaml", message, column)]) from error
    parent = settings.pop("INHERIT", None)
    return _merged(_read(path.parent / str(parent), read), settings) if parent else settings


def _merged(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    merged = parent | child
    for name in parent.keys() & child.keys():
        if isinstance(parent[name], dict) and isinstance(child[name], dict):
            merged[name] = _merged(parent[name], child[name])
    return merged


def _entries(nav: Any) -> Iterator[Entry]:
    """Yield what a navigation holds; addresses on the web are no part of the publication."""
    for item in _of(nav, list):
        for title, value in item.items() if isinstance(item, dict) else [("", item)]:
            if isinstance(value, list):
                yield Entry("", str(title), tuple(_entries(value)))
            elif isinstance(value, str) and value.endswith(".md"):
                yield Entry(value)


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
