"""The English says what the Chinese says as far as a machine can tell: its terms, its numbers, and no Chinese left."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import yaml

from hooks.blocks.lang_spans import HAN
from hooks.files import read_text
from hooks.findings import Finding, SourceError
from hooks.pages import SourcePage, source_pages
from hooks.translation.glossary import Term, find_terms, has_rendering, read_terms, where
from hooks.translation.numerals import chinese_numbers, english_numbers
from hooks.translation.pairs import GLOSSARY, Pair, note_pairs, page_pairs, row_pairs

CHINESE = re.compile(f"[{HAN}\u3001\u3002\uff01\uff08\uff09\uff0c\uff1a-\uff1f][{HAN}\u3001-\u303f\uff01-\uff5e]*")
# A quoted term or title; a quoted sentence is none.
QUOTED = re.compile("「[^「」。！？；]*」|『[^『』。！？；]*』|《[^《》。！？；]*》")
EDITORS_NOTE = re.compile(r"\[\^[^\]]+\]: Editor’s note: ")
EXCEPTION = ("page", "id", "code", "what", "reason")


class Fault(NamedTuple):
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


def check(docs: Path, configuration: Path, exceptions: Path) -> list[Finding]:
    """Return what differs between the Chinese and its English, but for the exceptions that staff list.

    `translation-term` is a glossary term whose English is not in the paired block, `translation-number` a number or
    designation that is not there, `translation-chinese` Chinese on an English page beyond quoted terms, titles and
    editor's notes, `translation-exception` an exception that nothing needs or that is not whole, and
    `glossary-paragraphs` a term in whose row other paragraphs stand than those that name it. Raises SourceError where
    a page or table cannot be read.
    """
    return judge(docs, configuration, exceptions)[0]


def judge(docs: Path, configuration: Path, exceptions: Path) -> tuple[list[Finding], Figures]:
    """Return what `check` does, and how much was checked."""
    terms = read_terms(docs / "data")
    pairs = [*page_pairs(docs, configuration), *row_pairs(docs)]
    figures = Figures(terms=len(terms))
    faults = [fault for pair in [*pairs, *note_pairs(docs)] for fault in _pair_faults(pair, terms, figures)]
    for page in source_pages(docs):
        if page.language == "en":
            faults += _chinese_faults(page)
    excepted, findings = _read_exceptions(exceptions)
    figures.exceptions = len(excepted)
    for key, line in excepted.items():
        if key not in [fault[:4] for fault in faults]:
            message = f"excepts {key[3]} in {key[0]} {key[1]}, which {key[2]} does not find: take the entry out"
            findings.append(Finding(str(exceptions), line, "translation-exception", message))
    findings += [
        Finding(str(fault.path), fault.line, fault.code, fault.message) for fault in faults if fault[:4] not in excepted
    ]
    findings += _glossary_findings(docs, terms, pairs)
    return sorted(findings), figures


def _pair_faults(pair: Pair, terms: list[Term], figures: Figures) -> Iterator[Fault]:
    named, rest = find_terms(pair.zh, terms)
    figures.occurrences += len(named)
    for term, form in named.items():
        if not has_rendering(pair.en, term):
            renderings = " or ".join(f"“{rendering}”" for rendering in term.en)
            message = f"{pair.id} has no English for {form}: write {renderings}"
            yield Fault(pair.page, pair.id, "translation-term", form, pair.path, pair.line, message)
    # The numerals of a term (三層架構) are the term's.
    numbers = chinese_numbers(rest)
    figures.numbers += len(numbers)
    missing = Counter(number.value for number in numbers)
    missing.subtract(number.value for number in english_numbers(pair.en))
    for written, value in dict.fromkeys(numbers):
        if missing[value] > 0:
            missing[value] = 0
            message = f"{pair.id} lacks “{written.strip()}” of the Chinese ({value}): write it, each time it is there"
            yield Fault(pair.page, pair.id, "translation-number", written.strip(), pair.path, pair.line, message)


def _chinese_faults(page: SourcePage) -> Iterator[Fault]:
    lines = read_text(page.path, "page-encoding").split("\n")
    for number, line in enumerate(lines, start=1):
        rest = "" if EDITORS_NOTE.match(line) else QUOTED.sub("", line)
        for words in dict.fromkeys(CHINESE.findall(rest)):
            message = f"has Chinese, “{words}”: translate it, or set a term or title into 「」 or 《》"
            yield Fault(page.name, "", "translation-chinese", words, page.path, number, message)


def _read_exceptions(path: Path) -> tuple[dict[tuple[str, ...], int], list[Finding]]:
    """Return the line of each exception by what it names, and the faults of those that are not whole."""
    excepted: dict[tuple[str, ...], int] = {}
    findings: list[Finding] = []
    if not path.exists():
        return excepted, findings
    text = read_text(path, "translation-exception")
    try:
        tree, entries = yaml.compose(text), yaml.safe_load(text) or []
        if not isinstance(entries, list):
            raise yaml.YAMLError("the entries are no list")
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        message = "is not a list in YAML: write each entry as those already there, from `- page:` on"
        finding = Finding(str(path), mark.line + 1 if mark else 1, "translation-exception", message)
        raise SourceError([finding]) from error
    lines = [node.start_mark.line + 1 for node in tree.value] if tree else []
    for entry, line in zip(entries, lines, strict=True):
        values = [entry.get(name) for name in EXCEPTION] if isinstance(entry, dict) else []
        if len(values) < len(EXCEPTION) or None in values or set(entry) != set(EXCEPTION):
            message = f"is not whole: write {', '.join(EXCEPTION)}, each with its text"
            findings.append(Finding(str(path), line, "translation-exception", message))
        else:
            excepted[tuple(map(str, values[:4]))] = line
    return excepted, findings


def _glossary_findings(docs: Path, terms: list[Term], pairs: list[Pair]) -> Iterator[Finding]:
    for term, places in where(pairs, terms).items():
        if term.paragraphs != places:
            message = f"names other paragraphs for {term.zh[0]} than those that have it: "
            message += "run `python -m hooks.translation.glossary`"
            yield Finding(str(docs / "data" / f"{GLOSSARY}.csv"), term.line, "glossary-paragraphs", message)
