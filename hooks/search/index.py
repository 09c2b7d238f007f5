"""The search index: what a reader may find on each page, block by block, and what else may be typed for it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from lxml import html

from hooks.languages import LANG, Language
from hooks.search.variants import variants

# lxml has no type hints.
Element = Any

FOLDER = "search"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Blocks that hold text of their own; the cells of a row are one block.
BLOCKS = (*HEADINGS, "p", "li", "tr", "caption", "dt", "dd", "pre", "figcaption", "summary")
# References to notes and the ways back, and links to a block itself: no part of the text.
FURNITURE = ("footnote-ref", "footnote-backref", "headerlink", "paragraph-link")
HIDDEN = 'ancestor-or-self::*[@aria-hidden="true" or @data-search-exclude or @hidden or self::nav]'
# What nobody sees and nobody types: soft hyphens, joiners, marks of direction, spaces without width.
INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
# What a text must have for a query in the letters of a language to be found in it.
LETTERS: dict[Language, re.Pattern[str]] = {
    "zh": re.compile("[\u2e80-\U0010ffff]"),
    "en": re.compile("[A-Za-z]"),
}
# Between the cells of a row and the blocks of one address; no query reaches across it.
BETWEEN = "\t"


class Entry(NamedTuple):
    """A block of a page: the id that leads to it (empty: the top of the page), the level of a heading (0: text), and
    its words."""

    id: str
    level: int
    text: str


class SearchPage(NamedTuple):
    """A page that can be found: its address below the site, its language, and its entries in order."""

    address: str
    language: str
    entries: list[Entry]


def read_search_page(output: str, address: str, language: str) -> SearchPage:
    """Return what can be found on a finished page: the blocks of its article, less what is hidden from screen readers
    or marked `data-search-exclude`. Blocks without an id of their own belong to the one they stand in or under."""
    (article,) = html.fromstring(output).xpath("//article")
    entries: list[Entry] = []
    for entry in _entries(article):
        before = entries[-1] if entries else None
        if before and before.id == entry.id and not before.level and not entry.level:
            entries[-1] = before._replace(text=before.text + BETWEEN + entry.text)
        else:
            entries.append(entry)
    return SearchPage(address, language, entries)


def write_index(site: Path, pages: list[SearchPage], synonyms: list[list[str]]) -> None:
    """Write the index below `site`, as scripts, since a page that is opened as a file may load no other data:
    `search/zh.js` and `search/en.js` each for a reader of one language, with all pages in it, and what its letters may
    find on the other pages; `search/spellings.js` with those of the `synonyms` of which the text has a word."""
    text = "\n".join(entry.text for page in pages for entry in page.entries)
    folded = text.casefold()
    known = [group for group in synonyms if any(word.casefold() in folded for word in group)]
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for language in LANG:
        own = [page for page in pages if page.language == language]
        other = [part for page in pages if page.language != language if (part := _with_letters(page, language))]
        _write(folder / f"{language}.js", "searchIndex", language, _compact([*own, *other]))
    # What is typed for a word that only a synonym has must be known, too.
    said = "\n".join([text, *(word for group in known for word in group)])
    _write(folder / "spellings.js", "searchSpellings", {"variants": variants(said), "synonyms": known})


def _entries(article: Element) -> Iterator[Entry]:
    heading = ""
    for block in article.iter(*BLOCKS):
        level = int(block.tag[1]) if block.tag in HEADINGS else 0
        if level:
            heading = "" if level == 1 else block.get("id", heading)
        text = "" if block.xpath(HIDDEN) else _text(block)
        if block.tag == "tr" and not block.xpath('th[@scope="rowgroup"]'):
            # The head of a group of rows is part of each.
            text = BETWEEN.join([*map(_text, block.xpath('../tr/th[@scope="rowgroup"]')), text])
        if text.strip():
            own = [] if level == 1 else block.xpath("ancestor-or-self::*[@id][ancestor::article]/@id")
            yield Entry(own[-1] if own else heading, level, text)


def _text(element: Element) -> str:
    """Return the words of a block as they are printed, white space as single spaces; cells stand apart."""
    parts: list[str] = []
    _collect(element, parts, element)
    text = INVISIBLE.sub("", "".join(parts))
    cells = [" ".join(cell.split()) for cell in text.split(BETWEEN)]
    return BETWEEN.join(filter(None, cells))


def _collect(element: Element, parts: list[str], block: Element) -> None:
    # Blocks within a block are blocks by themselves.
    # Nobody types the reading of a character in the middle of a word.
    skipped = not isinstance(element.tag, str) or element.tag in (*BLOCKS, "svg", "script", "style", "rt", "rp")
    furniture = any(name in element.classes for name in FURNITURE)
    if element is not block and (skipped or furniture or element.xpath(HIDDEN)):
        return
    if element.tag in ("td", "th"):
        parts.append(BETWEEN)
    elif element.tag == "br":
        parts.append(" ")
    parts.append(" ".join((element.text or "").split(BETWEEN)))
    for child in element:
        _collect(child, parts, block)
        parts.append(" ".join((child.tail or "").split(BETWEEN)))


def _compact(pages: list[SearchPage]) -> list[Any]:
    """Return each page as [address, language, [[id, text] or [id, text, level], …]]. A text that stands on two pages,
    as a table does, is written once: its second place has the number of its first."""
    numbers: dict[str, int] = {}
    compact = []
    for page in pages:
        entries: list[list[str | int]] = []
        for entry in page.entries:
            text = numbers.get(entry.text, entry.text)
            numbers.setdefault(entry.text, len(numbers))
            entries.append([entry.id, text, *([entry.level] * bool(entry.level))])
        compact.append([page.address, page.language, entries])
    return compact


def _with_letters(page: SearchPage, language: Language) -> SearchPage | None:
    """Return what of a page has letters of `language`, with the headings over it; None where nothing has."""
    entries: list[Entry] = []
    above: list[Entry] = []
    for entry in page.entries:
        if entry.level:
            # The title stays above all that follows.
            above = [*(title for title in above if title.level == 1 < entry.level), entry]
        if LETTERS[language].search(unicodedata.normalize("NFKD", entry.text)):
            entries += [*above, *([] if entry.level else [entry])]
            above = []
    return page._replace(entries=entries) if entries else None


def _write(path: Path, call: str, *values: Any) -> None:
    said = ",".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    path.write_text(f"{call}({said});\n", encoding="utf-8")
