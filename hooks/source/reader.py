"""Reads one page's lines of the extraction into passages."""

from __future__ import annotations

from pathlib import PurePath

from hooks.messages import say
from hooks.source.headings import Heading, cut_at_colons, find_headings, heading_id
from hooks.source.layout import PageText
from hooks.source.notes import Note
from hooks.source.passage import Kind, Passage
from hooks.source.plan import ParagraphRule
from hooks.source.printed_table import read_table
from hooks.source.reading import Reading

# The lines that show that a printed page turns.
TURNS = ("running head", "page number")


def read_page(reading: Reading, page: PageText) -> tuple[list[Passage], list[Passage], list[Note]]:
    """Return the passages of a page in reading order, its pull-quotes, and the author's notes."""
    reader = _PageReader(reading, page)
    number = page.lines.start
    while number < page.lines.stop:
        number = reader.line(number)
    reader.close()
    return reader.passages, reader.pull_quotes, reader.notes


class _PageReader:
    """`flow` is the passage that the text goes on with, `note` the author's note that is open; `ended` says whether the
    next line of text begins a paragraph in any case, `turned` whether it is the first of a printed page, where empty
    lines show nothing."""

    def __init__(self, reading: Reading, page: PageText) -> None:
        own, plan, find = page.plan, reading.plan, reading.lines.find
        self.reading, self.page, self.lines = reading, page, reading.lines
        self.rule: ParagraphRule = own.paragraph or plan.paragraph
        self.items = plan.items if own.items is None else own.items
        self.note_rules = plan.notes if own.notes is None else own.notes
        rules = plan.headings if own.headings is None else own.headings
        self.headings = find_headings(self.lines, rules, self.is_text)
        self.begun = self.lines.numbers(plan.paragraphs, self.is_text)
        self.joined = self.lines.numbers(plan.joined, self.is_text)
        self.quote_at = {number: span for span in find(own.pull_quotes, self.is_text) for number in self.own(span)}
        self.table_at = {table.lines[0]: table for table in own.tables if self.own(table.lines) == table.lines}
        in_tables = {number for table in own.tables for number in table.lines}
        words = [n for n in page.lines if self.is_text(n) and n not in in_tables and n not in self.quote_at]
        titles = list(find([own.title], self.is_text))[:1] if own.title else [range(n, n + 1) for n in words[:1]]
        self.title = set(self.own(titles[0])) if titles else set()
        self.passages: list[Passage] = []
        self.pull_quotes: list[Passage] = []
        self.notes: list[Note] = []
        self.at_colon: list[Passage] = []
        self.flow: Passage | None = None
        self.quote: range | None = None
        self.open_heading: Heading | None = None
        self.note: Passage | None = None
        self.ended, self.turned = True, False
        self.empty = self.last = self.marker_line = 0
        if not self.title:
            message = say("plan-page/title", first=page.lines.start, last=page.lines.stop - 1)
            self.lines.report(own.line, "plan-page", message)

    def is_text(self, number: int) -> bool:
        """Return whether a line is text of this page."""
        at = number - 1
        return number in self.page.lines and number not in self.reading.layout.dropped and bool(self.lines.plain[at])

    def own(self, span: range) -> range:
        """Return these lines; report them, and return none, where they are not on this page."""
        if span[0] in self.page.lines and span[-1] in self.page.lines:
            return span
        lines, path = f"{span[0]}-{span[-1]}", self.page.path
        own = f"{self.page.lines.start}-{self.page.lines.stop - 1}"
        message = say("plan-line/other", lines=lines, path=path, own=own)
        self.lines.report(self.page.plan.line, "plan-line", message)
        return range(0)

    def line(self, number: int) -> int:
        """Read one line, or a table, and return the number of the next."""
        dropped = self.reading.layout.dropped.get(number)
        if self.reading.enter(number) or dropped in TURNS:
            self.turned, self.note = True, None
        if dropped:
            self.reading.drop(number, dropped)
            self.empty = 0
            return number + 1
        if not self.lines.plain[number - 1]:
            self.reading.drop(number, "space")
            self.empty += 1
            return number + 1
        if number in self.table_at:
            self.passages += read_table(self.reading, self.table_at[number])
            self.ended, self.empty, self.note = True, 0, None
            return self.table_at[number].lines.stop
        if number in self.quote_at:
            self.pull_quote(number)
        elif number in self.title:
            self.titled(number)
        else:
            self.text(number)
            self.turned = False
        self.empty = 0
        return number + 1

    def pull_quote(self, number: int) -> None:
        """Add a line to the pull-quote that it belongs to; that is set into the last paragraph begun so far."""
        if self.quote_at[number] != self.quote:
            self.quote = self.quote_at[number]
            into = sum(passage.kind in ("paragraph", "item") for passage in self.passages) + len(self.at_colon)
            self.pull_quotes.append(Passage("pull-quote", self.reading.plan.text, into=max(1, into)))
        self.reading.add_apart(self.pull_quotes[-1], number, "pull-quote")

    def titled(self, number: int) -> None:
        """Add a line to the page's title."""
        if number == min(self.title):
            self.begin("title", self.page.plan.id or PurePath(self.page.path).stem)
        assert self.flow
        self.add(self.flow, number)
        self.ended = True

    def text(self, number: int) -> None:
        """Add a line of text to the passage that it goes on with, or to the one that it begins."""
        ended = self.ends(number)
        plain = number in self.reading.layout.body
        if heading := None if plain else self.headings.get(number):
            self.heading(number, heading)
        elif not plain and self.begins_note(number):
            return
        elif self.note and not plain and not (self.rule.blank and self.empty >= self.rule.blank):
            self.reading.add_apart(self.note, number, "note")
            return
        elif not (plain or number in self.joined) and self.begins_item(number):
            self.add(self.passages[-1], number)
        else:
            if ended or (self.note and number not in self.joined):
                self.begin("paragraph")
            assert self.flow
            self.add(self.flow, number)
            self.ended = False
        self.note, self.last = None, number

    def ends(self, number: int) -> bool:
        """Return whether a line begins a paragraph, if it begins nothing else."""
        begins = self.rule.begins and self.lines.is_start(self.rule.begins, number)
        # Each line is looked at, so that a pattern which fits the last alone is not reported as one without a match.
        ending = [n for n in (self.last, number) if n and self.rule.ends and self.lines.is_whole(self.rule.ends, n)]
        if not self.flow or self.ended or number in self.begun:
            return True
        if number in self.joined:
            return False
        raw, rule = self.lines.raw[number - 1].replace("\f", ""), self.rule
        indent = len(raw) - len(raw.lstrip())
        blank = rule.blank and self.empty >= rule.blank and not self.turned and self.marker_line != self.last
        return bool(
            blank
            or (rule.indent and indent >= rule.indent[0] and (len(rule.indent) == 1 or indent in rule.indent))
            or begins
            or self.last in ending
        )

    def heading(self, number: int, heading: Heading) -> None:
        """Add a line to the heading that it belongs to."""
        if heading is not self.open_heading:
            self.open_heading = heading
            self.begin("section", heading_id(heading, self.reading.counts, self.lines), heading.rule.level)
            self.at_colon += self.passages[-1:] if heading.rule.ends == "colon" else []
        assert self.flow
        text = self.reading.clean(number, "text")
        end = heading.match.end() if heading.match and heading.rule.ends == "match" else len(text)
        rest = text[end:].lstrip()
        self.reading.add(self.flow, number, "text", text[:end].rstrip())
        self.ended = heading.rule.ends in ("line", "match") and not rest
        if rest:
            self.begin("paragraph")
            self.passages[-1].text, self.passages[-1].lines = rest, [number] * len(rest)
        self.reading.joiner.ledger.move("text", "space", len(text) - len(text[:end].rstrip()) - len(rest))

    def begins_item(self, number: int) -> bool:
        """Begin an item on this line if it has the marker of one."""
        for level, pattern in enumerate(self.items, start=1):
            if match := self.lines.is_start(pattern, number):
                self.begin("item", level=level)
                self.marker_line = number if match[0].strip() == self.lines.plain[number - 1] else 0
                self.ended = False
                return True
        return False

    def begins_note(self, number: int) -> bool:
        """Begin an author's note on this line if it has the mark of one."""
        for rule in self.note_rules:
            if match := self.lines.is_start(rule.at, number):
                self.note = Passage("footnote", self.reading.plan.text, label=str(len(self.notes) + 1))
                mark = match[1] if match.re.groups else match[0]
                self.notes.append(Note(self.note, number, mark.strip(), rule, self.reading.page_start))
                self.reading.add_apart(self.note, number, "note", match.end())
                return True
        return False

    def begin(self, kind: Kind, label: str = "", level: int = 1) -> None:
        """Begin a passage, with which the text goes on."""
        self.flow = Passage(kind, self.reading.plan.text, label=label, level=level)
        self.passages.append(self.flow)

    def add(self, passage: Passage, number: int) -> None:
        """Add a line's text to a passage. An item's marker on a line of its own stood apart from the text in print."""
        apart = bool(self.marker_line and self.marker_line == self.last and passage.text[-1:].isalnum())
        self.reading.add(passage, number, "text", self.reading.clean(number, "text"), apart)

    def close(self) -> None:
        """Cut the headings that end at a colon; report those that have none."""
        self.passages, without = cut_at_colons(self.passages, self.at_colon)
        for passage in without:
            message = say("plan-heading")
            self.reading.report(passage.lines[0], "plan-heading", message)
