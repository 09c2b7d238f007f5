"""Spells a Markdown text as the site takes it, where that changes nothing that a reader sees; the rest is left to
`make check`."""

from __future__ import annotations

import re
import unicodedata

from hooks.checks.text import BOX_DASH, COMPATIBILITY, CONTROL
from hooks.new.lines import in_text

SOFT_RETURN = re.compile("[\x0b\u2028]")
BREAK = re.compile(r"<br\s*>\s*</br\s*>", re.IGNORECASE)
LEVEL = re.compile(r"(#{1,6})(?=[^#])")


def tidy(text: str) -> str:
    """Return the text with characters that a search finds, breaks that Markdown knows, and no control characters; code
    between fences keeps its spelling."""
    text = COMPATIBILITY.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)
    lines = CONTROL.sub("", SOFT_RETURN.sub("  \n", text)).split("\n")
    for at, marked in enumerate(in_text(lines)):
        if marked:
            lines[at] = BREAK.sub("<br>", lines[at].replace(BOX_DASH * 2, "——"))
    return "\n".join(lines)


def close_levels(text: str) -> str:
    """Return the text of a chapter with no level of headings left out: where it has `#` and `###` alone, the second
    becomes `##`."""
    lines = text.split("\n")
    marked = in_text(lines)
    found = {at: level for at, line in enumerate(lines) if marked[at] and (level := LEVEL.match(line))}
    used = sorted({len(level[1]) for level in found.values()} | {1})
    for at, level in found.items():
        lines[at] = "#" * (used.index(len(level[1])) + 1) + lines[at][level.end() :]
    return "\n".join(lines)
