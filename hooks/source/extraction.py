"""Reads the extraction by its plan into passages, and accounts for every character of it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass

from hooks.findings import Finding, SourceError
from hooks.source.ledger import Ledger
from hooks.source.passage import Passage
from hooks.source.plan import PagePlan, Plan, TablePlan

# A line for drawing boxes, which extractions have for a dash.
BOX_DASH = "\u2500"


@dataclass
class Extraction:
    """The passages of each page in reading order, its pull-quotes apart, and the account of the characters."""

    pages: dict[str, list[Passage]]
    pull_quotes: dict[str, list[Passage]]
    ledger: Ledger


def read_extraction(plan: Plan, text: str) -> Extraction:
    """Return the text that `plan` names, as passages; raise SourceError unless every line of it has one place."""
    reader = _Reader(plan, text.removesuffix("\n").split("\n"))
    pages, quotes = {}, {}
    for page in plan.pages:
        pages[page.path], quotes[page.path] = reader.read(page)
    if not text.endswith("\n"):
        reader.ledger.dropped["line end"] -= 1
    reader.close(len(text))
    return Extraction(pages, quotes, reader.ledger)


class _Reader:
    def __init__(self, plan: Plan, lines: list[str]) -> None:
        self.plan = plan
        self.lines = lines
        self.ledger = Ledger()
        self.read_lines: Counter[int] = Counter()
        self.page_break = 0

    def read(self, page: PagePlan) -> tuple[list[Passage], list[Passage]]:
        passages: list[Passage] = []
        quotes: list[Passage] = []
        empty = 0
        in_table: set[int] = set()
        if page.lines[-1] > len(self.lines):
            message = f"ends here, before the lines that {self.plan.path} gives to {page.path}: correct the plan"
            self.fail(len(self.lines), "plan-line", message)
        for number in page.lines:
            if number in in_table:
                continue
            line = self.lines[number - 1]
            self.page_break = self.plan.printed_pages.get(number, self.page_break)
            if number in self.plan.furniture:
                self.drop(number, "running head")
            elif not line.strip():
                self.drop(number, "space")
                empty += 1
                continue
            elif table := next((table for table in page.tables if number in table.lines), None):
                passages += self.table(table)
                in_table = set(table.lines)
            elif quote := next((span for span in page.pull_quotes if number in span), None):
                if number == quote[0]:
                    into = sum(passage.kind in ("paragraph", "item", "section") for passage in passages)
                    quotes.append(Passage("pull-quote", self.plan.text, into=into))
                self.add(quotes[-1], number, "pull-quote", line)
            else:
                ended = not passages or passages[-1].kind not in ("paragraph", "item", "section")
                begins = self.begins(page, number, ended or (empty > 1 and not self.page_break))
                if begins:
                    passages.append(begins)
                self.add(passages[-1], number, "text", line)
            empty = 0
        return _cut_headings(passages), quotes

    def begins(self, page: PagePlan, number: int, ended: bool) -> Passage | None:
        """Return a new passage if one begins on this line."""
        line = unicodedata.normalize("NFC", self.lines[number - 1]).strip()
        if number == page.title:
            return Passage("title", self.plan.text, label=page.id)
        if number in page.sections:
            return Passage("section", self.plan.text, label=page.sections[number])
        if page.items and page.items.match(line):
            return Passage("item", self.plan.text)
        if ended or number in self.plan.paragraphs:
            return Passage("paragraph", self.plan.text)
        return None

    def table(self, table: TablePlan) -> list[Passage]:
        """Return a table's caption, column titles, rows and notes, in this order."""
        year_of = {line: year for year, starts in table.rows.items() for line in starts}
        starts = {table.caption: "caption", table.columns: "columns"} | dict.fromkeys(year_of, "row")
        starts |= dict.fromkeys(table.notes, "note")
        passages: list[Passage] = []
        years = {str(year): 1 for year in table.rows}
        for number in table.lines:
            self.page_break = self.plan.printed_pages.get(number, self.page_break)
            line = self.lines[number - 1]
            if not line.strip():
                self.drop(number, "space")
                continue
            if number in starts:
                kind = starts[number]
                label = f"{table.name} {year_of[number]}" if kind == "row" else table.name
                passages.append(Passage(kind, self.plan.text, label=label))  # type: ignore[arg-type]
            words = line.split()
            year = next((word for word in (words[0], words[-1]) if years.get(word)), "") if kind == "row" else ""
            if year:
                years[year] = 0
                self.ledger.kept["year of a table's rows"] += len(year)
                before, _, after = line.partition(year) if words[0] == year else line.rpartition(year)
                line = before + after
            self.add(passages[-1], number, "table", line)
        if left := [year for year, count in years.items() if count]:
            self.fail(table.caption, "plan-year", f"table {table.name} prints no year {', '.join(left)}: fix its rows")
        return passages

    def drop(self, number: int, kind: str) -> None:
        self.read_lines[number] += 1
        self.ledger.dropped[kind] += len(self.lines[number - 1])
        self.ledger.dropped["line end"] += 1

    def add(self, passage: Passage, number: int, kind: str, raw: str) -> None:
        """Add a line to a passage as print would run it on, and enter each of its characters in the ledger."""
        self.read_lines[number] += 1
        text = " ".join(unicodedata.normalize("NFC", raw).replace(BOX_DASH, "—").split())
        self.ledger.replaced["compatibility ideograph"] += sum("\uf900" <= char <= "\ufaff" for char in raw)
        self.ledger.replaced["dash"] += raw.count(BOX_DASH)
        self.ledger.dropped["space"] += len(raw) - len(text)
        self.ledger.kept[kind] += len(text)
        text = self.correct(number, text)
        self.join(passage, kind, text[:1])
        if self.page_break and kind != "pull-quote":
            passage.breaks.append((len(passage.text), self.page_break))
            self.page_break = 0
        passage.text += text
        passage.lines += [number] * len(text)

    def join(self, passage: Passage, kind: str, following: str) -> None:
        """Bring the end of the line before to what print would have inside a line."""
        last = passage.text[-2:]
        if last and last[-1] == "-" and last[0].isalpha() and following.isalpha():
            passage.text, passage.lines = passage.text[:-1], passage.lines[:-1]
            self.ledger.kept[kind] -= 1
            self.ledger.dropped["hyphen at a line's end"] += 1
        elif last and following and _needs_space(last[-1], following):
            passage.text += " "
            passage.lines.append(passage.lines[-1])
            self.ledger.kept[kind] += 1
            return
        self.ledger.dropped["line end"] += 1

    def correct(self, number: int, text: str) -> str:
        for correction in self.plan.corrections:
            if correction.line == number:
                if text.count(correction.printed) != 1:
                    message = f"is to be corrected at “{correction.printed}”, which is not once on it: correct the plan"
                    self.fail(number, "plan-correction", message)
                text = text.replace(correction.printed, correction.corrected)
                self.ledger.replaced["correction"] += 1
        return text

    def close(self, total: int) -> None:
        """Fail unless every line was read once; then every character is in the ledger."""
        for number in range(1, len(self.lines) + 1):
            if (times := self.read_lines[number]) != 1:
                where = "is on no page" if not times else "is on two pages"
                self.fail(number, "plan-line", f"{where} of {self.plan.path}: give it one place")
        assert self.ledger.total() == total, "a character is in no account or in two"

    def fail(self, number: int, code: str, message: str) -> None:
        raise SourceError([Finding(str(self.plan.text), number, code, message)])


def _needs_space(before: str, after: str) -> bool:
    """Words in Latin script stand apart from each other and from Han; Han and full-width punctuation do not."""
    return (_is_latin(before) or _is_latin(after)) and not (_is_wide_mark(before) or _is_wide_mark(after))


def _is_latin(char: str) -> bool:
    return unicodedata.east_asian_width(char) not in "WF" and char != "—"


def _is_wide_mark(char: str) -> bool:
    return char == "—" or (unicodedata.east_asian_width(char) in "WF" and not char.isalnum())


def _cut_headings(passages: list[Passage]) -> list[Passage]:
    """A section was printed as one paragraph whose words up to the first colon are its heading."""
    cut: list[Passage] = []
    for passage in passages:
        cut.append(passage)
        if passage.kind == "section":
            cut.append(passage.cut(passage.text.index("：") + 1, "paragraph"))
    return cut
