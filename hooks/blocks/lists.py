"""Reads lists as GitHub shows them: one right under a paragraph is a list, and one set in by two spaces is nested.

Python-Markdown wants an empty line before a list or a table, and four spaces a level. This pass over the lines of a
page writes both, so that what its author sees in the preview is what is published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown.preprocessors import Preprocessor

# As CommonMark has them; `1)` is written `1.`.
ITEM = re.compile(r"( *)([-*+]|(\d{1,9})[.)])(?:( +)(\S.*)|\s*$)")
RULE = re.compile(r" {0,3}([-*_])(?: *\1){2,} *")
FENCE = re.compile(r" *(`{3,}|~{3,})")
QUOTE = re.compile(r"^ {0,3}> ?")
DEFINITION = re.compile(r" {0,3}: {1,3}\S")
# The line under the titles of a table.
TITLES_END = re.compile(r" *\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?")
# What belongs to one level of a list is set in by so many spaces in Python-Markdown.
STEP = 4


class ListLines(Preprocessor):
    """Runs `read_lists` before anything else looks at the lines."""

    def run(self, lines: list[str]) -> list[str]:
        return read_lists(lines)


def read_lists(lines: list[str]) -> list[str]:
    """Return the lines of a page with lists and tables as Python-Markdown wants them."""
    return list(_Reader(lines).read())


class Level(NamedTuple):
    """A list that is open: how far its items' text is set in, and whether they are numbered."""

    limit: int
    numbered: bool


class _Reader:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.levels: list[Level] = []
        # The line before is text that the next may belong to.
        self.follows_text = False
        # … and is set in by a level or more.
        self.set_in = False
        # How deep the first line stands of those that no empty line divides.
        self.depth = 0

    def read(self) -> Iterator[str]:
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            end = at + 1
            if FENCE.match(line):
                end = self._end(at, re.compile(rf" *{FENCE.match(line)[1]}[`~]* *"))  # type: ignore[index]
                if self.levels and self.follows_text:
                    yield ""
                yield from self._shifted(self.lines[at:end])
            elif re.match(r" *<(pre|script|style)\b", line):
                end = self._end(at - 1, re.compile(r".*</(pre|script|style)>.*"))
                yield from self.lines[at:end]
            elif QUOTE.match(line) and _indent(line) < min((level.limit for level in self.levels), default=STEP):
                if self.levels:
                    yield ""
                self._close(0)
                while end < len(self.lines) and QUOTE.match(self.lines[end]):
                    end += 1
                yield from (f"> {inside}" for inside in read_lists([QUOTE.sub("", one) for one in self.lines[at:end]]))
                self.follows_text = True
            else:
                yield from self._line(line, self.lines[end] if end < len(self.lines) else "")
            at = end

    def _end(self, at: int, closing: re.Pattern[str]) -> int:
        """Return the place after the line after `at` that closes what `at` opens, or the end of the page."""
        found = (place for place in range(at + 1, len(self.lines)) if closing.fullmatch(self.lines[place]))
        return next(found, len(self.lines) - 1) + 1

    def _shifted(self, lines: list[str]) -> list[str]:
        """Return the lines of a block of code, set in as the list that it stands in."""
        indent = _indent(lines[0])
        self._close(indent)
        self.follows_text, self.depth = False, len(self.levels)
        new = " " * STEP * len(self.levels) if self.levels else " " * indent
        return [new + line[min(indent, _indent(line)) :] if line.strip() else "" for line in lines]

    def _line(self, line: str, after: str) -> Iterator[str]:
        item = None if RULE.fullmatch(line) else ITEM.fullmatch(line)
        if not line.strip():
            self.follows_text = False
            yield ""
        elif item and self._opens(item):
            yield from self._item(item)
        elif line.startswith("///"):
            self.levels, self.follows_text = [], False
            yield line
        else:
            table = "|" in line and TITLES_END.fullmatch(after)
            if self.follows_text and (table or (DEFINITION.match(line) and self.set_in)):
                yield ""
                self.follows_text = False
            self.set_in = _indent(line) >= STEP
            yield self._text(line)

    def _opens(self, item: re.Match[str]) -> bool:
        """Return whether a line that looks like an item is one: only the first of a list may stand right under text."""
        indent = len(item[1])
        level = sum(indent >= level.limit for level in self.levels)
        if level < len(self.levels):
            return True
        base = self.levels[-1].limit if self.levels else 0
        return indent < base + STEP and (not self.follows_text or (item[3] in (None, "1") and bool(item[5])))

    def _item(self, item: re.Match[str]) -> Iterator[str]:
        indent, numbered, before = len(item[1]), item[3] is not None, self.levels
        self._close(indent)
        depth = len(self.levels)
        sibling = before[depth] if depth < len(before) else None
        if depth < self.depth or (self.follows_text and (not before or (sibling and sibling.numbered != numbered))):
            yield ""
            self.follows_text = False
        if not self.follows_text:
            self.depth = depth
        spaces = len(item[4] or " ")
        limit = indent + min(len(item[2]) + (spaces if spaces <= STEP else 1), STEP)
        self.levels = [*self.levels, Level(limit, numbered)]
        self.follows_text = True
        yield " " * STEP * depth + (f"{item[3]}." if numbered else item[2]) + f" {item[5] or ''}"

    def _text(self, line: str) -> str:
        """Return a line that is no item: more of an item's text, another block in the item, or what follows."""
        indent, words = _indent(line), line.lstrip(" ")
        if self.levels and self.follows_text:
            return " " * STEP * (len(self.levels) - 1) + words
        self._close(indent)
        self.follows_text, self.depth = True, len(self.levels)
        if not self.levels:
            return line
        more = indent - self.levels[-1].limit
        return " " * (STEP * len(self.levels) + (more if more >= STEP else 0)) + words

    def _close(self, indent: int) -> None:
        """Close the lists to which a line that is set in so far does not belong."""
        self.levels = self.levels[: sum(indent >= level.limit for level in self.levels)]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
