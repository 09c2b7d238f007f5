"""Places in a printed text: lines by their numbers, by a pattern, or from one line to another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from hooks.messages import Said, say


@dataclass(frozen=True)
class Pattern:
    """A regular expression of the plan, and the line of the plan on which it stands."""

    line: int
    regex: re.Pattern[str]


@dataclass(frozen=True)
class Place:
    """What the plan gives on its line `line`: lines of the text by their numbers (`first` to `last`), those that
    `pattern` matches whole, or, where there is `to`, all from one of these to the next line at `to`."""

    line: int
    first: int = 0
    last: int = 0
    pattern: Pattern | None = None
    to: Place | None = None


# Called where a place cannot be found, with the line of the plan and what is wrong there.
Report = Callable[[int, str, Said], None]


def plain(line: str) -> str:
    """Return a line as patterns see it: in NFC, without space around it, each run of space as one."""
    return " ".join(unicodedata.normalize("NFC", line).split())


class Lines:
    """The lines of a printed text, in which places are looked up; `used` has each pattern that matched."""

    def __init__(self, text: str, report: Report) -> None:
        self.raw = text.removesuffix("\n").split("\n")
        self.plain = [plain(line) for line in self.raw]
        self.used: set[Pattern] = set()
        self.report = report

    def find(self, places: Collection[Place], among: Callable[[int], bool] = lambda number: True) -> Iterator[range]:
        """Yield the lines of each place; a pattern is looked for `among` these lines alone."""
        for place in places:
            for first in self._starts(place, among):
                if not place.to:
                    yield range(first, max(place.last, first) + 1)
                elif last := next((number for number in self._starts(place.to, among) if number >= first), 0):
                    yield range(first, last + 1)
                elif not place.to.pattern or place.to.pattern in self.used:
                    message = say("plan-pattern/to", first=first)
                    self.report(place.to.line, "plan-pattern", message)

    def numbers(self, places: Collection[Place], among: Callable[[int], bool] = lambda number: True) -> set[int]:
        """Return the numbers of all lines of the places."""
        return {number for span in self.find(places, among) for number in span}

    def is_whole(self, pattern: Pattern, number: int) -> re.Match[str] | None:
        """Return the match of a pattern with a whole line."""
        return self._noted(pattern, pattern.regex.fullmatch(self.plain[number - 1]))

    def is_start(self, pattern: Pattern, number: int) -> re.Match[str] | None:
        """Return the match of a pattern with the beginning of a line."""
        return self._noted(pattern, pattern.regex.match(self.plain[number - 1]))

    def _noted(self, pattern: Pattern, match: re.Match[str] | None) -> re.Match[str] | None:
        if match:
            self.used.add(pattern)
        return match

    def _starts(self, place: Place, among: Callable[[int], bool]) -> list[int]:
        if place.pattern:
            return [n for n in range(1, len(self.raw) + 1) if among(n) and self.is_whole(place.pattern, n)]
        if place.last > len(self.raw):
            message = say("plan-line/end", line=place.last, last=len(self.raw))
            self.report(place.line, "plan-line", message)
            return []
        return [place.first]
