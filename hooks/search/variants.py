"""Which other characters a reader may type for those of a text: Simplified ones, and the spellings of other places."""

from __future__ import annotations

from collections import defaultdict

import opencc

# OpenCC's tables from Traditional Chinese: to Simplified, to its own standard, to Hong Kong's forms and back.
TABLES = ("t2s", "tw2s", "tw2t", "t2hk", "hk2t")


def variants(text: str) -> dict[str, str]:
    """Return, for each character that may be typed in another's place, those of `text` that it may stand for. Words are
    looked up whole, so that 了解 leads to 瞭解; 台 and 臺, as any two spellings of one place, lead to each other."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for table in TABLES:
        converted = opencc.OpenCC(table).convert(text)
        # The tables above put one character for each; a word of another length would shift all after it.
        if len(converted) == len(text):
            for typed, printed in set(zip(converted, text, strict=True)):
                if typed != printed:
                    found[typed].add(printed)
    spellings = opencc.OpenCC("t2hk")
    for typed, printed in [(typed, printed) for typed, all_of in found.items() for printed in all_of]:
        if typed in text and spellings.convert(printed) == typed:
            found[printed].add(typed)
    return {typed: "".join(sorted(found[typed])) for typed in sorted(found)}
