"""What stops the start of a publication."""

from __future__ import annotations

from collections.abc import Iterable


class StartError(Exception):
    """Raised before anything is written: holds one line an error, which says what is wrong and what to do instead."""

    def __init__(self, lines: Iterable[object]) -> None:
        super().__init__("\n".join(map(str, lines)))
