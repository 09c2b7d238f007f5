"""The two languages of a page have the same structure: each heading its level, each block its author's notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hooks.alignment import PageAlignment
from hooks.blocks.context import BodyBlock
from hooks.blocks.notes import EDITORS
from hooks.findings import Finding
from hooks.languages import LANG, Language
from hooks.messages import Said, say
from hooks.pages import SourcePage
from hooks.sources import Sources
from hooks.translation.lines import lines_of

STOPS_BUILD = False
NAMES = {language: say(f"languages.{language}") for language in LANG}
DEFINED = re.compile(r"^[ >]*(?:[-*+] +)?\[\^([^\]\n]+)\]:[ ]*(.*)$", re.MULTILINE)
REFERENCE = "#fn:"


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `translation-heading` for a heading of another level than its counterpart, and `note-pair` for a block that
    refers to more or fewer notes of the author's than its counterpart."""
    pages = {(page.language, page.name): page for page in sources.pages}
    for name, alignment in sources.alignment.items():
        both = {language: pages.get((language, name)) for language in LANG}
        if not all(page and page.body.strip() for page in both.values()):
            continue
        editors = {language: _editors(page) for language, page in both.items() if page}
        blocks = {
            language: dict(zip(alignment.ids[language], sources.conversions[language, name].blocks, strict=True))
            for language in LANG
        }
        for language, key, code, message in _errors(name.removesuffix(".md"), alignment, blocks, editors):
            page, place = pages[language, name], alignment.ids[language].index(key)
            line = lines_of(sources, (language, name))[place]
            yield Finding(str(page.path), line, code, message)


def _editors(page: SourcePage) -> set[str]:
    """Return the names of the editor's notes of a page, which need no counterpart."""
    return {name for name, words in DEFINED.findall(page.body) if EDITORS.match(words)}


def _errors(
    page: str, alignment: PageAlignment, blocks: dict[Language, dict[str, BodyBlock]], editors: dict[Language, set[str]]
) -> Iterator[tuple[Language, str, str, Said]]:
    original, translation = alignment.original, alignment.translation
    for pair in alignment.pairs:
        if not pair.state.comparable:
            continue
        parts = {language: [blocks[language][key] for key in pair.parts[language]] for language in LANG}
        if not all(parts.values()):
            continue
        here, there = parts[translation][0], parts[original][0]
        key = next(iter(pair.parts[translation]))
        if here.kind == there.kind == "heading" and here.tag != there.tag:
            yield (
                translation,
                key,
                "translation-heading",
                say(
                    "translation-heading",
                    place=f"{page}#{key}",
                    here=here.tag[1],
                    original=NAMES[original],
                    there=there.tag[1],
                    meant="#" * int(there.tag[1]),
                ),
            )
        counts = {language: _notes(parts[language], editors[language]) for language in LANG}
        few, many = sorted(LANG, key=lambda language: len(counts[language]))
        if len(counts[few]) < len(counts[many]):
            lost = [note for note in counts[many] if note not in counts[few]] or counts[many]
            place = next(iter(pair.parts[few]))
            numbers = {language: len(counts[language]) for language in LANG}
            message = say(
                "note-pair",
                place=f"{page}#{place}",
                few=numbers[few],
                other=NAMES[many],
                many=numbers[many],
                lost=lost[-1],
            )
            yield few, place, "note-pair", message


def _notes(blocks: Sequence[BodyBlock], editors: set[str]) -> list[str]:
    found = [link.removeprefix(REFERENCE) for block in blocks for link in block.links if link.startswith(REFERENCE)]
    return [name for name in found if name not in editors]
