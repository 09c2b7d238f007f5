"""What each page says of itself in one or two sentences: its front matter, or else its own first words."""

from __future__ import annotations

import re

from hooks.languages import LANG, Language
from hooks.rendering import Conversion, PageKey
from hooks.sources import Sources

# As much as search engines show, in characters.
LIMIT = 160
# A sentence's end. A full stop after a capital ends an abbreviation as often as a sentence: `U.S. `.
SENTENCE: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(r"[。！？]+[」』）》”’]*"),
    "en": re.compile(r"(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St|No|vs))(?<!\bMrs)[.!?]+[”’\"')\]]*(?=\s+[^a-z]|$)"),
}
# A sentence that ends inside a quotation is none by itself.
QUOTATIONS = ("「」", "『』", "“”", "（）", "()")
PHRASE: dict[Language, re.Pattern[str]] = {"zh": re.compile("[，、；：—]"), "en": re.compile(r"[,;:—]|\s")}


def make_descriptions(sources: Sources) -> dict[PageKey, str]:
    """Return the description of each page: that of its front matter, for a cover that of the publication, or an excerpt
    from its first paragraph. No two pages have the same, and a page that has nothing of its own to say has none."""
    configuration = sources.configuration
    order = ["index.md", *configuration.chapters]
    found: dict[PageKey, str] = {}
    for language in LANG:
        names = [name for of, name in sources.conversions if of == language]
        for name in sorted(names, key=lambda name: order.index(name) if name in order else len(order)):
            conversion = sources.conversions[language, name]
            own = str(conversion.source.meta.get("description") or "").strip()
            if not own and name == "index.md":
                own = configuration.identity(language).description
            texts = [text for text in (own, _first_words(conversion)) if text and text not in found.values()]
            if texts:
                found[language, name] = texts[0]
    return found


def excerpt(text: str, language: Language, limit: int = LIMIT) -> str:
    """Return the first sentences of a text, as many as `limit` characters hold; of a first sentence that is longer, its
    first phrases, with an ellipsis."""
    text = " ".join(text.split())
    ends = [match.end() for match in SENTENCE[language].finditer(text) if match.end() <= limit]
    ends = [end for end in ends if all(text.count(one[0], 0, end) == text.count(one[1], 0, end) for one in QUOTATIONS)]
    if ends:
        return text[: ends[-1]]
    if len(text) <= limit:
        return text.rstrip("：:")
    phrases = [match.start() for match in PHRASE[language].finditer(text) if 0 < match.start() < limit]
    return text[: phrases[-1] if phrases else limit - 1].rstrip(" ，、；：—,;:") + "…"


def _first_words(conversion: Conversion) -> str:
    paragraphs = [block.text for block in conversion.blocks if block.tag == "p" and block.text.strip()]
    return excerpt(paragraphs[0], conversion.source.language) if paragraphs else ""
