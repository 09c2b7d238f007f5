"""The faces of the books, which packages bring, and the characters that none of them has."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files

import typst

# All are under the Open Font License. Typst reads the outlines of a face where a text needs it, and not before.
PACKAGES = ("pylopdf_fonts_zh_tw", "noto_cjk_sans_otc", "fontpkg_amiri", "manimgx_fonts")
FOLDERS = [str(files(package)) for package in PACKAGES]
SCRIPTS = (
    "Armenian|Bengali|Devanagari|Ethiopic|Georgian|Gujarati|Gurmukhi|Hebrew|Kannada|Khmer|Lao|Malayalam|Myanmar|Oriya"
    "|Sinhala|Symbols|Tamil|Telugu|Thai"
).split("|")
# Where the faces of a text have no shape for a character, in this order: Latin, Greek, Cyrillic; rare Han characters,
# Hangul, kana; Arabic (one glyph a letter, so that it can be copied); other scripts; symbols.
FALLBACK = [
    *("Libertinus Serif", "Noto Sans", "Noto Sans CJK TC", "Amiri"),
    *(f"Noto Sans {script}" for script in SCRIPTS),
    *("Noto Emoji", "New Computer Modern Math", "DejaVu Sans Mono"),
]


@cache
def fonts() -> typst.Fonts:
    """Return the faces of the books; none of the machine's."""
    return typst.Fonts(include_system_fonts=False, font_paths=FOLDERS)


def missing_characters(text: str) -> list[str]:
    """Return those of the characters of `text` that one of the faces of the books, and all that stand in for it, do not
    have."""
    # Half of a character is none; one of private use (Word's bullets) has whatever shape a face gives it.
    found = {character for character in text if unicodedata.category(character) in ("Cs", "Co")}
    for face in ("Noto Serif TC", "Noto Sans TC"):
        found.update(_missing([one for one in text if one not in found and not one.isspace()], face))
    return [character for character in text if character in found]


def _missing(characters: list[str], face: str) -> list[str]:
    """Return what cannot be set, by halves: the typesetter stops at the first character that it has no shape for."""
    if not characters or _can_set(" ".join(characters), face):
        return []
    middle = len(characters) // 2
    return _missing(characters[:middle], face) + _missing(characters[middle:], face) if middle else characters


def _can_set(text: str, face: str) -> bool:
    names = ", ".join(f'"{name}"' for name in ("Libertinus Serif", face, *FALLBACK))
    source = f'#set document(title: "t")\n#set text(font: ({names}))\n#sys.inputs.text'
    try:
        typst.compile(source.encode(), font_paths=fonts(), sys_inputs={"text": text}, pdf_standards=["ua-1"])
    except typst.TypstError:
        return False
    return True
