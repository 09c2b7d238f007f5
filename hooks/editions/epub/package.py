"""What the package document of a book says of it (EPUB 3.3, 5; EPUB Accessibility 1.1, 2)."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

from hooks.editions.epub.pages import ContentDocument
from hooks.editions.publication import Publication
from hooks.findings import Finding, SourceError
from hooks.languages import LANG
from hooks.words import words

# `dcterms:modified` must be there: where nothing is known, it is the earliest that a file in a ZIP can have.
UNKNOWN = datetime(1980, 1, 1, tzinfo=UTC)


def metadata(publication: Publication, pages: list[ContentDocument]) -> dict[str, Any]:
    """Return what the package says beside title, publisher and rights. Raises SourceError where the publication has no
    address."""
    if not publication.address:
        message = "has no `site_url`, which an EPUB needs for its identifier and its links to the site: write it there"
        raise SourceError([Finding("mkdocs.yml", 0, "epub-address", message)])
    said, epoch = words(publication.language), publication.revision.epoch
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability", "alternativeText"]
    summary = [said["epub.accessibility"]]
    if any(page.marks for page in pages):
        features += ["pageBreakMarkers", "pageNavigation"]
        summary.append(said["epub.accessibility_pages"])
    modified = UNKNOWN if epoch is None else datetime.fromtimestamp(epoch, UTC)
    return {
        "identifier": uuid.uuid5(uuid.NAMESPACE_URL, f"{publication.address} {LANG[publication.language]}"),
        "modified": modified.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "modes": ["textual", "visual"] if any(page.shows for page in pages) else ["textual"],
        "features": features,
        "summary": ("" if publication.language == "zh" else " ").join(summary),
    }
