"""No character in any file is one that nobody sees, that only looks like another, or that a wrong encoding left."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from hooks.configuration import NAME
from hooks.findings import Finding, SourceError
from hooks.messages import Said, say
from hooks.search import synonyms
from hooks.sources import Sources

STOPS_BUILD = False
# Joiners belong to emoji and to scripts whose letters join.
JOINED = "[\u0600-\u0dff\u0e00-\u109f\u1780-\u17ff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]"
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0]"
    f"|(?<!{JOINED})[\u200c\u200d]|[\u200c\u200d](?!{JOINED})|[\U000e0001-\U000e007f](?<![\U0001f3f4\U000e0001-\U000e007f].)"
)
SPACE = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u2028\u2029]")
RADICAL = re.compile("[\u2e80-\u2fdf]")
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
# What UTF-8 looks like that was read as Latin-1 or Windows-1252, and lost characters that were read as GBK.
HIGH = (
    "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
)
DAMAGED = re.compile(f"\ufffd|锟斤拷|(?:[\u00c2\u00c3\u00c4\u00c5\u00ce\u00cf]{HIGH}|[\u00e2-\u00ef]{HIGH}{{2}})+")
NAMES = {
    "\u00ad": say("text-invisible/hyphen"),
    "\u200b": say("text-invisible/zero-width"),
    "\ufeff": say("text-invisible/order"),
    "\u00a0": say("text-invisible/no-break"),
}


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `text-invisible` for characters without a shape and spaces that are none, `text-radical` for radicals that
    stand for characters, `text-damaged` for what is left of a text that was read in a wrong encoding, and
    `text-private` for characters that mean nothing outside one machine, once a line each."""
    for path, lines in _files(sources):
        written = sources.text(path).split("\n")
        for number, line in enumerate(lines, start=1):
            if not line.isascii():
                for code, message, column in _errors(line):
                    if code != "text-private" or not sources.configuration.slug:
                        # A comment may have stood before it.
                        at = column if line == written[number - 1] else 0
                        yield Finding(str(path), number, code, message, at)


def _files(sources: Sources) -> Iterator[tuple[Path, list[str]]]:
    for page in sources.pages:
        yield page.path, page.lines
    others = [sources.root / NAME, sources.docs / synonyms.NAME, *sorted((sources.docs / "data").glob("*.csv"))]
    for path in [*others, *(sources.docs / "data").glob("datapackage.json")]:
        if path.is_file():
            try:
                yield path, sources.text(path).split("\n")
            except SourceError:
                continue


def _errors(line: str) -> Iterator[tuple[str, Said, int]]:
    if found := DAMAGED.search(line):
        meant = _repaired(found[0])
        remedy = say("text-damaged/meant", meant=meant) if meant else say("text-damaged/anew")
        yield "text-damaged", say("text-damaged/text", found=found[0], remedy=remedy), found.start() + 1
    elif found := INVISIBLE.search(line):
        yield (
            "text-invisible",
            say("text-invisible/nothing", name=_name(found[0]), place=_place(line, found)),
            found.start() + 1,
        )
    if found := SPACE.search(line):
        yield (
            "text-invisible",
            say("text-invisible/space", name=_name(found[0]), place=_place(line, found)),
            found.start() + 1,
        )
    if found := RADICAL.search(line):
        normal = unicodedata.normalize("NFKC", found[0])
        remedy = say("text-radical/anew")
        if normal != found[0]:
            remedy = say("text-radical/meant", meant=normal, number=f"{ord(normal):04X}")
        yield (
            "text-radical",
            say("text-radical/radical", found=found[0], number=f"{ord(found[0]):04X}", remedy=remedy),
            found.start() + 1,
        )
    if found := PRIVATE.search(line):
        yield (
            "text-private",
            say("text-private", number=f"{ord(found[0]):04X}", place=_place(line, found)),
            found.start() + 1,
        )


def _repaired(text: str) -> str:
    for encoding in ("cp1252", "latin-1"):
        try:
            meant = text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        return meant if meant.isprintable() else ""
    return ""


def _name(character: str) -> Said | str:
    number = f"U+{ord(character):04X}"
    name = NAMES.get(character) or unicodedata.name(character, "").lower()
    return say("text-invisible/name", number=number, name=name) if name else number


def _place(line: str, found: re.Match[str]) -> Said:
    before = line[max(0, found.start() - 8) : found.start()].strip()
    return say("text-invisible/after", words=before) if before else say("text-invisible/start")
