"""The whole site as one ZIP file that is read from a folder, with no server and no network."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from hooks.editions.offline import offline_page
from hooks.editions.publication import Publication
from hooks.editions.revision import CHANGED, Revision
from hooks.editions.start import start_file, start_name

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
    "manifest.webmanifest",
    "en/manifest.webmanifest",
    "assets/offline/",
    "assets/images/icon-",
)
# Nothing is gained by packing these once more.
PACKED = (".pdf", ".epub", ".png", ".xlsx", ".zip")
# ZIP files know no time before 1980.
EARLIEST = 315532800


def make_archive(site: Path, publications: list[Publication], slug: str) -> bytes:
    """Return the pages and files of `site` as a ZIP file of one folder: the file to start with, which comes first, and
    the site, each page as one of a copy (`offline_page`). The files have the time of the publication's revision, to two
    seconds and none before 1980, as ZIP has it. The same site and revision make the same bytes."""
    out, revision = io.BytesIO(), publications[0].revision
    folder, start = folder_name(slug, revision), start_name(publications)
    with zipfile.ZipFile(out, "w") as archive:
        _add(archive, f"{folder}/{start}", start_file(site, publications), revision)
        for path in sorted(site.rglob("*")):
            name = path.relative_to(site).as_posix()
            if path.is_file() and not name.startswith(LEFT_OUT):
                page = path.suffix == ".html"
                content = offline_page(name, site, publications, start) if page else path.read_bytes()
                _add(archive, f"{folder}/{name}", content, revision)
    return out.getvalue()


def folder_name(slug: str, revision: Revision) -> str:
    """Return what the folder in the archive of a revision is called: two of them stand side by side, none is unpacked
    into the other. It has letters, digits and hyphens, and is no name that Windows keeps to itself (`con`)."""
    version = revision.version.replace(CHANGED, "-changed")
    known = [part for part in (revision.date, version) if part]
    return "-".join([slug, *(known or ["site"])])


def _add(archive: zipfile.ZipFile, name: str, content: bytes, revision: Revision) -> None:
    time = datetime.fromtimestamp(max(revision.epoch or 0, EARLIEST), UTC).timetuple()[:6]
    entry = zipfile.ZipInfo(name, time)
    entry.compress_type = zipfile.ZIP_STORED if name.endswith(PACKED) else zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    archive.writestr(entry, content)
