"""What stands for a passage in the other language: a script for each language of a chapter, so that a page can show it
beneath the passage, from a server or a file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from hooks.editions.built_pages import as_html
from hooks.languages import Language, other

# lxml has no type hints.
Element = Any

# Blocks that a reader may want in the other language; a table or a picture has its own page side by side.
TEXT = ("p", "ul", "ol", "h2", "h3", "h4", "blockquote", "dl", "pre")
# No words of the passage: where it is, where it leads, what its notes are called.
FURNITURE = (
    './/*[contains(concat(" ", @class, " "), " page-mark ")] | .//sup[a[contains(@class, "footnote-ref")]]'
    ' | .//a[@class="headerlink" or @class="paragraph-link" or @class="changed-mark"]'
)
KEPT = ("class", "lang", "start", "type", "value")


def counterparts(pairs: Iterable[tuple[list[Element], list[Element]]]) -> dict[Language, str]:
    """Return a script for the page of each language, that gives `counterparts` the passages of the other: an object of
    HTML by the id of each block. `pairs` has the elements of both sides of each row, Chinese first; they stay as they
    are."""
    found: dict[Language, dict[str, str]] = {"zh": {}, "en": {}}
    for zh, en in pairs:
        sides: dict[Language, list[Element]] = {"zh": _text(zh), "en": _text(en)}
        for language, elements in sides.items():
            passage = "".join(map(_plain, sides[other(language)]))
            for name in (name for element in elements for name in element.xpath("descendant-or-self::*/@id")):
                if passage and not name.startswith(("page-", "fnref:")):
                    found[language][name] = passage
    return {language: f"counterparts({_json(passages)});\n" for language, passages in found.items()}


def _text(elements: list[Element]) -> list[Element]:
    return [element for element in elements if element.tag in TEXT and "pending" not in element.classes]


def _plain(element: Element) -> str:
    copy = deepcopy(element)
    for part in copy.xpath(FURNITURE):
        part.drop_tree()
    for link in copy.xpath(".//a"):
        if "stale-mark" in link.classes:
            link.tag = "span"
        else:
            link.drop_tag()
    for part in copy.iter("*"):
        for name in set(part.attrib) - {*KEPT}:
            del part.attrib[name]
    copy.tail = None
    return as_html(copy)


def _json(passages: dict[str, str]) -> str:
    return json.dumps(passages, ensure_ascii=False, separators=(",", ":"))
