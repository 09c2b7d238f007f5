"""The publication for every reader: WCAG 2.2 AA, on every page and in every state that a page can be brought into."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Published
from tests.tools.accessibility import COLOUR, axe_faults, lighthouse, measure, opened_bare, opened_still, wear
from tests.tools.browser import DESK, PHONE, settle
from tests.tools.site import CHAPTERS, CITE, PLACES, of_class

# Of the harbour book, one page of each kind.
KINDS = ["", "en/harbour/", "data/", "parallel/harbour/", "en/about/", "404.html"]
CHAPTER, NOTES = "harbour/", "en/foreword/"
SCHEMES = ("light", "sepia", "dark")
WIDTHS = (PHONE, DESK)
# DPUB-ARIA 1.1: what a page is in the book.
PARTS = {
    "foreword/": "doc-foreword",
    "harbour/": "doc-chapter",
    "lights/": "doc-chapter",
    "charts/": "doc-chapter",
    "rules/": "doc-chapter",
    "about/": "doc-colophon",
}
HAN = re.compile("[\u4e00-\u9fff]")
CONTROLS = {"button", "link", "textbox", "searchbox", "radio", "checkbox", "DisclosureTriangle", "group", "region"}
CONTROLS |= {"navigation", "search", "dialog"}
# The pages that say how to cite are of one make: that of the publication, of a chapter and of the tables stand for all.
ALIKE = {*CITE} - {"cite/", f"cite/{CHAPTERS[0]}", "en/cite/data/"}
LOOKED_AT = [place for place in PLACES if place not in ALIKE]


expect.set_options(timeout=10_000)


# What a page can be brought into ------------------------------------------------------------------------------------


def search(page: Page, text: str) -> None:
    if page.locator(".search-button").is_visible():
        page.locator(".search-button").click()
    page.locator("input[name=q]").fill(text)
    expect(page.locator(".search__status")).to_have_text(re.compile(r"\d|“|「"))


def found(page: Page) -> None:
    search(page, "harbour")
    expect(page.locator(".search__list a").first).to_be_visible()
    page.locator(".search__list summary").first.click()


def none_found(page: Page) -> None:
    search(page, "xyzzy")


def contents_open(page: Page) -> None:
    if page.locator("button.drawer-button").is_visible():
        page.locator("button.drawer-button").click()
        expect(page.locator("#__nav")).to_be_in_viewport()


def controls_open(page: Page) -> None:
    page.locator(".reading-button").click()
    expect(page.locator("#reading-controls")).to_be_visible()


def note_reached(page: Page) -> None:
    page.locator(".footnote-ref").first.focus()
    settle(page)


def at_the_note(page: Page) -> None:
    page.locator(".footnote-ref").first.click()
    page.mouse.move(0, 0)


def searched(page: Page) -> None:
    page.goto(page.url.split("#")[0] + "?h=harbour#p-3")
    expect(page.locator("article mark").first).to_be_visible()


STATES: list[Callable[[Page], None]] = [
    found,
    none_found,
    contents_open,
    controls_open,
    note_reached,
    at_the_note,
    searched,
]


def worn(page: Page, widths: tuple[int, ...] = WIDTHS, schemes: tuple[str, ...] = SCHEMES) -> Iterator[tuple[int, str]]:
    """Yield each width and colour scheme with the page in it."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in schemes:
            wear(page, scheme)
            yield width, scheme


def faults(page: Page, *measures: str, tags: Sequence[str] = ()) -> list[str]:
    """Return what axe and our own measures find: contrast, targets, room, by their names in accessibility.js; of axe
    all rules, or those that have one of `tags`."""
    said = axe_faults(page, *tags)
    for name in measures:
        found = measure(page, name)
        said += found["faults"] if name == "contrast" else found
    return said


# Every page, every state ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", LOOKED_AT)
def test_axe_and_our_measures_find_nothing_on_any_page(place: str, origin: str, browser: Browser) -> None:
    with opened_still(browser, origin + place, PHONE) as page:
        for width, scheme in worn(page, schemes=("light", "dark")):
            # The dark changes colours, and nothing else.
            tags = [COLOUR] if scheme == "dark" else []
            assert not faults(page, "contrast", "targets", "overflow", tags=tags), (width, scheme)
        wear(page, "sepia")
        assert not measure(page, "contrast")["faults"]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("width", WIDTHS)
