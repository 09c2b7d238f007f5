"""Says of editor's notes what they are: which link leads to a note, which back, and where the notes stand."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from hooks.blocks import PageContext

LABEL = {"zh": "編者註", "en": "Editor’s notes"}
# The roles of DPUB-ARIA 1.1, by the classes that Python-Markdown's footnotes have.
ROLES = {"footnote-ref": "doc-noteref", "footnote-backref": "doc-backlink", "footnote": "doc-endnotes"}


class NotesTreeprocessor(Treeprocessor):
    """Gives the notes of the page and the links to and from them their roles, and the notes a name."""

    def __init__(self, md: Markdown, page: PageContext) -> None:
        super().__init__(md)
        self.page = page

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if role := ROLES.get(element.get("class", "")):
                element.set("role", role)
                if role == "doc-endnotes":
                    element.set("aria-label", LABEL[self.page.language])


class NotesExtension(Extension):
    """Registers the tree processor behind that of the notes."""

    def __init__(self, **options: Any) -> None:
        self.config = {"page": [PageContext(), "the page in hand"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.treeprocessors.register(NotesTreeprocessor(md, self.getConfig("page")), "diptych-notes", -50)


def makeExtension(**options: Any) -> NotesExtension:  # noqa: N802
    """Return the extension for Python-Markdown."""
    return NotesExtension(**options)
