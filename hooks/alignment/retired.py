"""The ids of blocks that are gone: where on the page an old link leads now."""

from __future__ import annotations

import re

from hooks.alignment import merged
from hooks.alignment.lock import Line
from hooks.alignment.pairs import PageAlignment
from hooks.languages import Language

# An old lock says of no block what it is; those of headings have ids of their own.
NUMBERED = re.compile(r"p-[0-9]+")


def retired(page: PageAlignment, language: Language) -> dict[str, list[str]]:
    """Return the ids that the page once had in `language` and has no more, in order, by the id of the block at which
    they lead on: that which a part has been joined to, or else the block before; of a section that is gone, its new
    heading or what follows."""
    ids = page.ids[language]
    lines = {line.id: line for line in page.lines}
    kinds = {key: block.kind for pair in page.pairs for key, block in pair.parts[language].items()}
    order = merged(ids, lines)
    found: dict[str, list[str]] = {}
    for place, key in enumerate(order):
        if key in kinds or not (_was_published(lines[key], page, language) or _whole(lines, key) in kinds):
            continue
        before = next((other for other in reversed(order[:place]) if other in kinds), "")
        after = next((other for other in order[place:] if other in kinds), "")
        leads_on = _is_heading(lines[key]) and kinds.get(before) != "heading"
        whole = _whole(lines, key)
        host = whole if whole in kinds else (leads_on and after) or before or after
        if host:
            found.setdefault(host, []).append(key)
    return found


def _was_published(line: Line, page: PageAlignment, language: Language) -> bool:
    """Return whether a line's block stood in this language. One without either side was a block of the translation that
    now has another id."""
    return bool(getattr(line, language)) or (not (line.zh or line.en) and language == page.translation)


def _whole(lines: dict[str, Line], key: str) -> str:
    """Return the id of the block that this one was a further part of, and that of its own, as far as they go."""
    passed = {key}
    while key in lines and lines[key].whole not in ("", *passed):
        key = lines[key].whole
        passed.add(key)
    return key


def _is_heading(line: Line) -> bool:
    return line.kind == "heading" or (not line.kind and not NUMBERED.fullmatch(line.id))
