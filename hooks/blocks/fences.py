"""Finds the fenced blocks of a page in its text, with their lines: what the Markdown parser itself does not tell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml

# As pymdownx.blocks has them: up to three spaces, three or more slashes, a name, and an argument after a bar.
OPENING = re.compile(r" {0,3}(/{3,}) *([\w-]+) *(?:\| *(.*?) *)?$")
CLOSING = re.compile(r" {0,3}(/{3,}) *$")
OPTION = re.compile(r" {4,}\S")


@dataclass
class Fence:
    """One block: `line` and `end` are its first and last line, `options` its YAML header (None where that cannot be
    read), `content` its other lines with their numbers. `name` is empty for a line of slashes that opens nothing, and
    `end` is 0 for a block that is never closed."""

    line: int
    name: str = ""
    argument: str = ""
    options: dict[str, Any] | None = field(default_factory=dict)
    content: list[tuple[int, str]] = field(default_factory=list)
    end: int = 0


@cache
def find_fences(text: str, first_line: int = 1) -> list[Fence]:
    """Return the blocks of `text`, whose first line is numbered `first_line`, in order; they are not to be changed."""
    fences: list[Fence] = []
    slashes = ""
    header: list[str] = []
    for number, line in enumerate(text.split("\n"), start=first_line):
        opening, closing = (OPENING.match(line), CLOSING.match(line)) if "///" in line else (None, None)
        if slashes and closing and closing[1] == slashes:
            fences[-1].end = number
            slashes = ""
        elif opening:
            slashes, header = opening[1], []
            fences.append(Fence(number, opening[2].lower(), opening[3] or ""))
        elif slashes and not fences[-1].content and OPTION.match(line):
            header.append(line)
            fences[-1].options = _read_options(header)
        elif slashes:
            fences[-1].content.append((number, line))
        elif line.lstrip(" ").startswith("///"):
            fences.append(Fence(number, end=number))
    return fences


def fenced_lines(fences: list[Fence]) -> set[int]:
    """Return the number of every line that belongs to one of the blocks."""
    return {number for fence in fences for number in range(fence.line, (fence.end or fence.line) + 1)}


def _read_options(header: list[str]) -> dict[str, Any] | None:
    try:
        options = yaml.load("\n".join(header), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError):
        return None
    return options if isinstance(options, dict) else None
