"""What the package document of a book says of it (EPUB 3.3, 5; EPUB Accessibility 1.1, 2), and the templates of the
files that are no text."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from hooks.editions.epub.pages import ContentDocument
from hooks.editions.publication import Publication
from hooks.languages import LANG
from hooks.words import words

# `dcterms:modified` must be there: where nothing is known, it is the earliest that a file in a ZIP can have.
UNKNOWN = datetime(1980, 1, 1, tzinfo=UTC)
TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")), autoescape=True, undefined=StrictUndefined
)


def render(name: str, **values: object) -> bytes:
    """Return a file of the book, filled in from `templates/<name>`."""
    declaration = '<?xml version="1.0" encoding="utf-8"?>\n' + "<!DOCTYPE html>\n" * name.endswith(".xhtml")
    return (declaration + TEMPLATES.get_template(name).render(**values) + "\n").encode()


def metadata(publication: Publication, pages: list[ContentDocument], kind: str) -> dict[str, Any]:
    """Return what the package says beside title, publisher and rights; the `kind` of book is `vertical`, `bilingual`
    or nothing."""
    said, epoch = words(publication.language), publication.revision.epoch
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability", "alternativeText"]
    summary = [said["epub.accessibility"]]
    if any(page.marks for page in pages):
        features += ["pageBreakMarkers", "pageNavigation"]
        summary.append(said["epub.accessibility_pages"])
    name = f"{publication.address} {LANG[publication.language]}"
    if kind == "vertical":
        features.append("verticalWriting")
    name = f"{name} {kind}".rstrip()
    modified = UNKNOWN if epoch is None else datetime.fromtimestamp(epoch, UTC)
    return {
        "identifier": uuid.uuid5(uuid.NAMESPACE_URL, name),
        "modified": modified.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "modes": ["textual", "visual"] if any(page.drawn or page.pictures for page in pages) else ["textual"],
        "features": features,
        "summary": ("" if publication.language == "zh" else " ").join(summary),
    }
