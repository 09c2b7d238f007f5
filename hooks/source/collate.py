"""Holds the committed pages against the extraction and names every difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from hooks.data.tables import Table
from hooks.findings import Finding
from hooks.messages import Said, say
from hooks.pages import SourcePage
from hooks.source.extraction import Extraction
from hooks.source.manuscript import Manuscript, read_manuscript
from hooks.source.passage import Passage

# So many characters tell where a printed page begins.
FIRST_WORDS = 16


class Unit(NamedTuple):
    """What is compared: a sentence, or the beginning of a passage (`sentence` empty), and where it stands."""

    kind: str
    sentence: str
    path: Path
    line: int


class Difference(NamedTuple):
    """Units of the extraction that a page lacks, and units that it has in their place; `at` is where in the page."""

    path: Path
    at: int
    missing: list[Unit]
    added: list[Unit]


class Variance(NamedTuple):
    """Words in which a page is other than print: the code of their finding, where they stand in the page, the printed
    words and those of the page, either "" where there are none (of `collate-structure`, what kind of passage begins),
    and the line of the extraction as a finding names it, "" where it has none."""

    code: str
    path: Path
    line: int
    printed: str
    present: str
    source: str = ""

    def finding(self) -> Finding:
        """Return what staff are told of it."""
        message = MESSAGES[self.code](self)
        at = say("collate-changed/at", difference=message, source=self.source) if self.source else message
        return Finding(str(self.path), self.line, self.code, at)


def compare(
    plan: Path, extraction: Extraction, pages: Mapping[str, SourcePage], tables: Mapping[str, Table]
) -> tuple[list[Finding], int]:
    """Return every difference of the `pages`, which go by their paths below `docs` (`zh/summary.md`), from the
    extraction, and the number of editor's notes in them; `plan` is the path of the plan."""
    findings: list[Finding] = []
    notes = 0
    for page in extraction.texts:
        if page.path not in pages:
            path = f"docs/{page.path}"
            findings.append(Finding(path, 0, "collate-page", say("collate-page", plan=plan)))
            continue
        source = pages[page.path]
        manuscript = read_manuscript(source, tables)
        notes += manuscript.notes
        printed = extraction.pages[page.path]
        findings += _page_marks(source.path, printed, manuscript)
        findings += _note_references(source.path, printed, manuscript.passages)
    return findings + [variance.finding() for variance in variances(extraction, pages, tables)], notes


def variances(
    extraction: Extraction, pages: Mapping[str, SourcePage], tables: Mapping[str, Table]
) -> Iterator[Variance]:
    """Yield where the words of the `pages` are other than those of the extraction, pages that are not there left
    out."""
    differences: list[Difference] = []
    for page in extraction.texts:
        if page.path in pages:
            source = pages[page.path]
            manuscript = read_manuscript(source, tables)
            differences += _differences(source.path, extraction.pages[page.path], manuscript.passages)
            differences += _differences(source.path, extraction.pull_quotes[page.path], manuscript.pull_quotes)
            differences += _differences(source.path, extraction.notes[page.path], manuscript.footnotes)
    yield from _variances(differences, extraction)


def _differences(path: Path, printed: list[Passage], present: list[Passage]) -> Iterator[Difference]:
    old, new = _units(printed), _units(present)
    matcher = SequenceMatcher(None, [unit[:2] for unit in old], [unit[:2] for unit in new], autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind != "equal":
            here = [unit for unit in new[j1:] + new[:j1][::-1] if unit.path == path]
            yield Difference(path, here[0].line if here else 1, old[i1:i2], new[j1:j2])


def _units(passages: list[Passage]) -> list[Unit]:
    units = []
    for passage in passages:
        first = passage.lines[0] if passage.lines else 0
        label = passage.label if passage.kind != "section" else str(passage.level)
        units.append(Unit(f"{passage.kind} {label}".strip(), "", passage.path, first))
        units += [Unit("", sentence.strip(), passage.path, line) for sentence, line in passage.sentences()]
    return units


def _variances(differences: list[Difference], extraction: Extraction) -> Iterator[Variance]:
    """Tell a sentence that went elsewhere or came twice from one that is gone, new or changed."""
    missing = Counter(unit.sentence for difference in differences for unit in difference.missing if unit.sentence)
    added = Counter(unit.sentence for difference in differences for unit in difference.added if unit.sentence)
    printed = {text for passages in extraction.pages.values() for p in passages for text in _sentences(p)}
    for apart in (extraction.pull_quotes, extraction.notes):
        printed |= {text for passages in apart.values() for p in passages for text in _sentences(p)}
    for difference in differences:
        gone = [unit for unit in difference.missing if unit.sentence and not added[unit.sentence]]
        came = [unit for unit in difference.added if unit.sentence and unit.sentence not in printed]
        for unit in difference.missing:
            if unit.sentence and added[unit.sentence]:
                yield _variance(difference, unit, "collate-moved", unit.sentence, "")
        for unit in difference.added:
            if unit.sentence in printed and unit.sentence and not missing[unit.sentence]:
                yield _variance(difference, unit, "collate-doubled", "", unit.sentence)
        for old, new in zip(gone, came, strict=False):
            yield _variance(difference, old, "collate-changed", old.sentence, new.sentence, new)
        for unit in gone[len(came) :]:
            yield _variance(difference, unit, "collate-missing", unit.sentence, "")
        for unit in came[len(gone) :]:
            yield _variance(difference, unit, "collate-added", "", unit.sentence)
        if not any(unit.sentence for unit in difference.missing + difference.added):
            was, now = (units[0].kind if units else "" for units in (difference.missing, difference.added))
            unit = (difference.added or difference.missing)[0]
            yield _variance(difference, unit, "collate-structure", was, now)


def _variance(
    difference: Difference, unit: Unit, code: str, printed: str, present: str, at: Unit | None = None
) -> Variance:
    """Place a difference in the page; name the line of the extraction where it has one."""
    here = at or unit
    line = here.line if here.path == difference.path or here.path.suffix == ".csv" else difference.at
    path = here.path if here.path.suffix == ".csv" else difference.path
    source = f"{unit.path}:{unit.line}" if unit.path.suffix == ".txt" else ""
    return Variance(code, path, line, printed, present, source)


def _added(variance: Variance) -> Said:
    if variance.path.suffix == ".csv":
        return say("collate-added/row", found=_short(variance.present))
    return say("collate-added/text", found=_short(variance.present))


def _structure(variance: Variance) -> Said:
    if not variance.present:
        return say("collate-structure/lacks", kind=_kind(variance.printed))
    if not variance.printed:
        return say("collate-structure/extra", kind=_kind(variance.present))
    return say("collate-structure/other", kind=_kind(variance.present), printed=_kind(variance.printed))


def _change(old: str, new: str) -> Said:
    """Return the words that differ, with a few characters around them."""
    start = next(
        (i for i, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new))
    )
    pairs = enumerate(zip(old[start:][::-1], new[start:][::-1], strict=False))
    end = next((i for i, pair in pairs if pair[0] != pair[1]), min(len(old), len(new)) - start)
    before, after = max(0, start - 6), 6
    old_words, new_words = (text[before : len(text) - end + after] for text in (old, new))
    return say("collate-changed/words", found=_short(new_words), printed=_short(old_words))


