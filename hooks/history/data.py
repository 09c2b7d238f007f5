"""The edits of the data tables."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from hooks.history.files import Version
from hooks.history.places import printed_on
from hooks.history.tables import RowEdit, package_edits, read_package, read_rows, row_edits
from hooks.history.texts import text_of
from hooks.history.values import Edit, Files, Found, time_of
from hooks.languages import LANG, Language
from hooks.rendering import PageKey
from hooks.sources import Sources


def data_edits(sources: Sources, files: Files, last: dict[PageKey, list[float]]) -> Iterator[Found]:
    """Yield the edits of each table that is printed, on the first of the pages that print it; note in `last` when each
    of these changed."""
    said: list[tuple[Version | None, dict[str, list[dict[Language, str]]]]] = []
    if sources.package:
        path = f"docs/data/{sources.package.path.name}"
        texts = [*_texts(files, path), (None, sources.text(sources.package.path))]
        said = [(version, parts) for version, text in texts if (parts := read_package(text)) is not None]
    for table in sources.tables.values():
        pages = printed_on(sources, table.name)
        path = f"docs/data/{table.resource['path']}"
        present = sources.text(sources.docs / "data" / table.resource["path"])
        rows = [(version, read_rows(text, table)) for version, text in [*_texts(files, path), (None, present)]]
        edits = [(new[0], edit) for old, new in pairwise(rows) for edit in row_edits(old[1], new[1], table)]
        kept = [(version, parts[table.name]) for version, parts in said if table.name in parts]
        edits += [(new[0], edit) for old, new in pairwise(kept) for edit in package_edits(old[1], new[1], table.name)]
        begun = [time_of(side[0][0]) for side in (rows, kept) if side and side[0][0]]
        for language in LANG:
            times = [time_of(version) for version, edit in edits if edit.language == language]
            for name in pages:
                last.setdefault((language, name), []).extend([*begun, *times])
        if pages:
            yield from (_found(version, edit, pages[0], files) for version, edit in edits)


def _texts(files: Files, path: str) -> Iterator[tuple[Version | None, str]]:
    for version in files.versions[path]:
        text = text_of(files.blobs.get(version.blob, b"\xff"))
        if text is not None:
            yield version, text


def _found(version: Version | None, edit: RowEdit, page: str, files: Files) -> Found:
    commit = files.commit(version) if version else None
    return Found(time_of(version), Edit(edit.language, page, edit.id, edit.before, edit.after, commit))
