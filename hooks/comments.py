"""Takes Markdown comments, `<!-- … -->`, out of a page: what staff write for each other is in no output."""

from __future__ import annotations

import re
from typing import NamedTuple

# One that is never closed goes on to the end.
COMMENT = r"<!--(?:-?>|.*?(?:-->|\Z))"
# What a comment may not begin in: fenced code, and code between backticks, which ends in its own paragraph.
TOKEN = re.compile(
    r"^[ \t]*(?P<fence>`{3,}|~{3,})[^`\n]*\n(?:.*?\n)??[ \t]*(?P=fence)[`~]*[ \t]*$"
    r"|\\`"
    r"|(?P<ticks>`++)(?:(?!\n[ \t]*\n).)*?(?<!`)(?P=ticks)(?!`)"
    r"|`+"
    rf"|(?P<comments>{COMMENT}(?:[ \t]*{COMMENT})*)",
    re.DOTALL | re.MULTILINE,
)
# The beginning of a line that holds nothing but comments; white space to its end; and the end of a paragraph.
BEGINNING = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+\.)[ \t]+)?\Z")
REST_OF_LINE = re.compile(r"[ \t]*(?:\n|\Z)")
EMPTY_LINE = re.compile(r"(?<=\n)[ \t]*\n")


class Comment(NamedTuple):
    """A comment, with its signs, and the line on which it begins, from 1."""

    line: int
    text: str


def take_comments(text: str) -> tuple[str, list[Comment]]:
    """Return `text` without its comments, as if they had never been written, and the comments. The lines that go with
    one are made up for at the next empty line, so that all that follows keeps its number. A comment that is never
    closed goes on to the end."""
    if "<!--" not in text:
        return text, []
    comments: list[Comment] = []
    kept = ""
    # Lines to make up for, and the place up to which `text` has been taken over.
    owed = at = 0
    for token in TOKEN.finditer(text):
        kept, owed = _keep(kept, text[at : token.start()], owed)
        at = token.end()
        if not token["comments"]:
            kept += token[0]
            continue
        for found in re.finditer(COMMENT, token[0], re.DOTALL):
            line = text.count("\n", 0, token.start() + found.start()) + 1
            comments.append(Comment(line, found[0]))
        owed += token[0].count("\n")
        if rest := REST_OF_LINE.match(text, at):
            alone = BEGINNING.match(kept, kept.rfind("\n") + 1)
            kept = kept[: alone.start()] if alone else kept.rstrip(" \t")
            if alone:
                at = rest.end()
                owed += rest[0].count("\n")
        elif kept.endswith((" ", "\t")) and text.startswith((" ", "\t"), at):
            # Of the spaces around it one is the text's.
            at += 1
    kept, owed = _keep(kept, text[at:], owed)
    return kept + "\n" * owed, comments


def _keep(kept: str, passage: str, owed: int) -> tuple[str, int]:
    """Return what is kept with a passage added, the lines that are owed at its first empty line; and those still
    owed."""
    before = kept[-1:] or "\n"
    found = EMPTY_LINE.search(before + passage) if owed else None
    if not found:
        return kept + passage, owed
    place = found.start() - len(before)
    return kept + passage[:place] + "\n" * owed + passage[place:], 0
