"""No word and no mark stands twice by mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hooks.blocks.lang_spans import HAN
from hooks.checks._texts import Text, findings_of
from hooks.findings import Finding
from hooks.messages import Said, say
from hooks.sources import Sources

STOPS_BUILD = False
# Words that no English sentence has twice in a row; “that that” and “had had” are English.
ENGLISH = re.compile(
    r"\b(the|an?|of|to|and|or|for|with|by|at|from|as|are|was|were|be|has|have|this|these|their|its|our|we|they|but|not"
    r"|which|will|would|can|into|than)[ \n]+\1\b",
    re.IGNORECASE,
)
# Characters that no Chinese word has twice; with what may end in the first of the two, or begin with the second.
CHINESE = re.compile(
    r"(?<![目標有鵠])的的(?!確)|與與(?<!參與與)(?<!賦與與)|(?<![以涉波普企顧觸論])及及|之之|(?<![一])被被|(?<![成高])就就(?<!功就就)|也也|"
    r"(?<![首京全])都都|而而|或或|但但|(?<![關對終等至屬位由善鑑])於於(?<!於於於)|(?<![一])將將|並並|其其(?<!尤其其)|且且|(?<![大])我我|這這|"
    r"(?<![再不])已已|(?<![因認以成視作])為為|(?<![存現潛實所內外自])在在(?!顯|證|說|反|表|需|都)"
)
# Whole words; those of two characters may be said twice (討論討論).
WORDS = re.compile(f"([{HAN}]{{3,12}})\\1")
MARKS = re.compile(
    r"([，。、；：])\1+|[，、；：][，。、；]|。[，、；]|([,;])\2+|(?<![.\w])\.\.(?![.])|(?<=[a-z])\.\.(?![./])|[,;]\.(?!\d)"
)


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `text-doubled` for a word or a mark that stands twice in a row."""
    yield from findings_of(sources, "text-doubled", _judge)


def _judge(text: Text) -> Iterator[tuple[int, int, Said]]:
    words = text.words
    if text.language != "zh":
        for found in ENGLISH.finditer(words):
            said = " ".join(found[0].split())
            # “As a whole, a A” is a name, and so is “The The”.
            if not (found[1] in ("A", "a") and found[0][-1:] == "A"):
                yield *found.span(), say("text-doubled/english", found=said, word=found[1])
    if text.language != "en":
        for found in CHINESE.finditer(words):
            yield (
                *found.span(),
                say("text-doubled/character", near=_near(words, found), found=found[0], word=found[0][0]),
            )
        for found in WORDS.finditer(words):
            if len(set(found[1])) > 1:
                yield *found.span(), say("text-doubled/words", found=found[1])
    for found in MARKS.finditer(words):
        if len(set(found[0])) == 1 and found[0][0] == "。" and len(found[0]) > 2:
            continue  # Said to be an ellipsis.
        yield *found.span(), say("text-doubled/mark", found=found[0], near=_near(words, found))


def _near(words: str, found: re.Match[str]) -> str:
    return " ".join(words[max(0, found.start() - 6) : found.end() + 6].split())
