"""The publication in a reader's browser, below a sub-path: whole, quiet and usable on a phone and at a desk."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Published
from tests.tools.browser import DESK, PHONE, SCHEMES, opened_quietly
from tests.tools.site import CHAPTERS, SOURCES, Element, article, counterpart, of_class, words

WIDTHS = (320, PHONE, DESK)
FIRST = [CHAPTERS[0], f"en/{CHAPTERS[0]}"]
# How far the page, and each table within its own region, reach beyond what is shown of them.
OVERFLOW = """() => ({
  page: document.scrollingElement.scrollWidth - innerWidth,
  tables: [...document.querySelectorAll("figure [role=region]")].map(region => region.scrollWidth - region.clientWidth),
})"""
SHOWN = "blocks => blocks.map(block => block.checkVisibility({opacityProperty: true, visibilityProperty: true}))"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("place", SOURCES)
def test_a_page_is_whole_and_quiet_at_every_width(place: str, scheme: str, origin: str, browser: Browser) -> None:
    with opened_quietly(browser, origin + place, WIDTHS[0], color_scheme=scheme) as page:
        expect(page.locator("html")).to_have_attribute("data-colour", scheme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            overflow = page.evaluate(OVERFLOW)
            assert overflow["page"] <= 0, width
            # Tables fit a phone; on anything smaller they scroll inside their region.
            assert bool(overflow["tables"]) == ("/// data-table" in SOURCES[place].body)
            assert width < PHONE or max(overflow["tables"], default=0) <= 0, width


@pytest.mark.parametrize("place", SOURCES)
def test_a_page_reads_without_javascript(place: str, origin: str, browser: Browser) -> None:
    with opened_quietly(browser, origin + place, PHONE, java_script_enabled=False) as page:
        links = "a:not(.headerlink, .paragraph-link)"
        # What opens on demand does so without a script, too.
        kept = ":not(details:not([open]) > :not(summary), details:not([open]) > :not(summary) *)"
        # What the browser keeps is offered by a script alone.
        kept += ":not(.editions__kept)"
        shown = page.locator(f"article :is(h1, h2, p, li, th, td, {links}){kept}").evaluate_all(SHOWN)
        assert shown
        assert all(shown)
        page.locator("header a[hreflang]").click()
        assert page.url == origin + counterpart(place)


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("place", FIRST)
def test_the_language_switch_is_one_click_away(place: str, width: int, origin: str, browser: Browser) -> None:
    with opened_quietly(browser, origin + place, width) as page:
        page.locator("header a[hreflang]").click()
        assert page.url == origin + counterpart(place)
        expect(page.locator("h1")).to_be_in_viewport()


@pytest.mark.parametrize("place", ["foreword/", "en/foreword/"])
def test_the_drawer_opens_on_a_phone(place: str, harbour: Published, browser: Browser) -> None:
    with opened_quietly(browser, harbour.origin + place, PHONE) as page:
        link = page.locator("#__nav").get_by_role("link").nth(-1)
        expect(link).not_to_be_in_viewport()
        page.locator("header button.drawer-button").click()
        expect(link).to_be_in_viewport(ratio=1)
        link.click()
        assert page.url == urljoin(harbour.origin + place, "../about/")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_search_finds_an_english_phrase(width: int, harbour: Published, browser: Browser) -> None:
    with opened_quietly(browser, f"{harbour.origin}en/", width) as page:
        if width == PHONE:
            page.locator("header .search-button").click()
        page.locator("input[name=q]").press_sequentially("a wind-rose and a chart")
        address = f"{harbour.origin}en/foreword/"
        found = page.locator(f'.search__list a[href^="{address}"]', has_text="wind-rose and a chart")
        found.first.click()
        expect(page.locator("h1")).to_contain_text("Foreword")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_an_unknown_address_leads_back_to_the_book(width: int, origin: str, browser: Browser) -> None:
    with opened_quietly(browser, f"{origin}no/such/page/at/all", width, status=404) as page:
        for name in ("找不到這一頁", "Page not found"):
            expect(page.get_by_role("heading", name=name)).to_be_in_viewport()
        assert page.evaluate(OVERFLOW)["page"] <= 0
        styled = page.locator("article a").evaluate_all("links => links.map(link => getComputedStyle(link).display)")
        assert set(styled) == {"inline-block"}
        # Its links name the path of `site_url`, on which the host has put it.
        links = page.locator("a[href]").evaluate_all("links => links.map(link => link.href)")
        assert {origin, f"{origin}en/"} <= set(links)
        for link in set(links):
            assert page.request.get(link).ok or link == page.url + "#content"


@pytest.mark.parametrize("place", [place for place, page in SOURCES.items() if "/// pull-quote" in page.body])
def test_a_pull_quote_is_not_read_out_twice(
    place: str, origin: str, browser: Browser, pages: dict[str, Element]
) -> None:
    with opened_quietly(browser, origin + place) as page:
        tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        heard = [node for node in tree if not node["ignored"]]
        spoken = [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in heard]
        text = "\n".join(name for role, name in spoken if role == "StaticText")
        printed = article(pages[place]).text_content()
        quotes = [words(quote) for quote in of_class(pages[place], "pull-quote")]
        assert quotes
        assert [text.count(quote) for quote in quotes] == [printed.count(quote) for quote in quotes]
        marks = pages[place].xpath('//article//*[@role="doc-pagebreak"]/@title')
        assert sorted(name for role, name in spoken if role == "doc-pagebreak") == sorted(marks)
