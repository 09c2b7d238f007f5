"""Looks through the built pages for what the sources cannot show: blocks that came out as literal text."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import html

from hooks.checks.text import BOX_DASH, COMPATIBILITY
from hooks.findings import Finding

LITERAL_BLOCK = re.compile(r"^\s*/{3,}", re.MULTILINE)


def check_site(site: Path) -> list[Finding]:
    """Return a finding for each page below `site` that prints a literal block, or a character that none may hold."""
    findings = []
    for path in sorted(site.rglob("*.html")):
        page = html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()
        # A table's cells are text already: what stands in them is data.
        for ignored in page.xpath("//script | //style | //td"):
            ignored.drop_tree()
        text = page.text_content()
        for code, pattern in (("site-block", LITERAL_BLOCK), ("site-text", COMPATIBILITY), ("site-text", BOX_DASH)):
            if found := re.search(pattern, text):
                words = text[found.start() : found.end() + 40].strip().split("\n")[0]
                message = f"prints “{words}” as text: look for it in the page's source and correct it there"
                findings.append(Finding(str(path.relative_to(site)), 0, code, message))
    return findings