def test_nor_in_any_state(state: Callable[[Page], None], width: int, harbour: Published, browser: Browser) -> None:
    with opened_still(browser, harbour.origin + NOTES, width) as page:
        state(page)
        for _, scheme in worn(page, (width,), ("light", "dark")):
            assert not faults(page, "contrast", "targets", "overflow", tags=[COLOUR] if scheme == "dark" else [])
        wear(page, "sepia")
        assert not measure(page, "contrast")["faults"]


@pytest.mark.parametrize("place", KINDS)
def test_nor_without_javascript(place: str, harbour: Published, browser: Browser) -> None:
    for width in WIDTHS:
        with opened_bare(browser, harbour.origin + place, width) as page:
            assert not faults(page, "contrast", "targets", "overflow"), width
            # No button that does nothing.
            assert page.locator("button:visible").count() == 0


@pytest.mark.parametrize("place", ["", CHAPTER, "data/", "parallel/harbour/"])
def test_lighthouse_gives_full_marks(place: str, harbour: Published) -> None:
    for category, (score, short_of) in lighthouse(harbour.origin + place).items():
        assert score == 100, (category, short_of)


@pytest.mark.parametrize("place", LOOKED_AT)
def test_nothing_runs_out_of_the_window_at_four_times_the_size(place: str, origin: str, browser: Browser) -> None:
    # 1280 by 1024 at 400 %.
    with opened_still(browser, origin + place, 320, 256, device_scale_factor=4) as page:
        assert measure(page, "overflow") == []
        page.set_viewport_size({"width": 320, "height": 800})
        assert measure(page, "overflow") == []


@pytest.mark.parametrize("place", KINDS)
def test_colours_and_motion_are_the_readers_own(place: str, harbour: Published, browser: Browser) -> None:
    with opened_still(browser, harbour.origin + place, DESK, forced_colors="active") as page:
        assert measure(page, "motion") == []
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert measure(page, "forced") == []
            assert measure(page, "contrast")["faults"] == []
        controls_open(page)
        assert measure(page, "forced") == []
        border = "inputs => inputs.map(input => getComputedStyle(input.nextElementSibling).borderTopWidth)"
        radios = page.locator("#reading-controls")
        assert set(radios.locator("input:checked").evaluate_all(border)).isdisjoint(
            radios.locator("input:not(:checked)").evaluate_all(border)
        )


# By keyboard ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("place", [*KINDS, CHAPTER])
def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(
    place: str, width: int, harbour: Published, browser: Browser
) -> None:
    with opened_still(browser, harbour.origin + place, width) as page:
        expected = measure(page, "stops")
        stops: list[str] = []
        while (stop := tab(page)) and len(stops) <= 2 * len(expected):
            assert not stop["faults"]
            assert stop["behind"], stop["said"]
            stops.append(stop["said"])
        # The way back to the top comes and goes with the place on the page.
        assert [stop for stop in stops if "button.top" not in stop] == expected


@pytest.mark.parametrize("width", WIDTHS)
def test_the_running_head_hides_nothing_on_the_way_back(width: int, harbour: Published, browser: Browser) -> None:
    with opened_still(browser, harbour.origin + CHAPTER, width) as page:
        page.locator("footer a").last.focus()
        for _ in range(len(measure(page, "stops"))):
            page.keyboard.press("Shift+Tab")
            if not (stop := measure(page, "focus")):
                break
            assert not stop["faults"]


def test_the_skip_link_leads_to_the_text(harbour: Published, browser: Browser) -> None:
    for place in KINDS:
        with opened_still(browser, harbour.origin + place) as page:
            tab(page)
            expect(page.locator(".skip")).to_be_focused()
            page.keyboard.press("Enter")
            expect(page.locator("article")).to_be_focused()
            if tab(page):
                expect(page.locator("article :focus, footer :focus")).to_have_count(1)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_word_is_sought_found_and_read(width: int, harbour: Published, browser: Browser) -> None:
    with opened_still(browser, harbour.origin, width) as page:
        if width == PHONE:
            tab_to(page, ".search-button")
            page.keyboard.press("Enter")
        else:
            tab_to(page, "input[name=q]")
        expect(page.locator("input[name=q]")).to_be_focused()
        page.keyboard.type("守燈人")
        expect(page.locator(".search__list a").first).to_be_visible()
        hit = '.search__list a[href*="#p-"]'
        tab_to(page, hit)
        page.keyboard.press("Enter")
        page.wait_for_url("**/?h=*#p-*")
        passage = page.locator(":target")
        expect(passage.locator("mark").first).to_be_in_viewport()
        expect(page.locator("input[name=q]")).not_to_be_focused()
        assert_clear_of_the_header(page, ":target mark")


