"""Every file of a publication, each read once: a folder in, a value out that the build and all checks take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

from hooks.alignment import PageAlignment
from hooks.alignment import lock as alignment_lock
from hooks.alignment.lock import Lock, read_lock
from hooks.configuration import NAME as CONFIGURATION
from hooks.configuration import Configuration, read_configuration
from hooks.data import package as data_package
from hooks.data.package import Package, read_package
from hooks.data.tables import Table, read_tables
from hooks.findings import Finding, SourceError
from hooks.languages import LANG, Language
from hooks.messages import say
from hooks.pages import SourcePage, read_page
from hooks.rendering import Conversion, PageKey, align_pages, convert_pages
from hooks.search import synonyms
from hooks.search.synonyms import read_synonyms
from hooks.source.extraction import Extraction, read_extraction
from hooks.source.plan import Plan, read_plan
from hooks.translation import exceptions
from hooks.translation.exceptions import Exceptions, read_exceptions

T = TypeVar("T")
# How a file with another encoding is saved as UTF-8.
REMEDIES = {".csv": say("table-encoding/excel")}
REMEDY = say("configuration-encoding/save")
# The code of a file that cannot be read, by the end of its name.
CODES = {
    ".md": "page-encoding",
    ".csv": "table-encoding",
    ".json": "table-encoding",
    ".lock": "alignment-lock",
    "synonyms.yml": "synonyms-encoding",
    "plan.yml": "plan-encoding",
    ".txt": "source-encoding",
    "exceptions.yml": "translation-exception",
    "": "configuration-encoding",
}


class once(Generic[T]):  # noqa: N801
    """A property that is read when it is first asked for and kept from then on; so is what is wrong with it."""

    def __init__(self, read: Callable[[Any], T]) -> None:
        self.read = read
        self.__doc__ = read.__doc__

    def __get__(self, sources: Sources, owner: type) -> T:
        if self.read not in sources.kept:
            try:
                sources.kept[self.read] = self.read(sources)
            except SourceError as error:
                sources.kept[self.read] = error
        value = sources.kept[self.read]
        if isinstance(value, SourceError):
            raise value
        return value  # type: ignore[no-any-return]


class Sources:
    """The files of the publication in the folder `root`, and what they say; each value raises SourceError where its
    files cannot be read. Paths are given as somebody who stands beside `root` would type them.

    `configuration` stands in for reading `mkdocs.yml`, where a builder has done that.
    """

    def __init__(self, root: Path = Path(), configuration: Configuration | None = None) -> None:
        self.root = root
        self.docs = root / "docs"
        self.kept: dict[Any, Any] = {}
        self.contents: dict[Path, bytes] = {}
        if configuration:
            self.kept[Sources.__dict__["configuration"].read] = configuration

    def read(self, path: Path) -> bytes:
        """Return the content of a file. Raises FileNotFoundError."""
        if path not in self.contents:
            self.contents[path] = path.read_bytes()
        return self.contents[path]

    def text(self, path: Path) -> str:
        """Return the text of a UTF-8 file, without a byte order mark, its lines ending in LF. Raises SourceError where
        it is missing or has another encoding."""
        code = next(code for ending, code in CODES.items() if path.name.endswith(ending))
        try:
            return self.read(path).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except FileNotFoundError as error:
            raise SourceError([Finding(str(path), 0, code, say("configuration-encoding/lost"))]) from error
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            remedy = REMEDIES.get(path.suffix, REMEDY)
            byte = f"{error.object[error.start]:02X}"
            message = say("configuration-encoding/bytes", byte=byte, remedy=remedy)
            raise SourceError([Finding(str(path), line, code, message)]) from error

    @once
    def configuration(self) -> Configuration:
        """What `mkdocs.yml` says."""
        return read_configuration(self.root / CONFIGURATION, self.text)

    @once
    def pages(self) -> list[SourcePage]:
        """Every page of both languages, in order of path."""
        pages: list[SourcePage] = []
        findings: list[Finding] = []
        for language in LANG:
            folder = self.docs / language
            for path in sorted(folder.rglob("*.md")):
                try:
                    pages.append(read_page(self.text(path), path, language, path.relative_to(folder).as_posix()))
                except SourceError as error:
                    findings += error.findings
        if findings:
            raise SourceError(findings)
        return pages

    def page(self, key: PageKey) -> SourcePage:
        """Return the page of a language and name."""
        return next(page for page in self.pages if (page.language, page.name) == key)

    def page_title(self, language: Language, name: str) -> str:
        """Return what a page is called: the publication's title for its cover, and its file's name for one that is not
        there."""
        if name == "index.md":
            return self.configuration.identity(language).title
        conversion = self.conversions.get((language, name))
        return conversion.title if conversion else name.removesuffix(".md")

    @once
    def package(self) -> Package | None:
        """What `docs/data/datapackage.json` says; None where there is no `docs/data`."""
        path = self.docs / "data" / data_package.NAME
        if not path.parent.is_dir():
            return None
        if not path.is_file():
            message = say("table-file/package")
            raise SourceError([Finding(str(path), 0, "table-file", message)])
        return read_package(self.text(path), path)

    @once
    def tables(self) -> dict[str, Table]:
        """Every data table by its name."""
        return read_tables(self.package, self.text) if self.package else {}

    @once
    def lock(self) -> Lock:
        """Which block of text is which, as recorded."""
        path = self.docs / alignment_lock.NAME
        return read_lock(self.text(path), path) if path.exists() else {}

    @once
    def synonyms(self) -> list[list[str]]:
        """The groups of words that readers may type for one another."""
        path = self.docs / synonyms.NAME
        return read_synonyms(self.text(path), path) if path.exists() else []

    @once
    def exceptions(self) -> Exceptions:
        """Where the translation differs on purpose."""
        path = self.root / exceptions.PATH
        return read_exceptions(self.text(path), path) if path.exists() else Exceptions(path, {}, [])

    @once
    def plan(self) -> Plan | None:
        """Which lines of the printed text are which part of which page; None where there is no plan."""
        path = self.root / "source" / "plan.yml"
        return read_plan(self.text(path), path) if path.exists() else None

    @once
    def extraction(self) -> Extraction | None:
        """The printed text, by its plan."""
        return read_extraction(self.plan, self.text(self.plan.text)) if self.plan else None

    @once
    def conversions(self) -> dict[PageKey, Conversion]:
        """Every page converted for print, by its language and name."""
        try:
            tables = self.tables
        except SourceError:
            # What is wrong with them is reported where they are read.
            tables = {}
        return convert_pages(self.pages, self.configuration, tables, self.read)

    @once
    def alignment(self) -> dict[str, PageAlignment]:
        """Which block is which in both languages of each page, by its name."""
        return align_pages(self.conversions, self.lock, self.configuration.original)
