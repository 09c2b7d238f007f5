"""The printed text, read from the extraction by the shortest way there is, to hold the publication against."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from tests import ROOT
from tests.tools.site import Element

# The chapters in the order of print, with the printed pages that begin in each; page 8 is blank.
PRINTED = {
    "foreword/": range(1, 3),
    "en/foreword/": range(3, 5),
    "summary/": range(5, 8),
    "evolution/": range(9, 19),
    "challenges/": range(19, 23),
    "new-chapter/": range(23, 24),
}
EXTRACTION = unicodedata.normalize("NFC", (ROOT / "source" / "paper.txt").read_text(encoding="utf-8"))
LINES = EXTRACTION.replace("\u2500", "—").split("\n")
RUNNING_HEAD = re.compile(r"\d+\s開啟臺美國防夥伴關係的新章節\s*$")


def line_numbers(spans: Iterable[str | int]) -> set[int]:
    """Return the line numbers in spans such as `43-47`."""
    ends = [str(span).split("-") for span in spans]
    return {number for span in ends for number in range(int(span[0]), int(span[-1]) + 1)}


def printed_lines(corrections: list[dict[str, Any]]) -> Iterator[tuple[int, str]]:
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
    printed = zip([number for numbers in PRINTED.values() for number in numbers], beginnings, strict=True)
    lines = {
        number: next(line for line in LINES[place:] if line.strip() and not RUNNING_HEAD.match(line))
        for number, place in printed
    }
    return {number: re.sub(r"[\s-]", "", line)[:8] for number, line in lines.items()}


def bare(*elements: Element) -> str:
    """Return the text of elements without white space and hyphens."""
    return re.sub(r"[\s-]", "", "".join(element.text_content() for element in elements))
