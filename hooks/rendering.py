"""Converts each page for print, and says what its blocks are in both languages."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from markdown import Markdown

from hooks.alignment import PageAlignment, State, align
from hooks.alignment.lock import Lock
from hooks.alignment.retired import retired
from hooks.blocks.context import BodyBlock, Missing, PageContext, Quote
from hooks.blocks.depth import DEEPEST, TooDeepError, converted
from hooks.configuration import NAME, Configuration
from hooks.data.package import Package
from hooks.data.tables import Table
from hooks.findings import Finding, SourceError
from hooks.languages import Language
from hooks.messages import say
from hooks.pages import SourcePage
from hooks.pictures import read_shown
from hooks.words import words

BLOCKS = "hooks.blocks"
PageKey = tuple[Language, str]


class Conversion(NamedTuple):
    """A page converted for print: its source, its HTML without what only a screen needs, its body blocks in order (the
    HTML gives their places, `data-block`), its pull-quotes, where its links and pictures lead, and what its blocks find
    wrong."""

    source: SourcePage
    html: str
    blocks: list[BodyBlock]
    quotes: list[Quote]
    links: list[str]
    findings: list[Finding]

    @property
    def title(self) -> str:
        """What the page is called: by its front matter, by its heading, or by its file."""
        headings = (block.text for block in self.blocks if block.tag == "h1" and block.text)
        return str(self.source.meta.get("title") or next(headings, self.source.name.removesuffix(".md")))


def convert_pages(
    pages: list[SourcePage], configuration: Configuration, tables: Mapping[str, Table], read: Callable[[Path], bytes]
) -> dict[PageKey, Conversion]:
    """Return each page converted for print, by its language and name; `read` gives the content of a file."""
    converters: dict[Language, Any] = {}
    conversions = {}
    for source in pages:
        if source.language not in converters:
            names, options = configuration.extensions
            options = options | labels(source.language, options)
            options["toc"] = options.get("toc", {}) | {"permalink": False}
            try:
                converters[source.language] = Markdown(extensions=names, extension_configs=options)
            except (ImportError, AttributeError, KeyError, TypeError, ValueError) as error:
                message = say("configuration-extension", error=error)
                raise SourceError([Finding(NAME, 0, "configuration-extension", message)]) from error
        converter = converters[source.language]

        def convert(body: str, converter: Any = converter, source: SourcePage = source) -> str:
            converter.reset()
            converter.page = page_context(source, configuration.original, tables, read)
            converter.page.for_print = True
            return str(converter.convert(body))

        try:
            html = converted(source.body, convert)
        except TooDeepError as error:
            line = source.first_line + error.line - 1
            message = say("block-deep", deepest=DEEPEST)
            raise SourceError([Finding(str(source.path), line, "block-deep", message)]) from error
        page = converter.page
        noted = page.blocks, page.quotes, page.links, page.findings
        conversions[source.language, source.name] = Conversion(source, html, *noted)
    return conversions


def align_pages(conversions: Mapping[PageKey, Conversion], lock: Lock, original: Language) -> dict[str, PageAlignment]:
    """Return which block is which on each page, by its name."""
    names = dict.fromkeys(name for _, name in conversions)
    sides: dict[Language, dict[str, list[BodyBlock]]] = {"zh": {}, "en": {}}
    for (language, name), conversion in conversions.items():
        sides[language][name] = conversion.blocks
    zh, en = sides["zh"], sides["en"]
    return {name: align(lock.get(name, []), zh.get(name, []), en.get(name, []), original) for name in names}


def page_context(
    source: SourcePage,
    original: Language,
    tables: Mapping[str, Table],
    read: Callable[[Path], bytes],
    package: Package | None = None,
    page: PageAlignment | None = None,
) -> PageContext:
    """Return what the blocks of a page must know of it, for print or, with its alignment, for the site."""
    context = PageContext(source.language, source.path, source.body, source.first_line)
    docs = source.path.parents[source.name.count("/") + 1]
    page_path = f"{source.language}/{source.name}"
    context.read = lambda path: read_shown(path, page_path, lambda place: read(docs / place))[1]
    context.tables = tables
    context.original_language = original
    if package:
        context.licence = package.licence
        context.data_folder = Path(os.path.relpath(package.path.parent, source.path.parent)).as_posix()
    if page:
        context.ids = page.ids[source.language]
        context.retired = retired(page, source.language)
        if source.language != original and source.body.strip():
            context.stale = stale_blocks(page)
            context.missing = missing_blocks(page)
    return context


def labels(language: Language, options: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the options of Python-Markdown's own extensions with the words that they print in `language`."""
    said = words(language)
    added = {
        "toc": {"permalink_title": said["blocks.section_link"]},
    }
    return {name: options.get(name, {}) | more for name, more in added.items()}


def stale_blocks(page: PageAlignment) -> dict[str, str]:
    """Return the ids of the blocks of the translation that are out of date, each with that of the original."""
    return {key: pair.id for pair in page.pairs if pair.state.stale for key in pair.parts[page.translation]}


def missing_blocks(page: PageAlignment) -> list[Missing]:
    """Return the blocks that the translation of a page lacks, in order, each between such as it has or lacks too."""
    blocks = [
        (pair.id, block.tag, pair.state == State.MISSING)
        for pair in page.pairs
        if (block := pair.side(page.original)) and (pair.state.comparable or pair.state == State.MISSING)
    ]
    before, missing = "", []
    for place, (key, tag, lacking) in enumerate(blocks):
        if lacking:
            after = next((following for following, _, gone in blocks[place:] if not gone), "")
            missing.append(Missing(key, tag, before, after))
        before = key
    return missing
