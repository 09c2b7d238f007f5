"""No character in the pages is one that looks right and matches nothing."""

from __future__ import annotations

import re
import unicodedata

from hooks.findings import Finding
from hooks.sources import Sources

STOPS_BUILD = True
COMPATIBILITY = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")
BOX_DASH = "\u2500"


def check(sources: Sources) -> list[Finding]:
    """Return `text-compatibility` and `text-dash` for such characters, once a line."""
    findings = []
    for page in sources.pages:
        for number, line in enumerate(page.text.split("\n"), start=1):
            if found := COMPATIBILITY.search(line):
                normal = unicodedata.normalize("NFC", found[0])
                message = f"has “{found[0]}” (U+{ord(found[0]):04X}), which no search finds: write “{normal}”"
                findings.append(Finding(str(page.path), number, "text-compatibility", message))
            if BOX_DASH in line:
                message = f"has “{BOX_DASH}” (U+2500), which draws boxes: write the dash “——”"
                findings.append(Finding(str(page.path), number, "text-dash", message))
    return findings
