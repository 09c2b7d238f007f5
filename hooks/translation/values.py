"""The texts that stand beside each other outside of the pages' blocks: notes, titles, descriptions and settings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from hooks.blocks.notes import EDITORS
from hooks.configuration import NAME
from hooks.data.package import line_of_place, lines_of_json
from hooks.languages import LANG
from hooks.pages import SourcePage
from hooks.sources import Sources
from hooks.translation.pairs import TextPair

NOTE = re.compile(r"^[ >]*(?:[-*+] +)?\[\^([^\]\n]+)\]:[ ]*(.*(?:\n(?: {4}.*\S.*|[ \t]*(?=\n {4})))*)", re.MULTILINE)
MARKUP = re.compile(r"\]\([^)\n]*\)|<[^>\n]*>|https?://\S+|\[\^[^\]\n]+\]|[*_`\[\]]")
CITES = re.compile(r"https?://|《|“[^”]+,”|\bpp?\. ?\d|\b(?:ed|vol|no)\. ?\d|頁 ?\d", re.IGNORECASE)
PARTS = ("title", "short_title", "description", "label")
SETTINGS = ("title", "subtitle", "publisher", "series", "description", "rights")


def value_pairs(sources: Sources) -> Iterator[TextPair]:
    """Yield the titles, descriptions and author's notes of the pages, what datapackage.json says beside the notes and
    titles of its tables, and what `mkdocs.yml` says of the publication; raise SourceError where one cannot be read."""
    pages = {(page.language, page.name): page for page in sources.pages}
    translation = sources.configuration.translation
    for (language, name), page in pages.items():
        other = pages.get((sources.configuration.original, name))
        if language == translation and other:
            zh, en = (page, other) if language == "zh" else (other, page)
            for key in ("title", "description"):
                yield TextPair(name, key, _said(zh, key), _said(en, key), page.path, _line(page, rf"{key}\s*:"))
            notes = {label: _notes(one) for label, one in (("zh", zh), ("en", en))}
            for label in notes["zh"].keys() & notes["en"].keys():
                line = _line(page, rf"[ >]*(?:[-*+] +)?\[\^{re.escape(label)}\]:")
                zh_note, en_note = notes["zh"][label], notes["en"][label]
                cites = bool(CITES.search(zh_note + en_note))
                yield TextPair(name, f"[^{label}]", _plain(zh_note), _plain(en_note), page.path, line, cites=cites)
    if sources.package:
        path = sources.package.path
        text = sources.text(path)
        lines = lines_of_json(text)
        package = json.loads(text)
        for place, part, key in _parts(package, ()):
            name = " ".join([*_names(package, place), key])
            line = line_of_place(lines, (*place, f"{key}_en"))
            yield TextPair(f"data/{path.name}", name, part[key], part[f"{key}_en"], path, line)
    settings = sources.root / NAME
    said = sources.text(settings).split("\n") if settings.is_file() else []
    for key in SETTINGS:
        value = sources.configuration.publication.get(key)
        if isinstance(value, Mapping) and all(isinstance(value.get(language), str) for language in LANG):
            line = next((at for at, words in enumerate(said, 1) if str(value["en"])[:20] in words), 1)
            yield TextPair(NAME, key, value["zh"], value["en"], settings, line)


def _said(page: SourcePage, key: str) -> str:
    value = page.meta.get(key)
    return value if isinstance(value, str) else ""


def _notes(page: SourcePage) -> dict[str, str]:
    """Return the author's notes of a page by name: those of an editor are about one language."""
    return {name: words for name, words in NOTE.findall(page.body) if not EDITORS.match(words)}


def _plain(words: str) -> str:
    return MARKUP.sub("", words)


def _line(page: SourcePage, begins: str) -> int:
    return next((at for at, words in enumerate(page.lines, 1) if re.match(begins, words)), 1)


def _names(part: Any, place: tuple[str | int, ...]) -> Iterator[str]:
    """Yield the names of the tables, columns and categories in which a place of a data package is."""
    for step in place:
        part = part[step]
        if isinstance(step, int) and isinstance(part, Mapping):
            yield str(part.get("name", part.get("value", step + 1)))


def _parts(part: Any, place: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], dict[str, str], str]]:
    """Yield each part of a data package that says the same in both languages, with its place and the name of that."""
    if isinstance(part, Mapping):
        for key in PARTS:
            both = [part.get(key), part.get(f"{key}_en")]
            # What tables say in titles and notes is compared as they print it.
            table = len(place) == 2 and place[0] == "resources" and key == "title"
            if all(isinstance(text, str) for text in both) and not table and part.get("kind") is None:
                yield place, dict(part), key
        for name, value in part.items():
            yield from _parts(value, (*place, name))
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield from _parts(value, (*place, number))
