"""What is where in a printed text: which lines are no text, where printed pages begin, and where the publication's."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from hooks.messages import say
from hooks.source.places import Lines, Pattern
from hooks.source.plan import PagePlan, Plan

ROMAN = re.compile(r"(?=.)m*(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})", re.IGNORECASE)
ROMAN_STEPS = {
    1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix", 5: "v", 4: "iv",
    1: "i",
}  # fmt: skip
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


class PageText(NamedTuple):
    """One page of the publication: its plan, its path, and its lines."""

    plan: PagePlan
    path: str
    lines: range


@dataclass(frozen=True)
class Layout:
    """`dropped` says of each line that is no text what it is; `begins` has the first line of each printed page with
    the page's number; `body` has the lines that are text whatever they look like."""

    pages: list[PageText]
    dropped: dict[int, str]
    begins: dict[int, str]
    body: set[int]


def lay_out(plan: Plan, lines: Lines) -> Layout:
    """Return the layout of a text; what cannot be found is reported to `lines`."""
    body = lines.numbers(plan.body)
    dropped = dict.fromkeys(lines.numbers(plan.omit, lambda number: number not in body), "left out")
    heads = lines.numbers(plan.running_heads, lambda number: number not in body and number not in dropped)
    dropped |= dict.fromkeys(heads, "running head")
    begins = {}
    if plan.page_numbers:
        numbers = _page_numbers(plan, lines, dropped.keys() | body)
        dropped |= dict.fromkeys(numbers, "page number")
        begins = _printed_pages(plan, lines, numbers, dropped)
    for name, place in plan.printed_pages.items():
        begins |= {span[0]: name for span in lines.find([place], lambda number: number not in dropped)}
    return Layout(_pages(plan, lines, dropped), dropped, begins, body)


def page_value(name: str) -> int | None:
    """Return the value of a page's number, Arabic or Roman; None of any other."""
    text = unicodedata.normalize("NFKC", name).strip().lower()
    if text.isdecimal():
        return int(text)
    if not ROMAN.fullmatch(text):
        return None
    values = [ROMAN_VALUES[letter] for letter in text]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _page_numbers(plan: Plan, lines: Lines, apart: set[int]) -> dict[int, tuple[str, str]]:
    """Return, by its line, each page number that is printed: whether at `head` or `foot`, and the number."""
    assert plan.page_numbers
    rules = [("head", plan.page_numbers.head), ("foot", plan.page_numbers.foot)]
    found: dict[int, tuple[str, str]] = {}
    before = ""
    edges = _edges(lines, apart)
    for number in range(1, len(lines.raw) + 1):
        if number in apart or (edges and number not in edges):
            continue
        for where, patterns in rules:
            name = next((name for pattern in patterns if (name := _name(lines, pattern, number))), "")
            if not name or (edges and where not in edges[number]):
                continue
            if not _follows(before, name):
                lines.report(
                    patterns[0].line, "plan-page", say("plan-page/order", name=name, number=number, before=before)
                )
                continue
            found[number] = where, name
            before = name
            break
    return found


def _name(lines: Lines, pattern: Pattern, number: int) -> str:
    match = lines.is_whole(pattern, number)
    return str(match[1] if match.re.groups else match[0]).strip() if match else ""


def _follows(before: str, name: str) -> bool:
    """Pages are counted up; the count begins again where Roman numbers give way to Arabic."""
    a, b = page_value(before), page_value(name)
    return a is None or b is None or b > a or before.isdecimal() != name.isdecimal()


def _edges(lines: Lines, apart: set[int]) -> dict[int, set[str]]:
    """Return the first and the last line of each page, where form feeds divide them: page numbers stand there."""
    edges: dict[int, set[str]] = {}
    for sheet in _sheets(lines):
        written = [number for number in sheet if lines.plain[number - 1] and number not in apart]
        if written:
            edges.setdefault(written[0], set()).add("head")
            edges.setdefault(written[-1], set()).add("foot")
    return edges


def _sheets(lines: Lines) -> list[range]:
    """Return the lines of each page, where form feeds divide them; nothing where there is no form feed."""
    ends = [1]
    for number, line in enumerate(lines.raw, start=1):
        if "\f" in line:
            ends.append(number if not line.partition("\f")[0].strip() else number + 1)
    return [range(a, b) for a, b in zip(ends, [*ends[1:], len(lines.raw) + 1], strict=True)] if len(ends) > 1 else []


def _printed_pages(
    plan: Plan, lines: Lines, numbers: dict[int, tuple[str, str]], dropped: dict[int, str]
) -> dict[int, str]:
    """Return the first line of text of each printed page, with the page's number."""
    assert plan.page_numbers
    sheets = _sheets(lines) or _between(lines, numbers)
    named = [next((numbers[number][1] for number in sheet if number in numbers), "") for sheet in sheets]
    begins: dict[int, str] = {}
    for place, (sheet, name) in enumerate(zip(sheets, named, strict=True)):
        if not name and place:
            name = _next(named[place - 1])
        elif not name:
            known = next((i for i, other in enumerate(named) if other), 0)
            value = page_value(named[known]) or 0
            name = plan.page_numbers.first if not known else str(value - known) if value > known else ""
        named[place] = name
        words = (number for number in sheet if lines.plain[number - 1] and number not in dropped)
        if name and (first := next(words, 0)):
            begins[first] = name
    return begins


def _next(name: str) -> str:
    """Return the number of the page after the one with this number, in the same numerals."""
    value = page_value(name)
    if value is None or unicodedata.normalize("NFKC", name).isdecimal():
        return "" if value is None else str(value + 1)
    rest, letters = value + 1, ""
    for step, sign in ROMAN_STEPS.items():
        letters += sign * (rest // step)
        rest %= step
    return letters.upper() if name.isupper() else letters


def _between(lines: Lines, numbers: dict[int, tuple[str, str]]) -> list[range]:
    """Return the lines of each page where page numbers alone divide them: before one at a head, after one at a foot."""
    starts = sorted({1} | {number + (where == "foot") for number, (where, _) in numbers.items()})
    return [range(a, b) for a, b in zip(starts, [*starts[1:], len(lines.raw) + 1], strict=True) if a < b]


def _pages(plan: Plan, lines: Lines, dropped: dict[int, str]) -> list[PageText]:
    begun: list[tuple[int, PagePlan, str]] = []
    for page in plan.pages:
        starts = [span[0] for span in lines.find([page.begins], lambda number: number not in dropped)]
        if len(starts) > 1 and "{n}" not in page.path:
            lines.report(page.begins.line, "plan-page", say("plan-page/several", path=page.path, lines=starts))
        for n, start in enumerate(starts if "{n}" in page.path else starts[:1], start=1):
            path = page.path.replace("{n}", str(n))
            if any(start == other or path == taken for other, _, taken in begun):
                message = say("plan-page/taken", path=path, start=start)
                lines.report(page.begins.line, "plan-page", message)
            else:
                begun.append((start, page, path))
    end = len(lines.raw) + 1
    ends = {start: min((other for other, *_ in begun if other > start), default=end) for start, *_ in begun}
    return [PageText(page, path, range(start, ends[start])) for start, page, path in begun]
