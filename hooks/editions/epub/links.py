"""Where the links and pictures of a book lead: to each other inside it, to the site by its address otherwise."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urljoin

from hooks.editions.epub.content import valid_id
from hooks.editions.epub.pages import Page
from hooks.findings import Finding, SourceError

# The kinds of picture that every reading system has to show (EPUB 3.3, 3.2).
KINDS = {
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}


class Picture(NamedTuple):
    """A picture of the book: its path in it, which is that on the site, its media type, and its content."""

    path: str
    type: str
    content: bytes


def set_links(pages: list[Page], chapters: list[Page]) -> None:
    """Make each link of the `pages` lead to the file and id of a chapter in the book, or else to the web."""
    places = {page.address: (page.file, set(page.content.xpath(".//@id"))) for page in chapters}
    for page in pages:
        for link in page.content.xpath(".//a[@href]"):
            target, fragment = urldefrag(urljoin(page.address, link.get("href")))
            file, ids = places.get(target, ("", set()))
            name = valid_id(unquote(fragment)) if fragment else ""
            if link.get("href").startswith("#"):
                link.set("href", f"#{name}")
            elif file:
                link.set("href", f"{file}#{name}" if name in ids else file)
            else:
                link.set("href", urljoin(page.address, link.get("href")))


def take_pictures(pages: list[Page], site: Path, root: str) -> list[Picture]:
    """Return the pictures that the pages show from the `site` at the address `root`, and make the pages show them from
    where they are in the book. Raises SourceError for one that is not there or is of no kind for an EPUB."""
    found = {}
    for page in pages:
        for image in page.content.iter("img"):
            target = urljoin(page.address, image.get("src", ""))
            path = unquote(target.removeprefix(root))
            kind = KINDS.get(PurePosixPath(path).suffix.lower())
            if not target.startswith(root) or not kind or not (site / path).is_file():
                message = (
                    f"shows the picture {image.get('src')!r}, which no EPUB can hold: use a PNG, JPEG or SVG in docs/"
                )
                raise SourceError([Finding(page.source, 0, "epub-picture", message)])
            found[path] = Picture(path, kind, (site / path).read_bytes())
            image.set("src", path)
    return list(found.values())
