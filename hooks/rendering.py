"""Renders each page as the build does, and says what its blocks are in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
import yaml_env_tag
from markdown import Markdown

from hooks.alignment import PageAlignment, State, align
from hooks.alignment.lock import NAME, read_lock
from hooks.blocks import Block, Missing, PageContext
from hooks.languages import Language
from hooks.pages import SourcePage, source_pages

OURS = "hooks.blocks."
# What MkDocs adds of itself.
BUILT_IN = ("toc", "tables", "fenced_code")

Alignment = dict[str, PageAlignment]


def align_pages(docs: Path, names: list[str], options: dict[str, Any]) -> Alignment:
    """Return which block is which on each page below `docs`, by its name; raise SourceError where the lock or a page
    cannot be read."""
    lock = read_lock(docs / NAME)
    blocks: dict[str, dict[Language, list[Block]]] = {}
    for source in source_pages(docs):
        sides = blocks.setdefault(source.name, {"zh": [], "en": []})
        sides[source.language] = _body_blocks(source, docs, names, options)
    return {name: align(lock.get(name, []), sides["zh"], sides["en"]) for name, sides in blocks.items()}


def page_context(source: SourcePage, docs: Path, alignment: PageAlignment | None = None) -> PageContext:
    """Return what the blocks of a page must know of it."""
    page = PageContext(source.language, source.path, docs, source.body, source.first_line)
    if alignment:
        page.ids = alignment.ids[source.language]
        if source.language == "en" and source.body.strip():
            page.stale = {pair.id for pair in alignment.pairs if pair.state.stale}
            page.missing = _missing(alignment)
    return page


def with_page(names: list[str], options: dict[str, Any], page: PageContext) -> dict[str, Any]:
    """Return the extensions' options with the page for those that take it."""
    return options | {name: {"page": page} for name in names if name.startswith(OURS)}


def read_extensions(configuration: Path) -> tuple[list[str], dict[str, Any]]:
    """Return the Markdown extensions of a `mkdocs.yml`, or of the one that it inherits, as names and options."""

    class Loader(yaml.SafeLoader):
        pass

    yaml_env_tag.add_env_tag(Loader)
    with configuration.open(encoding="utf-8") as stream:
        settings = yaml.load(stream, Loader=Loader)
    if "markdown_extensions" not in settings:
        return read_extensions(configuration.parent / settings["INHERIT"])
    entries = settings["markdown_extensions"]
    pairs = [next(iter(entry.items())) if isinstance(entry, dict) else (entry, {}) for entry in entries]
    return list(dict.fromkeys([*BUILT_IN, *(name for name, _ in pairs)])), dict(pairs)


def _body_blocks(source: SourcePage, docs: Path, names: list[str], options: dict[str, Any]) -> list[Block]:
    page = page_context(source, docs)
    Markdown(extensions=names, extension_configs=with_page(names, options, page)).convert(source.body)
    return page.blocks


def _missing(alignment: PageAlignment) -> list[Missing]:
    chinese = [(pair.id, pair.zh.tag, pair.state == State.MISSING) for pair in alignment.pairs if pair.zh]
    before, missing = "", []
    for place, (key, tag, lacking) in enumerate(chinese):
        if lacking:
            behind = next((other for other, _, gone in chinese[place:] if not gone), "")
            missing.append(Missing(key, tag, before, behind))
        before = key
    return missing
