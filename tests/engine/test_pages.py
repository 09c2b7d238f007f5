"""What a page is made of: a few light files, none of the theme's, and nothing that a strict policy forbids."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from hooks.languages import LANG
from tests import ROOT
from tests.conftest import Published
from tests.tools.browser import PHONE, opened, opened_quietly
from tests.tools.site import CHAPTERS, Element, brotli_sizes

KINDS = ("", "harbour/", "en/harbour/", "parallel/harbour/", "data/", "about/", "cite/harbour/", "search/", "404.html")
POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'"
# The most that a first view may load, in bytes by Brotli: all of it, its scripts, its styles; and what a first search
# adds, besides the text, which is searched whole.
FIRST_VIEW, SCRIPTS, STYLES = 45_000, 12_000, 12_000
FIRST_SEARCH = 12_000
REQUESTS = 5


def asked(page: Page, address: str) -> list[str]:
    """Return the addresses below the site that a page asks for until it is still, its own first."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url))
    page.goto(address, wait_until="networkidle")
    return [*found]


@pytest.mark.parametrize("language", ["", "en/"])
def test_the_first_view_of_the_longest_chapter_is_light(language: str, published: Published, browser: Browser) -> None:
    chapters = [published.folder / language / chapter / "index.html" for chapter in CHAPTERS]
    longest = max(chapters, key=lambda path: path.stat().st_size)
    with browser.new_context(viewport={"width": PHONE, "height": 800}) as context:
        found = asked(context.new_page(), f"{published.origin}{longest.parent.relative_to(published.folder)}/")
    assert len(found) <= REQUESTS
    files = [published.folder / address.removeprefix(published.origin) for address in found]
    files = [file / "index.html" if file.is_dir() else file for file in files]
    weight = dict(zip(files, brotli_sizes(files), strict=True))
    assert sum(weight.values()) <= FIRST_VIEW
    assert sum(bytes_ for file, bytes_ in weight.items() if file.suffix == ".js") <= SCRIPTS
    assert sum(bytes_ for file, bytes_ in weight.items() if file.suffix == ".css") <= STYLES


@pytest.mark.parametrize("place", ["", "harbour/", "data/", "cite/harbour/"])
def test_no_stylesheet_waits_for_a_script(place: str, harbour: Published, browser: Browser) -> None:
    """One that does is asked for a whole round trip later, and the text stands there as much later."""
    sheets = harbour.pages[place].xpath('//link[@rel="stylesheet"]')
    held: list[Route] = []
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/settings.js", lambda route: held.append(route))
        found: list[Request] = []

        def is_last(request: Request) -> bool:
            found.extend([request] if request.resource_type == "stylesheet" else [])
            return len(found) == len(sheets)

        with page.expect_request(is_last):
            page.goto(harbour.origin + place, wait_until="commit")
        for route in held:
            route.continue_()


