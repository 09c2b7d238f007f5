"""The publication in a browser of 2022, and where no script runs: a control works, or is not there."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser

from tests.conftest import Published
from tests.tools.browser import DESK, PHONE, opened
from tests.tools.old_browser import WIDTH, OldPage

KINDS = ("", "harbour/", "en/harbour/", "parallel/harbour/", "data/", "about/", "cite/harbour/", "search/")
# Resolves to what a condition gives, once it gives anything.
WHEN = "(async () => { let found; while (!(found = (%s))) await new Promise(requestAnimationFrame); return found; })()"
COVERED = """(() => {
  const text = document.querySelector("article").getBoundingClientRect();
  return [...document.querySelectorAll("body *")].filter(element => {
    const {position, visibility} = getComputedStyle(element), box = element.getBoundingClientRect();
    return position === "fixed" && visibility === "visible" && box.width && box.height > 60 && box.right > 0;
  }).map(element => element.className);
})()"""


def when(page: OldPage, condition: str) -> object:
    """Wait until a condition holds, and return its value."""
    return page.evaluate(WHEN % condition)


def seen(selector: str) -> str:
    """Return the condition that an element is to be seen."""
    style = f"getComputedStyle(document.querySelector({json.dumps(selector)}))"
    return f"({style}.display !== 'none' && {style}.visibility === 'visible')"


@pytest.mark.parametrize("place", KINDS)
def test_a_page_opens_without_a_fault_and_nothing_lies_on_it(
    place: str, harbour: Published, old_browser: OldPage
) -> None:
    old_browser.goto(harbour.origin + place)
    assert "Chrome/102." in str(old_browser.evaluate("navigator.userAgent"))
    assert old_browser.errors == []
    assert old_browser.evaluate("document.scrollingElement.scrollWidth") == WIDTH
    assert old_browser.evaluate(COVERED) == []


def test_every_control_works_in_an_old_browser(address: str, old_browser: OldPage) -> None:
    old_browser.goto(address.format("harbour"))
    # The settings.
    for shown in (True, False):
        assert old_browser.evaluate(seen("#reading-controls")) is not shown
        old_browser.click(".reading-button")
        assert old_browser.evaluate(seen("#reading-controls")) is shown
    old_browser.click(".reading-button")
    for name, value in (("colour", "sepia"), ("size", "large"), ("measure", "narrow")):
        old_browser.click(f"#reading-controls [name={name}][value={value}]")
        assert old_browser.evaluate(f"document.documentElement.dataset.{name}") == value
    old_browser.click(".reading-controls__close")
    assert not old_browser.evaluate(seen("#reading-controls"))
    # The contents.
    old_browser.click("button.drawer-button")
    when(old_browser, "document.querySelector('.sidebar').getBoundingClientRect().left === 0")
    old_browser.click("#__nav [data-close]")
    when(old_browser, f"!{seen('#__nav')}")
    # A passage in the other language.
    old_browser.evaluate("document.querySelector('article > p[id] .paragraph-link').click()")
    assert when(old_browser, "document.querySelector('.counterpart[lang=en]')?.textContent.trim()")
    # The search.
    old_browser.click("button.search-button")
    old_browser.evaluate(
        """(() => {
          const field = document.querySelector("#search-field");
          field.value = "harbour";
          field.dispatchEvent(new Event("input", {bubbles: true}));
        })()"""
    )
    assert when(old_browser, "document.querySelectorAll('.search__list a').length")
    old_browser.evaluate("document.querySelector('.search__list a').click()")
    assert when(old_browser, "new URL(location.href).searchParams.get('h')") == "harbour"
    assert when(old_browser, "document.querySelectorAll('article mark').length")
    assert old_browser.errors == []


def test_a_table_is_filtered_in_an_old_browser(address: str, old_browser: OldPage) -> None:
    old_browser.goto(address.format("data"))
    rows = "document.querySelector('.data-filter').nextElementSibling.querySelectorAll('tbody tr').length"
    before = old_browser.evaluate(rows)
    old_browser.evaluate(
        """(() => {
          const form = document.querySelector(".data-filter"), year = form.elements.from;
          year.value = year.options[year.options.length - 1].value;
          form.dispatchEvent(new Event("input", {bubbles: true}));
        })()"""
    )
    assert when(old_browser, f"{rows} < {before} && {rows} > 0")
    assert old_browser.errors == []


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("place", KINDS)
def test_without_a_script_no_control_is_there_that_does_nothing(
    place: str, width: int, harbour: Published, browser: Browser
) -> None:
    with opened(browser, harbour.origin + place, width, java_script_enabled=False) as page:
        assert page.locator("button:visible").all_inner_texts() == []
        # A field leads somewhere.
        for field in page.locator("input:visible").all():
            field.fill("harbour")
            field.press("Enter")
            assert "/search/?q=harbour" in page.url
