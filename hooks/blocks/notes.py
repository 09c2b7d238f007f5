"""Says of editor's notes what they are: which link leads to a note, which back, and where the notes stand."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from hooks.blocks.context import PageContext
from hooks.words import words

# The roles of DPUB-ARIA 1.1, by the classes that Python-Markdown's footnotes have.
ROLES = {"footnote-ref": "doc-noteref", "footnote-backref": "doc-backlink", "footnote": "doc-endnotes"}


def name_notes(root: etree.Element, page: PageContext) -> None:
    """Give the notes of a page and the links to and from them their roles, and the notes a name."""
    for element in root.iter():
        if role := ROLES.get(element.get("class", "")):
            element.set("role", role)
            if role == "doc-endnotes":
                element.set("aria-label", words(page.language)["blocks.notes"])
