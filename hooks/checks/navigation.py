"""The navigation, the chapters and the pages that there are agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pathspec import PathSpec
from pathspec.gitignore import GitIgnoreSpec

from hooks.checks.configuration import line_of_name
from hooks.configuration import NAME, pages_of
from hooks.findings import Finding
from hooks.sources import Sources

STOPS_BUILD = True


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `nav-lacks` for a page that is published and stands in no navigation, and `nav-chapters` where `chapters`
    has another order than `nav`, or leaves one out that stands between others."""
    configuration = sources.configuration
    entries = list(pages_of(configuration.contents))
    if not entries:
        return
    lines = sources.text(sources.root / NAME).split("\n")
    hidden = {name: patterns(configuration.settings.get(name)) for name in ("exclude_docs", "not_in_nav", "draft_docs")}
    for page in sources.pages:
        left_out = any(spec.match_file(f"{page.language}/{page.name}") for spec in hidden.values())
        if page.name not in entries and not left_out and page.path.name != "README.md":
            message = f"is published, and stands in no navigation: write `- {page.name}` under `nav` in mkdocs.yml, or "
            yield Finding(str(page.path), 1, "nav-lacks", message + "move it out of docs/ until it is ready")
    given = configuration.publication.get("chapters")
    if isinstance(given, list):
        # One that is not there is named as such.
        there = {page.name for page in sources.pages}
        named = [name for name in given if isinstance(name, str) and name in there]
        for name, message in _chapters(named, entries):
            line = line_of_name(lines, "chapters")
            yield Finding(str(sources.root / NAME), line, "nav-chapters", message.format(name))


def patterns(value: Any) -> PathSpec[Any]:
    """Return what a setting such as `exclude_docs` says of files."""
    # MkDocs has read it already, where it builds.
    if isinstance(value, PathSpec):
        return value
    return GitIgnoreSpec.from_lines(value.split("\n") if isinstance(value, str) else [])


def _chapters(chapters: list[str], entries: list[str]) -> Iterator[tuple[str, str]]:
    for name, count in Counter(chapters).items():
        if count > 1:
            yield name, "has {} in `chapters` twice: delete one of the two"
        if name not in entries:
            yield (
                name,
                "has {} in `chapters` and not in `nav`, so that only the books have it: write it into `nav`, too",
            )
    both = [name for name in dict.fromkeys(chapters) if name in entries]
    if both != sorted(both, key=entries.index):
        yield ", ".join(sorted(both, key=entries.index)), "has `chapters` in another order than `nav`: write {}"
    elif both:
        for name in entries[entries.index(both[0]) : entries.index(both[-1])]:
            if name not in chapters:
                yield (
                    name,
                    "has {} between the chapters of `nav`, and no book has it: write it into `chapters`, too",
                )