@pytest.mark.parametrize("width", WIDTHS)
def test_escape_shuts_the_search_and_gives_the_focus_back(width: int, harbour: Published, browser: Browser) -> None:
    with opened_still(browser, harbour.origin + CHAPTER, width) as page:
        tab_to(page, ".search-button" if width == PHONE else "input[name=q]")
        if width == PHONE:
            page.keyboard.press("Enter")
        page.keyboard.type("燈塔")
        expect(page.locator(".search__list a").first).to_be_visible()
        tab_to(page, ".search__list a")
        page.keyboard.press("Escape")
        expect(page.locator(".search__list a").first).to_be_hidden()
        if width == PHONE:
            expect(page.locator(".search-button")).to_be_focused()
            expect(page.locator(".search-button")).to_have_attribute("aria-expanded", "false")
        # And what the focus leaves shuts of itself.
        page.locator("input[name=q]").focus() if width == DESK else page.keyboard.press("Enter")
        expect(page.locator(".search__list a").first).to_be_visible()
        page.keyboard.press("Shift+Tab")
        expect(page.locator(".search__list a").first).to_be_hidden()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_language_is_changed(width: int, harbour: Published, browser: Browser) -> None:
    with opened_still(browser, harbour.origin + CHAPTER, width) as page:
        tab_to(page, "header a[hreflang=en]")
        page.keyboard.press("Enter")
        page.wait_for_url("**/en/harbour/")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("place", [NOTES, CHAPTER])
def test_a_note_is_opened_and_left_again(place: str, width: int, harbour: Published, browser: Browser) -> None:
    with opened_still(browser, harbour.origin + place, width) as page:
        tab_to(page, ".footnote-ref")
        page.keyboard.press("Enter")
        note = page.locator(":target")
        expect(note).to_have_attribute("id", re.compile("^fn:"))
        expect(note).to_be_in_viewport()
        assert_clear_of_the_header(page, ":target p")
        tab_to(page, "[role=doc-backlink]", presses=4)
        page.keyboard.press("Enter")
        expect(page.locator(":target")).to_have_attribute("id", re.compile("^fnref:"))
        assert_clear_of_the_header(page, ":target a")
        tab(page)
        expect(page.locator(".footnote-ref").first).to_be_focused()


def test_the_contents_are_opened_used_and_shut_on_a_phone(harbour: Published, browser: Browser) -> None:
    with opened_still(browser, harbour.origin + CHAPTER, PHONE) as page:
        button, contents = page.locator("button.drawer-button"), page.locator("#__nav")
        tab_to(page, "button.drawer-button")
        expect(button).to_have_attribute("aria-expanded", "false")
        page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-expanded", "true")
        expect(contents.locator("[aria-current=page]")).to_be_focused()
        page.keyboard.press("Escape")
        expect(button).to_be_focused()
        expect(button).to_have_attribute("aria-expanded", "false")
        expect(contents).to_be_hidden()
        page.keyboard.press("Space")
        expect(contents.locator("[aria-current=page]")).to_be_focused()
        # Behind its last link the text goes on, and nothing is left open over it.
        for _ in range(20):
            stop = tab(page)
            assert stop
            assert not stop["faults"]
            if page.evaluate("() => document.activeElement.closest('article') !== null"):
                break
        expect(contents).to_be_hidden()
        expect(button).to_have_attribute("aria-expanded", "false")
        button.focus()
        page.keyboard.press("Enter")
        tab_to(page, "#__nav a[href*=lights]", presses=12)
        page.keyboard.press("Enter")
        page.wait_for_url("**/lights/")
        expect(page.locator("#__nav")).to_be_hidden()


def test_the_reading_controls_are_used_by_keyboard(harbour: Published, browser: Browser) -> None:
    with opened_still(browser, harbour.origin + CHAPTER, PHONE) as page:
        tab_to(page, ".reading-button")
        page.keyboard.press("Enter")
        expect(page.locator("#reading-controls")).to_be_visible()
        for name in ("size", "measure", "colour"):
            stop = tab(page)
            assert stop
            assert not stop["faults"]
            expect(page.locator(f"[name={name}]:checked")).to_be_focused()
            page.keyboard.press("ArrowRight")
            expect(page.locator(f"[name={name}]:checked")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("#reading-controls")).to_be_hidden()
        expect(page.locator(".reading-button")).to_be_focused()


