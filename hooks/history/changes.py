"""The changes of a publication as readers are told of them: what git knows, and what is other than in print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from hooks.data.tables import Table
from hooks.findings import SourceError
from hooks.history.printed import Difference, EditorsNote, editors_notes, read_printed
from hooks.history.texts import key_of
from hooks.history.values import Edit, History
from hooks.history.wording import Piece, compare_words
from hooks.languages import Language
from hooks.sources import Sources

# What stands for the name of a commit: of what is not committed, and of what was changed in the text that was printed.
OPEN, PRINT = "open", "print"


class Place(NamedTuple):
    """Where a page is to be found, in the words of its language: the title, and the address below that of the site."""

    title: str
    address: str


class Entry(NamedTuple):
    """A change of one block, note or row: its id in the list, where that is, what it was and is, and the places where
    the words differ."""

    key: str
    place: Place
    edit: Edit
    words: list[list[Piece]]


class Change(NamedTuple):
    """Entries of one day and reason: the day in UTC as ISO 8601 writes it, "" where it is not known,
    the reason and what its author is called, each empty where nobody has said so; and whether that is not committed."""

    day: str
    reason: str
    role: Mapping[Language, str]
    uncommitted: bool
    entries: list[Entry]


class Mark(NamedTuple):
    """That a block is other than it was: the id of its entry, and the day, "" where that is not known."""

    key: str
    day: str


class Changes(NamedTuple):
    """What has changed since print, or else (`printed` is false) since publication, after the day `since` ("": all of
    it): the changes, the newest first; how many characters were made uniform, by kind; and the editor's notes of a
    printed text. `complete` says whether that is all; where it is not, `known` is the day from which on it is, or "".
    `address` is that of the site."""

    printed: bool
    since: str
    complete: bool
    known: str
    listed: list[Change]
    normalised: Mapping[str, int]
    notes: list[tuple[EditorsNote, Place]]
    address: str


class _Told(NamedTuple):
    edit: Edit
    commit: str
    day: str
    reason: str
    role: Mapping[Language, str]


def read_changes(sources: Sources, history: History) -> Changes:
    """Return the changes of a publication by its history and by what was printed."""
    printed = read_printed(sources)
    has_print = printed is not None or _has_plan(sources)
    since, known = sources.configuration.changes_since, history.known[:10]
    told = _told(history.edits, printed.differences if printed else [])
    return Changes(
        printed=has_print,
        since=since,
        # What a clone lacks may all lie before the day from which on changes are listed.
        complete=history.complete or bool(since and known and known <= since),
        known=known,
        listed=_changes(sources, told),
        normalised=printed.normalised if printed else {},
        notes=[(note, place(sources, note.language, note.page)) for note in editors_notes(sources) if has_print],
        address=sources.configuration.address,
    )


def marks(changes: Changes) -> dict[tuple[Language, str, str], Mark]:
    """Return the blocks that are other than they were, by language, page and id; one that was changed back is not."""
    found: dict[tuple[Language, str, str], list[tuple[Edit, Mark]]] = {}
    for change in changes.listed:
        for entry in change.entries:
            if entry.edit.id:
                where = entry.edit.language, entry.edit.page, entry.edit.id
                found.setdefault(where, []).append((entry.edit, Mark(entry.key, change.day)))
    return {
        where: edits[0][1]
        for where, edits in found.items()
        if edits[0][0].after and key_of(edits[-1][0].before) != key_of(edits[0][0].after)
    }


def place(sources: Sources, language: Language, name: str, table: Table | None = None) -> Place:
    """Return where a page is to be found; a table on it by its own title."""
    conversion = sources.conversions.get((language, name))
    title = conversion.title if conversion else name.removesuffix(".md")
    address = sources.configuration.page_address(language, name)
    return Place(table.short_title[language] if table else title, address)


def _has_plan(sources: Sources) -> bool:
    try:
        return sources.plan is not None
    except SourceError:
        return True


def _told(edits: Sequence[Edit], differences: Iterable[Difference]) -> list[_Told]:
    """Return what either knows, what both know once: with the reason that is given in the plan before that of the
    commit."""
    reasons: dict[int, str] = {}
    left = []
    for difference in differences:
        known = _known(difference, edits)
        if known is None:
            left.append(difference)
        elif difference.reason:
            reasons[known] = difference.reason
    found = []
    for at, edit in enumerate(edits):
        if edit.commit:
            commit = edit.commit
            reason = reasons.get(at, commit.reason)
            found.append(_Told(edit, commit.name, commit.time[:10], reason, commit.role))
        else:
            found.append(_Told(edit, OPEN, "", reasons.get(at, ""), {}))
    return found + [_Told(one.edit, PRINT, one.day, one.reason, {}) for one in left]


def _known(difference: Difference, edits: Sequence[Edit]) -> int | None:
    """Return the place of the edit, or of the last of the edits, that brought what is other than in print."""
    was, now = key_of(difference.printed), key_of(difference.present)
    here = [at for at, edit in enumerate(edits) if edit[:2] == difference.edit[:2]]
    here = [at for at in here if edits[at].id == difference.edit.id or not edits[at].after]
    sides = {at: (key_of(edits[at].before), key_of(edits[at].after)) for at in here}
    # Of a row an edit has the cells alone that differ.
    part = [at for at, (before, after) in sides.items() if before and after and before in was and after in now]
    went = [at for at, (before, after) in sides.items() if was in before and was not in after]
    came = [at for at, (before, after) in sides.items() if now in after and now not in before]
    if not was:
        # A row that was added is known by its id, whatever was corrected in it since.
        return next(iter(came or (at for at in here if not edits[at].before)), None)
    if went and (came or not now):
        return came[0] if now else went[0]
    return next(iter(part), None)


def _changes(sources: Sources, told: Iterable[_Told]) -> list[Change]:
    def day_of(one: _Told) -> str:
        return "9" if one.commit == OPEN else one.day

    ordered = sorted(told, key=day_of, reverse=True)
    counts: Counter[str] = Counter()
    found = []
    for (commit, day, reason), group in groupby(ordered, key=lambda one: (one.commit, one.day, one.reason)):
        ones = list(group)
        entries = []
        for one in ones:
            counts[commit] += 1
            entries.append(_entry(sources, f"change-{commit}-{counts[commit]}", one.edit))
        found.append(Change(day, reason, ones[0].role, commit == OPEN, entries))
    return found


def _entry(sources: Sources, key: str, edit: Edit) -> Entry:
    rows = (table for table in sources.tables.values() if edit.id.startswith((f"{table.name}-", f"table-{table.name}")))
    return Entry(
        key, place(sources, edit.language, edit.page, next(rows, None)), edit, compare_words(edit.before, edit.after)
    )
