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
from hooks.messages import Said, say
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


def _own(page: Conversion) -> Iterator[tuple[str, str, Said]]:
    counts = Counter(map(html.unescape, ID.findall(page.html)))
    for key in (key for key, count in counts.items() if count > 1):
        # The ids of a block that a page has twice are not written there.
        written = [words for words in (f"{{#{key}", f" #{key}", f'id="{key}"') if words in page.source.text]
        if written:
            yield written[0], "id-twice", say("id-twice", found=key)


def _notes(page: Conversion) -> Iterator[tuple[str, str, Said]]:
    # A name may be marked as words of the other language.
    printed = re.sub(r"<(code|pre)\b.*?</\1>|</?span\b[^>]*>", "", page.html, flags=re.DOTALL)
    for note in dict.fromkeys(NO_NOTE.findall(printed)):
        message = say("note-unknown", found=note)
        yield note, "note-unknown", message
    for name in EMPTY_NOTE.findall(page.html):
        yield f"[^{name}]:", "note-empty", say("note-empty", name=name)


def _link(sources: Sources, here: str, link: str, ids: dict[str, set[str]]) -> Iterator[tuple[str, str, Said]]:
    try:
        parts = urlsplit(link)
    except ValueError:
        yield link, "link-address", say("link-address/none", found=link)
        return
    if not link or (link.startswith("/") and not parts.netloc):
        way = say("link-address/way")
        yield link or "]()", "link-address", say("link-address/place", found=link, way=way)
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
            yield f"{note}:", "note-unused", say("note-unused", note=note)
        elif place not in ids[path]:
            message = say("link-anchor", found=link, place=place)
            yield link, "link-anchor", message


def _places(sources: Sources, page: Conversion) -> set[str]:
    """Return every id of a page as the site has it."""
    rows = {f"{table.name}-{row.id}" for table in sources.tables.values() for row in table.rows}
    tables = {name for table in sources.tables for name in (table, f"table-{table}", f"figure-{table}")}
    blocks = sources.alignment[page.source.name].ids[page.source.language]
    return {*map(html.unescape, ID.findall(page.html)), *blocks, *rows, *tables, "downloads"}
