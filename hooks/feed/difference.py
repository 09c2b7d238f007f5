"""What differs between two texts, word by word; in Chinese, character by character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

WORD = re.compile(r"[^\W\u2e80-\u9fff\uf900-\ufaff]+|\s+|.", re.DOTALL)
# A few equal words between two differences are read with them: so many characters.
TOO_SHORT = 3

Part = tuple[Literal["both", "before", "after"], str]


def difference(before: str, after: str) -> Iterator[Part]:
    """Yield the parts of both texts in order: what both have, and what only the one `before` or `after` has, the old
    before the new."""
    old, new = WORD.findall(before), WORD.findall(after)
    removed = added = ""
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        same = "".join(old[start:end]) if kind == "equal" else ""
        if same and not ((removed or added) and len(same) <= TOO_SHORT and end < len(old)):
            yield from _pending(removed, added)
            removed = added = ""
            yield "both", same
        else:
            removed += "".join(old[start:end])
            added += "".join(new[first:last])
    yield from _pending(removed, added)


def _pending(removed: str, added: str) -> Iterator[Part]:
    if removed:
        yield "before", removed
    if added:
        yield "after", added
