"""A publication as its records tell of it: what it says of itself in both languages, and the files that are offered."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from stdnum import isbn, issn

from hooks.configuration import Configuration
from hooks.editions.manifest import Offer
from hooks.editions.publication import Publication
from hooks.languages import Language
from hooks.words import words

# What XML cannot hold, and what no line of a record has.
CONTROLS = re.compile(r"[\x00-\x20\x7f-\xa0\ud800-\udfff\ufffe\uffff]+")
# A DOI as most formats take it, with the address or the name that may stand before it.
DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}(?:\.\d+)?/[\w:/;.()\[\]\\-]+)", re.I | re.A)


class Work(NamedTuple):
    """A publication: its settings, what it is in each language, and what is offered to take away."""

    configuration: Configuration
    publications: dict[Language, Publication]
    offers: list[Offer]

    @property
    def original(self) -> Publication:
        """The publication in the language in which it was written."""
        return self.publications[self.configuration.original]

    @property
    def translation(self) -> Publication:
        """The publication in the other language."""
        return self.publications[self.configuration.translation]

    @property
    def languages(self) -> list[Language]:
        """The languages in which there is a text: the original, and the translation once a chapter is translated."""
        translated = any(chapter.translation != "pending" for chapter in self.translation.chapters)
        return [self.configuration.original, *([self.configuration.translation] * translated)]

    def number(self, kind: str) -> str:
        """Return the number of a kind (`isbn`, `issn`, `doi`) in its plain form; "" where no valid one is stated."""
        stated = {name.lower(): number for name, number in self.original.identifiers.items()}
        return NUMBERS[kind](stated.get(kind, ""))

    def both(self, read: Callable[[Publication], str]) -> list[tuple[Language, str]]:
        """Return a text in each language, the original first; none that is empty, and none twice."""
        found: dict[str, Language] = {}
        for publication in (self.original, self.translation):
            # Lines of Chinese join without a space.
            joint = "" if publication.language == "zh" else " "
            if text := joint.join(map(one_line, read(publication).split("\n"))).strip():
                found.setdefault(text, publication.language)
        return [(language, text) for text, language in found.items()]


def one_line(text: str) -> str:
    """Return a text as one line without characters that XML forbids."""
    return CONTROLS.sub(" ", text).strip()


def full_title(title: str, subtitle: str, language: Language) -> str:
    """Return a title with its subtitle."""
    return one_line(words(language)["records.title"].format(title, subtitle) if subtitle else title)


def valid_isbn(number: str) -> str:
    """Return an ISBN without hyphens, or nothing where its check digit is wrong."""
    return str(isbn.compact(number)) if isbn.is_valid(number) else ""


def valid_issn(number: str) -> str:
    """Return an ISSN as `nnnn-nnnn`, or nothing where its check digit is wrong."""
    return str(issn.format(number)) if issn.is_valid(number) else ""


def valid_doi(number: str) -> str:
    """Return a DOI without the address or the name that may stand before it, or nothing where it is none."""
    found = DOI.fullmatch(number.strip())
    return found[1] if found else ""


# The numbers that have a form of their own, by the names under which a publication states them.
NUMBERS = {"isbn": valid_isbn, "issn": valid_issn, "doi": valid_doi}
