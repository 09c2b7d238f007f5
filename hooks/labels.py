"""What Python-Markdown's own extensions print, in the language of the page."""

from __future__ import annotations

from typing import Any

from hooks.languages import Language

NOTE = {"zh": "編註{}", "en": "ed. {}"}
BACK = {"zh": "回到正文編註 {:d}", "en": "Back to note {:d} in the text"}
PERMALINK = {"zh": "本節連結", "en": "Link to this section"}


def extension_labels(language: Language) -> dict[str, dict[str, Any]]:
    """Return the options with which references to notes, the links back and headings' links read in `language`."""
    return {
        "footnotes": {"SUPERSCRIPT_TEXT": NOTE[language], "BACKLINK_TITLE": BACK[language]},
        "toc": {"permalink_title": PERMALINK[language]},
    }
