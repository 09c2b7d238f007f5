"""The search box in a reader's browser: what it fetches, says and marks, and how it is used by key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from hooks.words import words
from tests.conftest import Published
from tests.tools.browser import PHONE, settle
from tests.tools.firefox import Firefox

FIELD = "input[name=q]"
STATUS = ".search__status"
LINK = ".search__list a"
TITLE = ".search__title"
PAGE = ".search__page"
LOADED = ("search.js", "list.js", "worker.js", "matching.js", "zh.js", "spellings.js")
# Typed into the box of an open page as a reader does; what is shown, and what the first result says.
TYPE = """
  const field = document.querySelector("input[name=q]");
  field.focus();
  const shown = [];
  for (const query of argument) {
    field.value = query;
    field.dispatchEvent(new InputEvent("input", {bubbles: true}));
    const status = document.querySelector(".search__status");
    const before = performance.now();
    const first = () => new URL(document.querySelector(".search__list a")?.href ?? location).searchParams.get("h");
    const mark = () => document.querySelector(".search__list mark");
    const done = () => first() === query && mark() || status.textContent.includes(`「${query}」`);
    while (!done() && performance.now() - before < 10000) await new Promise(resolve => setTimeout(resolve, 20));
    shown.push([status.textContent, mark()?.textContent ?? ""]);
  }
  return shown;
