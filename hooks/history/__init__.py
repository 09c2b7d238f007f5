"""What has changed in the text since it was published, from the history that git keeps of its sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from hooks.history.data import data_edits
from hooks.history.files import Version, follow_files
from hooks.history.following import Threads
from hooks.history.matching import TITLE
from hooks.history.places import block_id
from hooks.history.reasons import SHORT, Commit, moment
from hooks.history.repository import read_blobs, read_repository
from hooks.history.texts import page_blocks, read_version
from hooks.history.values import NOW, Edit, Files, Found, History, time_of
from hooks.languages import LANG
from hooks.pages import SourcePage
from hooks.rendering import PageKey
from hooks.sources import Sources

__all__ = ["Commit", "Edit", "History", "read_history"]

# Where the text and the data stand.
FOLDERS = ("docs/zh", "docs/en", "docs/data")
ABOUT = "about.md"


def read_history(sources: Sources) -> History:
    """Return the history of a publication; one of which nothing is known where there is no git, where the folder is no
    clone of its own, and where nothing is committed.

    Edits are those after the end of `changes_since`, by the committer's clock in UTC; without it, all since the first
    commit of each page. What the page about the publication says is not among them. The main line alone counts (`git
    log --first-parent`): what a merge brought is one edit, of its day. Words count, and markup does not.
    """
    repository = read_repository(sources.root, FOLDERS)
    if not repository or not repository.commits:
        return History(False, "", [], {})
    pages = {f"docs/{page.language}/{page.name}": page for page in sources.pages}
    tables = {f"docs/data/{table.resource['path']}": table for table in sources.tables.values()}
    package = [f"docs/data/{sources.package.path.name}"] if sources.package else []
    versions = follow_files(repository, [*pages, *tables, *package])
    blobs = read_blobs(sources.root, (version.blob for found in versions.values() for version in found))
    files = Files(repository, versions, blobs, sources.configuration)

    since = _end_of(sources.configuration.changes_since)
    found: list[Found] = []
    last: dict[PageKey, list[float]] = {}
    for path, page in pages.items():
        found += _page_edits(sources, page, path, files, since, last)
    found += data_edits(sources, files, last)
    # What the edition says of itself is no part of the text.
    listed = [one for one in found if one.time >= since and one.edit.page != ABOUT]
    places = {change.name[:SHORT]: place for place, change in enumerate(repository.commits)}
    about = [one.time for one in listed]
    for language in LANG:
        if (language, ABOUT) in last:
            last[language, ABOUT] += about
    edge = repository.commits[-1] if repository.commits[-1].name in repository.edges else None
    known = all(version.blob in blobs for versions in versions.values() for version in versions)
    return History(
        complete=not edge and known,
        begun="" if edge else moment(repository.commits[-1].time),
        # The order of pages stays within a commit; clocks differ, and commits may be of one moment.
        edits=sorted((one.edit for one in listed), key=lambda edit: places[edit.commit.name] if edit.commit else -1),
        changed={key: moment(int(max(times))) for key, times in last.items() if times and 0 < max(times) < NOW},
        known=moment(edge.time) if edge else "",
    )


def _page_edits(
    sources: Sources, page: SourcePage, path: str, files: Files, since: float, last: dict[PageKey, list[float]]
) -> Iterator[Found]:
    """Yield the edits of a page since a moment; note in `last` when it was last changed."""
    threads = Threads()
    read: list[Version | None] = []
    for version in files.versions[path]:
        content = files.blobs.get(version.blob)
        blocks = None if content is None else read_version(content)
        if blocks is not None:
            threads.add(len(read), blocks)
            read.append(version)
    # What is not committed yet; the same as the last commit for all others.
    threads.add(len(read), page_blocks(page.text))
    read.append(None)
    last.setdefault((page.language, page.name), []).append(time_of(read[threads.last]) if len(read) > 1 else NOW)
    counts = Counter((step.version, step.before, step.after) for step in threads.steps)
    for step in threads.steps:
        made, place = read[step.version], threads.place(step)
        # A title stands in the text, too.
        times = counts[step.version, step.before, step.after]
        doubled = place is not None and threads.blocks[place].kind == TITLE and times > 1
        if time_of(made) < since or doubled:
            continue
        name = "" if place is None else block_id(sources, page, threads.blocks[place])
        commit = files.commit(made) if made else None
        yield Found(time_of(made), Edit(page.language, page.name, name, step.before, step.after, commit))


def _end_of(day: str) -> float:
    """Return the first second after a day of ISO 8601 in UTC, in seconds since 1970; that of no day is before any."""
    if not day:
        return -NOW
    return datetime.combine(date.fromisoformat(day) + timedelta(days=1), datetime.min.time(), UTC).timestamp()
