"""A page of the site as one of a copy that is read from a folder: its links lead to files, its foot says which version
the copy is and where the living page stands, and it has a word for whoever opens it from within the archive."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml.builder import E

from hooks.editions.built_pages import page_bytes, read_page
from hooks.editions.colophon import version_in_words
from hooks.editions.publication import Publication
from hooks.languages import LANG
from hooks.words import words
from hooks.words.dates import date_in_words

# lxml has no type hints.
Element = Any

# In a page: what is marked so, and what only programs on the web read, with its addresses.
ONLINE = (
    '//*[@data-online] | //head/link[@rel="alternate" or @rel="search" or starts-with(@rel, "schema.")]'
    ' | //head/link[@rel="manifest"][not(@type)]'
    ' | //head/meta[starts-with(@content, "http") or starts-with(@property, "og:image")]'
    ' | //head/script[@type="application/ld+json"]'
)
# Drawings whose size the stylesheet gives: without it each is as wide as the window.
UNSIZED = "//svg[@viewbox][not(@width)][not(ancestor::article)]"


def offline_page(name: str, site: Path, publications: Sequence[Publication], start: str) -> bytes:
    """Return the page at `name` below `site` as one of a copy whose start file is called `start`. What is marked
    `data-online` is left out; the only addresses with a host that stay are that of the living page and the author's."""
    page = read_page(site / name)
    for element in page.xpath(ONLINE):
        element.drop_tree()
    for attribute in ("href", "action"):
        for link in page.xpath(f"//*[@{attribute}]"):
            link.set(attribute, _file_link(link.get(attribute), name, site))
    for onward in page.xpath('//meta[@http-equiv="refresh"]'):
        wait, _, link = onward.get("content").partition("url=")
        onward.set("content", f"{wait}url={_file_link(link, name, site)}")
    for drawing in page.xpath(UNSIZED):
        _, _, width, height = drawing.get("viewbox").split()
        drawing.attrib.update({"width": width, "height": height})
    if page.xpath('//head/link[@rel="stylesheet"]'):
        page.find("body").insert(0, unpack_first(publications, start))
    living = next(iter(page.xpath('//head/link[@rel="canonical"]/@href')), "")
    for foot in page.xpath("/html/body/footer/div[last()]"):
        publication = next((one for one in publications if LANG[one.language] == page.get("lang")), publications[0])
        foot.append(E.p({"class": "colophon__copy"}, *copy_in_words(publication, living)))
    return page_bytes(page)


def unpack_first(publications: Sequence[Publication], start: str) -> Element:
    """Return what tells a reader in each language to unpack the archive first. The stylesheet hides it: whoever sees it
    has opened one file from within the archive, where no other is in reach. A reader view keeps no aside."""
    return E.aside(
        {"class": "unpack-first"},
        *(
            E.p({"lang": LANG[language]}, E.strong(said["editions.unpack"]), said["editions.unpack_how"].format(start))
            for language in (publication.language for publication in publications)
            for said in [words(language)]
        ),
    )


def copy_in_words(publication: Publication, living: str) -> list[Any]:
    """Return the texts and elements that say of which version and date a copy is, as far as that is known, and where
    the `living` page stands, if it does."""
    said, date = words(publication.language), date_in_words(publication.revision.date, publication.language)
    known = [said["editions.copy"]]
    if publication.revision.version:
        known.append(said["editions.copy_version"].format(version_in_words(publication)))
    if date:
        known.append(said["editions.copy_date"].format(date))
    if not living:
        return [" · ".join(known)]
    known.append(said["editions.copy_living"])
    return [" · ".join(known), E.a({"href": living}, living)]


def _file_link(link: str, page: str, site: Path) -> str:
    """Return a link to a folder as one to the page in it: a reader of files shows the folder's list instead."""
    parts = urlsplit(link)
    folder = posixpath.normpath(posixpath.join(posixpath.dirname(page), parts.path))
    if parts.scheme or parts.netloc or not parts.path or not (site / folder / "index.html").is_file():
        return link
    return parts._replace(path=posixpath.join(parts.path, "index.html")).geturl()
