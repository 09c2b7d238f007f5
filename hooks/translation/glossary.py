"""The glossary: which of its terms a text names, in either language, and the paragraphs where each one stands.

`python -m hooks.translation.glossary` writes those paragraphs into `docs/data/glossary.csv`.
"""

from __future__ import annotations

import csv
import io
import os
import re
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from hooks.data.tables import Table
from hooks.findings import SourceError, in_words
from hooks.messages import language_of
from hooks.sources import Sources
from hooks.translation.pairs import GLOSSARY, TextPair, page_pairs, row_pairs

WORD = re.compile(r"[a-z0-9]+")
# “ss” ends no plural.
PLURAL = re.compile(r"(?<=[a-z]{2})(?:(?<=ss|ch|sh)es|(?<!s)s)$")


class Term(NamedTuple):
    """A term: its forms in Chinese, its renderings in English, any of which will do, the paragraphs that the file
    names for it, and its line there."""

    zh: tuple[str, ...]
    en: tuple[str, ...]
    paragraphs: str
    line: int


def read_terms(tables: Mapping[str, Table]) -> tuple[Term, ...]:
    """Return the terms of the table `glossary`, none where there is no such table."""
    rows = [(row.values, row.line) for row in (tables[GLOSSARY].rows if GLOSSARY in tables else ())]
    return tuple(Term(_forms(v["term_zh"]), _forms(v["term_en"]), v["paragraphs"], line) for v, line in rows)


def chinese_terms(tables: Mapping[str, Table]) -> frozenset[str]:
    """Return every form of a term in Chinese, each of which is a word to its publication."""
    return frozenset(form for term in read_terms(tables) for form in term.zh)


def find_terms(text: str, terms: tuple[Term, ...]) -> tuple[dict[Term, str], str]:
    """Return the terms that a Chinese text names, each with the form that it has there, and the text without them.

    Where several could begin the longest is taken, and its characters are gone: 國防部副部長 is not 國防部 too.
    台 and 臺 are the same.
    """
    forms, pattern = _by_form(terms)
    if not forms:
        return {}, text
    folded = text.replace("台", "臺")
    found: dict[Term, str] = {}
    for match in pattern.finditer(folded):
        found.setdefault(forms[match[0]], match[0])
    return found, pattern.sub("\n", folded)


def find_renderings(text: str, terms: tuple[Term, ...]) -> dict[Term, str]:
    """Return the terms that an English text names, each with the rendering that it has there, whatever its case,
    plurals, quotes and hyphens. Where several could begin the longest is taken."""
    rest, found = _words(text), dict[Term, str]()
    forms = [(_words(rendering), rendering, term) for term in terms for rendering in term.en]
    for words, rendering, term in sorted(forms, key=lambda form: -len(form[0])):
        if words.strip() and words in rest:
            found.setdefault(term, rendering)
            rest = rest.replace(words, " \n ")
    return found


def has_form(text: str, term: Term) -> bool:
    """Say whether a Chinese text has one of a term's forms."""
    folded = text.replace("台", "臺")
    return any(form.replace("台", "臺") in folded for form in term.zh)


def has_rendering(text: str, term: Term) -> bool:
    """Say whether an English text has one of a term's renderings, whatever its case, plurals, quotes and hyphens."""
    words = _words(text)
    return any(_words(rendering) in words for rendering in term.en)


def where(pairs: Iterable[TextPair], terms: tuple[Term, ...]) -> dict[Term, str]:
    """Return for each term the blocks whose Chinese names it, in order: `summary#p-3 exchanges.csv#2004`."""
    places: dict[Term, dict[str, None]] = {term: {} for term in terms}
    for pair in pairs:
        for term in find_terms(pair.zh, terms)[0]:
            places[term][f"{pair.page.removeprefix('data/').removesuffix('.md')}#{pair.id}"] = None
    return {term: " ".join(named) for term, named in places.items()}


def write_paragraphs(sources: Sources) -> Path:
    """Write into the glossary's file where each of its terms stands, and return its path."""
    table = sources.tables[GLOSSARY]
    path: Path = sources.docs / "data" / table.resource["path"]
    terms = read_terms(sources.tables)
    places = where([*page_pairs(sources), *row_pairs(sources)], terms)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.rows[0].values)
    rows = zip(table.rows, terms, strict=True)
    writer.writerows({**row.values, "paragraphs": places[term]}.values() for row, term in rows)
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def main() -> int:
    """Write the paragraphs of the glossary in the present folder."""
    try:
        print(f"wrote {write_paragraphs(Sources())}")
    except SourceError as error:
        print(in_words(error.findings, language_of(os.environ)), file=sys.stderr)
        return 1
    return 0


@cache
def _by_form(terms: tuple[Term, ...]) -> tuple[dict[str, Term], re.Pattern[str]]:
    """Return each term by its forms, and what finds one of them, the longest first."""
    forms = {form.replace("台", "臺"): term for term in terms for form in term.zh}
    return forms, re.compile("|".join(map(re.escape, sorted(forms, key=len, reverse=True))))


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(form.strip() for form in cell.split("|"))


@cache
def _words(text: str) -> str:
    """Return the words of an English text in small letters, without plural endings, spaces around."""
    words = (re.sub("ies$", "y", word) for word in WORD.findall(text.lower()))
    return f" {' '.join(PLURAL.sub('', word) for word in words)} "


if __name__ == "__main__":
    sys.exit(main())
