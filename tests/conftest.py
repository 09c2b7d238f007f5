"""The real publication: built once a worker, then read, served and opened in a browser."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import ROOT
from tests.tools.browser import open_browser
from tests.tools.server import serve
from tests.tools.site import BASE, Element, build, read_pages


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that is published."""
    return build(ROOT, tmp_path_factory.mktemp("published") / "site")


@pytest.fixture(scope="session")
def unpacked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the site, unpacked into a folder whose name has a space and is not Latin."""
    folder = tmp_path_factory.mktemp("archive") / "新 章節"
    with zipfile.ZipFile(site / "downloads" / "new-chapter-site.zip") as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Element]:
    """The root element of every page by its address below the site's."""
    return read_pages(site)


@pytest.fixture(scope="session")
def origin(site: Path) -> Iterator[str]:
    """The address at which the publication is served, below a sub-path as `SITE_URL` has it."""
    with serve(site, BASE) as address:
        yield address


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest) -> str:
    """The address of a page of the site, with `{}` for its name: on a sub-path of a server, or of a file."""
    if request.param == "http":
        return f"{request.getfixturevalue('origin')}{{}}/"
    return f"{request.getfixturevalue('unpacked').as_uri()}/{{}}/index.html"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless browser."""
    with open_browser() as browser:
        yield browser


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project's sources, to be changed and built."""
    for folder in ("docs", "hooks", "overrides", "source"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path
