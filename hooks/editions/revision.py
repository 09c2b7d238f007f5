"""Which state of the sources an edition was made from, and of when: from git and the environment, never the clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hooks.history.repository import is_own_clone, run_git

# As much of a commit's name as nobody confuses; git's own short form differs between a shallow and a full clone.
SHORT = 10
CHANGED = "+"


@dataclass(frozen=True)
class Revision:
    """The version of the sources (the first ten digits of the commit, with a `+` after it where files have changed
    since; empty without git) and the time of that version in seconds since 1970, UTC, if it is known."""

    version: str = ""
    epoch: int | None = None

    @property
    def known(self) -> bool:
        """Whether the sources are those of a commit."""
        return bool(self.version) and not self.version.endswith(CHANGED)

    @property
    def date(self) -> str:
        """The day of that version, in UTC, as ISO 8601 writes it; empty where it is not known."""
        return self.time[:10]

    @property
    def time(self) -> str:
        """The moment of that version, in UTC, as ISO 8601 writes it; empty where it is not known."""
        return "" if self.epoch is None else f"{datetime.fromtimestamp(self.epoch, UTC):%Y-%m-%dT%H:%M:%SZ}"


def read_revision(project: Path, environ: Mapping[str, str]) -> Revision:
    """Return the revision of the sources in `project`.

    The time is `SOURCE_DATE_EPOCH` of `environ` (reproducible-builds.org), or else that of the commit; files changed
    since then have no time. Without git, or outside a clone, there is no version. Raises ValueError where
    `SOURCE_DATE_EPOCH` is no number of seconds.
    """
    given = environ.get("SOURCE_DATE_EPOCH", "")
    if given and not given.isdecimal():
        raise ValueError(given)
    epoch = int(given) if given else None
    commit = run_git(project, "log", "-1", "--format=%H %ct").decode().split()
    if not commit or not is_own_clone(project):
        return Revision("", epoch)
    if run_git(project, "status", "--porcelain"):
        return Revision(commit[0][:SHORT] + CHANGED, epoch)
    return Revision(commit[0][:SHORT], int(commit[1]) if epoch is None else epoch)
