"""The file of the archive that readers open first: what they have, in each language, and the way into the book."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lxml.builder import E

from hooks.editions.built_pages import page_bytes, read_page
from hooks.editions.offline import copy_in_words, unpack_first
from hooks.editions.publication import Publication
from hooks.languages import LANG, Language
from hooks.words import words

# lxml has no type hints.
Element = Any

# What a page has before it is one of any text: encoding, policy, window, icons, colours and type.
HEAD = (
    '//head/*[self::meta[@charset or @http-equiv or @name="viewport" or @name="color-scheme"]'
    ' or self::link[@rel="icon" or @rel="stylesheet"] or self::script[@src]]'
)
COVERS: dict[Language, str] = {"zh": "index.html", "en": "en/index.html"}


def start_name(publications: Sequence[Publication]) -> str:
    """Return what the file is called, in each language. A digit stands before letters of any script, whatever lists the
    files."""
    return f"0 {' '.join(words(publication.language)['editions.start'] for publication in publications)}.html"


def start_file(site: Path, publications: Sequence[Publication]) -> bytes:
    """Return the file for the archive of `site`, with the head of the site's first page. It needs no other file to be
    read."""
    lead, name = publications[0], start_name(publications)
    head = read_page(site / COVERS[lead.language]).xpath(HEAD)
    body = E.body(
        unpack_first(publications, name), E.main({"class": "start"}, *(_section(one, site) for one in publications))
    )
    return page_bytes(E.html({"lang": LANG[lead.language]}, E.head(*head, E.title(lead.title)), body))


def _section(publication: Publication, site: Path) -> Element:
    said, cover = words(publication.language), COVERS[publication.language]
    # Words that spaces part break into lines by themselves.
    lines = publication.lines if "".join(publication.lines) == publication.title else [publication.title]
    return E.section(
        {"class": "text", "lang": LANG[publication.language]},
        E.h1(*[part for line in lines for part in (E.br(), line)][1:]),
        *[E.p(publication.publisher)] * bool(publication.publisher),
        *[E.p(E.a({"class": "button", "href": cover}, said["editions.start_read"]))] * (site / cover).is_file(),
        E.p(said["editions.start_all"]),
        E.p(said["editions.start_downloads"]),
        E.p({"class": "start__copy"}, *copy_in_words(publication, publication.address)),
    )
