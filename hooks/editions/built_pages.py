"""The pages of a site that is built, as trees that can be read and changed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from lxml import html

# lxml has no type hints.
Element = Any
# Elements that have no end in HTML, and that lxml does not know.
UNKNOWN_EMPTY = re.compile("</(?:source|track|wbr)>")


def read_page(path: Path) -> Element:
    """Return the root element of the page in a file."""
    return html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()


def page_bytes(page: Element) -> bytes:
    """Return a page, given as its root element, as its file has it."""
    return f"<!doctype html>\n{as_html(page)}".encode()


def as_html(element: Element) -> str:
    """Return an element and what follows it as HTML."""
    return UNKNOWN_EMPTY.sub("", html.tostring(element, encoding="unicode"))
