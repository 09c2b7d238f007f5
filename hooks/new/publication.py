"""Writes a publication: its settings, its cover and page about itself, its chapters and pictures, and the engine."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template
from typing import Any, NamedTuple

from hooks.checks.configuration import is_text
from hooks.languages import LANG, Language, other
from hooks.new.chapters import PREFACE, Pair, pair_chapters
from hooks.new.engine import copy_engine
from hooks.new.lines import file_name
from hooks.new.manuscript import Manuscript
from hooks.new.split import Chapter, title_of
from hooks.words import words

TEMPLATES = Path(__file__).parent / "templates"
# The front matter of a text that `mkdocs.yml` takes over, by its name there.
TEXTS = {"subtitle": "subtitle", "publisher": "publisher", "series": "series", "description": "description"}
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class Written(NamedTuple):
    """What a publication was given: its titles, its chapters, the number of its pictures, the file of its title."""

    titles: dict[Language, str]
    pairs: list[Pair]
    pictures: int


def write_publication(
    folder: Path,
    engine: Path,
    original: Language,
    manuscripts: Mapping[Language, Manuscript],
    pictures: dict[str, bytes],
) -> Written:
    """Write a publication into `folder` from the texts, those of the original first, and the pictures by their names;
    `engine` is the folder whose engine it gets. Without a text it has one chapter to write. Raises StartError."""
    given = {language: one.title for language, one in manuscripts.items()}
    titles: dict[Language, str] = {
        language: given.get(language) or given.get(other(language)) or folder.name for language in LANG
    }
    pairs = pair_chapters(manuscripts) if manuscripts else [Pair("chapter-1.md", {})]
    copy_engine(engine, folder)
    values = {
        "slug": file_name(titles["en"]) or "publication",
        "original": original,
        "identity": "\n".join(f"    {line}" for line in _identity(titles, manuscripts)),
        "roles": ", ".join([*([f"{PREFACE}.md: preface"] if _has_preface(manuscripts) else []), "about.md: colophon"]),
        "nav": "\n".join(f"  - {name}" for name in ["index.md", *(pair.name for pair in pairs), "about.md"]),
    }
    _fill(folder, "mkdocs.yml", values)
    _fill(folder, "README.md", {"title": titles["en"]})
    _fill(folder, "README.zh-TW.md", {"title": titles["zh"]})
    for language in LANG:
        translated = "" if language == original else "translation: unofficial\n"
        for name in ("index.md", "about.md"):
            text = (TEMPLATES / "docs" / language / name).read_text(encoding="utf-8")
            _write(folder / "docs" / language / name, text.replace("template:", f"{translated}template:", 1))
        for number, pair in enumerate(pairs, 1 - _has_preface(manuscripts)):
            text = _page(pair, number, language, original, titles[language])
            _write(folder / "docs" / language / pair.name, text)
    for name, content in pictures.items():
        path = folder / "docs" / "images" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    return Written(titles, pairs, len(pictures))


def _page(pair: Pair, number: int, language: Language, original: Language, title: str) -> str:
    """Return the text of a chapter's page; one that is missing waits for its translation, or for the original."""
    said = words(language)
    chapter = pair.texts.get(language)
    default = said["start.preface"] if not number else said["start.chapter"].format(number)
    if not chapter:
        if language == original:
            return f"# {default}\n\n<!-- {said['start.text']} -->\n"
        return f"---\ntitle: {_quoted(default)}\ntranslation: pending\n---\n"
    heading = "" if _begins_with_heading(chapter) else f"# {chapter.title or (title if number else default)}\n\n"
    front = "" if language == original else "---\ntranslation: unofficial\n---\n\n"
    return front + heading + chapter.text


def _begins_with_heading(chapter: Chapter) -> bool:
    return any(title_of(line) for line in chapter.text.split("\n"))


def _identity(titles: Mapping[Language, str], manuscripts: Mapping[Language, Manuscript]) -> Iterator[str]:
    """Yield the lines of `extra.publication` that texts have said, and as comments those that nobody has."""
    yield f"title: {_both(titles)}"
    for name in ("subtitle", "publisher", "series", "description", "rights"):
        found = {language: str(one.meta[name]) for language, one in manuscripts.items() if is_text(one.meta.get(name))}
        yield f"{name}: {_both(found)}" if found else f'# {name}: {{zh: "", en: ""}}'
    creators = _creators(manuscripts)
    yield f"creators: [{', '.join(creators)}]" if creators else '# creators: [{zh: "", en: ""}]'
    dates = [str(one.meta["date"]) for one in manuscripts.values() if _is_date(one.meta.get("date"))]
    yield f"date: {dates[0]}" if dates else "# date: 2026-01-31  # or 2026-01, or 2026"
    yield '# identifiers: {isbn: "", doi: ""}'


def _creators(manuscripts: Mapping[Language, Manuscript]) -> list[str]:
    found: dict[Language, list[str]] = {}
    for language, one in manuscripts.items():
        given = one.meta.get("author") or one.meta.get("creators") or []
        names = [str(name) for name in (given if isinstance(given, list) else [given]) if is_text(name)]
        if names:
            found[language] = names
    if len(found) == 2 and len(found["zh"]) == len(found["en"]):
        return [_both({"zh": zh, "en": en}) for zh, en in zip(found["zh"], found["en"], strict=True)]
    return [_quoted(name) for name in next(iter(found.values()), [])]


def _is_date(value: Any) -> bool:
    return isinstance(value, datetime.date) or bool(DATE.fullmatch(str(value)))


def _both(texts: Mapping[Language, str]) -> str:
    """Return texts as `{zh: …, en: …}`."""
    return "{" + ", ".join(f"{language}: {_quoted(texts[language])}" for language in LANG if language in texts) + "}"


def _quoted(text: str) -> str:
    """Return a text in quotes, as YAML and JSON have it."""
    return json.dumps(text, ensure_ascii=False)


def _has_preface(manuscripts: Mapping[Language, Manuscript]) -> bool:
    return any(one.before for one in manuscripts.values())


def _fill(folder: Path, name: str, values: Mapping[str, str]) -> None:
    _write(folder / name, Template((TEMPLATES / name).read_text(encoding="utf-8")).substitute(values))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
