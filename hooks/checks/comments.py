"""Comments in the pages, `<!-- … -->`, are closed: what staff write for each other goes to no reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hooks.findings import Finding
from hooks.messages import say
from hooks.sources import Sources

STOPS_BUILD = True
# Markdown escapes the sign in code and in text.
PUBLISHED = re.compile(r"<!--\s*(.{0,20})")


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `text-comment` for a comment that is never closed, that holds the beginning of another, or that would be
    published."""
    for page in sources.pages:
        for line, text in page.comments:
            if not text.endswith("-->"):
                message = say("text-comment/open")
                yield Finding(str(page.path), line, "text-comment", message)
            elif "<!--" in text[4:]:
                message = say("text-comment/inside")
                yield Finding(str(page.path), line, "text-comment", message)
    for conversion in sources.conversions.values():
        for found in PUBLISHED.finditer(conversion.html):
            page = conversion.source
            lines = enumerate(page.text.split("\n"), start=1)
            line = next((number for number, words in lines if "<!--" in words and found[1] in words), page.first_line)
            message = say("text-comment/published")
            yield Finding(str(page.path), line, "text-comment", message)
