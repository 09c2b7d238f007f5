"""The whole site as one ZIP file that is read from a folder, with no server and no network."""

from __future__ import annotations

import io
import posixpath
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import html

from hooks.editions.publication import Publication
from hooks.words import words

# lxml has no type hints.
Element = Any

READ_ME = "READ ME FIRST.txt"
# What only a server has a use for.
LEFT_OUT = (
    "404.html",
    "robots.txt",
    "sitemap.xml",
    "sitemap.xml.gz",
    "card.png",
    "en/card.png",
    "feed.xml",
    "en/feed.xml",
    "opensearch.xml",
    "en/opensearch.xml",
)
# In a page: what is marked so, and what only programs on the web read, with its addresses.
ONLINE = (
    '//*[@data-online] | //head/link[@rel="alternate" or @rel="search" or starts-with(@rel, "schema.")]'
    ' | //head/meta[starts-with(@content, "http") or starts-with(@property, "og:image")]'
    ' | //head/script[@type="application/ld+json"]'
)
# Nothing is gained by packing these once more.
PACKED = (".pdf", ".epub", ".png", ".xlsx", ".zip")
# ZIP files know no time before 1980.
EARLIEST = 315532800


def make_archive(site: Path, publications: list[Publication]) -> bytes:
    """Return the pages and files of `site` as a ZIP file, with links that lead to files. What is marked `data-online`
    is left out; the only address with a host that stays is `rel=canonical`. The files have the time of the
    publication's revision, to two seconds and none before 1980, as ZIP has it. The same site and revision make the same
    bytes."""
    out, epoch = io.BytesIO(), publications[0].revision.epoch or 0
    with zipfile.ZipFile(out, "w") as archive:
        # A byte order mark and CRLF: Windows' older Notepad needs both.
        _add(archive, READ_ME, ("\ufeff" + read_me(publications).replace("\n", "\r\n")).encode(), epoch)
        for path in sorted(site.rglob("*")):
            name = path.relative_to(site).as_posix()
            if path.is_file() and not name.startswith(LEFT_OUT):
                _add(archive, name, _offline(path, name, site) if path.suffix == ".html" else path.read_bytes(), epoch)
    return out.getvalue()


def read_me(publications: list[Publication]) -> str:
    """Return the text that tells readers in each language how to open the archive."""
    parts = []
    for publication in publications:
        said, revision = words(publication.language), publication.revision
        known = (("address", publication.address), ("date", revision.date), ("version", revision.version))
        about = "\n".join(said[f"editions.read_me_{name}"].format(value) for name, value in known if value)
        head = f"{publication.title}\n{publication.publisher}\n\n"
        parts.append(head + said["editions.read_me"] + about + "\n")
    return f"\n{'-' * 60}\n\n".join(parts)


def _add(archive: zipfile.ZipFile, name: str, content: bytes, epoch: int) -> None:
    time = datetime.fromtimestamp(max(epoch, EARLIEST), UTC).timetuple()[:6]
    entry = zipfile.ZipInfo(name, time)
    entry.compress_type = zipfile.ZIP_STORED if name.endswith(PACKED) else zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    archive.writestr(entry, content)


def _offline(path: Path, name: str, site: Path) -> bytes:
    page = html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()
    for element in page.xpath(ONLINE):
        element.drop_tree()
    for attribute in ("href", "action"):
        for link in page.xpath(f"//*[@{attribute}]"):
            link.set(attribute, _file_link(link.get(attribute), name, site))
    for onward in page.xpath('//meta[@http-equiv="refresh"]'):
        wait, _, link = onward.get("content").partition("url=")
        onward.set("content", f"{wait}url={_file_link(link, name, site)}")
    return bytes(html.tostring(page, encoding="utf-8", doctype="<!doctype html>"))


def _file_link(link: str, page: str, site: Path) -> str:
    """Return a link to a folder as one to the page in it: a reader of files shows the folder's list instead."""
    parts = urlsplit(link)
    folder = posixpath.normpath(posixpath.join(posixpath.dirname(page), parts.path))
    if parts.scheme or parts.netloc or not parts.path or not (site / folder / "index.html").is_file():
        return link
    return parts._replace(path=posixpath.join(parts.path, "index.html")).geturl()
