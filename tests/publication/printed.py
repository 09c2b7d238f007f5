"""The printed text, read from the extraction by the shortest way there is, to hold the publication against."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from tests import ROOT
from tests.publication import FACTS

EXTRACTION = unicodedata.normalize("NFC", (ROOT / "source" / "paper.txt").read_text(encoding="utf-8"))
LINES = EXTRACTION.replace("\u2500", "—").split("\n")
RUNNING_HEAD = re.compile(rf"\d+\s{FACTS['running_head']}\s*$")
# A year is printed at a line's beginning or end, or on a line of its own.
YEAR = re.compile(r"^(?:19|20)\d\d(?= |$)| (?:19|20)\d\d$")


def numbers(*spans: str | int) -> list[int]:
    """Return the numbers in spans such as `43-47`, in order."""
    ends = [str(span).split("-") for span in spans]
    return [number for span in ends for number in range(int(span[0]), int(span[-1]) + 1)]


# The printed pages that begin in each chapter, in the order of print.
PRINTED = {place: numbers(span) for place, span in FACTS["pages"].items()}


def printed_lines(corrections: Iterable[dict[str, Any]]) -> Iterator[tuple[int, str]]:
    """Yield each line of the extraction without running heads, white space and hyphens, with its number."""
    for number, line in enumerate(LINES, start=1):
        for correction in corrections:
            if correction["line"] == number:
                line = line.replace(correction["printed"], correction["corrected"])
        if not RUNNING_HEAD.match(line):
            yield number, re.sub(r"[\s-]", "", line)


def page_openings() -> dict[int, str]:
    """Return the first characters of each printed page; a space or a running head begins its first line."""
    beginnings = [place for place, line in enumerate(LINES) if re.match(r" \S", line) or RUNNING_HEAD.match(line)]
    printed = zip([number for pages in PRINTED.values() for number in pages], beginnings, strict=True)
    lines = {
        number: next(line for line in LINES[place:] if line.strip() and not RUNNING_HEAD.match(line))
        for number, place in printed
    }
    return {number: re.sub(r"[\s-]", "", line)[:8] for number, line in lines.items()}


def table_lines(name: str) -> list[str]:
    """Return the printed lines of a table's rows, without those that stand empty."""
    facts = FACTS["tables"][name]
    found = [line.strip() for line in EXTRACTION.split("\n") if line.strip()]
    first = found.index(facts["after"]) + 1
    return found[first : next(at for at in range(first, len(found)) if found[at].startswith(facts["before"]))]
