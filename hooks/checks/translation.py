"""The translation says what the original says as far as a machine can tell: its terms, its numbers, and no Chinese left
in English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from hooks.blocks.lang_spans import HAN
from hooks.findings import Finding
from hooks.languages import Language, other
from hooks.messages import Said, say
from hooks.pages import SourcePage
from hooks.sources import Sources
from hooks.translation.glossary import Term, find_renderings, find_terms, has_form, has_rendering, read_terms, where
from hooks.translation.numerals import Number, lacking
from hooks.translation.numerals_en import english_numbers
from hooks.translation.numerals_zh import chinese_numbers
from hooks.translation.pairs import GLOSSARY, TextPair, line_of, note_pairs, page_pairs, row_pairs
from hooks.translation.values import value_pairs

STOPS_BUILD = False


NAMES: Mapping[str, Said] = {language: say(f"languages.{language}") for language in ("zh", "en")}

CHINESE = re.compile(f"[{HAN}\u3001\u3002\uff01\uff08\uff09\uff0c\uff1a-\uff1f][{HAN}\u3001-\u303f\uff01-\uff5e]*")
# A quoted term or title; a quoted sentence is none.
QUOTED = re.compile("「[^「」。！？；]*」|『[^『』。！？；]*』|《[^《》。！？；]*》")
YEAR = re.compile(r"\d{4}")
EDITORS_NOTE = re.compile(r"\[\^[^\]]+\]: Editor’s note: ")


class Difference(NamedTuple):
    """What an exception names of a finding, where that finding stands, and its message. The line is that of a pair, or
    of the file: looking it up takes long."""

    page: str
    id: str
    code: str
    what: str
    path: Path
    place: TextPair | int
    message: Said


@dataclass
class Figures:
    """How much was checked."""

    terms: int = 0
    occurrences: int = 0
    numbers: int = 0
    exceptions: int = 0


def check(sources: Sources) -> list[Finding]:
    """Return what differs between the original and its translation, but for the exceptions that staff list.

    `translation-term` is a glossary term that is not in the paired block, `translation-number` a number or a name with
    digits that is not there, or that is there alone, `translation-chinese` Chinese on an English page that is the
    translation, beyond quoted terms, titles and editor's notes, `translation-exception` an exception that nothing
    needs or that is not complete, and `glossary-paragraphs` a term in whose row other paragraphs stand than those that
    name it. Raises SourceError where a page or table cannot be read.
    """
    return compare(sources)[0]


def compare(sources: Sources) -> tuple[list[Finding], Figures]:
    """Return what `check` does, and how much was checked."""
    terms, original = read_terms(sources.tables), sources.configuration.original
    pairs = [*page_pairs(sources), *row_pairs(sources)]
    figures = Figures(terms=len(terms))
    differences: list[Difference] = []
    for pair in [*pairs, *note_pairs(sources)]:
        for code, what, message in _pair_differences(pair, original, terms, figures):
            differences.append(Difference(pair.page, pair.id, code, what, pair.path, pair, message))
    for pair in value_pairs(sources):
        for code, what, message in _value_differences(pair, original, figures):
            differences.append(Difference(pair.page, pair.id, code, what, pair.path, pair.line, message))
    for page in sources.pages:
        if page.language == "en" != original:
            differences += _chinese_left(page)
    path, excepted, findings = sources.exceptions
    figures.exceptions = len(excepted)
    named = {difference[:4] for difference in differences}
    for key, line in excepted.items():
        if key not in named:
            message = say("translation-exception/unneeded", what=key[3], page=key[0], id=key[1], code=key[2])
            findings = [*findings, Finding(str(path), line, "translation-exception", message)]
    findings = findings + [
        Finding(str(found.path), _line(found.place, sources), found.code, found.message)
        for found in differences
        if found[:4] not in excepted
    ]
    return sorted([*findings, *_glossary_findings(sources, terms, pairs)]), figures


def _line(place: TextPair | int, sources: Sources) -> int:
    return place if isinstance(place, int) else line_of(place, sources)


def _pair_differences(
    pair: TextPair, original: Language, terms: tuple[Term, ...], figures: Figures
) -> Iterator[tuple[str, str, Said]]:
    """Yield the code of each difference of a pair, what an exception would name, and the message."""
    translation = other(original)
    named, rest = find_terms(pair.zh, terms)
    if original == "en":
        named = find_renderings(pair.en, terms)
    figures.occurrences += len(named)
    for term, form in named.items():
        if not (has_form(pair.zh, term) if original == "en" else has_rendering(pair.en, term)):
            first, *others = term.zh if original == "en" else term.en
            wanted = say("translation-term/form", form=first)
            for one in others:
                wanted = say("translation-term/or", first=wanted, other=say("translation-term/form", form=one))
            message = say(
                "translation-term/lacks", place=pair.id, language=NAMES[translation], term=form, wanted=wanted
            )
            yield "translation-term", form, message
    # The numerals of a term (三層架構) are the term's.
    numbers = {"zh": chinese_numbers(rest), "en": _without_terms(english_numbers(pair.en), terms, pair.en)}
    whole = {"zh": chinese_numbers(pair.zh), "en": english_numbers(pair.en)}
    asked, said = numbers[original], NAMES[original]
    figures.numbers += sum(number.certain for number in asked)
    # English repeats a number where Chinese does not.
    each = original == "zh"
    lost = lacking(asked, whole[translation], each=each)
    for number in lost:
        message = say(
            "translation-number/each" if each else "translation-number/lacks",
            place=pair.id,
            number=number.written,
            language=said,
            value=number.value,
        )
        yield "translation-number", number.written, message
    if not lost:
        in_figures = [number for number in numbers[translation] if number.written[0].isdigit() and number.is_quantity]
        for number in lacking(in_figures, whole[original], each=False):
            found = number.written
            message = say("translation-number/extra", place=pair.id, found=found, value=number.value, language=said)
            yield "translation-number", number.written, message


def _value_differences(pair: TextPair, original: Language, figures: Figures) -> Iterator[tuple[str, str, Said]]:
    """Yield the differences of a note, a title or the like; of a reference to a work, only such as surely count."""
    for code, what, message in _pair_differences(pair, original, (), figures) if pair.zh and pair.en else ():
        if not pair.cites or YEAR.fullmatch(what):
            yield code, what, message


def _without_terms(numbers: list[Number], terms: tuple[Term, ...], text: str) -> list[Number]:
    """Return the numbers of an English text, those of its terms as none that the Chinese must have."""
    theirs = {one.value for words in find_renderings(text, terms).values() for one in english_numbers(words)}
    return [number._replace(certain=number.certain and number.value not in theirs) for number in numbers]


def _chinese_left(page: SourcePage) -> Iterator[Difference]:
    for number, line in enumerate(page.lines, start=1):
        rest = "" if EDITORS_NOTE.match(line) else QUOTED.sub("", line)
        for words in dict.fromkeys(CHINESE.findall(rest)):
            message = say("translation-chinese", found=words)
            yield Difference(page.name, "", "translation-chinese", words, page.path, number, message)


def _glossary_findings(sources: Sources, terms: tuple[Term, ...], pairs: list[TextPair]) -> Iterator[Finding]:
    for term, places in where(pairs, terms).items():
        if term.paragraphs != places:
            message = say("glossary-paragraphs", term=term.zh[0])
            yield Finding(str(sources.docs / "data" / f"{GLOSSARY}.csv"), term.line, "glossary-paragraphs", message)
