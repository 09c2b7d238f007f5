"""The pictures that a book shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import NamedTuple

from hooks.findings import Finding, SourceError
from hooks.messages import say
from hooks.pictures import TYPES, kind_error, picture_error, read_shown


class Picture(NamedTuple):
    """A picture: its path in the book, which is that below `docs/`, its media type, and its content."""

    path: str
    type: str
    content: bytes


def read_picture(source: str, page: str, read: Callable[[str], bytes]) -> Picture:
    """Return the picture that the page at `page` (`zh/summary.md`) shows from `source`; `read` gives the content of a
    file by its path below `docs/`. Raises SourceError where the picture is not there or cannot be shown."""
    path, content = source, b""
    try:
        path, content = read_shown(source, page, read)
        error = picture_error(path, content)
    except FileNotFoundError:
        error = kind_error(path) or say("edition-picture/lost")
    if error:
        raise SourceError(
            [Finding(f"docs/{page}", 0, "edition-picture", say("edition-picture/picture", found=source, error=error))]
        )
    return Picture(path, TYPES[PurePosixPath(path).suffix.lower()], content)
