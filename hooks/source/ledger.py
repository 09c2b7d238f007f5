"""The account of an extraction's characters."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Ledger:
    """Where each character of the extraction went, counted by kind: `kept` in passages (`replaced` of these by another
    character), or `dropped`."""

    kept: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    replaced: Counter[str] = field(default_factory=Counter)

    def total(self) -> int:
        """Return the number of characters accounted for."""
        return self.kept.total() + self.dropped.total()

    def move(self, kept: str, dropped: str, count: int) -> None:
        """Account for so many characters as dropped that were entered as kept."""
        if count:
            self.kept[kept] -= count
            self.dropped[dropped] += count
