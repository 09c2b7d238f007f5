"""The lines of a Markdown text: which are text, and which stand apart from it; words without their marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
# A note, the address of a link, the words of an abbreviation.
DEFINITION = re.compile(r" {0,3}(\*?\[([^\]\n]+)\]):")
INDENT = ("    ", "\t")
LINK = re.compile(r"!?\[([^\]^][^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
# An element, a reference to a note, attributes, emphasis, code.
MARKUP = re.compile(r"<[^>]+>|\[\^[^\]]*\]|\{[:#.][^}]*\}|(?<!\\)[*`]|(?<![\\\w])_|_(?!\w)")


class Definition(NamedTuple):
    """What stands apart from the text that refers to it: what refers to it, such as `[^1]`; its lines; the index of
    the first and the one after the last."""

    reference: str
    text: str
    start: int
    end: int


def in_text(lines: list[str]) -> list[bool]:
    """Return for each line whether it is text, and neither code between fences nor within a comment."""
    marked: list[bool] = []
    fence, comment = "", False
    for line in lines:
        found = FENCE.match(line)
        if comment:
            marked.append(False)
            comment = "-->" not in line
        elif fence:
            marked.append(False)
            if found and found[1].startswith(fence) and not line[found.end() :].strip():
                fence = ""
        else:
            fence = found[1] if found else ""
            before, opened, after = line.rpartition("<!--")
            comment = not fence and bool(opened) and "-->" not in after
            marked.append(not fence and not (opened and not before.strip()))
    return marked


def definitions(lines: list[str]) -> Iterator[Definition]:
    """Yield every definition; a note goes on with the lines below it and with those that are indented."""
    marked = in_text(lines)
    at = 0
    while at < len(lines):
        found = DEFINITION.match(lines[at]) if marked[at] else None
        end = at + 1
        while found and found[2].startswith("^"):
            after = next((place for place in range(end, len(lines)) if lines[place].strip()), len(lines))
            if after == len(lines):
                break
            goes_on = after == end and not lines[end].startswith("#") and not DEFINITION.match(lines[end])
            if not goes_on and not lines[after].startswith(INDENT):
                break
            end = after + 1
        if found:
            yield Definition(found[1].lstrip("*").lower(), "\n".join(lines[at:end]), at, end)
        at = end


def plain(words: str) -> str:
    """Return words of a heading without their marks."""
    text = MARKUP.sub("", LINK.sub(r"\1", words))
    return " ".join(re.sub(r"\\(\W)", r"\1", text).split())


def file_name(words: str, length: int = 40) -> str:
    """Return words as the name of a file and an address: Latin letters, digits and hyphens; "" where none are left."""
    latin = unicodedata.normalize("NFKD", words.replace("’", "").replace("'", "")).encode("ascii", "ignore").decode()
    name = "-".join(re.findall("[a-z0-9]+", latin.lower()))
    return name if len(name) <= length else name[: length + 1].rpartition("-")[0] or name[:length]
