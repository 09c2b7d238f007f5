"""The picture on the front of an EPUB, set by Typst: PNG, which every shelf of books can show."""

from __future__ import annotations

import json
from functools import lru_cache
from math import ceil
from pathlib import Path

import typst

from hooks.editions.palette import palette
from hooks.editions.pdf.faces import FALLBACK, fonts
from hooks.editions.phrases import display
from hooks.editions.publication import Publication, imprint
from hooks.editions.widths import plain
from hooks.languages import LANG

# So many characters stand one below the other.
LONGEST = 12
TEMPLATE = Path(__file__).with_name("cover.typ")


def cover_picture(publication: Publication, beside: Publication | None = None) -> bytes:
    """Return the cover as a PNG of 1600 by 2400 pixels; that of a book in both languages says in each who made it."""
    cover = {
        "language": LANG[publication.language],
        "lines": [column for line in publication.lines for column in title_columns(line, publication)],
        "other": publication.other_title,
        "subtitle": publication.subtitle,
        "imprint": imprint(publication),
        "beside": imprint(beside) if beside else [],
        "colours": palette(),
        "fallback": FALLBACK,
    }
    return _set(json.dumps(cover, ensure_ascii=False))


def title_columns(line: str, publication: Publication) -> list[str]:
    """Return a line of a title as columns that a cover has room for, of about one length, each of whole phrases."""
    count = ceil(len(line) / LONGEST)
    phrases = [plain([phrase]) for phrase in display([line], publication)]
    if count == 1 or len(phrases) == 1:
        return [line]
    columns = [""]
    for phrase in phrases:
        # As near to its share of the whole as phrases allow.
        share = len(line) * len(columns) / count
        if columns[-1] and len("".join(columns)) + len(phrase) / 2 > share:
            columns.append("")
        columns[-1] += phrase
    return columns


# A book in horizontal lines has the cover of the same in vertical ones.
@lru_cache(maxsize=2)
def _set(cover: str) -> bytes:
    inputs = {"cover": cover}
    picture = typst.compile(
        TEMPLATE, format="png", ppi=72, font_paths=fonts(), ignore_system_fonts=True, sys_inputs=inputs
    )
    assert isinstance(picture, bytes)
    return picture
