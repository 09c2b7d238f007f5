"""A plain scan of the built pages: which sections hold a piece of text. It shares nothing with the search it judges."""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tests.tools.asking import Place
from tests.tools.site import Element, of_class, read_pages

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Whoever reads one of these does not read on in the next without a pause.
BREAKS = "h1 h2 h3 h4 h5 h6 p li tr td th caption dt dd pre figcaption div section ul ol".split()
NOT_TEXT = './/nav|.//script|.//style|.//svg|.//*[@aria-hidden="true" or @data-search-exclude or @hidden]'
LINKS = ("footnote-ref", "footnote-backref", "headerlink", "paragraph-link")
ASIAN = r"[\u2e80-\u9fff\uff00-\uffef\U00020000-\U0003ffff]"
PAUSE = "\n"


@dataclass
class Section:
    """A heading and what stands under it, up to the next: its page, the page's language, its blocks one a line, the
    same for each id in it, and the texts of its paragraphs and cells by themselves."""

    page: str
    language: str
    text: str = ""
    parts: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> list[str]:
        return [" ".join(block.split()) for block in self.text.split(PAUSE) if block.strip()]


def read_sections(site: Path) -> list[Section]:
    """Return the sections of every page of a built site that is to be found by searching."""
    found = []
    for address, page in read_pages(site).items():
        # Both languages side by side, and how to cite, repeat their pages; the search, and what is not there, have
        # nothing to be found.
        if not address.startswith(("parallel/", "cite/", "en/cite/", "search/", "en/search/", "404")):
            found += _sections(page, address)
    return found


def holders(sections: list[Section], holds: Callable[[str], bool]) -> set[int]:
    """Return the numbers of the sections whose text satisfies `holds`."""
    return {number for number, section in enumerate(sections) if holds(section.text)}


class Score(NamedTuple):
    """How many sections were found rightly, wrongly, and not."""

    right: int
    wrong: int
    missed: int

    def __str__(self) -> str:
        recall, precision = (
            self.right / (self.right + other) if self.right + other else 1 for other in (self.missed, self.wrong)
        )
        return f"recall {recall:7.2%}   precision {precision:7.2%}   in {self.right + self.missed} sections"


def score(found: set[int], there: set[int]) -> Score:
    return Score(len(found & there), len(found - there), len(there - found))


def total(scores: Any) -> Score:
    return Score(*map(sum, zip(*scores, strict=True)))


def section_of(place: Place, sections: list[Section]) -> int:
    """Return the number of the section to which a hit leads: that of the id, or the page's first."""
    numbers = [number for number, section in enumerate(sections) if section.page == place.page]
    return next(number for number in numbers if not place.id or place.id in sections[number].parts)


@cache
def plain(text: str) -> str:
    """Return a text as it is compared: one width, one case, no accents, nothing invisible, no space beside Chinese."""
    text = re.sub(f"[^\\S\n\t]*(?<={ASIAN})[^\\S\n\t]+|[^\\S\n\t]+(?={ASIAN})", "", unicodedata.normalize("NFC", text))
    text = unicodedata.normalize("NFKD", text)
    return "".join(char for char in text if unicodedata.category(char) not in ("Mn", "Cf")).casefold()


def stripped(text: str) -> str:
    """Return a text without the punctuation and the spaces at its ends."""
    while text and unicodedata.category(text[0])[0] in "PZ":
        text = text[1:]
    while text and unicodedata.category(text[-1])[0] in "PZ":
        text = text[:-1]
    return text


def _sections(page: Element, address: str) -> list[Section]:
    article = copy.deepcopy(page.xpath("//article")[0])
    for element in [*article.xpath(NOT_TEXT), *(link for name in LINKS for link in of_class(article, name))]:
        if element.getparent() is not None:
            element.drop_tree()
    language = "en" if page.get("lang") == "en" else "zh"
    sections = [Section(address, language)]
    _walk(article, sections, [])
    return sections


def _walk(element: Element, sections: list[Section], ids: list[str]) -> None:
    if element.tag in HEADINGS and sections[-1].text.strip():
        sections.append(Section(sections[-1].page, sections[-1].language))
    if not isinstance(element.tag, str):
        _add(element.tail or "", sections[-1], ids)
        return
    inside = [*ids, element.get("id")] if element.get("id") else ids
    pause = PAUSE if element.tag in BREAKS else " " if element.tag == "br" else ""
    for id in inside:
        sections[-1].parts.setdefault(id, "")
    _add(pause + (element.text or "").replace("\n", " "), sections[-1], inside)
    for child in element:
        _walk(child, sections, inside)
    _add(pause, sections[-1], inside)
    if ids is not inside or element.getparent() is not None:
        _add((element.tail or "").replace("\n", " "), sections[-1], ids)


def _add(text: str, section: Section, ids: list[str]) -> None:
    section.text += text
    for id in ids:
        section.parts[id] = section.parts.get(id, "") + text
