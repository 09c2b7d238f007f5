"""What git knows of a publication's files: the commits of its main line, and what each file was in them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

# Whatever a user's own settings are, and whoever owns the folder: what is built runs its code anyway.
SETTINGS = ("safe.directory=*", "core.quotepath=off", "log.showSignature=false", "diff.renames=true", "color.ui=false")
QUIET = [word for setting in SETTINGS for word in ("-c", setting)]
FIELDS = "%x01%H%x00%P%x00%ct%x00%aN%x00%aE%x00%B"


class FileChange(NamedTuple):
    """What a commit did to a file: git's letter for it (`A`, `M`, `R`, …), the path before and after, and the name of
    its content after."""

    status: str
    before: str
    after: str
    blob: str


class Change(NamedTuple):
    """A commit: its name, its parents, the committer's time in seconds since 1970, the author's name and address, its
    message, and what it changed in files; a merge, against the first of its parents."""

    name: str
    parents: list[str]
    time: int
    author: tuple[str, str]
    message: str
    files: list[FileChange]


class Repository(NamedTuple):
    """The commits of the main line that changed the files asked for, the newest first; where a clone is shallow, the
    commits at its edge, whose files were there before; and every commit that came with a merge, by that merge's name,
    without merges."""

    commits: list[Change]
    edges: frozenset[str]
    merged: Mapping[str, list[Change]]


def run_git(project: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return what git prints; nothing where there is no git, or it knows nothing of the folder."""
    try:
        done = subprocess.run(["git", *QUIET, *arguments], cwd=project, input=given, capture_output=True, check=False)
    except OSError:
        return b""
    return done.stdout if done.returncode == 0 else b""


def is_own_clone(project: Path) -> bool:
    """Return whether a folder is a clone by itself; one that lies inside another project's clone is not."""
    root = run_git(project, "rev-parse", "--show-toplevel").decode(errors="surrogateescape").rstrip("\n")
    return bool(root) and Path(root).resolve() == project.resolve()


def read_repository(project: Path, paths: Iterable[str]) -> Repository | None:
    """Return what git knows of the files below `paths`; None where it knows nothing of the project."""
    if not is_own_clone(project):
        return None
    below = ["--", *paths]
    log = ["log", "-z", "--raw", "-M", "--no-abbrev", "--no-ext-diff", "--encoding=UTF-8", f"--format={FIELDS}"]
    commits = list(_changes(run_git(project, *log, "--first-parent", "-m", *below)))
    shallow = run_git(project, "rev-parse", "--git-path", "shallow").decode(errors="surrogateescape").rstrip("\n")
    edges = project / shallow
    merged: dict[str, list[Change]] = {}
    if any(len(commit.parents) > 1 for commit in commits):
        graph = dict(_parents(run_git(project, "rev-list", "--parents", "HEAD")))
        known = {change.name: change for change in _changes(run_git(project, *log, "--no-merges", *below))}
        merged = dict(_merged(graph, known))
    return Repository(
        commits,
        frozenset(edges.read_text(encoding="ascii").split()) if edges.is_file() else frozenset(),
        merged,
    )


def read_blobs(project: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Return the contents of these names; a content that this clone has not is left out."""
    asked = list(dict.fromkeys(names))
    printed = run_git(project, "cat-file", "--batch", given="".join(f"{name}\n" for name in asked).encode())
    found = {}
    at = 0
    while at < len(printed):
        end = printed.index(b"\n", at)
        name, *rest = printed[at:end].decode().split()
        at = end + 1
        if len(rest) == 2:
            size = int(rest[1])
            found[name] = printed[at : at + size]
            at += size + 1
    return found


def _changes(printed: bytes) -> Iterator[Change]:
    """Yield the commits of a log as `FIELDS` and `--raw -z` print it."""
    parts = iter(printed.decode("utf-8", "surrogateescape").split("\0"))
    part = next(parts, "")
    while part.startswith("\1"):
        parents, time, name, address, message = (next(parts, "") for _ in range(5))
        change = Change(part[1:], parents.split(), int(time), (name, address), message.strip(), [])
        part = next(parts, "").lstrip("\n")
        while part.startswith(":"):
            *_, blob, status = part.split()
            before = next(parts, "")
            after = next(parts, "") if status[0] in "RC" else before
            change.files.append(FileChange(status[0], before, after, blob))
            part = next(parts, "")
        yield change


def _parents(printed: bytes) -> Iterator[tuple[str, list[str]]]:
    for line in printed.decode("ascii").splitlines():
        name, *parents = line.split()
        yield name, parents


def _merged(graph: Mapping[str, list[str]], known: Mapping[str, Change]) -> Iterator[tuple[str, list[Change]]]:
    """Yield each merge of the main line with the commits that came with it, the newest first."""
    line = []
    name = next(iter(graph), "")
    while name in graph:
        line.append(name)
        name = next(iter(graph[name]), "")
    seen = set(line)
    for name in reversed(line):
        came = []
        open_ = graph[name][1:]
        while open_:
            commit = open_.pop()
            if commit in graph and commit not in seen:
                seen.add(commit)
                came.append(commit)
                open_ += graph[commit]
        if graph[name][1:]:
            yield name, sorted((known[one] for one in came if one in known), key=lambda change: -change.time)
