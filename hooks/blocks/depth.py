"""How deep elements stand in one another: what reads a page takes no more than some levels."""

from __future__ import annotations

import re
from collections.abc import Callable

# libxml2 drops what stands deeper than 256; a reader is lost long before.
DEEPEST = 100
TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)\b[^>]*?(/?)>", re.IGNORECASE)
EMPTY = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def converted(text: str, convert: Callable[[str], str]) -> str:
    """Return what `convert` makes of the text of a page. Raises TooDeepError, with the line of the text at which it
    gets too deep, counted from 1."""
    lines = text.split("\n")
    if (html := _tried("\n".join(lines), convert)) is not None:
        return html
    low, high = 1, len(lines)
    while low < high:
        middle = (low + high) // 2
        if _tried("\n".join(lines[:middle]), convert) is None:
            high = middle
        else:
            low = middle + 1
    raise TooDeepError(low)


class TooDeepError(Exception):
    """Elements stand deeper in one another than can be set, from a `line` on."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _tried(text: str, convert: Callable[[str], str]) -> str | None:
    """Return the HTML of a text; None where it is too deep."""
    try:
        html = convert(text)
    except RecursionError:
        return None
    depth = 0
    for end, name, empty in TAG.findall(html):
        if not empty and name.lower() not in EMPTY:
            depth += -1 if end else 1
            if depth > DEEPEST:
                return None
    return html
