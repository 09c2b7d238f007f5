"""What tests share: this publication and the harbour book, each built once, served and read; a browser."""

from __future__ import annotations

import fcntl
import os
import zipfile
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

import pytest

# What commands say is in the language of the locale; cases have it in English.
os.environ["LC_ALL"] = "C.UTF-8"

pytest.register_assert_rewrite("tests.tools.cases", "tests.tools.book")

from hypothesis import settings  # noqa: E402
from playwright.sync_api import Browser  # noqa: E402

from tests import ROOT  # noqa: E402
from tests.tools import book, standards, warm  # noqa: E402
from tests.tools.asking import Visitor, chromium_visitor, firefox_visitor  # noqa: E402
from tests.tools.browser import open_browser  # noqa: E402
from tests.tools.cases import Case  # noqa: E402
from tests.tools.examples import WHOLE  # noqa: E402
from tests.tools.firefox import Firefox, open_firefox  # noqa: E402
from tests.tools.old_browser import OldPage, open_old_browser  # noqa: E402
from tests.tools.plain_scan import Section, read_sections  # noqa: E402
from tests.tools.server import serve  # noqa: E402
from tests.tools.site import BASE, CHAPTERS, SLUG, Element, build, read_pages  # noqa: E402

# `make quick` takes a tenth of the random input.
settings.register_profile("quick", max_examples=WHOLE // 10)

# What a test does that takes one of these fixtures.
MARKS = {
    "browser": "browser",
    "firefox": "browser",
    "old_browser": "browser",
    "visit": "browser",
    "java": "java",
    "site": "site",
    "harbour": "site",
    "kinds": "site",
    "project": "site",
    "build_book": "site",
    "harbour_book": "site",
    "preview": "site",
    "books": "site",
}


class Published:
    """A built site: its folder, the address at which it is served, and the name of its editions."""

    def __init__(self, folder: Path, origin: str, slug: str, unpacked: Path) -> None:
        self.folder = folder
        self.origin = origin
        self.slug = slug
        self._unpacked = unpacked

    @cached_property
    def pages(self) -> dict[str, Element]:
        """The root element of every page by its address below the site's."""
        return read_pages(self.folder)

    @cached_property
    def unpacked(self) -> Path:
        """The one folder of the site's archive, unpacked into a folder whose name has a space and is not Latin."""

        def unpack(folder: Path) -> None:
            with zipfile.ZipFile(self.folder / "downloads" / f"{self.slug}-site.zip") as archive:
                archive.extractall(folder)

        (folder,) = once_for_all(self._unpacked, unpack).iterdir()
        return folder

    def address(self, over: str) -> str:
        """Return the address of a page, with `{}` for its name: over `http`, on a sub-path, or as a `file`."""
        return f"{self.origin}{{}}/" if over == "http" else f"{self.unpacked.as_uri()}/{{}}/index.html"


def once_for_all(folder: Path, make: Callable[[Path], object]) -> Path:
    """Return `folder`, which `make` fills once for all processes that run tests side by side."""
    done = folder.parent / f"{folder.name} is done"
    with (folder.parent / f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            make(folder)
            done.touch()
    return folder


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def published(common: Path) -> Iterator[Published]:
    """This publication."""
    folder = once_for_all(common / "published", lambda folder: build(ROOT, folder, book.build))
    with serve(folder, BASE) as origin:
        yield Published(folder, origin, SLUG, common / "新 章節")


@pytest.fixture(scope="session")
def harbour(common: Path) -> Iterator[Published]:
    """The harbour book."""

    def make(folder: Path) -> None:
        build(book.write_harbour(folder), folder / "site", book.build)

    folder = once_for_all(common / "harbour", make) / "site"
    with serve(folder, BASE) as origin:
        yield Published(folder, origin, "harbour", common / "海 港")


@pytest.fixture(scope="session")
def site(published: Published) -> Path:
    """The folder of this publication's site."""
    return published.folder


@pytest.fixture(scope="session")
def pages(published: Published, site: Path) -> dict[str, Element]:
    """Its pages by their address."""
    return published.pages


@pytest.fixture(scope="session")
def origin(published: Published, site: Path) -> str:
    """The address at which it is served."""
    return published.origin


@pytest.fixture(scope="session")
def unpacked(published: Published, site: Path) -> Path:
    """Its archive, unpacked."""
    return published.unpacked


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest, harbour: Published) -> str:
    """The address of a page of the harbour book, with `{}` for its name: on a sub-path of a server, or of a file."""
    return harbour.address(request.param)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless browser."""
    with open_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def whole_firefox() -> Iterator[Firefox]:
    """A headless Firefox for all tests of a process, which takes seconds to start."""
    with open_firefox() as firefox:
        yield firefox


@pytest.fixture
def firefox(whole_firefox: Firefox) -> Iterator[Firefox]:
    """A headless Firefox that keeps nothing of another test's."""
    with whole_firefox.afresh() as firefox:
        yield firefox


@pytest.fixture(scope="module")
def old_browser() -> Iterator[OldPage]:
    """A page of a Chromium 102, as large as a phone's."""
    with open_old_browser() as page:
        yield page


@pytest.fixture(scope="session")
def sections(site: Path) -> list[Section]:
    """The sections of all pages that can be found."""
    # A cover says what its chapters say.
    return [section for section in read_sections(site) if section.page not in ("", "en/")]


@pytest.fixture(params=["http", "file"])
def origin_of_pages(request: pytest.FixtureRequest) -> str:
    """The address of the chapter in which a reader searches: on a server, and in a folder."""
    if request.param == "http":
        return f"{request.getfixturevalue('origin')}{CHAPTERS[0]}"
    return f"{request.getfixturevalue('unpacked').as_uri()}/{CHAPTERS[0]}index.html"


@pytest.fixture(params=["chromium", "firefox"])
def visit(request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """What opens an address in each browser."""
    if request.param == "chromium":
        with chromium_visitor(request.getfixturevalue("browser")) as visitor:
            yield visitor
    else:
        yield firefox_visitor(request.getfixturevalue("firefox"))


@pytest.fixture(scope="session")
def java() -> str:
    """The path of a Java."""
    return standards.java()


@pytest.fixture
def build_book() -> book.Builder:
    """What builds a book: `tests.tools.warm.build`."""
    return warm.build


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of this publication's sources, to be changed and built."""
    return book.copy_publication(tmp_path)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """The same, to be changed and read."""
    return book.copy_publication(tmp_path)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write what comes out into the cases, as their output")


def pytest_configure(config: pytest.Config) -> None:
    Case.rewrite = bool(config.getoption("update"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        names = getattr(item, "fixturenames", [])
        for mark in {MARKS[name] for name in names if name in MARKS}:
            item.add_marker(mark)
