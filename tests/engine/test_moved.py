"""Pages that have moved: each old address leads to the new page, with scripts and without, served and as a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, expect

from hooks.configuration import Configuration
from hooks.languages import LANG, Language
from hooks.moved import moved_pages
from hooks.words import words
from tests.conftest import Published, once_for_all
from tests.tools import book
from tests.tools.asking import Visitor
from tests.tools.browser import opened
from tests.tools.server import serve
from tests.tools.site import BASE, SITE_URL, build, search_scripts

pytestmark = pytest.mark.site
# Once, more than once, from a folder, to a place on a page, and to the cover.
MOVED = (
    "{port.md: haven.md, haven.md: harbour.md, part/one/: lights.md, bays.md: harbour.md#market, start.md: index.md}"
)
LEADS = {
    "port/": "harbour/",
    "haven/": "harbour/",
    "part/one/": "lights/",
    "bays/": "harbour/#market",
    "start/": "",
    "en/port/": "en/harbour/",
    "en/part/one/": "en/lights/",
    "en/start/": "en/",
    "parallel/port/": "parallel/harbour/",
    "parallel/part/one/": "parallel/lights/",
    "parallel/bays/": "parallel/harbour/#market",
}

FOLLOWED = """return new Promise(resolve => {
  const frame = document.createElement("iframe");
  frame.onload = () => frame.contentDocument.querySelector("article") && resolve(frame.contentWindow.location.href);
  frame.src = argument;
  document.body.append(frame);
})"""


@pytest.fixture(scope="module")
def moved(common: Path) -> Iterator[Published]:
    """The harbour book, some of whose pages have moved."""

    def make(folder: Path) -> None:
        added = {"replace": {"    slug: harbour\n": f"    slug: harbour\n    moved: {MOVED}\n"}}
        build(book.write_harbour(folder, {"mkdocs.yml": added}), folder / "site")

    folder = once_for_all(common / "moved", make) / "site"
    with serve(folder, BASE) as origin:
        yield Published(folder, origin, "harbour", common / "移 動")


def test_pages_that_move_again_lead_to_the_last_place() -> None:
    given = {"a.md": "b.md#x", "b.md": "c/", "c/": "d.md", "e.md": "d.md#y", "f.md": "e.md#x", "g.md": "g.md"}
    found = moved_pages(Configuration({"extra": {"publication": {"moved": given}}}))
    places = {"a.md": "d.md#x", "b.md": "d.md", "c/index.md": "d.md", "e.md": "d.md#y", "f.md": "d.md#y"}
    assert found == places


def test_an_old_address_is_a_page_in_the_words_of_its_language(moved: Published) -> None:
    for old, new in LEADS.items():
        page = html.parse(str(moved.folder / old / "index.html")).getroot()
        language: Language = "en" if old.startswith("en/") else "zh"
        assert page.get("lang") == LANG[language]
        assert page.xpath("string(//title)") == words(language)["moved.title"]
        assert page.xpath('//meta[@name="robots"]/@content') == ["noindex"]
        canonical = SITE_URL + new.partition("#")[0]
        assert page.xpath('//link[@rel="canonical"]/@href') == [canonical]
        # The policies to come allow no script in a page.
        assert not page.xpath("//script[text()] | //@*[starts-with(name(), 'on')]")
    sitemap = (moved.folder / "sitemap.xml").read_text(encoding="utf-8")
    index = "".join(search_scripts(moved.folder))
    assert not [old for old in LEADS if f"harbour/{old}<" in sitemap or f'"{old}"' in index]


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_an_old_address_leads_on(java_script_enabled: bool, moved: Published, browser: Browser) -> None:
    with opened(browser, moved.origin, java_script_enabled=java_script_enabled) as page:
        for old, new in LEADS.items():
            page.goto(moved.origin + old)
            page.wait_for_url(moved.origin + new)
            expect(page.locator("article h1").first).to_be_attached()


def test_the_place_on_a_page_is_kept(moved: Published, visit: Visitor) -> None:
    assert visit(moved.origin, FOLLOWED, f"{moved.origin}port/#p-4") == f"{moved.origin}harbour/#p-4"
    # A page that is now a part of another has no places of its own.
    assert visit(moved.origin, FOLLOWED, f"{moved.origin}bays/#p-1") == f"{moved.origin}harbour/#market"


def test_files_of_the_archive_lead_on_to_files(moved: Published, browser: Browser) -> None:
    folder = moved.unpacked.as_uri()
    for enabled, place in ((True, "#p-4"), (False, "")):
        with opened(browser, f"{folder}/index.html", java_script_enabled=enabled) as page:
            page.goto(f"{folder}/en/port/index.html{place}")
            page.wait_for_url(f"{folder}/en/harbour/index.html{place}")
