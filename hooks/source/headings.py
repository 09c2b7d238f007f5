"""The headings of an extraction: where they begin and end, and their ids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from hooks.messages import say
from hooks.source.passage import Passage
from hooks.source.places import Lines
from hooks.source.plan import HeadingRule

# What is in no id.
UNFIT = re.compile(r"[^\w-]+")
COLON = re.compile("[:：]")


class Heading(NamedTuple):
    """A heading that begins on the first of `lines`; `match` is that of its pattern with this line."""

    rule: HeadingRule
    lines: range
    match: re.Match[str] | None


def find_headings(lines: Lines, rules: list[HeadingRule], among: Callable[[int], bool]) -> dict[int, Heading]:
    """Return the headings on these lines by the number of each line of theirs."""
    found: dict[int, Heading] = {}
    for rule in rules:
        for place in rule.at:
            if place.pattern and not place.to:
                fits = lines.is_start if rule.ends == "match" else lines.is_whole
                for number in range(1, len(lines.raw) + 1):
                    if among(number) and (match := fits(place.pattern, number)):
                        found.setdefault(number, Heading(rule, range(number, number + 1), match))
            else:
                for span in lines.find([place], among):
                    for number in span:
                        if among(number):
                            found.setdefault(number, Heading(rule, span, None))
    return found


def heading_id(heading: Heading, counts: Counter[int], lines: Lines) -> str:
    """Return the id that a heading's rule gives it, and count it; report an id that cannot be made."""
    counts[id(heading.rule)] += 1
    names = {"n": counts[id(heading.rule)]} | (heading.match.groupdict("") if heading.match else {})
    try:
        return UNFIT.sub("-", heading.rule.id.format_map(names)).strip("-")
    except (KeyError, ValueError, IndexError, AttributeError) as error:
        known = [f"{{{name}}}" for name in names]
        message = say("plan-value/id", id=heading.rule.id, error=error, known=known)
        lines.report(heading.rule.at[0].line, "plan-value", message)
        return ""


def cut_at_colons(passages: list[Passage], at_colon: list[Passage]) -> tuple[list[Passage], list[Passage]]:
    """Return the passages with what follows the first colon of those `at_colon` as a paragraph of its own, and those
    that have no colon."""
    cut: list[Passage] = []
    without: list[Passage] = []
    for passage in passages:
        cut.append(passage)
        if any(passage is one for one in at_colon):
            if match := COLON.search(passage.text):
                rest = passage.cut(match.end(), "paragraph")
                space = len(rest.text) - len(rest.text.lstrip())
                rest.take_out(0, space)
                cut += [rest] if rest.text else []
            else:
                without.append(passage)
    return cut, without
