"""No character in the pages is one that looks right and matches nothing."""

from __future__ import annotations

import re
import unicodedata

from hooks.findings import Finding
from hooks.sources import Sources

STOPS_BUILD = True
# Control characters but tab and line feed, and what HTML forbids: Word's soft returns, form feeds.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
COMPATIBILITY = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")
BOX_DASH = "\u2500"


def check(sources: Sources) -> list[Finding]:
    """Return `text-compatibility`, `text-dash` and `text-control` for such characters, once a line."""
    findings = []
    for page in sources.pages:
        for number, line in enumerate(page.text.split("\n"), start=1):
            if found := COMPATIBILITY.search(line):
                normal = unicodedata.normalize("NFC", found[0])
                message = f"has “{found[0]}” (U+{ord(found[0]):04X}), which no search finds: write “{normal}”"
                findings.append(Finding(str(page.path), number, "text-compatibility", message))
            if found := CONTROL.search(line):
                message = f"holds the control character U+{ord(found[0]):04X}, which no page may have: take it away"
                findings.append(Finding(str(page.path), number, "text-control", message))
            if BOX_DASH in line:
                message = f"has “{BOX_DASH}” (U+2500), which draws boxes: write the dash “——”"
                findings.append(Finding(str(page.path), number, "text-dash", message))
    return findings
