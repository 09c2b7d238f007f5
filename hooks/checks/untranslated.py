"""Each text is in the language of its place: no Chinese is left in English cells and titles, no English in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hooks.blocks.lang_spans import HAN
from hooks.checks._texts import Text, findings_of
from hooks.checks.translation import CHINESE, QUOTED
from hooks.findings import Finding
from hooks.messages import Said, say
from hooks.sources import Sources

STOPS_BUILD = False
# A run of English that is no name, no title and no quotation.
ENGLISH = re.compile(r"(?<![A-Za-z])(?<![A-Za-z][’'-])[A-Za-z][A-Za-z’'-]*(?:,? [A-Za-z][A-Za-z’'-]*){3,}")
SMALL = re.compile(r"(?<![A-Za-z’'-])[a-z]{2,}(?![A-Za-z])")
# What may be English in Chinese.
APART = re.compile('（[^（）]*）|\\([^()]*\\)|「[^「」]*」|『[^『』]*』|“[^“”]*”|"[^"]*"|《[^《》]*》|:.*', re.DOTALL)
ENOUGH = 4


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `translation-chinese` for Chinese in an English cell, title or setting, beyond quoted terms and titles, and
    `translation-english` for a Chinese text that has more English than names and titles."""
    pages = {str(page.path) for page in sources.pages}

    def chinese(text: Text) -> Iterator[tuple[int, int, Said]]:
        if text.language == "en" and str(text.path) not in pages:
            rest = QUOTED.sub(lambda found: "\n" * len(found[0]), text.words)
            for found in CHINESE.finditer(rest):
                message = say("translation-chinese", found=found[0][:24])
                yield *found.span(), message

    def english(text: Text) -> Iterator[tuple[int, int, Said]]:
        if text.language == "zh":
            rest = APART.sub(lambda found: "\n" * len(found[0]), text.words)
            whole = not re.search(f"[{HAN}]", rest) and text.kind != "paragraph"
            for found in ENGLISH.finditer(rest):
                if len(SMALL.findall(found[0])) >= (ENOUGH - 1 if whole else 2 * ENOUGH):
                    yield *found.span(), say("translation-english", found=found[0][:40])
                    return

    yield from findings_of(sources, "translation-chinese", chinese)
    yield from findings_of(sources, "translation-english", english)
