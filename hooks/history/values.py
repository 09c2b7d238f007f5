"""What is known of a publication's past, and what its parts are found from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from hooks.configuration import Configuration
from hooks.history.files import Version
from hooks.history.reasons import Commit, commit_of
from hooks.history.repository import Repository
from hooks.languages import Language
from hooks.rendering import PageKey

# Later than any commit.
NOW = float("inf")


class Edit(NamedTuple):
    """A block, note or table row that a commit changed: the page that has it (`summary.md`), its id there ("" where the
    page has it no more, or has none), and its plain text before and after, "" where there was or is none. A row of a
    table has the cells that differ; it is in both languages at once, an edit for each. What is not yet committed has no
    commit."""

    language: Language
    page: str
    id: str
    before: str
    after: str
    commit: Commit | None


class History(NamedTuple):
    """What is known of the sources' past: whether that is all of it, the moment of the first commit of all ("" where it
    is not known), what was changed, the newest first, and when each page was last changed, but for those of which that
    is not known. `known` is the moment from which on all is known, where that is not the beginning; "" where it is, or
    where nothing is known."""

    complete: bool
    begun: str
    edits: list[Edit]
    changed: dict[PageKey, str]
    known: str = ""


class Files(NamedTuple):
    """The files of a publication through their versions, and what git says of these."""

    repository: Repository
    versions: Mapping[str, list[Version]]
    blobs: Mapping[str, bytes]
    configuration: Configuration

    def commit(self, version: Version) -> Commit:
        merged = self.repository.merged.get(version.change.name, ())
        return commit_of(version.change, version.path, merged, self.configuration.editors)


class Found(NamedTuple):
    """An edit with the time of its commit in seconds since 1970, or that of no commit, which is later than any."""

    time: float
    edit: Edit


def time_of(version: Version | None) -> float:
    """Return when a version was made: later than any for one that is not committed, 0 where it is not known."""
    return NOW if version is None else 0 if version.edge else version.change.time
