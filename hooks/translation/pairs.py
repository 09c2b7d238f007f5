"""The texts that stand beside each other in the two languages: block by block, cell by cell, note by note."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

from hooks.blocks.lang_spans import FULL_WIDTH
from hooks.languages import LANG, Language
from hooks.sources import Sources
from hooks.translation.lines import lines_of

GLOSSARY = "glossary"
# What a line wrapped by hand leaves in a Chinese text.
WRAP = re.compile(f"(?<=[{FULL_WIDTH}]) (?=[{FULL_WIDTH}])")


class TextPair(NamedTuple):
    """A Chinese text and its English: their page as its file is named below each language's folder (a table's file
    below `docs`), their id there, and where the translation stands: the file, and the line, or of a page the block."""

    page: str
    id: str
    zh: str
    en: str
    path: Path
    line: int
    block: int = -1
    # Whether it cites a work, whose pages and dates each language gives in its own way.
    cites: bool = False

    def text(self, language: Language) -> str:
        """Return the text in a language."""
        return self.zh if language == "zh" else self.en


def page_pairs(sources: Sources) -> list[TextPair]:
    """Return the paragraphs, list items and headings that stand in both languages; raise SourceError for a page that
    cannot be read."""
    pairs: list[TextPair] = []
    for page in sources.pages:
        if page.language == sources.configuration.translation:
            alignment = sources.alignment[page.name]
            places = {key: place for place, key in enumerate(alignment.ids[page.language])}
            for pair in alignment.pairs:
                if pair.zh and pair.en and (pair.en.tag != "figure" or pair.en.kind == "picture"):
                    zh = WRAP.sub("", pair.zh.compared)
                    pairs.append(TextPair(page.name, pair.id, zh, pair.en.compared, page.path, 0, places[pair.id]))
    return pairs


def line_of(pair: TextPair, sources: Sources) -> int:
    """Return the line where the translation of a pair begins in its file."""
    if pair.block < 0:
        return pair.line
    return lines_of(sources, (sources.configuration.translation, pair.page))[pair.block]


def row_pairs(sources: Sources) -> list[TextPair]:
    """Return every cell of the data tables but the glossary; raise SourceError for a table with errors.

    A row's id is its year, or its own or its first Chinese cell where it has none.
    """
    pairs: list[TextPair] = []
    for name, table in sources.tables.items():
        path = sources.docs / "data" / table.resource["path"]
        for group in table.groups if name != GLOSSARY else ():
            for row in group.rows:
                key = str(group.year or row.id or "".join(cell.text["zh"] for cell in row.cells[:1]))
                texts = [{tag: cell.prefix[tag] + cell.text[tag] for tag in LANG} for cell in row.cells]
                pairs += [TextPair(f"data/{path.name}", key, text["zh"], text["en"], path, row.line) for text in texts]
    return pairs


def note_pairs(sources: Sources) -> list[TextPair]:
    """Return the titles and notes of the tables; raise SourceError for a table with errors."""
    if not sources.package:
        return []
    path = sources.package.path
    lines = sources.text(path).split("\n")
    pairs: list[TextPair] = []
    for name, table in sources.tables.items():
        notes = {f"{name} note {number}": note.text for number, note in enumerate(table.notes, start=1)}
        for key, text in ({f"{name} title": table.caption} | notes).items():
            ending = json.dumps(text["en"], ensure_ascii=False)[-40:]
            line = next((number for number, words in enumerate(lines, start=1) if ending in words), 0)
            pairs.append(TextPair(f"data/{path.name}", key, text["zh"], text["en"], path, line))
    return pairs
