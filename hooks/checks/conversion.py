"""What the blocks of a page find wrong while it is converted."""

from __future__ import annotations

from hooks.findings import Finding
from hooks.sources import Sources

STOPS_BUILD = True


def check(sources: Sources) -> list[Finding]:
    """Return the findings of every block in every page."""
    return [finding for page in sources.conversions.values() for finding in page.findings]
