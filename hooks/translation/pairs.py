"""The texts that stand beside each other in the two languages: block by block, cell by cell, note by note."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

from hooks.blocks.lang_spans import FULL_WIDTH
from hooks.blocks.text import fold
from hooks.data.package import NAME, read_package
from hooks.data.tables import load, load_all
from hooks.files import read_text
from hooks.languages import LANG
from hooks.pages import SourcePage, source_pages
from hooks.rendering import align_pages, read_extensions

GLOSSARY = "glossary"
# What stands in a line of Markdown and not in its text: markers of blocks, emphasis, notes, links and attributes.
MARKUP = re.compile(r"^ *(?:[-*>+]|#+) +|\*|\[\^[^\]]*\]|(?<=\])\([^)]*\)|[\[\]]|\{[:#][^}]*\}")
# What a line wrapped by hand leaves in a Chinese text.
WRAP = re.compile(f"(?<=[{FULL_WIDTH}]) (?=[{FULL_WIDTH}])")


class Pair(NamedTuple):
    """A Chinese text and its English: their page as its file is named below each language's folder (a table's file
    below `docs`), their id there, and where the English stands."""

    page: str
    id: str
    zh: str
    en: str
    path: Path
    line: int


def page_pairs(docs: Path, configuration: Path) -> list[Pair]:
    """Return the paragraphs, list items and headings that stand in both languages, aligned and rendered with the
    extensions that `mkdocs.yml` names; raise SourceError for a page that cannot be read."""
    alignment = align_pages(docs, *read_extensions(configuration))
    pairs: list[Pair] = []
    for page in source_pages(docs):
        if page.language == "en" and page.name in alignment:
            both = [(pair.id, pair.zh.text, pair.en) for pair in alignment[page.name].pairs if pair.zh and pair.en]
            texts = [(key, WRAP.sub("", zh), en.text) for key, zh, en in both if en.tag != "figure"]
            lines = _lines(page, [en for _, _, en in texts])
            pairs += [Pair(page.name, *text, page.path, line) for text, line in zip(texts, lines, strict=True)]
    return pairs


def row_pairs(docs: Path) -> list[Pair]:
    """Return every cell of the tables in `docs/data` but the glossary; raise SourceError for a table with faults.

    A row's id is its year, or its first Chinese cell where it has none.
    """
    pairs: list[Pair] = []
    for name, resource in read_package(docs / "data").items():
        path = docs / "data" / resource["path"]
        for group in load(docs / "data", name).groups if name != GLOSSARY else ():
            for row in group.rows:
                key = str(group.year or row.cells[0].text["zh"])
                texts = [{tag: cell.prefix[tag] + cell.text[tag] for tag in LANG} for cell in row.cells]
                pairs += [Pair(f"data/{path.name}", key, text["zh"], text["en"], path, row.line) for text in texts]
    return pairs


def note_pairs(docs: Path) -> list[Pair]:
    """Return the titles and notes of the tables; raise SourceError for a table with faults."""
    path = docs / "data" / NAME
    lines = read_text(path, "table-encoding").split("\n")
    pairs: list[Pair] = []
    for name, table in load_all(docs / "data").items():
        notes = {f"{name} note {number}": note.text for number, note in enumerate(table.notes, start=1)}
        for key, text in ({f"{name} title": table.caption} | notes).items():
            ending = json.dumps(text["en"], ensure_ascii=False)[-40:]
            line = next((number for number, words in enumerate(lines, start=1) if ending in words), 0)
            pairs.append(Pair(f"data/{NAME}", key, text["zh"], text["en"], path, line))
    return pairs


def _lines(page: SourcePage, texts: list[str]) -> list[int]:
    """Return the line where each of the texts begins in the page's file, or its first where that cannot be seen."""
    plain = [fold(MARKUP.sub("", line)) for line in page.body.split("\n")]
    found, last = [], 0
    for text in texts:
        beginning = text[:30]
        for number in range(last, len(plain)):
            if plain[number] and (plain[number].startswith(beginning) or beginning.startswith(plain[number])):
                found.append(page.first_line + number)
                last = number + 1
                break
        else:
            found.append(page.first_line)
    return found
