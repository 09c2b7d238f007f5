"""No space stands where none belongs: before a mark, inside Chinese, or twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hooks.blocks.lang_spans import FULL_WIDTH, HAN
from hooks.checks._texts import Text, findings_of
from hooks.findings import Finding
from hooks.messages import Said, say
from hooks.sources import Sources

STOPS_BUILD = False
# Names and the parts of a title are short; a space between them is meant.
INSIDE = re.compile(f"(?<=[{FULL_WIDTH}]{{5}}) +(?=[{FULL_WIDTH}]{{5}})")
CHINESE_MARK = re.compile(
    f"(?<=[{HAN}A-Za-z0-9%]) +(?=[，。；：！？、」』》）])|(?<=[「『《（]) +(?=\\S)|(?<=[，、；]) +(?=[{HAN}])"
)
ENGLISH_MARK = re.compile(
    r"(?<=[A-Za-z0-9”’)]) +(?=(?:[,;:!?]|\.(?!\.))(?:\s|$))|(?<=[(“]) +(?=\w)|(?<=\w) +(?=[)”](?:\W|$))"
)
TWICE = re.compile(r"(?<=[^\s.!?:。！？：|])[ ]{2,}(?=\S)")
SENTENCE = re.compile("[。！？]")


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `text-space` for each such space in a running text."""
    yield from findings_of(sources, "text-space", _judge)


def _judge(text: Text) -> Iterator[tuple[int, int, Said]]:
    words, seen = text.words, set[int]()
    if text.language == "zh":
        patterns = [CHINESE_MARK, *([INSIDE] if SENTENCE.search(words) and text.kind != "heading" else [])]
    else:
        patterns = [ENGLISH_MARK] if text.language else []
    for pattern in [*patterns, TWICE]:
        for found in pattern.finditer(words):
            if found.start() not in seen:
                seen.add(found.start())
                near = words[max(0, found.start() - 6) : found.end() + 6].replace("\n", " ")
                message = say("text-space/twice", near=near) if pattern is TWICE else say("text-space/extra", near=near)
                yield *found.span(), message
