"""Follows files through the commits of a repository, whatever they were called."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import NamedTuple

from hooks.history.repository import Change, Repository


class Version(NamedTuple):
    """A file as a commit has it: the commit, the path and the name of the content there, and whether the commit is at
    the edge of what a clone knows, so that nobody can say who made it so."""

    change: Change
    path: str
    blob: str
    edge: bool


def follow_files(repository: Repository, paths: Iterable[str]) -> dict[str, list[Version]]:
    """Return the versions of each file that is at one of these paths now, the oldest first."""
    found: dict[str, list[Version]] = {path: [] for path in paths}
    # What the files were called then, as the commits are gone through from the newest back.
    names = {path: path for path in found}
    for change in repository.commits:
        renamed: dict[str, str] = {}
        for file in change.files:
            path = names.get(file.after)
            if path is None or file.status == "D":
                continue
            found[path].insert(0, Version(change, file.after, file.blob, change.name in repository.edges))
            del names[file.after]
            if file.status == "R" and _is_like(file.before, file.after):
                renamed[file.before] = path
            elif file.status not in "ARC":
                renamed[file.after] = path
        names |= renamed
    return found


def _is_like(before: str, after: str) -> bool:
    """Return whether a file was renamed, and not taken for the draft of a translation."""
    one, other = PurePosixPath(before), PurePosixPath(after)
    return one.parts[:2] == other.parts[:2] and one.suffix == other.suffix
