"""The pictures that a book shows."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

from hooks.findings import Finding, SourceError

# The kinds of picture that every reading system has to show (EPUB 3.3, 3.2).
TYPES = {
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
# What a file of a kind begins with.
SIGNATURES = {
    "image/gif": b"GIF8",
    "image/jpeg": b"\xff\xd8",
    "image/png": b"\x89PNG",
    "image/svg+xml": b"<",
    "image/webp": b"RIFF",
}


class Picture(NamedTuple):
    """A picture: its path in the book, which is that below `docs/`, its media type, and its content."""

    path: str
    type: str
    content: bytes


def read_picture(source: str, page: str, read: Callable[[str], bytes]) -> Picture:
    """Return the picture that the page at `page` (`zh/summary.md`) shows from `source`; `read` gives the content of a
    file by its path below `docs/`. Raises SourceError where the picture is not there or of no kind for a book."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(source)))
    kind = TYPES.get(PurePosixPath(path).suffix.lower())
    try:
        # An address on the web has a colon; what is above `docs/` is no part of the publication.
        if not kind or path.startswith("..") or ":" in path:
            raise FileNotFoundError(path)
        return Picture(path, kind, read(path))
    except FileNotFoundError as error:
        message = f"shows the picture {source!r}, which no book can hold: use a PNG, JPEG or SVG in docs/"
        raise SourceError([Finding(f"docs/{page}", 0, "edition-picture", message)]) from error


def is_picture(suffix: str, content: bytes) -> bool:
    """Say whether a file whose name ends so has what a picture of that kind begins with."""
    signature = SIGNATURES.get(TYPES.get(suffix.lower(), ""))
    return signature is not None and content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(signature)
