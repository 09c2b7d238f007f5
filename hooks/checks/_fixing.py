"""`--fix`: writes what is safe to write in the place of what a check has found, on that line and nowhere else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from hooks.blocks.lang_spans import HAN
from hooks.checks._texts import is_printed
from hooks.checks.invisible import INVISIBLE, RADICAL
from hooks.data.ids import restored, row_id
from hooks.findings import Finding
from hooks.sources import Sources

WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
MARK = f"(?<=[{HAN}])[,;:?!](?=[{HAN}])"
SPACES = r"(?<=\S) {2,}(?=\S)"


class Fix(NamedTuple):
    """What is written on a line of a file, from a column on (1), for what stood there."""

    path: Path
    line: int
    column: int
    before: str
    after: str


def fix(sources: Sources, findings: Iterable[Finding]) -> list[Fix]:
    """Write into the sources what is safe, no more than once a line; return what was written."""
    made: dict[tuple[Path, int], Fix] = {}
    for finding in findings:
        for found in _fixes(sources, finding):
            made.setdefault((found.path, found.line), found)
    for path in {path for path, _ in made}:
        # As it is on the disk, with its line ends.
        lines = path.read_bytes().decode("utf-8").split("\n")
        for one in [one for one in made.values() if one.path == path]:
            line, start = lines[one.line - 1], one.column - 1
            start += one.line == 1 and line.startswith("\ufeff")
            lines[one.line - 1] = line[:start] + one.after + line[start + len(one.before) :]
        path.write_bytes("\n".join(lines).encode("utf-8"))
    return sorted(made.values())


def _fixes(sources: Sources, finding: Finding) -> Iterator[Fix]:
    path, at = Path(finding.path), finding.column - 1
    if finding.message.name == "table-id/column" and finding.line:
        yield from _id_of_date(
            path, finding.line, sources.text(path).split("\n"), str(dict(finding.message.values)["meant"])
        )
    if at < 0 or not finding.line or b"\r" in sources.read(path).replace(b"\r\n", b""):
        return
    line = sources.text(path).split("\n")[finding.line - 1]
    before, after = _written(finding.message.name, line, at, path.suffix)
    if before and not is_printed(sources, line, at, at + len(before)):
        yield Fix(path, finding.line, finding.column, before, after)


def _id_of_date(path: Path, number: int, lines: list[str], meant: str) -> Iterator[Fix]:
    """Yield the id at the beginning of a row that a spreadsheet has made a date of, where one id alone can be meant."""
    given = lines[number - 1].partition(",")[0]
    if restored(given, meant[:4]) == row_id(meant):
        yield Fix(path, number, 1, given, meant)


def _written(name: str, line: str, at: int, suffix: str) -> tuple[str, str]:
    """Return what stands at a place of a line and what to write for it; "" where that is not sure."""
    if name == "text-invisible/nothing" and (found := re.compile(INVISIBLE).match(line, at)):
        return found[0], ""
    if name == "text-radical/radical" and (found := RADICAL.match(line, at)):
        meant = unicodedata.normalize("NFKC", found[0])
        return (found[0], meant) if meant != found[0] and re.fullmatch(f"[{HAN}]", meant) else ("", "")
    # In a table a comma parts cells.
    if suffix == ".md" and name == "text-punctuation/width" and (found := re.compile(MARK).match(line, at)):
        return found[0], WIDE[found[0]]
    if suffix == ".md" and name == "text-space/twice" and (found := re.compile(SPACES).match(line, at)):
        return found[0], " "
    return "", ""
