"""What can be taken away: every edition of a finished site, its size wherever pages offer it, and its checksum."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from hooks.editions.archive import make_archive
from hooks.editions.epub import make_epubs
from hooks.editions.pdf import make_pdfs
from hooks.editions.publication import Publication, read_publication
from hooks.editions.revision import Revision

FOLDER = "downloads"
CHECKSUMS = "SHA256SUMS"
READ_ME = Path(__file__).with_name("read-me-first.txt")
# Where a page tells the size of a file: `<span data-size="downloads/new-chapter.zh.pdf"></span>`.
SIZE = re.compile(r'(<span data-size="([^"]+)">)[^<]*(?=</span>)')


def make_downloads(site: Path, chapters: list[str], slug: str, revision: Revision) -> None:
    """Write all editions of `site` to `downloads` below it, named after `slug`, with their SHA-256 sums as
    `sha256sum -c` reads them; `chapters` are named by their source (`summary.md`). Pages get the size of each file
    they offer."""
    folder = site / FOLDER
    folder.mkdir(exist_ok=True)
    make_pdfs(site, chapters, slug, revision)
    make_epubs(site, chapters, slug, revision)
    # The archive holds these pages; its own size can only be told in those on the web.
    tell_sizes(site)
    make_archive(site, folder / f"{slug}-site.zip", _read_me(site, revision), revision.epoch or 0)
    tell_sizes(site)
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(folder.iterdir())]
    (folder / CHECKSUMS).write_text("".join(sums), encoding="utf-8")


def tell_sizes(site: Path) -> None:
    """Write the size of each file below `site` where a page has `data-size` with its name."""
    for path in site.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        told = SIZE.sub(lambda found: found[1] + _size(site / found[2]), page)
        if told != page:
            path.write_text(told, encoding="utf-8")


def _size(path: Path) -> str:
    """Return a file's size in kB or MB of a thousand, as a file manager shows it; nothing where there is no file."""
    size = path.stat().st_size if path.is_file() else 0
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB" if size else ""


def _read_me(site: Path, revision: Revision) -> str:
    zh, en = (read_publication(site, language, []) for language in ("zh", "en"))
    return READ_ME.read_text(encoding="utf-8").format(
        title_zh=zh.title,
        publisher_zh=zh.publisher,
        about_zh=_about(zh, revision, "網址：{}", "日期：{}", "版本：{}"),
        title_en=en.title,
        publisher_en=en.publisher,
        about_en=_about(en, revision, "On the web: {}", "Date: {}", "Version: {}"),
    )


def _about(publication: Publication, revision: Revision, *lines: str) -> str:
    """Return a line for each of the address, date and version that are known."""
    known = zip(lines, (publication.address, revision.date, revision.version), strict=True)
    return "\n".join(line.format(value) for line, value in known if value)
