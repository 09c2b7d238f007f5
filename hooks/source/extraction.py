"""Reads the extraction by its plan into passages, and accounts for every character of it."""

from __future__ import annotations

from dataclasses import dataclass

from hooks.findings import Finding
from hooks.messages import Said, say
from hooks.source.joining import Joiner
from hooks.source.layout import Layout, PageText, lay_out
from hooks.source.ledger import Ledger
from hooks.source.notes import place_references
from hooks.source.passage import Passage
from hooks.source.places import Lines
from hooks.source.plan import Plan
from hooks.source.reader import read_page
from hooks.source.reading import Reading


@dataclass
class Extraction:
    """What a plan makes of a text: the pages in the plan's order, and by their paths their passages in reading order,
    their pull-quotes and the author's notes; the lines that are no text; the account of the characters. `findings` has
    whatever is wrong in the plan or does not fit the text: what it says of all else holds all the same."""

    texts: list[PageText]
    pages: dict[str, list[Passage]]
    pull_quotes: dict[str, list[Passage]]
    notes: dict[str, list[Passage]]
    furniture: set[int]
    ledger: Ledger
    findings: list[Finding]


def read_extraction(plan: Plan, text: str) -> Extraction:
    """Return the text that `plan` names, as passages."""
    findings = list(plan.findings)

    def report(line: int, code: str, message: Said) -> None:
        findings.append(Finding(str(plan.path), line, code, message))

    def report_text(line: int, code: str, message: Said) -> None:
        findings.append(Finding(str(plan.text), line, code, message))

    lines = Lines(text, report)
    layout = lay_out(plan, lines)
    joiner = Joiner(plan.hyphens, lines)
    reading = Reading(plan, lines, layout, joiner, report_text)
    read = {page.path: read_page(reading, page) for page in sorted(layout.pages, key=lambda p: p.lines.start)}
    for passages, _, notes in read.values():
        for line, message in place_references(notes, passages, joiner):
            report_text(line, "plan-note", message)
    _close(reading, layout)
    if not text.endswith("\n"):
        joiner.ledger.dropped["line end"] -= 1
    assert joiner.ledger.total() == len(text), "a character is in no account or in two"
    for pattern in plan.patterns:
        if pattern not in lines.used:
            report(pattern.line, "plan-pattern", say("plan-pattern/none", found=pattern.regex.pattern))
    paths = [page.path for page in layout.pages]
    return Extraction(
        texts=layout.pages,
        pages={path: read[path][0] for path in paths},
        pull_quotes={path: read[path][1] for path in paths},
        notes={path: [note.passage for note in read[path][2]] for path in paths},
        furniture=set(layout.dropped),
        ledger=joiner.ledger,
        findings=sorted(set(findings)),
    )


def _close(reading: Reading, layout: Layout) -> None:
    """Enter the lines outside all pages into the ledger, and report those of them that have text."""
    covered = {number for page in layout.pages for number in page.lines}
    outside: list[int] = []
    for number in range(1, len(reading.lines.raw) + 1):
        if number in covered:
            continue
        kind = layout.dropped.get(number, "on no page" if reading.lines.plain[number - 1] else "space")
        reading.drop(number, kind)
        outside += [number] if kind == "on no page" else []
    if outside:
        message = say("plan-line/outside")
        if outside[1:]:
            message = say("plan-line/outside-to", last=outside[-1])
        reading.report(outside[0], "plan-line", message)
