"""Days, months and years as a reader writes them."""

from __future__ import annotations

from hooks.languages import Language
from hooks.words import words


def date_in_words(date: str, language: Language) -> str:
    """Return a date of ISO 8601, a day, a month (`2013-06`) or a year, in words; "" for none."""
    if not date:
        return ""
    said = words(language)
    year, month, day = (*date.split("-"), "", "")[:3]
    if not month:
        return said["dates.year"].format(year=year)
    name = said["dates.months"].split()[int(month) - 1]
    return said["dates.day" if day else "dates.month"].format(year=year, month=name, day=int(day or 0))
