"""The query in the address: it opens the search, and Back restores what was found, in Chromium and in Firefox."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Error, expect

from tests.conftest import Published
from tests.tools.browser import DESK, PHONE, keeping_pages, opened, settle
from tests.tools.firefox import open_firefox

FIELD, STATUS, LINK = "input[name=q]", ".search__status", ".search__list a"
QUERY = "的"
TYPE = """
  const field = document.querySelector("input[name=q]");
  window.stayed = true;
  field.focus();
  field.value = argument;
  field.dispatchEvent(new InputEvent("input", {bubbles: true}));
"""
UNFOLD = """
  const details = [...document.querySelectorAll(".search__list details")];
  if (details[1]) details[1].open = true;
  const pages = parseInt(document.querySelector(".search__status").textContent.match(/[0-9]+/)[0]);
  // A page that still hears of its worker is kept by no browser.
  return details[1] && document.querySelectorAll(".search__page").length === pages
    && details.every(one => one.querySelectorAll("a").length === parseInt(one.textContent.match(/[0-9]+/)[0]));
"""
# Far down, and then a link is followed.
SCROLL = """
  const last = [...document.querySelectorAll(".search__list details[open] a")].pop();
  last.scrollIntoView({block: "center", behavior: "instant"});
"""
FOLLOW = "setTimeout(() => [...document.querySelectorAll('.search__list details[open] a')].pop().click());"
ARRIVED = "return location.search.startsWith('?h=') && document.readyState === 'complete'"
SEEN = """
  const box = document.getElementById("__find"), open = box.matches(".open");
  const scroller = open ? box.querySelector(".search__output") : document.scrollingElement;
  return {
    open,
    query: new URLSearchParams(location.search).get("q"),
    kept: new URLSearchParams(location.search).get("kept"),
    typed: box.querySelector("input").value,
    status: box.querySelector(".search__status").textContent,
    unfolded: [...box.querySelectorAll("details[open] a")].map(link => link.href),
    folded: box.querySelectorAll("details:not([open])").length,
    pages: box.querySelectorAll(".search__page").length,
    scrolled: Math.round(scroller.scrollTop),
  };
"""


class Reader(NamedTuple):
    """Somebody in a browser, who opens an address, runs a script's body there, and goes back; `keeps` says over
    what the page is still there then."""

    visit: Callable[[str], object]
    run: Callable[..., Any]
    back: Callable[[], object]
    keeps: tuple[str, ...]


@pytest.fixture(params=["chromium", "chromium that keeps pages", "firefox", "firefox that keeps none"])
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Reader]:
    name, _, keeps = request.param.partition(" that ")
    if name == "firefox":
        with open_firefox({"browser.sessionhistory.max_total_viewers": 0} if keeps else {}) as firefox:
            yield Reader(firefox.visit, firefox.run, firefox.back, () if keeps else ("http", "file"))
    else:
        driven = keeping_pages(browser) if keeps else nullcontext(browser)
        with driven as own, own.new_context() as context:
            page = context.new_page()

            def run(script: str, argument: Any = None) -> Any:
                return page.evaluate(f"async argument => {{{script}}}", argument)

            yield Reader(page.goto, run, lambda: run("setTimeout(() => history.back())"), ("http",) if keeps else ())


def eventually(found: Callable[[], Any]) -> Any:
    """Return the first true value, or the last, of what may go wrong while one page follows another."""
    value, end = None, time.monotonic() + 60
    while not value and time.monotonic() < end:
        try:
            value = found()
        except (AssertionError, Error):
            value = None
    return value


@pytest.mark.parametrize("place", ["harbour", "search"])
@pytest.mark.parametrize("over", ["http", "file"])
def test_back_restores_box_list_and_scroll(over: str, place: str, harbour: Published, reader: Reader) -> None:
    reader.visit(f"{harbour.address(over).format(place)}?kept=1#top")
    reader.run(TYPE, QUERY)
    assert eventually(lambda: reader.run(UNFOLD))
    reader.run(SCROLL)
    before = eventually(lambda: (seen := reader.run(SEEN))["scrolled"] > 0 and seen)
    assert before["query"] == before["typed"] == QUERY
    assert before["kept"] == "1"
    assert before["open"] == (place == "harbour")
    assert before["unfolded"]
    assert before["folded"]
    reader.run(FOLLOW)
    assert eventually(lambda: reader.run(ARRIVED))
    reader.back()
    # Part of a pixel is lost.
    assert eventually(lambda: abs(reader.run(SEEN)["scrolled"] - before["scrolled"]) < 2)
    assert reader.run(SEEN) | {"scrolled": 0} == before | {"scrolled": 0}
    # A browser that is short of memory or time keeps no page.
    assert over in reader.keeps or not reader.run("return !!window.stayed")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_an_address_with_a_query_opens_the_search(width: int, address: str, browser: Browser) -> None:
    with opened(browser, f"{address.format('harbour')}?h=燈塔&q=港口#p-3", width) as page:
        expect(page.locator(FIELD)).to_have_value("港口")
        expect(page.locator(f"{LINK} mark").first).to_be_visible()
        expect(page.locator("#__find")).to_have_class(re.compile("open"))
        # What is not in sight is not in the address; whatever else is there stays.
        page.keyboard.press("Escape")
        expect(page.locator(LINK).first).to_be_hidden()
        expect(page).to_have_url(re.compile(r"\?h=[^&]+#p-3$"))
        if width == PHONE:
            page.locator("button.search-button").click()
        else:
            page.locator(FIELD).focus()
        expect(page).to_have_url(re.compile(r"\?h=[^&]+&q=[^&]+#p-3$"))
        page.locator(FIELD).fill("")
        expect(page).to_have_url(re.compile(r"\?h=[^&]+#p-3$"))
        expect(page.locator(".search__list")).to_be_hidden()


def test_what_was_come_to_by_scrolling_is_there_again(harbour: Published, browser: Browser) -> None:
    with opened(browser, f"{harbour.origin}harbour/?q=Keelung") as page:
        entries = page.locator(".search__page")
        expect(entries).to_have_count(10)
        pages = int(re.findall(r"\d+", page.locator(STATUS).inner_text())[0])
        while (shown := entries.count()) < pages:
            entries.last.scroll_into_view_if_needed()
            expect(entries).not_to_have_count(shown)
        last = entries.last.locator("a").first
        last.scroll_into_view_if_needed()
        settle(page)
        link = last.get_attribute("href")
        last.click()
        page.wait_for_url("**?h=**")
        page.go_back()
        expect(entries).to_have_count(pages)
        expect(entries.last.locator("a").first).to_be_in_viewport()
        # Where the reader left off by key, too.
        expect(page.locator(f'{LINK}[href="{link}"]').first).to_be_focused()


def test_the_filter_of_a_table_and_the_search_share_the_address(harbour: Published, browser: Browser) -> None:
    with opened(browser, f"{harbour.origin}data/?q=港口") as page:
        expect(page.locator(LINK).first).to_be_visible()
        page.keyboard.press("Escape")
        form = page.locator("form.data-filter").first
        form.get_by_role("searchbox").fill("輪船")
        expect(page).to_have_url(re.compile(r"\?[^?&]+\.text=[^&]+$"))
        kept = page.url.partition("?")[2]
        page.locator(FIELD).fill("港口")
        expect(page).to_have_url(re.compile(rf"\?{re.escape(kept)}&q=[^&]+$"))
        # The other language shows the same rows, and no search.
        form.get_by_role("searchbox").fill("輪")
        expect(page.locator("header a[hreflang=en]")).to_have_attribute("href", re.compile(r"\?[^?&]+\.text=[^&]+$"))
