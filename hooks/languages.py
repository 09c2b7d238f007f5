"""The two languages of a publication. Which of them is the original the configuration says."""

from __future__ import annotations

from typing import Literal

Language = Literal["zh", "en"]

# BCP 47 tags as they stand in `lang` attributes.
LANG: dict[Language, str] = {"zh": "zh-Hant-TW", "en": "en"}
# The language whose pages stand at the address of the site; those of the other stand below `/en/`.
ROOT: Language = "zh"


def other(language: Language) -> Language:
    """Return the other of the two."""
    return "en" if language == "zh" else "zh"
