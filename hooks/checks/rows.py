"""Every row of a table is where it was published: its id is its address, and is no other row's."""

from __future__ import annotations

from collections.abc import Iterator

from hooks.alignment.rows import misplaced_rows, table_name
from hooks.data.ids import as_written, key_column
from hooks.findings import Finding
from hooks.messages import say
from hooks.sources import Sources

STOPS_BUILD = False


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `table-address` for a row with an id that was published as another's, or that was published under another,
    and `alignment-unrecorded` for a table with rows that the lock does not know yet."""
    for table in sources.tables.values():
        if not key_column(table.resource["schema"]):
            continue
        path = str(sources.docs / "data" / table.resource["path"])
        lines = sources.lock.get(table_name(table), [])
        wrong = {row.id: row for row in misplaced_rows(table, lines)}
        for row in wrong.values():
            found, right = as_written(row.id), as_written(row.right)
            message = say("table-address/changed", found=found, right=right)
            if row.was:
                message = say("table-address/taken", found=found, was=row.was, right=right, file=_name(path))
            yield Finding(path, row.line, "table-address", message)
        known = {line.id for line in lines}
        new = [row for row in table.rows if row.id not in known and row.id not in wrong]
        if new:
            first = as_written(new[0].id)
            message = say("alignment-unrecorded/row", found=first)
            if len(new) > 1:
                message = say("alignment-unrecorded/rows", found=first, count=len(new))
            yield Finding(path, new[0].line, "alignment-unrecorded", message)


def _name(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]
