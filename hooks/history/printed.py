"""In what a publication is other than the printed text that it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import html

from hooks.blocks.notes import AUTHORS, EDITORS
from hooks.configuration import pages_of
from hooks.findings import SourceError
from hooks.history.matching import like
from hooks.history.places import block_at, printed_on, row_at
from hooks.history.texts import key_of
from hooks.history.values import Edit
from hooks.languages import LANG, Language
from hooks.source.collate import variances
from hooks.source.extraction import Extraction
from hooks.source.plan import Correction
from hooks.sources import Sources

# The kinds of the ledger that readers see: characters that were replaced, and those that were left out.
REPLACED = {"compatibility ideograph": "unified", "dash": "dashes"}
DROPPED = {
    "hyphen at a line's end": "hyphens",
    "running head": "heads",
    "page number": "page_numbers",
    "left out": "left_out",
}
# What of the collation is other words.
WORDS = ("collate-changed", "collate-missing", "collate-added", "collate-doubled")


class EditorsNote(NamedTuple):
    """A note of the editor's: the page that has it, its id there, and its words."""

    language: Language
    page: str
    id: str
    text: str


class Difference(NamedTuple):
    """Words that are other than in print: an edit without a commit, the day ("" where it is not known) and the reason
    that is given for it, and what was printed and what stands there now, to know it again by."""

    edit: Edit
    day: str
    reason: str
    printed: str
    present: str


class Printed(NamedTuple):
    """How many characters of the printed text were made uniform, by kind (`unified`, `dashes`, `hyphens`, `heads`,
    `page_numbers`, `left_out`), and in what words a publication is other than print."""

    normalised: dict[str, int]
    differences: list[Difference]


def read_printed(sources: Sources) -> Printed | None:
    """Return what is other than in print; None for a publication without a printed text, or where what is said of that
    cannot be read, as a check says."""
    try:
        plan, extraction = sources.plan, sources.extraction
    except SourceError:
        return None
    if not plan or not extraction or extraction.findings:
        return None
    ledger = extraction.ledger
    counted = {name: ledger.replaced[kind] for kind, name in REPLACED.items()}
    counted |= {name: ledger.dropped[kind] for kind, name in DROPPED.items()}
    differences = [*_corrections(sources, plan.corrections, extraction), *_variances(sources, extraction)]
    return Printed({name: count for name, count in counted.items() if count}, [*differences, *_added_rows(sources)])


def editors_notes(sources: Sources) -> list[EditorsNote]:
    """Return the editor's notes of each language in the order of the pages, those of the tables last."""
    order = {name: place for place, name in enumerate(pages_of(sources.configuration.contents))}
    notes = []
    for (language, name), conversion in sorted(
        sources.conversions.items(), key=lambda one: order.get(one[0][1], len(order))
    ):
        root = html.fragment_fromstring(conversion.html, create_parent=True)
        for item in root.xpath('.//*[@role="doc-endnotes"]/ol/li'):
            if AUTHORS not in item.getparent().getparent().get("class", "").split():
                for back in item.xpath('.//a[@role="doc-backlink"]'):
                    back.drop_tree()
                words = EDITORS.sub("", " ".join(item.text_content().split()))
                notes.append(EditorsNote(language, name, item.get("id"), words.strip()))
    for table in sources.tables.values():
        for name in printed_on(sources, table.name)[:1]:
            for note in table.notes:
                for language in LANG if note.kind == "editor" else ():
                    text = EDITORS.sub("", note.text[language]).strip()
                    notes.append(EditorsNote(language, name, f"table-{table.name}", text))
    return notes


def _corrections(sources: Sources, corrections: list[Correction], extraction: Extraction) -> Iterator[Difference]:
    for correction in corrections:
        path = next((page.path for page in extraction.texts if correction.line in page.lines), "")
        language, _, name = path.partition("/")
        passages = [*extraction.pages.get(path, []), *extraction.notes.get(path, [])]
        for passage in passages:
            at = passage.text.find(correction.corrected)
            while at >= 0 and passage.lines[at] != correction.line:
                at = passage.text.find(correction.corrected, at + 1)
            if at >= 0 and (language, name) in sources.conversions:
                before = passage.text[:at] + correction.printed + passage.text[at + len(correction.corrected) :]
                key = _id_of(sources, (language, name), passage.text)  # type: ignore[arg-type]
                edit = Edit(language, name, key, before, passage.text, None)  # type: ignore[arg-type]
                yield Difference(edit, "", correction.reason, correction.printed, correction.corrected)
                break


def _variances(sources: Sources, extraction: Extraction) -> Iterator[Difference]:
    pages = {f"{page.language}/{page.name}": page for page in sources.pages}
    by_file = {page.path: page for page in pages.values()}
    for variance in variances(extraction, pages, sources.tables):
        if variance.code not in WORDS:
            continue
        page = by_file.get(variance.path)
        if page:
            place = page.language, page.name, block_at(sources, page, variance.line)
        elif not (row := row_at(sources, variance.path, variance.line)):
            continue
        else:
            place = "zh", row[0], row[1]
        edit = Edit(*place, variance.printed, variance.present, None)
        yield Difference(edit, "", "", variance.printed, variance.present)


def _added_rows(sources: Sources) -> Iterator[Difference]:
    for table in sources.tables.values():
        for name in printed_on(sources, table.name)[:1]:
            for row in table.rows if sources.plan else ():
                for language in LANG if row.added else ():
                    text = " · ".join(cell.prefix[language] + cell.text[language] for cell in row.cells)
                    edit = Edit(
                        language, name, f"{table.name}-{row.id}" if row.id else f"table-{table.name}", "", text, None
                    )
                    yield Difference(edit, row.added, "", "", text)


def _id_of(sources: Sources, key: tuple[Language, str], text: str) -> str:
    """Return the id of the block of a page whose words are most like a text."""
    blocks, ids = sources.conversions[key].blocks, sources.alignment[key[1]].ids[key[0]]
    likely = [(like(key_of(block.text), key_of(text)), -at) for at, block in enumerate(blocks)]
    score, place = max(likely, default=(0, 0))
    return ids[-place] if score else ""
