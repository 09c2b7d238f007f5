"""The pages have the words of the printed text."""

from __future__ import annotations

from hooks.findings import Finding
from hooks.source.__main__ import collate
from hooks.sources import Sources

STOPS_BUILD = False


def check(sources: Sources) -> list[Finding]:
    """Return every difference of the pages from the extraction; none where a publication has no printed text."""
    return collate(sources)[0]
