"""Whoever changes language, or to both, goes on reading at the same paragraph."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.tools.browser import opened

WIDTH = 1280
# From, by the link of that name, to.
WAYS = [
    ("", "header", "English", "en/"),
    ("en/", "header", "中文", ""),
    ("", "footer", "English", "en/"),
    ("", "header", "中英對照", "parallel/"),
    ("en/", "header", "Side by side", "parallel/"),
    ("parallel/", "header", "中文", ""),
    ("parallel/", "header", "English", "en/"),
]
# A paragraph, an item, a heading, a table, a row: and how far it has gone by, as a part of its height.
PLACES = [
    ("harbour", "p-4", 0),
    ("harbour", "p-4", 0.5),
    ("harbour", "p-7", 0),
    ("harbour", "works", 0),
    ("harbour", "p-9", 0.6),
    ("harbour", "table-visits", 0),
    ("harbour", "visits-1907-1", 0),
]
SCROLL = """([id, part]) => {
  const block = document.getElementById(id), head = document.querySelector("header").offsetHeight
  const top = scrollY + block.getBoundingClientRect().top - head - 20 + part * block.offsetHeight
  scrollTo({top, behavior: "instant"})
}"""
BELOW_HEAD = """id => document.getElementById(id).getBoundingClientRect().top
  - document.querySelector("header").getBoundingClientRect().bottom"""


@pytest.mark.parametrize(("source", "part", "name", "target"), WAYS)
def test_the_place_is_kept(source: str, part: str, name: str, target: str, address: str, browser: Browser) -> None:
    with opened(browser, "about:blank", WIDTH) as page:
        for chapter, block, gone_by in PLACES:
            page.goto(address.format(source + chapter))
            page.evaluate(SCROLL, [block, gone_by])
            # Pressed where the reader is: a link in the footer is out of sight then, and reached by key.
            page.locator(f"{part} a", has_text=name).evaluate("link => link.click()")
            page.wait_for_url(address.format(target + chapter) + f"#{block}")
            assert 0 <= page.evaluate(BELOW_HEAD, block) <= 60, block


@pytest.mark.parametrize(("source", "part", "name", "target"), WAYS)
def test_without_scripts_and_from_the_top_the_way_leads_to_the_top(
    source: str, part: str, name: str, target: str, address: str, browser: Browser
) -> None:
    for scripts in (False, True):
        with opened(browser, address.format(source + "harbour"), WIDTH, java_script_enabled=scripts) as page:
            if not scripts:
                page.mouse.wheel(0, 1500)
            page.locator(f"{part} a", has_text=name).dispatch_event("click")
            page.wait_for_url(address.format(target + "harbour"))


def test_a_new_tab_opens_at_the_place_and_the_old_one_stays(address: str, browser: Browser) -> None:
    start = address.format("harbour")
    for how in ({"modifiers": ["Control"]}, {"button": "middle"}):
        with opened(browser, start, WIDTH) as page:
            page.evaluate(SCROLL, ["p-10", 0])
            with page.context.expect_page() as tab:
                page.locator("header a", has_text="English").click(**how)
            tab.value.wait_for_url(address.format("en/harbour") + "#p-10")
            assert page.url == start
