"""The English says what the Chinese says as far as a machine can tell: its terms, its numbers, and no Chinese left."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from hooks.blocks.lang_spans import HAN
from hooks.findings import Finding
from hooks.pages import SourcePage
from hooks.sources import Sources
from hooks.translation.glossary import Term, find_terms, has_rendering, read_terms, where
from hooks.translation.numerals import chinese_numbers, english_numbers
from hooks.translation.pairs import GLOSSARY, TextPair, note_pairs, page_pairs, row_pairs

STOPS_BUILD = False

CHINESE = re.compile(f"[{HAN}\u3001\u3002\uff01\uff08\uff09\uff0c\uff1a-\uff1f][{HAN}\u3001-\u303f\uff01-\uff5e]*")
# A quoted term or title; a quoted sentence is none.
QUOTED = re.compile("「[^「」。！？；]*」|『[^『』。！？；]*』|《[^《》。！？；]*》")
EDITORS_NOTE = re.compile(r"\[\^[^\]]+\]: Editor’s note: ")


class Difference(NamedTuple):
    """What an exception names of a finding, where that finding stands, and its message."""

    page: str
    id: str
    code: str
    what: str
    path: Path
    line: int
    message: str


@dataclass
class Figures:
    """How much was checked."""

    terms: int = 0
    occurrences: int = 0
    numbers: int = 0
    exceptions: int = 0


def check(sources: Sources) -> list[Finding]:
    """Return what differs between the Chinese and its English, but for the exceptions that staff list.

    `translation-term` is a glossary term whose English is not in the paired block, `translation-number` a number or
    designation that is not there, `translation-chinese` Chinese on an English page beyond quoted terms, titles and
    editor's notes, `translation-exception` an exception that nothing needs or that is not complete, and
    `glossary-paragraphs` a term in whose row other paragraphs stand than those that name it. Raises SourceError where
    a page or table cannot be read.
    """
    return compare(sources)[0]


def compare(sources: Sources) -> tuple[list[Finding], Figures]:
    """Return what `check` does, and how much was checked."""
    terms = read_terms(sources.tables)
    pairs = [*page_pairs(sources), *row_pairs(sources)]
    figures = Figures(terms=len(terms))
    differences: list[Difference] = []
    for pair in [*pairs, *note_pairs(sources)]:
        differences += _pair_differences(pair, terms, figures)
    for page in sources.pages:
        if page.language == sources.configuration.translation:
            differences += _chinese_left(page)
    path, excepted, findings = sources.exceptions
    figures.exceptions = len(excepted)
    named = {difference[:4] for difference in differences}
    for key, line in excepted.items():
        if key not in named:
            message = f"excepts {key[3]} in {key[0]} {key[1]}, which {key[2]} does not find: take the entry out"
            findings = [*findings, Finding(str(path), line, "translation-exception", message)]
    findings = findings + [
        Finding(str(found.path), found.line, found.code, found.message)
        for found in differences
        if found[:4] not in excepted
    ]
    return sorted([*findings, *_glossary_findings(sources, terms, pairs)]), figures


def _pair_differences(pair: TextPair, terms: tuple[Term, ...], figures: Figures) -> Iterator[Difference]:
    named, rest = find_terms(pair.zh, terms)
    figures.occurrences += len(named)
    for term, form in named.items():
        if not has_rendering(pair.en, term):
            renderings = " or ".join(f"“{rendering}”" for rendering in term.en)
            message = f"{pair.id} has no English for {form}: write {renderings}"
            yield Difference(pair.page, pair.id, "translation-term", form, pair.path, pair.line, message)
    # The numerals of a term (三層架構) are the term's.
    numbers = chinese_numbers(rest)
    figures.numbers += len(numbers)
    missing = Counter(number.value for number in numbers)
    missing.subtract(number.value for number in (english_numbers(pair.en) if numbers else ()))
    for written, value in dict.fromkeys(numbers):
        if missing[value] > 0:
            missing[value] = 0
            message = f"{pair.id} lacks “{written.strip()}” of the Chinese ({value}): write it, each time it is there"
            yield Difference(pair.page, pair.id, "translation-number", written.strip(), pair.path, pair.line, message)


def _chinese_left(page: SourcePage) -> Iterator[Difference]:
    for number, line in enumerate(page.text.split("\n"), start=1):
        rest = "" if EDITORS_NOTE.match(line) else QUOTED.sub("", line)
        for words in dict.fromkeys(CHINESE.findall(rest)):
            message = f"has Chinese, “{words}”: translate it, or set a term or title into 「」 or 《》"
            yield Difference(page.name, "", "translation-chinese", words, page.path, number, message)


def _glossary_findings(sources: Sources, terms: tuple[Term, ...], pairs: list[TextPair]) -> Iterator[Finding]:
    for term, places in where(pairs, terms).items():
        if term.paragraphs != places:
            message = f"names other paragraphs for {term.zh[0]} than those that have it: "
            message += "run `python -m hooks.translation.glossary`"
            yield Finding(str(sources.docs / "data" / f"{GLOSSARY}.csv"), term.line, "glossary-paragraphs", message)
