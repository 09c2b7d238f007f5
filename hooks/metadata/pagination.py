"""On which pages of the printed edition a chapter stands, as its page marks say."""

from __future__ import annotations

import re
from html import unescape

from hooks.languages import LANG
from hooks.printed_pages import follows
from hooks.rendering import PageKey
from hooks.sources import Sources

MARK = re.compile(r'<\w+[^>]*\bdata-page="([^"]*)"')
TAG = re.compile(r"<[^>]*>")


def printed_pages(sources: Sources) -> dict[PageKey, tuple[str, str]]:
    """Return the first and last printed page of each chapter, where its marks tell both: a chapter that begins within a
    page begins on that with which the chapter before it ends, if the numbers of the two follow each other."""
    found: dict[PageKey, tuple[str, str]] = {}
    for language in LANG:
        last = ""
        for name in sources.configuration.chapters:
            conversion = sources.conversions.get((language, name))
            marks = list(MARK.finditer(conversion.html)) if conversion else []
            numbers = [unescape(mark[1]) for mark in marks]
            if conversion and marks:
                if not TAG.sub("", conversion.html[: marks[0].start()]).strip():
                    found[language, name] = numbers[0], numbers[-1]
                elif follows(numbers[0], last):
                    found[language, name] = last, numbers[-1]
            last = numbers[-1] if numbers else ""
    return found