"""
TYPED = {
    "港口": (r"在 \d+ 頁中找到 \d+ 處", "港口"),
    "林明德": (r"找到 1 處", "林明德"),
    "灯塔": (r"在 \d+ 頁中找到 \d+ 處", "燈塔"),
    "wind-rose": (r"找到 1 處", "wind-rose"),
    "香蕉": ("找不到「香蕉」。.+", ""),
}


@contextmanager
def watched(browser: Browser, address: str, width: int = 1280) -> Iterator[tuple[Page, list[str]]]:
    """Yield the page at `address`, and the addresses that it asks for; nothing may go wrong on it."""
    asked: list[str] = []
    errors: list[str] = []
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address, wait_until="networkidle")
        yield page, asked
        assert errors == []


def search(page: Page, query: str) -> None:
    page.locator(FIELD).focus()
    page.keyboard.insert_text(query)
    expect(page.locator(STATUS)).to_contain_text(re.compile("[找f]"))


def names(asked: list[str]) -> list[str]:
    return [name for name in LOADED if any(url.split("?")[0].endswith(f"/{name}") for url in asked)]


@pytest.mark.parametrize("way", ["focus", "slash", "button"])
def test_nothing_is_fetched_before_a_reader_goes_to_search(way: str, address: str, browser: Browser) -> None:
    with watched(browser, address.format("harbour"), PHONE if way == "button" else 1280) as (page, asked):
        page.mouse.wheel(0, 2000)
        settle(page)
        assert names(asked) == []
        if way == "focus":
            page.locator(FIELD).click()
        elif way == "slash":
            page.keyboard.press("/")
        else:
            page.locator("header button.search-button").click()
        expect(page.locator(STATUS)).to_contain_text("輸入要找的字詞")
        expect(page.locator(FIELD)).to_be_focused()
        assert names(asked) == list(LOADED)
        own = address.partition("{}")[0]
        assert [url for url in asked if not url.startswith((own, "data:"))] == []


def test_typing_finds_in_chromium_and_firefox(address: str, browser: Browser, firefox: Firefox) -> None:
    with watched(browser, address.format("harbour")) as (page, _):
        visit = firefox.visit(address.format("harbour"), TYPE, list(TYPED))
        assert visit.errors == visit.failed == []
        for shown in (page.evaluate(f"async argument => {{{TYPE}}}", list(TYPED)), visit.result):
            for (query, (status, mark)), (said, marked) in zip(TYPED.items(), shown, strict=True):
                assert re.fullmatch(status, said), query
                assert marked == mark, query


@pytest.mark.parametrize(("page_name", "said", "nothing"), [
    ("harbour", r"在 (?P<pages>\d+) 頁中找到 (?P<found>\d+) 處", "找不到「zzz」"),
    ("en/harbour", r"(?P<found>\d+) places found, on (?P<pages>\d+) pages", "Nothing found for “zzz”"),
])  # fmt: skip
def test_the_status_speaks_the_language_of_the_page(
    page_name: str, said: str, nothing: str, address: str, browser: Browser
) -> None:
    with watched(browser, address.format(page_name)) as (page, _):
        search(page, "K-12")
        # JavaScript writes named groups in another way.
        expect(page.locator(STATUS)).to_have_text(re.compile(re.sub(r"\?P<\w+>", "", said)))
        assert page.locator(STATUS).get_attribute("role") == "status"
        counts = re.search(said, page.locator(STATUS).inner_text())
        assert counts
        found, pages = int(counts["found"]), int(counts["pages"])
        expect(page.locator(PAGE)).to_have_count(pages)
        titles = page.locator(TITLE).count()
        own = page.locator(f"{TITLE}:has(mark)").count()
        expect(page.locator(LINK)).to_have_count(found + titles - own)
        languages = page.locator(TITLE).evaluate_all(
            "titles => titles.map(title => title.querySelector('.search__language')?.lang ?? '')"
        )
        other = "zh-Hant-TW" if page_name.startswith("en/") else "en"
        assert languages == [""] * languages.count("") + [other] * languages.count(other)
        assert other in languages
        page.locator(FIELD).fill("")
        page.keyboard.insert_text("zzz")
        expect(page.locator(STATUS)).to_contain_text(nothing)


def test_it_is_used_by_key(address: str, browser: Browser) -> None:
    with watched(browser, address.format("harbour")) as (page, _):
        page.keyboard.press("/")
        page.keyboard.insert_text("林明德")
        expect(page.locator(f"{LINK} mark").first).to_have_text("林明德")
        links = page.locator(LINK)
        page.keyboard.press("ArrowDown")
        expect(links.nth(0)).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(links.nth(1)).to_be_focused()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        expect(page.locator(FIELD)).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator(FIELD)).not_to_be_focused()
        expect(page.get_by_role("search").get_by_role("list")).to_have_count(0)
        settle(page)
        page.keyboard.press("/")
        expect(page.get_by_role("search").get_by_role("list").first).to_be_visible()
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/lights.*#p-4$"))
        expect(page.locator("article mark").first).to_have_text("林明德")


@pytest.mark.parametrize(("query", "opens"), [("燈塔", r"/lights/[^#]*$"), ("林明德", r"/lights/.*#p-4$")])
def test_enter_opens_the_page_that_is_called_so_or_else_the_first_passage(
    query: str, opens: str, address: str, browser: Browser
) -> None:
    with watched(browser, address.format("harbour")) as (page, _):
        page.keyboard.press("/")
        page.keyboard.insert_text(query)
        # At once, whatever is still to be fetched.
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(opens))
        expect(page.locator("article mark").first).to_have_text(query)


def test_what_is_unfolded_by_key_is_reached_by_key(address: str, browser: Browser) -> None:
    with watched(browser, address.format("harbour")) as (page, _):
        search(page, "的")
        summary = page.locator(".search__list summary").first
        expect(summary).to_be_visible()
        left = int(re.findall(r"\d+", summary.inner_text())[0])
        summary.focus()
        page.keyboard.press("Enter")
        unfolded = page.locator(".search__list details").first.locator("a")
        expect(unfolded).to_have_count(left)
        page.keyboard.press("ArrowDown")
        expect(unfolded.first).to_be_focused()


def test_behind_the_first_pages_others_follow_as_the_reader_comes_to_them(address: str, browser: Browser) -> None:
    with watched(browser, address.format("harbour")) as (page, _):
        search(page, "Keelung")
        entries = page.locator(PAGE)
        expect(entries).to_have_count(10)
        expect(entries.last.locator("a").first).to_be_attached()
        pages = int(re.findall(r"\d+", page.locator(STATUS).inner_text())[1])
        assert pages > 10
        settle(page)
        expect(entries).to_have_count(10)
        while (shown := entries.count()) < pages:
            entries.last.scroll_into_view_if_needed()
            expect(entries).not_to_have_count(shown)


@pytest.mark.parametrize(("query", "page_name", "id", "marks"), [
    # A printed page begins within 工程都由港務會議, the other language stands within the others.
    ("工程都由港務會議", "harbour", "p-3", "工程都由港務會議"),
    ("港務史料中心（Center", "harbour", "p-3", "港務史料中心（Center"),
    ("K12A/B", "harbour", "p-5", "K-12A/B"),
    ("wind-rose", "en/foreword", "p-3", "wind-rose"),
])  # fmt: skip
def test_a_result_leads_to_its_paragraph_where_what_was_sought_is_marked(
    query: str, page_name: str, id: str, marks: str, address: str, browser: Browser
) -> None:
    with watched(browser, address.format("en/harbour" if page_name.startswith("en/") else "harbour")) as (page, _):
        search(page, query)
        for summary in page.locator(".search__list summary").all():
            summary.click()
        link = page.locator(f'{LINK}[href*="{page_name}"][href$="#{id}"]').first
        link.click()
        page.wait_for_url(re.compile(f"{page_name}.*#{id}$"))
        block = page.locator(f"#{id}")
        expect(block.locator("mark").first).to_be_attached()
        marked = block.evaluate("block => [...block.querySelectorAll('mark')].map(mark => mark.textContent).join('')")
        assert marks in marked
        assert marked.replace(marks, "") == ""
        expect(block).to_be_in_viewport()


def test_what_is_pasted_is_sought_and_enter_in_an_input_method_opens_nothing(address: str, browser: Browser) -> None:
    with watched(browser, address.format("harbour")) as (page, _):
        page.locator(FIELD).focus()
        # No key: as from a clipboard, a voice or an input method.
        page.locator(FIELD).evaluate("field => { field.value = '港口'; field.dispatchEvent(new InputEvent('input')) }")
        expect(page.locator(STATUS)).to_contain_text("找到")
        expect(page.locator(f"{LINK} mark").first).to_have_text("港口")
        before = page.url
        for key in ("ArrowDown", "Enter"):
            page.locator(FIELD).evaluate(
                "(field, key) => field.dispatchEvent(new KeyboardEvent('keydown', key))",
                {"key": key, "isComposing": True, "bubbles": True},
            )
        expect(page.locator(FIELD)).to_be_focused()
        settle(page)
        assert page.url == before


def test_an_index_that_does_not_load_is_told(harbour: Published, browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        context.route("**/search/zh.js", lambda route: route.abort())
        page.goto(f"{harbour.origin}harbour/")
        page.locator(FIELD).focus()
        expect(page.locator(STATUS)).to_contain_text(words("zh")["search.failed"])
        # Of the other language, what is found in the reader's own is shown all the same.
        context.unroute_all()
        context.route("**/search/en.js", lambda route: route.abort())
        page.reload()
        page.locator(FIELD).fill("F-16")
        expect(page.locator(STATUS)).to_contain_text(words("zh")["search.partial"])
        page.locator(FIELD).fill("港口")
        expect(page.locator(f"{LINK} mark").first).to_have_text("港口")
        assert words("zh")["search.partial"] not in page.locator(STATUS).inner_text()
