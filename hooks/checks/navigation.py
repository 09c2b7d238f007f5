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
from hooks.messages import Said, say
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
            yield Finding(str(page.path), 1, "nav-lacks", say("nav-lacks", name=page.name))
    given = configuration.publication.get("chapters")
    if isinstance(given, list):
        # One that is not there is named as such.
        there = {page.name for page in sources.pages}
        named = [name for name in given if isinstance(name, str) and name in there]
        for message in _chapters(named, entries):
            line = line_of_name(lines, "chapters")
            yield Finding(str(sources.root / NAME), line, "nav-chapters", message)


def patterns(value: Any) -> PathSpec[Any]:
    """Return what a setting such as `exclude_docs` says of files."""
    # MkDocs has read it already, where it builds.
    if isinstance(value, PathSpec):
        return value
    return GitIgnoreSpec.from_lines(value.split("\n") if isinstance(value, str) else [])


def _chapters(chapters: list[str], entries: list[str]) -> Iterator[Said]:
    for name, count in Counter(chapters).items():
        if count > 1:
            yield say("nav-chapters/twice", name=name)
        if name not in entries:
            yield say("nav-chapters/books", name=name)
    both = [name for name in dict.fromkeys(chapters) if name in entries]
    if both != sorted(both, key=entries.index):
        yield say("nav-chapters/order", names=sorted(both, key=entries.index))
    elif both:
        for name in entries[entries.index(both[0]) : entries.index(both[-1])]:
            if name not in chapters:
                yield say("nav-chapters/between", name=name)
