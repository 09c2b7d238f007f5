"""Where the pages of the printed edition begin, for the lists of them (DPUB-ARIA's `doc-pagelist`)."""

from __future__ import annotations

from typing import NamedTuple

from hooks.blocks.fences import find_fences
from hooks.blocks.page_break import PageBreak
from hooks.languages import Language, other
from hooks.sources import Sources


class PrintedPage(NamedTuple):
    """A page of the printed edition by its number, and the page here on which it begins: its language and name."""

    number: str
    language: Language
    name: str


def printed_pages(sources: Sources, language: Language) -> list[PrintedPage]:
    """Return the pages of the printed edition for a reader of `language`, each once: what is here in that language, and
    what is in the other alone. Pages with Roman numbers stand before the others, as in print."""
    found: dict[str, PrintedPage] = {}
    for one in (language, other(language)):
        for page in sources.pages:
            for fence in find_fences(page.body, page.first_line) if page.language == one else ():
                if fence.name == PageBreak.NAME:
                    found.setdefault(fence.argument, PrintedPage(fence.argument, one, page.name))
    return sorted(found.values(), key=_order)


def follows(page: str, before: str) -> bool:
    """Return whether a printed page is the next after the one `before`, by their numbers."""
    return before.isdecimal() and page.isdecimal() and int(page) == int(before) + 1


def _order(page: PrintedPage) -> tuple[bool, int]:
    return page.number.isdecimal(), int(page.number) if page.number.isdecimal() else _roman(page.number)


def _roman(number: str) -> int:
    """Return what a Roman number counts; 0 for one that is none."""
    values = ["ivxlcdm".find(sign) for sign in number.lower()]
    counts = [(5 if value % 2 else 1) * 10 ** (value // 2) if value >= 0 else 0 for value in values]
    pairs = zip(counts, [*counts[1:], 0], strict=True)
    return sum(-count if count < following else count for count, following in pairs)
