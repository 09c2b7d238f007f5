"""Every file that is offered to take away, one entry a file. The downloads list of the pages, the manifest, the
checksums and the README's list come from it."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from hooks.citation.records import record_files
from hooks.editions.archive import make_archive
from hooks.editions.document import Document, document_of
from hooks.editions.epub import make_bilingual_epub, make_epub
from hooks.editions.manifest import Manifest, Offer, make_manifest, manifest_address
from hooks.editions.pdf import make_pdf
from hooks.editions.publication import Publication, read_publication
from hooks.editions.revision import Revision
from hooks.editions.web_app import make_web_manifest, write_offline
from hooks.history.changes import Changes
from hooks.languages import LANG, Language
from hooks.records import make_records
from hooks.records.work import Work
from hooks.sources import Sources
from hooks.words import words
from hooks.words.sizes import size_in_words

FOLDER = "downloads"
CHECKSUMS = "SHA256SUMS"
# The format of what is no download: the site itself, kept in the browser.
WEB, WEB_TYPE = "WEB", "application/manifest+json"
# Books that are made at the same time, each by a process of up to 400 megabytes.
AT_ONCE = 2
# Where a page says the size of a file: `<span data-size="downloads/paper.zh.pdf"></span>`.
SIZE = re.compile(r'(<span data-size="([^"]+)">)[^<]*(?=</span>)')


class Context(NamedTuple):
    """What an edition is made from: the publication in each language and the documents of its chapters by their names,
    the finished site with what has been made before, and the files of the sources."""

    publications: dict[Language, Publication]
    documents: dict[Language, dict[str, Document]]
    site: Path
    sources: Sources

    def read(self, path: str) -> bytes:
        """Return the content of a file by its path below `docs/`; raise FileNotFoundError where there is none."""
        return self.sources.read(self.sources.docs / path)


class Edition(NamedTuple):
    """A file: how its name ends after the publication's, or where it stands in the site if it is no download; its
    format as readers call it and as a media type, its languages, the keys of the words that say what it is called and
    what its format is for, what makes its bytes, and whether it is of pairs alone, and so of nothing where the text is
    in one language."""

    ending: str
    format: str
    type: str
    languages: tuple[Language, ...]
    title: str
    purpose: str
    make: Callable[[Context, tuple[Language, ...]], bytes]
    of_pairs: bool = False

    @property
    def is_download(self) -> bool:
        """Whether it is a file that readers take away."""
        return self.ending.startswith((".", "-"))

    def address(self, slug: str) -> str:
        """Return where it stands below the site of the publication that is called so."""
        return f"{FOLDER}/{slug}{self.ending}" if self.is_download else self.ending


def _pdf(context: Context, languages: tuple[Language, ...], *, large: bool = False) -> bytes:
    books = [(context.publications[language], context.documents[language]) for language in languages]
    return make_pdf(books, context.read, large=large)


def _epub(context: Context, languages: tuple[Language, ...], *, vertical: bool = False) -> bytes:
    (language,) = languages
    return make_epub(context.publications[language], context.documents[language], context.read, vertical=vertical)


def _bilingual_epub(context: Context, languages: tuple[Language, ...]) -> bytes:
    books = [(context.publications[language], context.documents[language]) for language in languages]
    return make_bilingual_epub(books, context.read)


def _web_app(context: Context, languages: tuple[Language, ...]) -> bytes:
    (language,) = languages
    return make_web_manifest(context.publications[language])


def _archive(context: Context, languages: tuple[Language, ...]) -> bytes:
    tell_sizes(context.site)
    publications = [context.publications[language] for language in languages]
    return make_archive(context.site, publications, context.sources.configuration.slug)


_large_pdf, _vertical_epub = partial(_pdf, large=True), partial(_epub, vertical=True)

EDITIONS = (
    Edition(".zh.pdf", "PDF", "application/pdf", ("zh",), "languages.zh", "editions.pdf", _pdf),
    Edition(".en.pdf", "PDF", "application/pdf", ("en",), "languages.en", "editions.pdf", _pdf),
    Edition(".zh-en.pdf", "PDF", "application/pdf", ("zh", "en"), "editions.zh_en", "editions.pdf", _pdf),
    Edition(".zh-large.pdf", "PDF", "application/pdf", ("zh",), "editions.zh_large", "editions.pdf", _large_pdf),
    Edition(".en-large.pdf", "PDF", "application/pdf", ("en",), "editions.en_large", "editions.pdf", _large_pdf),
    Edition(".zh.epub", "EPUB", "application/epub+zip", ("zh",), "languages.zh", "editions.epub", _epub),
    Edition(".en.epub", "EPUB", "application/epub+zip", ("en",), "languages.en", "editions.epub", _epub),
    Edition(
        ".zh-vertical.epub",
        "EPUB",
        "application/epub+zip",
        ("zh",),
        "editions.zh_vertical",
        "editions.epub",
        _vertical_epub,
    ),
    Edition(
        ".zh-en.epub",
        "EPUB",
        "application/epub+zip",
        ("zh", "en"),
        "editions.zh_en",
        "editions.epub",
        _bilingual_epub,
        of_pairs=True,
    ),
    Edition("manifest.webmanifest", WEB, WEB_TYPE, ("zh",), "languages.zh", "editions.web", _web_app),
    Edition("en/manifest.webmanifest", WEB, WEB_TYPE, ("en",), "languages.en", "editions.web", _web_app),
    # The last: it holds the pages as they are, and what has been made before.
    Edition("-site.zip", "ZIP", "application/zip", ("zh", "en"), "editions.site", "editions.zip", _archive),
)


def editions_of(sources: Sources) -> tuple[Edition, ...]:
    """Return the editions of a publication: none without a slug, and none of pairs where no chapter is translated."""
    configuration = sources.configuration
    translated = any(
        page.language != configuration.original and page.name in configuration.chapters and page.body.strip()
        for page in sources.pages
    )
    return tuple(one for one in EDITIONS if configuration.slug and (translated or not one.of_pairs))


def downloads_list(sources: Sources, language: Language) -> list[dict[str, Any]]:
    """Return a row a format as a page lists it: its name, what it is for, and of each file its address below the site
    and what it is called."""
    said = words(language)
    return [
        {
            "format": name,
            "purpose": said[editions[0].purpose],
            "files": [(edition.address(sources.configuration.slug), said[edition.title]) for edition in editions],
        }
        for name, group in groupby(editions_of(sources), key=lambda edition: edition.format)
        for editions in [list(group)]
    ]


def make_editions(
    site: Path, sources: Sources, revision: Revision, changes: Changes | None = None, *, files: bool
) -> None:
    """Write the manifests of a finished `site` and, if `files`, all that is offered to `downloads` below it, with
    SHA-256 sums as `sha256sum -c` reads them; pages get the size of each file that they offer. Raises SourceError for
    what an edition cannot set."""
    slug = sources.configuration.slug
    manifests = {language: make_manifest(sources, revision, language, offers(sources, language)) for language in LANG}
    for language, manifest in manifests.items():
        write_manifest(site / manifest_address(language), manifest)
    if not slug or not files:
        return
    publications = {language: read_publication(manifests[language], sources, revision, changes) for language in LANG}
    documents = {
        language: {chapter.name: document_of(chapter, publication, sources) for chapter in publication.chapters}
        for language, publication in publications.items()
    }
    context = Context(publications, documents, site, sources)
    folder = site / FOLDER
    folder.mkdir(exist_ok=True)
    sums = []

    def write(address: str, content: bytes) -> None:
        (site / address).write_bytes(content)
        if address.startswith(f"{FOLDER}/"):
            sums.append(f"{hashlib.sha256(content).hexdigest()}  {address.removeprefix(f'{FOLDER}/')}\n")

    # Before the archive, which holds them, too.
    work = Work(sources.configuration, publications, offers(sources, sources.configuration.original))
    for name, content in make_records(work).items():
        write(f"{FOLDER}/{name}", content)
    for name, text in record_files(sources).items():
        write(f"{FOLDER}/{name}", text.encode())
    *others, archive = editions_of(sources)
    for edition, content in zip(others, _made(others, context), strict=True):
        write(edition.address(slug), content)
    write(archive.address(slug), archive.make(context, archive.languages))
    tell_sizes(site)
    (folder / CHECKSUMS).write_text("".join(sorted(sums, key=lambda line: line.split()[1])), encoding="utf-8")
    write_offline(site, publications.values())


def _made(editions: Sequence[Edition], context: Context) -> Iterator[bytes]:
    """Yield what editions are, in order; they are made two at a time, where there are processors for that."""
    pool = ThreadPoolExecutor(min(AT_ONCE, os.cpu_count() or 1))
    made = [pool.submit(edition.make, context, edition.languages) for edition in editions]
    try:
        for one in made:
            yield one.result()
    finally:
        pool.shutdown(cancel_futures=True)


def offers(sources: Sources, language: Language) -> list[Offer]:
    """Return every download as the manifest of a language lists it."""
    return [
        Offer(
            edition.address(sources.configuration.slug),
            edition.type,
            edition.languages,
            f"{edition.format} {words(language)[edition.title]}",
        )
        for edition in editions_of(sources)
        if edition.is_download
    ]


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Write a manifest as JSON that people can read, without what nobody has stated of the publication."""
    path.parent.mkdir(exist_ok=True)
    said = manifest | {"metadata": _stated(manifest["metadata"])}
    path.write_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _stated(metadata: Mapping[str, Any]) -> dict[str, Any]:
    known = {name: _stated(value) if isinstance(value, Mapping) else value for name, value in metadata.items()}
    return {name: value for name, value in known.items() if value not in ("", [], {})}


def tell_sizes(site: Path) -> None:
    """Write the size of each file below `site` where a page has `data-size` with its name."""
    for path in site.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        with_sizes = SIZE.sub(lambda found: found[1] + _size(site / found[2]), page)
        if with_sizes != page:
            path.write_text(with_sizes, encoding="utf-8")


def _size(path: Path) -> str:
    return size_in_words(path.stat().st_size if path.is_file() else 0)
