"""Picture files: which kinds a publication may show, how large one is, and what is wrong with one."""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Callable
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import unquote
from xml.etree import ElementTree

from PIL import Image, UnidentifiedImageError

from hooks.messages import Said, say

# The kinds of picture that every reading system has to show (EPUB 3.3, 3.2).
TYPES = {
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
# What is more than a book should carry: in bytes, and in pixels.
LARGEST = 5_000_000
MOST_PIXELS = 40_000_000
# What a size in a drawing is in pixels (CSS Values 4, 6.2).
UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*")
# What a browser draws that has no size of its own.
USUAL = (300.0, 150.0)
# What a drawing may take from elsewhere, or do by itself.
ACTIVE = ("script", "foreignObject")


def read_shown(source: str, page: str, read: Callable[[str], bytes]) -> tuple[str, bytes]:
    """Return the path below `docs/`, and the content, of the file that the page at `page` (`zh/summary.md`) shows from
    `source`: its language's own, or one that both languages share. `read` gives the content of a file by its path below
    `docs/`. Raises FileNotFoundError."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(source)))
    # An address on the web has a colon; what is above `docs/` is no part of the publication.
    if ":" in path or path.startswith(".."):
        raise FileNotFoundError(path)
    language = page.partition("/")[0]
    shared = path.removeprefix(f"{language}/")
    for place in (f"{language}/{shared}", shared):
        try:
            return place, read(place)
        except (FileNotFoundError, IsADirectoryError):
            continue
    raise FileNotFoundError(path)


def picture_size(path: str, content: bytes) -> tuple[int, int] | None:
    """Return the width and height of a picture in pixels; None for a file that is none."""
    return _read(PurePosixPath(path).suffix.lower(), content)[0]


def picture_error(path: str, content: bytes) -> Said | None:
    """Return what is wrong with a picture file, and what to do; None where all is well."""
    if error := kind_error(path):
        return error
    suffix = PurePosixPath(path).suffix.lower()
    size, active = _read(suffix, content)
    if size is None:
        return say("edition-picture/damaged", kind=suffix[1:].upper())
    if len(content) > LARGEST or (suffix != ".svg" and size[0] * size[1] > MOST_PIXELS):
        size_now = f"{len(content) / 1e6:.1f}"
        return say("edition-picture/large", size=size_now, width=size[0], height=size[1], most=LARGEST // 1_000_000)
    return active


def kind_error(path: str) -> Said | None:
    """Return what is wrong with a picture by the end of its name; None where nothing is."""
    if PurePosixPath(path).suffix.lower() in TYPES:
        return None
    return say("edition-picture/kind")


@cache
def _read(suffix: str, content: bytes) -> tuple[tuple[int, int] | None, Said | None]:
    """Return the size of a picture, and what a drawing holds that it must not."""
    if suffix not in TYPES:
        return None, None
    if suffix == ".svg":
        return _read_drawing(content)
    try:
        with Image.open(io.BytesIO(content), formats=[TYPES[suffix].partition("/")[2]]) as picture:
            size = picture.size
            if size[0] * size[1] <= MOST_PIXELS:
                picture.load()
            return size, None
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        return None, None


def _read_drawing(content: bytes) -> tuple[tuple[int, int] | None, Said | None]:
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError:
        return None, None
    if root.tag.rpartition("}")[2] != "svg":
        return None, None
    box = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))][2:] or USUAL
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    if not width or not height:
        ratio = box[1] / box[0] if len(box) == 2 and box[0] else 1
        width, height = (width, width * ratio) if width else (height / ratio, height) if height and ratio else box[:2]
    for element in root.iter():
        tag = str(element.tag).rpartition("}")[2]
        links = [value for name, value in element.items() if name.rpartition("}")[2] == "href" and tag != "a"]
        if tag in ACTIVE or any(not link.startswith(("#", "data:")) for link in links):
            return (round(width), round(height)), say("edition-picture/holds", tag=tag)
    return (round(width), round(height)), None


def _length(written: str) -> float:
    found = LENGTH.fullmatch(written)
    return float(found[1]) * UNITS.get(found[2], 0) if found else 0
