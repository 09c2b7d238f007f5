"""One mistake, one finding: what only follows from another finding is left out, until that is corrected."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from pathlib import Path

from hooks.findings import Finding, SourceError
from hooks.sources import Sources
from hooks.translation.lines import lines_of

# A table that has one of these cannot be read.
TABLES = (
    "table-(category|character|column|constraint|descriptor|empty|encoding|file|id|normal-form|order|quote|row|type)$"
)
# Which finding is the cause of which, and how far it reaches: to the same `line`, the `block` in both languages, the
# `page` in both, the pages with `tables`, or `all`. One after the other: a consequence is no cause. Nor is a hint the
# cause of an error.
RULES = [
    (
        "block-(argument|content|open|option|syntax|unknown)|table-unknown|text-fence",
        "alignment-|collate-|translation-|note-|quote-|page-words",
        "page",
    ),
    ("text-markup", "note-(pair|unknown)|alignment-extra", "page"),
    ("note-(empty|inside)", "note-pair|alignment-extra", "page"),
    (TABLES, "alignment-|collate-|translation-|quote-|page-words", "tables"),
    ("nav-page", "nav-lacks", "all"),
    ("nav-lacks", "page-pair", "page"),
    ("nav-lacks|page-pair|page-place", "alignment-|collate-|translation-|link-", "page"),
    ("text-|note-un|edition-|page-words", "collate-|translation-|alignment-|note-pair", "block"),
    ("page-words", "collate-page-mark", "page"),
    ("collate-changed", "collate-(added|missing)", "line"),
    ("collate-missing", "alignment-extra", "page"),
    ("collate-", "translation-|alignment-|text-(doubled|punctuation|space|width)", "block"),
    ("translation-", "alignment-stale", "block"),
    ("(block|text|note|edition|page|collate|alignment|translation|nav|table)-", "glossary-paragraphs", "all"),
]
PATTERNS = [(re.compile(cause), re.compile(consequence), reach) for cause, consequence, reach in RULES]


def without_consequences(findings: Iterable[Finding], sources: Sources) -> list[Finding]:
    """Return the findings without those that another one explains."""
    places = _Places(sources)
    left = list(findings)
    for cause, consequence, reach in PATTERNS:
        causes = [one for one in left if cause.match(one.code)]
        reached = {
            is_hint: {key for one in causes if one.is_hint <= is_hint for key in places.reach(one, reach)}
            for is_hint in (False, True)
        }
        left = [
            one
            for one in left
            if cause.match(one.code) or not (consequence.match(one.code) and reached[one.is_hint] & places.of(one))
        ]
    return left


class _Places:
    """Where findings stand: on a line, in a block, on a page, and on one with tables."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.pages = {}
        self.starts: dict[str, list[tuple[int, str]]] = {}
        try:
            self.pages = {str(page.path): page for page in sources.pages}
        except SourceError:
            return

    def of(self, finding: Finding) -> set[object]:
        """Return the line, block and page of a finding, and what else reaches it."""
        page = self.pages.get(finding.path)
        keys: set[object] = {"all", (finding.path, finding.line)}
        if page:
            keys |= {("page", page.name), ("block", page.name, self._block(finding))}
            keys |= {"tables"} if "/// data-table" in page.text else set()
        return keys

    def reach(self, finding: Finding, reach: str) -> set[object]:
        """Return what a cause reaches."""
        if reach in ("all", "tables"):
            return {reach}
        kind: set[object] = {key for key in self.of(finding) if isinstance(key, tuple) and key[0] == reach}
        return kind or {(finding.path, finding.line)}

    def _block(self, finding: Finding) -> str:
        """Return the id of the block on a line: the one that begins there or last before it; the first of all above."""
        if finding.path not in self.starts:
            page = self.pages[finding.path]
            try:
                ids = self.sources.alignment[page.name].ids[page.language]
                lines = lines_of(self.sources, (page.language, page.name))
                self.starts[finding.path] = sorted(zip(lines, ids, strict=True))
            except (SourceError, KeyError):
                self.starts[finding.path] = []
        starts = self.starts[finding.path]
        at = bisect_right([line for line, _ in starts], finding.line) - 1
        return starts[max(0, at)][1] if starts else f"{Path(finding.path).name}:{finding.line}"
