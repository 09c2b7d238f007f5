"""Says in which language a passage is, where that is not the page's, and joins the lines of Chinese paragraphs."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from hooks.blocks.context import PageContext
from hooks.blocks.text import STASHED
from hooks.languages import LANG, Language, other

HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff"
MARKS = "\u2014\u2026\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff1f\uff3b-\uff40\uff5b-\uff60"
FULL_WIDTH = HAN + MARKS

# A line's end inside Chinese is no space, nor is one beside a full-width mark.
LINE_END = re.compile(f"(?<=[{FULL_WIDTH}])\\n(?=[{FULL_WIDTH}])|(?<=[{MARKS}])\\n|\\n(?=[{MARKS}])")

# Words in Latin script, with the figures and marks between them, make an English passage where one is a real word:
# abbreviations and designations (GDP, F-16A/B, C4I) belong to the Chinese sentence that they stand in.
ENGLISH = re.compile(r"[A-Za-z][A-Za-z0-9’'.,:;&/()–\- ]*[A-Za-z0-9.)]")
ENGLISH_WORD = re.compile(r"[a-z]{3}")
CHINESE = re.compile(f"[《「『（]*[{HAN}][{FULL_WIDTH}]*")


def mark_languages(root: etree.Element, page: PageContext) -> None:
    """Wrap each passage in the other language in a `span` with its `lang`."""
    _mark(root, other(page.language))


def find_spans(text: str, language: Language) -> list[tuple[str, str]]:
    """Return `text` as pairs of a passage in `language` and what follows it; the first pair has no passage."""
    pattern = ENGLISH if language == "en" else CHINESE
    stashed = {place for match in STASHED.finditer(text) for place in range(*match.span())}
    pieces = [("", "")]
    end = 0
    for match in pattern.finditer(text):
        if match.start() in stashed or (language == "en" and not ENGLISH_WORD.search(match[0])):
            continue
        pieces[-1] = (pieces[-1][0], text[end : match.start()])
        pieces.append((match[0], ""))
        end = match.end()
    pieces[-1] = (pieces[-1][0], text[end:])
    return pieces


def _mark(element: etree.Element, language: Language) -> None:
    if element.tag in ("code", "pre", "script", "style") or element.get("lang"):
        return
    children = _spans(element, "text", language)
    for child in list(element):
        _mark(child, language)
        children += [child, *_spans(child, "tail", language)]
    element[:] = children


def _spans(element: etree.Element, place: str, language: Language) -> list[etree.Element]:
    """Return the passages in `language` in a text of an element, each as a `span`, and leave there what is before."""
    text = LINE_END.sub("", getattr(element, place) or "")
    (_, before), *pieces = find_spans(text, language)
    setattr(element, place, before)
    spans = []
    for passage, after in pieces:
        span = etree.Element("span", {"lang": LANG[language]})
        span.text, span.tail = passage, after
        spans.append(span)
    return spans
