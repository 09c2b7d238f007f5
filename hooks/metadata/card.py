"""The picture that link previews show, set by Typst in the colours and faces of the covers: PNG, 1200 by 630 pixels, as
Open Graph's readers want it."""

from __future__ import annotations

import io
import json
import re
from itertools import combinations
from pathlib import Path
from typing import Any

import typst
from PIL import Image

from hooks.configuration import Identity
from hooks.editions.palette import palette
from hooks.editions.pdf.faces import FALLBACK, fonts
from hooks.languages import LANG, Language
from hooks.sources import Sources
from hooks.words import words

TEMPLATE = Path(__file__).with_name("card.typ")
WIDTH, HEIGHT = 1200, 630
# Where the cards stand below the address of the site.
CARDS: dict[Language, str] = {"zh": "card.png", "en": "en/card.png"}
# A title of Han alone runs down the card, as on the covers, where so many columns of so many characters hold it.
COLUMNS, COLUMN, SHORT = 3, 9, 7
HAN = re.compile("[\u3007\u3400-\u9fff\U00020000-\U0003ffff]+")
# Where a Chinese title may be broken before it must: after 的 and after marks, before 與 and before brackets.
BREAK = re.compile(
    "(?<=[的，、；：。！？」』》）])(?![，、；：。！？」』》）])|(?<=.)(?=[「『《（暨])|(?<=[^參])(?=與[^會])"
)
# Enough for three colours and the steps between them.
COLOURS = 64


def write_cards(site: Path, sources: Sources) -> None:
    """Write the card of each language into a finished `site`; none where the site's address is not known, since a
    preview wants the picture's in full."""
    covers = {page.language: page.meta for page in sources.pages if page.name == "index.md"}
    for language in LANG if sources.configuration.address else ():
        lines = covers.get(language, {}).get("title_lines")
        picture = card_picture(sources.configuration.identity(language), language, lines)
        (site / CARDS[language]).write_bytes(picture)


def card_picture(identity: Identity, language: Language, title_lines: Any = None) -> bytes:
    """Return the card of a publication in a language as PNG. `title_lines`, if they are the title, are the lines in
    which it is set; a title without is broken between its phrases. The same values make the same bytes."""
    given = [str(line) for line in title_lines] if isinstance(title_lines, list) else []
    given = given if ("" if language == "zh" else " ").join(given) == identity.title else []
    lines = given or in_columns(identity.title)
    upright = (
        language == "zh"
        and bool(lines)
        and all(map(HAN.fullmatch, lines))
        and len(lines) <= COLUMNS
        and max(map(len, lines)) <= COLUMN
    )
    card = {
        "language": LANG[language],
        "upright": upright,
        "lines": lines if upright else given,
        "phrases": phrases(identity.title) if language == "zh" else identity.title.split(),
        "other": identity.other_title,
        "subtitle": identity.subtitle,
        "imprint": imprint(identity, language),
        "colours": palette(),
        "fallback": FALLBACK,
    }
    picture = typst.compile(
        TEMPLATE,
        format="png",
        ppi=72,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"card": json.dumps(card, ensure_ascii=False)},
    )
    assert isinstance(picture, bytes)
    return _small(picture)


def imprint(identity: Identity, language: Language) -> list[str]:
    """Return who made a publication and who published it, a line each, as far as that is stated."""
    lines = [words(language)["cover.separator"].join(identity.creators), identity.publisher]
    return [line for line in lines if line]


def phrases(title: str) -> list[str]:
    """Return a Chinese title in the parts between which it is best broken."""
    return [part for part in BREAK.split(title) if part]


def in_columns(title: str) -> list[str]:
    """Return a title of Han in as few columns as hold it, broken between its phrases and as even as they can be; none
    where it has too many characters, or phrases that are too long."""
    if not HAN.fullmatch(title):
        return []
    parts = phrases(title)
    for columns in range(1, COLUMNS + 1):
        splits = [
            ["".join(parts[start:end]) for start, end in zip((0, *cuts), (*cuts, len(parts)), strict=True)]
            for cuts in combinations(range(1, len(parts)), columns - 1)
        ]
        best = min(splits, key=lambda lines: max(map(len, lines)), default=[])
        if best and max(map(len, best)) <= (SHORT if columns == 1 else COLUMN):
            return best
    return [title] if len(title) <= COLUMN else []


def _small(picture: bytes) -> bytes:
    """Return a picture in a palette of its own: a third of the bytes, and no difference that an eye sees."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(picture)) as image:
        image.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
            out, "PNG", optimize=True
        )
    return out.getvalue()
