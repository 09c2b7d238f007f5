"""The pages of a site that is built, as trees that can be read and changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import html

# lxml has no type hints.
Element = Any


def read_page(path: Path) -> Element:
    """Return the root element of the page in a file."""
    return html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()


def page_bytes(page: Element) -> bytes:
    """Return a page, given as its root element, as its file has it."""
    return bytes(html.tostring(page, encoding="utf-8", doctype="<!doctype html>"))