def _page_marks(path: Path, printed: list[Passage], manuscript: Manuscript) -> Iterator[Finding]:
    """Hold the printed page marks against the places where the extraction begins a page."""
    begun = {page: passage.text[at:][:FIRST_WORDS] for passage in printed for at, page in passage.breaks}
    marked = set()
    for page, words, following, line in manuscript.page_marks:
        passages = manuscript.passages[following:]
        passage = next((passage for passage in passages if words in passage.text), None)
        found = passage.text[passage.text.index(words) :][:FIRST_WORDS] if passage else ""
        marked.add(page)
        if begun.get(page) != found:
            yield Finding(str(path), line, "collate-page-mark", say("collate-page-mark/place", page=page))
    for page in begun.keys() - marked:
        yield Finding(str(path), 0, "collate-page-mark", say("collate-page-mark/none", page=page))


def _note_references(path: Path, printed: list[Passage], present: list[Passage]) -> Iterator[Finding]:
    """Hold the places where the pages refer to the author's notes against those of the extraction."""
    old, new = ([(mark, *_around(p, at)) for p in ps for at, mark in p.notes] for ps in (printed, present))
    for mark, _, words in old:
        here = next((entry for entry in new if entry[0] == mark), None)
        if not here:
            yield Finding(str(path), 0, "collate-note", say("collate-note/none", mark=mark, words=words))
        elif here[2] != words:
            message = say("collate-note/place", mark=mark, here=here[2], words=words)
            yield Finding(str(path), here[1], "collate-note", message)
    for mark, line, words in new:
        if mark not in [entry[0] for entry in old]:
            message = say("collate-note/extra", mark=mark, words=words)
            yield Finding(str(path), line, "collate-note", message)


def _around(passage: Passage, at: int) -> tuple[int, str]:
    """Return the line and the last words before a place in a passage."""
    return passage.lines[max(0, at - 1)], passage.text[max(0, at - FIRST_WORDS) : at]


def _sentences(passage: Passage) -> list[str]:
    return [sentence.strip() for sentence, _ in passage.sentences()]


def _kind(kind: str) -> Said:
    """Return what a kind of passage is called, with its level or mark."""
    name, _, label = kind.partition(" ")
    return say("collate-structure/marked", kind=KINDS[name], mark=label) if label else KINDS[name]


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:50] + "…"


KINDS = {
    "title": say("collate-structure/title"),
    "section": say("collate-structure/section"),
    "paragraph": say("kinds.paragraph"),
    "item": say("kinds.item"),
    "pull-quote": say("collate-structure/pull-quote"),
    "caption": say("collate-structure/caption"),
    "columns": say("collate-structure/columns"),
    "row": say("collate-structure/row"),
    "note": say("collate-structure/note"),
    "footnote": say("collate-structure/footnote"),
}


MESSAGES: dict[str, Callable[[Variance], Said]] = {
    "collate-moved": lambda variance: say("collate-moved", words=_short(variance.printed)),
    "collate-doubled": lambda variance: say("collate-doubled", found=_short(variance.present)),
    "collate-changed": lambda variance: _change(variance.printed, variance.present),
    "collate-missing": lambda variance: say("collate-missing", words=_short(variance.printed)),
    "collate-added": _added,
    "collate-structure": _structure,
}
