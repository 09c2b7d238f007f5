"""Sets the phrases of the Chinese of a title or a display copy apart, so that a book's lines end between them."""

from __future__ import annotations

import re

from hooks.editions.document import Node
from hooks.editions.publication import Publication
from hooks.phrases import HAN, phrases
from hooks.translation.glossary import chinese_terms

PUNCTUATION = re.compile(r"([\s、，。．：；！？…—「」『』（）《》〈〉【】〔〕‘’“”()\[\]]+)")


def display(body: list[Node], publication: Publication) -> list[Node]:
    """Return the words of a title or a display copy of a publication, each phrase of their Chinese apart."""
    return in_phrases(body, chinese_terms(publication.tables)) if publication.language == "zh" else body


def in_phrases(body: list[Node], terms: frozenset[str]) -> list[Node]:
    """Return inline nodes with the words of each phrase of their Chinese in a node of its own, `phrase`; no character
    is lost. Punctuation stands beside it, since a line breaker knows where that may stand, and how wide."""
    found: list[Node] = []
    for node in body:
        if not isinstance(node, str) or not HAN.search(node):
            found.append(node)
            continue
        parts = [part for phrase in phrases(node, terms) for part in PUNCTUATION.split(phrase) if part]
        for part in parts:
            whole = len(parts) > 1 and len(part) > 1 and HAN.search(part)
            found.append({"type": "phrase", "body": [part]} if whole else part)
    return found
