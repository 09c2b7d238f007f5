"""The measures of a book, in points: `book.typ` sets by them, and tables are fitted to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf
from typing import NamedTuple

from hooks.languages import Language

MILLIMETRE = 72 / 25.4
# As wide as a sheet with both languages.
SHEET = 297 * MILLIMETRE
# How much smaller than the text the letters of a table are, and those of the colophon.
TABLE, COLOPHON = 0.9, 0.86
# As small as letters may be where there are ways to avoid it; in large print nothing is small.
SMALLEST, SMALLEST_LARGE = 6.6, 12.0


class Room(NamedTuple):
    """The room of a table: how wide it may be, in its own letters, and by how much these may be smaller where there are
    ways to avoid it."""

    width: float
    smallest: float


class Measures(NamedTuple):
    """How large the letters of each language are, how wide a column of its text is, and what stands between two."""

    sizes: Mapping[Language, float]
    columns: Mapping[Language, float]
    gutter: float
    large: bool

    @property
    def middle(self) -> float:
        """Where the columns of a sheet meet, from its left edge; beyond the page, where there is one."""
        both = sum(self.columns.values()) + self.gutter
        return (SHEET - both) / 2 + self.columns["zh"] + self.gutter / 2 if self.gutter else inf

    def room(self, languages: Sequence[Language], *, in_colophon: bool) -> Room:
        """Return the room of a table in a language, or in two, of which the first leads."""
        width = sum(self.columns[language] for language in languages) + self.gutter * (len(languages) - 1)
        letters = self.sizes[languages[0]] * TABLE * (COLOPHON if in_colophon else 1)
        return Room(width / letters, min(1.0, (SMALLEST_LARGE if self.large else SMALLEST) / letters))


def measures_of(languages: Sequence[Language], *, large: bool) -> Measures:
    """Return the measures of a book: a leaf with 34 characters a line, or a sheet on its side with a column for each
    language, as wide as makes both about as long; a sheet of large print has 26 characters."""
    if len(languages) > 1:
        sizes: dict[Language, float] = {"zh": 10.5, "en": 10.4}
        return Measures(sizes, {"zh": 32 * sizes["zh"], "en": 380.0}, 13 * MILLIMETRE, large)
    sizes = {"zh": 18.0, "en": 18.0} if large else {"zh": 10.5, "en": 11.0}
    width = 26 * sizes["zh"] if large else 34 * sizes["zh"]
    return Measures(sizes, {"zh": width, "en": width}, 0.0, large)