@pytest.mark.parametrize(("language", "query"), [("zh", "國防"), ("en", "defense")])
def test_the_first_search_is_light(language: str, query: str, published: Published, browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        before = asked(page, published.origin + ("en/" if language == "en" else ""))
        found: list[str] = []
        page.on("request", lambda request: found.append(request.url))
        page.locator("#search-field").fill(query)
        expect(page.locator(".search__status")).to_contain_text(re.compile(rf"\d|{query}"))
    added = [published.folder / address.removeprefix(published.origin) for address in {*found} - {*before}]
    texts = [published.folder / "search" / f"{name}.js" for name in LANG]
    # The text of the reader's own language alone.
    assert [path for path in texts if path in added] == [published.folder / "search" / f"{language}.js"]
    added = [path for path in added if path not in texts]
    assert sum(brotli_sizes(added)) <= FIRST_SEARCH


def test_nothing_of_the_theme_is_published(harbour: Published) -> None:
    published = {path.relative_to(harbour.folder).as_posix() for path in harbour.folder.rglob("*") if path.is_file()}
    assets = {path for path in published if path.startswith("assets/")}
    own = {path.relative_to(ROOT / "overrides").as_posix() for path in (ROOT / "overrides" / "assets").rglob("*")}
    assert assets <= own
    assert not [path for path in published if path.endswith(".map")]
    # Each is asked for by something; what leads on from an old address, where a page has moved.
    asking = [harbour.folder / path for path in published if path.endswith((".html", ".js", ".webmanifest"))]
    text = "".join(path.read_text(encoding="utf-8") for path in asking)
    assert [path for path in assets if Path(path).name not in text] in ([], ["assets/moved.js"])


def test_no_page_holds_what_a_strict_policy_forbids(harbour: Published) -> None:
    for place, page in harbour.pages.items():
        assert page.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content') == [POLICY], place
        assert forbidden(page) == [], place


def forbidden(page: Element) -> list[str]:
    """Return what a page does by itself: scripts and styles in it, events of elements, what comes from elsewhere."""
    return [
        *page.xpath("//style | //*[@style]"),
        *page.xpath('//script[not(@src) and not(contains(@type, "json"))]'),
        *(name for element in page.iter("*") for name in element.attrib if name.startswith("on")),
        *page.xpath('//@href[starts-with(., "javascript:")] | //@src[starts-with(., "data:") or contains(., "//")]'),
    ]


@pytest.mark.parametrize("place", KINDS)
def test_a_page_breaks_no_rule_of_its_policy(place: str, harbour: Published, browser: Browser) -> None:
    """What the policy forbids is told on the console, which `opened_quietly` listens to."""
    with opened_quietly(browser, harbour.origin + place, PHONE) as page:
        for button in page.locator("header button:visible").all():
            button.click()
            page.keyboard.press("Escape")


@pytest.mark.parametrize("over", ["http", "file"])
def test_a_passage_is_shown_in_the_other_language_beneath_it(over: str, harbour: Published, browser: Browser) -> None:
    address = harbour.address(over)
    for name, language, theirs in (("harbour", "zh-Hant-TW", "en"), ("en/harbour", "en", "zh-Hant-TW")):
        with opened(browser, address.format(name), PHONE) as page:
            passage = page.locator("article > p[id]").first
            link, name_of = passage.locator(".paragraph-link"), passage.get_attribute("id")
            link.focus()
            page.keyboard.press("Enter")
            button, shown = page.locator(".passage-bar button[aria-expanded]"), page.locator(".counterpart")
            expect(button).to_be_focused()
            expect(button).to_have_attribute("aria-expanded", "true")
            expect(shown).to_have_attribute("lang", theirs)
            # It is fetched.
            expect(shown).not_to_be_empty()
            beside = harbour.pages["parallel/harbour/"].xpath(
                f'//*[@id="{name_of}"]//*[@lang="{theirs}"]/p | //*[@id="{name_of}"][@lang="{theirs}"]/p'
            )
            assert shown.inner_text().split() == words_of(beside[0])
            # Nothing in it is named twice on the page, or leads anywhere.
            expect(shown.locator("[id], a")).to_have_count(0)
            page.keyboard.press("Escape")
            expect(shown).to_have_count(0)
            expect(link).to_be_focused()
            expect(page.locator("html")).to_have_attribute("lang", language)


def words_of(block: Element) -> list[str]:
    """Return the words of a block as they are read: without its notes' references."""
    return "".join(block.xpath(".//text()[not(ancestor::sup)]")).split()


def test_a_passage_that_has_no_translation_says_so(harbour: Published, browser: Browser) -> None:
    with opened(browser, f"{harbour.origin}harbour/", PHONE) as page:
        known = page.evaluate(
            """async () => {
              const said = document.querySelector(".page-links").dataset;
              return [said.counterpart, said.missing, said.lang];
            }"""
        )
        assert all(known)
        # As if nobody had written the passages of this page.
        page.route("**/*.zh.js", lambda route: route.fulfill(body="counterparts({})", content_type="text/javascript"))
        page.locator("article > p[id] .paragraph-link").first.click()
        expect(page.locator(".counterpart")).to_have_text(known[1])


@pytest.mark.parametrize("place", ["harbour/", "en/harbour/", "parallel/harbour/", "data/"])
def test_the_colours_are_those_of_the_system_without_a_script(place: str, harbour: Published, browser: Browser) -> None:
    paper = "() => getComputedStyle(document.body).backgroundColor"
    found = {}
    for scheme in ("light", "dark"):
        for scripts in (True, False):
            address, options = harbour.origin + place, {"java_script_enabled": scripts}
            with opened(browser, address, PHONE, color_scheme=scheme, **options) as page:
                found[scheme, scripts] = page.evaluate(paper)
    assert found["light", True] == found["light", False] != found["dark", True] == found["dark", False]
