"""Why a file was changed, and by whom: what the message of a commit says, and what its author is called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from hooks.history.repository import Change
from hooks.languages import Language

# As much of a commit's name as nobody confuses.
SHORT = 10
# What git and its hosts write of themselves: a merge, what it was of, and the number of a request.
MERGE = re.compile(r"Merge\b")
OF_THE_HOST = re.compile(r"(?:See merge request|Conflicts:|Merge\b|\* |[\w-]+-by:|#)")
# It names a branch, and an account; neither says why.
OF_GIT = re.compile(r"\bMerge (?:pull request|(?:remote-tracking )?branch|branches|tag|commit)\b")
NUMBER = re.compile(r"\s*\(?(?:#|!)\d+\)?\s*$")


class Commit(NamedTuple):
    """A state of the sources: the first ten digits of its name, its moment in UTC as ISO 8601 writes it
    (`2026-11-30T05:40:00Z`), the reason that its author gave, and what the author is called in each language, empty
    where nobody has said so."""

    name: str
    time: str
    reason: str
    role: dict[Language, str]


def commit_of(
    change: Change, path: str, merged: Sequence[Change], editors: Mapping[str, dict[Language, str]]
) -> Commit:
    """Return the commit that changed a file; of a merge, with the reason and the author of what it brought (`merged`,
    the newest first); `editors` has what authors are called, by their names and addresses in small letters."""
    brought = [one for one in merged if any(path in (file.before, file.after) for file in one.files)] or list(merged)
    authors = brought or [change]
    roles = [next((editors[key] for key in map(str.casefold, one.author) if key in editors), {}) for one in authors]
    role = roles[0] if all(one == roles[0] for one in roles) else {}
    return Commit(change.name[:SHORT], moment(change.time), _reason(change, brought), role)


def moment(seconds: int) -> str:
    """Return a time in seconds since 1970 as ISO 8601 writes it in UTC."""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"


def _reason(change: Change, brought: Sequence[Change]) -> str:
    subject, *body = [line.strip() for line in change.message.splitlines() if line.strip()] or [""]
    if not (MERGE.match(subject) and len(change.parents) > 1):
        return "" if OF_GIT.search(subject) else NUMBER.sub("", subject)
    title = next((line for line in body if not OF_THE_HOST.match(line)), "")
    subjects = [one.message.splitlines()[0].strip() for one in reversed(brought) if one.message]
    better = [title] if title else [one for one in dict.fromkeys(subjects) if not MERGE.match(one)]
    return "; ".join(NUMBER.sub("", one) for one in better) or ("" if OF_GIT.match(subject) else subject)
