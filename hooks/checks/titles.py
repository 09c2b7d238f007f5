"""The title in a page's front matter, which the contents print, is that of its heading, which the page prints."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hooks.blocks.text import fold
from hooks.checks.configuration import is_text
from hooks.findings import Finding
from hooks.messages import say
from hooks.sources import Sources

STOPS_BUILD = False


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `page-title` for a title in other words than the heading of its page: whoever corrects the one may not
    think of the other."""
    for page in sources.conversions.values():
        title = page.source.meta.get("title")
        heading = next((block.text for block in page.blocks if block.tag == "h1" and block.text), "")
        if heading and is_text(title) and fold(str(title)) != heading:
            lines = page.source.text.split("\n")
            line = next((number for number, text in enumerate(lines, start=1) if re.match(r"title\s*:", text)), 1)
            message = say("page-title", title=str(title), heading=heading)
            yield Finding(str(page.source.path), line, "page-title", message)
