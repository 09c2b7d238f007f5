"""What the pages of an extraction share while they are read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from hooks.messages import say
from hooks.source.joining import Joiner
from hooks.source.layout import Layout
from hooks.source.passage import Passage
from hooks.source.places import Lines, Report
from hooks.source.plan import Plan


@dataclass
class Reading:
    """What the pages of a text share while they are read in its order: `page` is the printed page that begins with the
    next line of text, `page_start` the first line of the present one; `counts` has the headings of each rule."""

    plan: Plan
    lines: Lines
    layout: Layout
    joiner: Joiner
    report: Report
    page: str = ""
    page_start: int = 1
    counts: Counter[int] = field(default_factory=Counter)

    def enter(self, number: int) -> bool:
        """Note the printed page that begins on a line, if one does."""
        if number in self.layout.begins:
            self.page, self.page_start = self.layout.begins[number], number
        return number in self.layout.begins

    def drop(self, number: int, kind: str) -> None:
        """Enter a line that goes nowhere into the ledger."""
        self.joiner.ledger.dropped[kind] += len(self.lines.raw[number - 1])
        self.joiner.ledger.dropped["line end"] += 1

    def clean(self, number: int, kind: str, raw: str | None = None) -> str:
        """Return the text of a line (`raw`, what is left of it) as it goes into a passage, corrected by the plan."""
        text = self.joiner.clean(self.lines.raw[number - 1] if raw is None else raw, kind)
        for correction in self.plan.corrections:
            if correction.line == number:
                if text.count(correction.printed) == 1:
                    text = text.replace(correction.printed, correction.corrected)
                    self.joiner.ledger.replaced["correction"] += 1
                else:
                    message = say("plan-correction", found=correction.printed)
                    self.report(number, "plan-correction", message)
        return text

    def add(self, passage: Passage, number: int, kind: str, text: str, apart: bool = False) -> None:
        """Add a line's text to a passage, with the printed page that begins with it; `apart`, after a space."""
        self.joiner.add(passage, number, kind, text, self.page, apart)
        self.page = ""

    def add_apart(self, passage: Passage, number: int, kind: str, mark: int = 0) -> None:
        """Add a line's text, without the mark that its first characters are, to a passage beside the run of the text:
        no printed page begins in it."""
        text = self.clean(number, kind)
        rest = text[mark:].lstrip()
        self.joiner.add(passage, number, kind, rest, "")
        self.joiner.ledger.move(kind, "mark of a note", len(text) - len(rest))