def test_a_letter_does_nothing(harbour: Published, browser: Browser) -> None:
    """WCAG 2.2, 2.1.4: the theme has shortcuts of one letter; the one that is kept can be turned off."""
    with opened_still(browser, harbour.origin + CHAPTER) as page:
        asked: list[str] = []
        # A browser may ask for the sign of the site whenever it likes.
        page.on("request", lambda request: None if "favicon" in request.url else asked.append(request.url))
        for letter in "fspn,.":
            page.keyboard.press(letter)
        settle(page)
        assert asked == []
        assert page.evaluate("() => document.activeElement === document.body")
        page.keyboard.press("/")
        expect(page.locator("[name=q]")).to_be_focused()
        page.keyboard.press("Escape")
        page.locator(".reading-button").click()
        page.locator("[name=keys][value=off]").check(force=True)
        page.keyboard.press("Escape")
        page.keyboard.press("/")
        settle(page)
        expect(page.locator("[name=q]")).not_to_be_focused()


def tab(page: Page) -> dict[str, Any] | None:
    """Press Tab and return where the focus is then, and what is wrong with how it shows; None behind the last stop."""
    page.keyboard.press("Tab")
    # Where the page moves, the theme fits the sidebars to it a frame or two behind.
    settle(page)
    stop: dict[str, Any] | None = measure(page, "focus")
    return stop


def tab_to(page: Page, selector: str, presses: int = 150) -> None:
    """Press Tab until the focus is on what `selector` names; each stop on the way must be fit to be seen."""
    for _ in range(presses):
        stop = tab(page)
        assert stop, f"{selector} is not reached"
        assert not stop["faults"]
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not reached")


def assert_clear_of_the_header(page: Page, selector: str) -> None:
    foot, top = page.evaluate(
        """selector => [".head", selector].map((name, place) => {
          const box = document.querySelector(name).getBoundingClientRect();
          return place ? box.top : box.bottom;
        })""",
        selector,
    )
    assert top >= foot


# Names and roles ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", LOOKED_AT)
def test_every_control_has_a_name_in_its_language(place: str, origin: str, browser: Browser) -> None:
    with opened_still(browser, origin + place, PHONE) as page:
        if place != "404.html":
            contents_open(page)
        tree = page.context.new_cdp_session(page)
        nodes = [node for node in tree.send("Accessibility.getFullAXTree")["nodes"] if not node["ignored"]]
        for node in nodes:
            role, name = node["role"]["value"], node.get("name", {}).get("value", "")
            if role not in CONTROLS:
                continue
            assert name.strip(), (role, node)
            handle = tree.send("DOM.resolveNode", {"backendNodeId": node["backendDOMNodeId"]})["object"]["objectId"]
            language = "function() { return [this, ...this.querySelectorAll('*')].map(e => e.closest('[lang]').lang) }"
            call = {"functionDeclaration": language, "objectId": handle, "returnByValue": True}
            languages = tree.send("Runtime.callFunctionOn", call)["result"]["value"]
            assert (languages[0] != "en" or not HAN.search(name)) or "zh-Hant-TW" in languages, name
            assert HAN.search(name) or "en" in languages or not re.search("[a-z]{3} [a-z]{3}", name), name


def test_parts_notes_and_printed_pages_have_their_roles(harbour: Published) -> None:
    for place, page in harbour.pages.items():
        (article,) = page.xpath("//article")
        about = article.getparent()
        name = place.removeprefix("en/").removeprefix("parallel/")
        assert about.get("role") == PARTS.get(name), place
        assert (about.get("aria-label") is not None) == (name in PARTS)
        assert bool(page.xpath('//nav[@role="doc-toc"]')) == (name == ""), place
        quotes, marks = of_class(page, "pull-quote"), of_class(page, "page-mark")
        assert {quote.get("role") for quote in quotes} <= {"doc-pullquote"}
        assert all(mark.get("role") == "doc-pagebreak" and mark.get("title") for mark in marks)
        there, notes, back = (of_class(page, f"footnote{part}") for part in ("-ref", "", "-backref"))
        assert bool(there) == bool(notes) == bool(back)
        assert {link.get("role") for link in there} <= {"doc-noteref"}
        assert {link.get("role") for link in back} <= {"doc-backlink"}
        assert all(box.get("role") == "doc-endnotes" and box.get("aria-label") for box in notes)
