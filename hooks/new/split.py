"""Splits a text into chapters at its headings of the first level; each keeps the notes that it refers to."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from hooks.new.lines import Definition, definitions, in_text, plain

HEADING = re.compile(r"(?:#(?!#)| {1,3}#(?=[ \t]))(?P<words>.*?)[ \t]*#*[ \t]*(?P<attributes>\{[^{}]*\})?[ \t]*")
UNDERLINE = re.compile(r"=+[ \t]*")


class Chapter(NamedTuple):
    """A part of a text: its title without marks ("" where it has none), and its Markdown with the heading first."""

    title: str
    text: str


def split(text: str) -> tuple[str, list[Chapter]]:
    """Return what stands before the first heading of the first level ("" where nothing does), and the chapters; a text
    without such a heading is one chapter without a title."""
    lines = _with_marks(text.split("\n"))
    starts = [at for at, marked in enumerate(in_text(lines)) if marked and title_of(lines[at])]
    if not starts:
        return "", [Chapter("", text.strip("\n") + "\n")]
    found = list(definitions(lines))
    before, *parts = [_part(lines, found, start, end) for start, end in pairwise([0, *starts, len(lines)])]
    chapters = [Chapter(title_of(lines[at]), part) for at, part in zip(starts, parts, strict=True)]
    return before.lstrip("\n"), chapters


def title_of(line: str) -> str:
    """Return the words of a heading of the first level; "" for another line."""
    found = HEADING.fullmatch(line)
    return plain(found["words"]) if found else ""


def _with_marks(lines: list[str]) -> list[str]:
    """Return the lines with `# Title` for a title that is underlined with `=`."""
    marked = in_text(lines)
    for at in range(1, len(lines)):
        alone = at == 1 or not lines[at - 2].strip()
        if marked[at] and alone and UNDERLINE.fullmatch(lines[at]) and lines[at - 1].strip():
            lines[at - 1 : at + 1] = [f"# {lines[at - 1].strip()}", ""]
    return lines


def _part(lines: list[str], found: list[Definition], start: int, end: int) -> str:
    """Return the lines from `start` to `end`, with what they refer to and without what only others do."""
    texts = [_body(lines, found, start, end)]
    wanted: list[Definition] = []
    while texts:
        text = texts.pop()
        new = [one for one in found if one not in wanted and _refers(text, one)]
        wanted += new
        texts += [one.text.partition(":")[2] for one in new]
    # What nobody refers to stays where it is: a check finds it.
    everything = [_body(lines, found, 0, len(lines)), *(one.text.partition(":")[2] for one in found)]
    foreign = [one for one in found if one not in wanted and any(_refers(text, one) for text in everything)]
    taken = {at for one in foreign for at in range(one.start, one.end)}
    text = "\n".join(lines[at] for at in range(start, end) if at not in taken).strip("\n")
    parts = [text, *(one.text for one in sorted(wanted, key=lambda one: one.start) if not start <= one.start < end)]
    return "\n\n".join(filter(None, parts)) + "\n" * any(parts)


def _body(lines: list[str], found: list[Definition], start: int, end: int) -> str:
    apart = {at for one in found for at in range(one.start, one.end)}
    return "\n".join(lines[at] for at in range(start, end) if at not in apart)


def _refers(text: str, one: Definition) -> bool:
    return one.reference in text.lower()
