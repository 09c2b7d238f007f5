"""What of a page can be cited: each block with an id, and each row of a table, with its first words and the printed
page on which it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html

from hooks.blocks.context import BodyBlock
from hooks.data.tables import Table
from hooks.languages import Language
from hooks.printed_pages import follows
from hooks.sources import Sources

# lxml has no type hints.
Element = Any
# What has blocks of its own in it: where a printed page begins there, the block around goes not on.
LISTS = ("ul", "ol")


@dataclass
class Passage:
    """A block of a page or a row of a table: its id, its first words, what it is (`row`, or as `BodyBlock` has it), and
    the printed pages on which it begins and ends, "" where that is not known."""

    id: str
    words: str
    kind: str
    begins: str = ""
    ends: str = ""

    @property
    def pages(self) -> str:
        """The printed pages: `5`, or `5–6`; "" where it is not known on which it begins."""
        return f"{self.begins}–{self.ends}" if self.begins and self.begins != self.ends else self.begins


def passages_of(sources: Sources, language: Language, name: str, before: str = "") -> list[Passage]:
    """Return what can be cited of the page of a language and name (`summary.md`), in order; the text before it ends on
    the printed page `before`, "" where that is not known."""
    conversion = sources.conversions[language, name]
    if not conversion.html.strip():
        return []
    root = html.fragment_fromstring(conversion.html, create_parent="div")
    marks = root.xpath("//@data-page")
    # It goes on where the text before it ends, if the next printed page is the next number.
    page = before if marks and follows(marks[0], before) else ""
    ids = sources.alignment[name].ids[language]
    found: list[Passage] = []
    owners: dict[Element, Passage] = {}
    for element in root.iter("*"):
        if element.get("data-block"):
            place = int(element.get("data-block"))
            block, table = conversion.blocks[place], sources.tables.get(element.get("data-table", ""))
            words = first_words(table.caption[language]) if table else block.words
            owners[element] = Passage(ids[place], words, block.kind, page, page)
        elif element.tag == "tr" and element.get("id"):
            words = first_words(" ".join(cell.text_content() for cell in element.iterchildren("th", "td")))
            owners[element] = Passage(element.get("id"), words, "row", page, page)
        if element in owners:
            found.append(owners[element])
        elif element.get("data-tables"):
            for listed in element.get("data-tables").split():
                found += _table(sources.tables[listed], language)
        elif "page-mark" in element.classes:
            page = element.get("data-page")
            for owner, first in _around(element):
                if owner in owners:
                    owners[owner].begins = page if first else owners[owner].begins
                    owners[owner].ends = page
    return found


def printed_pages(passages: list[Passage]) -> str:
    """Return the printed pages of a whole page, `9–18`; "" where it is not known on which it begins."""
    if not passages:
        return ""
    return Passage("", "", "", passages[0].begins, passages[-1].ends).pages


def first_words(text: str) -> str:
    """Return the first words of a text, as those of a block are shown."""
    return BodyBlock("", "", " ".join(text.split())).words


def _around(mark: Element) -> Iterator[tuple[Element, bool]]:
    """Yield the elements around a page's mark, and whether they begin with it."""
    element, first = mark, True
    for parent in mark.iterancestors():
        if parent.tag in LISTS:
            return
        first = first and element.getprevious() is None and not (parent.text or "").strip()
        yield parent, first
        element = parent


def _table(table: Table, language: Language) -> Iterator[Passage]:
    """Yield a table of the page of data and its rows, which stand on no printed page there."""
    yield Passage(table.name, table.short_title[language], "heading")
    yield Passage(f"table-{table.name}", first_words(table.caption[language]), "table")
    for group in table.groups:
        for row in group.rows:
            cells = [cell.prefix[language] + cell.text[language] for cell in row.cells]
            if row.id:
                words = first_words(" ".join(filter(None, [str(group.year or ""), *cells])))
                yield Passage(f"{table.name}-{row.id}", words, "row")
