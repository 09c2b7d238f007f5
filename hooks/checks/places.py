"""Every link leads to a place that is on its page, and every note is referred to."""

from __future__ import annotations

import html
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from hooks.checks.links import link_line
from hooks.findings import Finding
from hooks.rendering import Conversion
from hooks.sources import Sources

STOPS_BUILD = True
ID = re.compile(r'\sid="([^"]+)"')
LINK = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')
# What is printed of the reference to a note that is not there, and how Python-Markdown names that to one that is.
NO_NOTE = re.compile(r"\[\^[^\]\n]+\]")
REFERENCE = "#fnref:"
EMPTY_NOTE = re.compile(r'<li id="fn:([^"]*)"[^>]*>\s*(?:<p>(?:\s|&#160;)*<a class="footnote-backref"|</li>)')


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `link-anchor` for a link to a place that is not on its page, `link-address` for an address that cannot be
    used, `id-twice` for an id that a page has twice, and `note-unknown`, `note-unused` and `note-empty` for a note that
    is not there, not referred to or without text."""
    ids: dict[str, set[str]] = {}
    for (language, name), page in sources.conversions.items():
        errors = [*_notes(page), *_own(page)]
        for link in sorted(set(map(html.unescape, LINK.findall(page.html)))):
            errors += _link(sources, f"{language}/{name}", link, ids)
        for written, code, message in errors:
            yield Finding(str(page.source.path), link_line(page.source, written), code, message)


def _own(page: Conversion) -> Iterator[tuple[str, str, str]]:
    for key, count in Counter(map(html.unescape, ID.findall(page.html))).items():
        # The ids of a block that a page has twice are not written there.
        written = [words for words in (f"{{#{key}", f" #{key}", f'id="{key}"') if words in page.source.text]
        if count > 1 and written:
            yield written[0], "id-twice", f"has the id “{key}” twice: write another for one of the two"


def _notes(page: Conversion) -> Iterator[tuple[str, str, str]]:
    for note in dict.fromkeys(NO_NOTE.findall(re.sub(r"<(code|pre)\b.*?</\1>", "", page.html, flags=re.DOTALL))):
        message = f"refers to the note {note}, which is not there: write `{note}: …` on a line of its own"
        yield note, "note-unknown", message
    for name in EMPTY_NOTE.findall(page.html):
        yield f"[^{name}]:", "note-empty", f"has the note [^{name}], which is empty: write its words"


def _link(sources: Sources, here: str, link: str, ids: dict[str, set[str]]) -> Iterator[tuple[str, str, str]]:
    try:
        parts = urlsplit(link)
    except ValueError:
        yield link, "link-address", f"leads to “{link}”, which is no address: correct it"
        return
    if not link or (link.startswith("/") and not parts.netloc):
        way = "write the way from this file, such as index.md"
        yield link or "]()", "link-address", f"leads to “{link}”, which is no place in docs/: {way}"
        return
    path = posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(parts.path))) if parts.path else here
    language, _, name = path.partition("/")
    page = sources.conversions.get((language, name))  # type: ignore[arg-type]
    if page and not (parts.scheme or parts.netloc) and parts.fragment:
        if path not in ids:
            ids[path] = _places(sources, page)
        place = unquote(parts.fragment)
        if place not in ids[path] and link.startswith(REFERENCE):
            note = f"[^{place.partition(':')[2]}]"
            yield f"{note}:", "note-unused", f"has the note {note}, to which nothing refers: write `{note}` in the text"
        elif place not in ids[path]:
            message = f"leads to {link}, and there is no “{place}” on that page: write the id of a block"
            yield link, "link-anchor", message


def _places(sources: Sources, page: Conversion) -> set[str]:
    """Return every id of a page as the site has it."""
    rows = {f"{table.name}-{row.id}" for table in sources.tables.values() for row in table.rows}
    tables = {name for table in sources.tables for name in (table, f"table-{table}", f"figure-{table}")}
    blocks = sources.alignment[page.source.name].ids[page.source.language]
    return {*map(html.unescape, ID.findall(page.html)), *blocks, *rows, *tables, "downloads"}
