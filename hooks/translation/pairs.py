"""The texts that stand beside each other in the two languages: block by block, cell by cell, note by note."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

from hooks.blocks.lang_spans import FULL_WIDTH
from hooks.blocks.text import fold
from hooks.languages import LANG
from hooks.pages import SourcePage
from hooks.sources import Sources

GLOSSARY = "glossary"
# What stands in a line of Markdown and not in its text: markers of blocks, emphasis, notes, links and attributes.
MARKUP = re.compile(r"^ *(?:[-*>+]|#+) +|\*|\[\^[^\]]*\]|(?<=\])\([^)]*\)|[\[\]]|\{[:#][^}]*\}")
# What a line wrapped by hand leaves in a Chinese text.
WRAP = re.compile(f"(?<=[{FULL_WIDTH}]) (?=[{FULL_WIDTH}])")


class TextPair(NamedTuple):
    """A Chinese text and its English: their page as its file is named below each language's folder (a table's file
    below `docs`), their id there, and where the English stands."""

    page: str
    id: str
    zh: str
    en: str
    path: Path
    line: int


def page_pairs(sources: Sources) -> list[TextPair]:
    """Return the paragraphs, list items and headings that stand in both languages; raise SourceError for a page that
    cannot be read."""
    pairs: list[TextPair] = []
    for page in sources.pages:
        if page.language == "en":
            aligned = sources.alignment[page.name].pairs
            both = [(pair.id, pair.zh.text, pair.en) for pair in aligned if pair.zh and pair.en]
            texts = [(key, WRAP.sub("", zh), en.text) for key, zh, en in both if en.tag != "figure"]
            lines = _lines(page, [en for _, _, en in texts])
            pairs += [TextPair(page.name, *text, page.path, line) for text, line in zip(texts, lines, strict=True)]
    return pairs


def row_pairs(sources: Sources) -> list[TextPair]:
    """Return every cell of the data tables but the glossary; raise SourceError for a table with errors.

    A row's id is its year, or its first Chinese cell where it has none.
    """
    pairs: list[TextPair] = []
    for name, table in sources.tables.items():
        path = sources.docs / "data" / table.resource["path"]
        for group in table.groups if name != GLOSSARY else ():
            for row in group.rows:
                key = str(group.year or row.cells[0].text["zh"])
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
