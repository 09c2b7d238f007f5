"""What has changed in the text since it was published, from the history that git keeps of its sources."""

from __future__ import annotations

from typing import NamedTuple

from hooks.languages import Language
from hooks.rendering import PageKey
from hooks.sources import Sources


class Commit(NamedTuple):
    """A state of the sources: the first ten digits of its name, its moment in UTC as ISO 8601 writes it
    (`2026-11-30T05:40:00Z`), the reason that its author gave, and what the author is called in each language, empty
    where nobody has said so."""

    name: str
    time: str
    reason: str
    role: dict[Language, str]


class Edit(NamedTuple):
    """A block, note or table row that a commit changed: the page that has it (`summary.md`), its id there, and its
    plain text before and after, "" where there was or is none. A row of a table is in both languages at once; what is
    not yet committed has no commit."""

    language: Language
    page: str
    id: str
    before: str
    after: str
    commit: Commit | None


class History(NamedTuple):
    """What is known of the sources' past: whether that is all of it, the moment of the first commit of all ("" where it
    is not known), what was changed, the newest first, and when each page was last changed, but for those of which that
    is not known."""

    complete: bool
    begun: str
    edits: list[Edit]
    changed: dict[PageKey, str]


def read_history(sources: Sources) -> History:
    """Return the history of a publication; one of which nothing is known where there is no git."""
    return History(False, "", [], {})
