"""The picture on the front of an EPUB, set by Typst: PNG, which every shelf of books can show."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import typst

from hooks.editions.palette import palette
from hooks.editions.pdf.faces import FALLBACK, fonts
from hooks.editions.publication import Publication, imprint
from hooks.languages import LANG

TEMPLATE = Path(__file__).with_name("cover.typ")


def cover_picture(publication: Publication, beside: Publication | None = None) -> bytes:
    """Return the cover as a PNG of 1600 by 2400 pixels; that of a book in both languages says in each who made it."""
    cover = {
        "language": LANG[publication.language],
        "lines": publication.lines,
        "other": publication.other_title,
        "subtitle": publication.subtitle,
        "imprint": imprint(publication),
        "beside": imprint(beside) if beside else [],
        "colours": palette(),
        "fallback": FALLBACK,
    }
    return _set(json.dumps(cover, ensure_ascii=False))


# A book in horizontal lines has the cover of the same in vertical ones.
@lru_cache(maxsize=2)
def _set(cover: str) -> bytes:
    inputs = {"cover": cover}
    picture = typst.compile(
        TEMPLATE, format="png", ppi=72, font_paths=fonts(), ignore_system_fonts=True, sys_inputs=inputs
    )
    assert isinstance(picture, bytes)
    return picture
