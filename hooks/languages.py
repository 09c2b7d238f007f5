"""The two languages of a publication, and which of them is the original."""

from __future__ import annotations

from typing import Literal

Language = Literal["zh", "en"]

# BCP 47 tags as they stand in `lang` attributes.
LANG: dict[Language, str] = {"zh": "zh-Hant-TW", "en": "en"}
ORIGINAL: Language = "zh"
TRANSLATION: Language = "en"


def other(language: Language) -> Language:
    """Return the other of the two."""
    return "en" if language == "zh" else "zh"
