"""Every pull-quote has the words of the paragraph that it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hooks.alignment.likeness import runs_of
from hooks.blocks.context import block_line
from hooks.blocks.pull_quote import quotes_from
from hooks.checks.blocks import page_errors
from hooks.findings import Finding
from hooks.messages import say
from hooks.sources import Sources

STOPS_BUILD = True
# So much of an adapted quotation shows where it comes from.
MOST = 0.5


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `quote-paragraph` for a pull-quote of a paragraph that is not on its page, and `quote-words` for one with
    other words that does not say so."""
    tables = sorted(sources.package.resources) if sources.package else []
    for (language, name), page in sources.conversions.items():
        # Of a page whose blocks are broken nothing can be said: its text is not what it will be.
        if any(page_errors(page.source, tables)):
            continue
        texts = {key: block.text for key, block in zip(sources.alignment[name].ids[language], page.blocks, strict=True)}
        for number, quote in enumerate(page.quotes):
            line = block_line(page.source.body, page.source.first_line, "pull-quote", place=number)
            if quote.source not in texts:
                ids = [key for key in texts if key.startswith("p-")]
                hint = say("quote-paragraph/ids", first=ids[0], last=ids[-1]) if ids else say("quote-paragraph/none")
                message = say("quote-paragraph/lost", source=quote.source, hint=hint)
                yield Finding(str(page.source.path), line, "quote-paragraph", message)
            elif not quote.adapted and not quotes_from(quote.words, texts[quote.source]):
                yield Finding(str(page.source.path), line, "quote-words", say("quote-words", source=quote.source))
            elif quote.adapted and (other := _other(quote.words, quote.source, texts)):
                message = say("quote-paragraph/other", source=quote.source, other=other)
                yield Finding(str(page.source.path), line, "quote-paragraph", message)


def _other(words: str, source: str, texts: Mapping[str, str]) -> str:
    """Return the paragraph that an adapted quotation is surely taken from, where it is not the one that it names."""
    quoted = runs_of(words)
    shared = {key: len(quoted & runs_of(text)) / len(quoted) for key, text in texts.items() if key.startswith("p-")}
    best = max(shared, key=lambda key: shared[key], default="")
    return best if best and shared[best] >= MOST and shared.get(source, 0) <= shared[best] / 4 else ""
