"""Reading: what is chosen stays, notes stand beside their references, the place is told, and paper reads as a book."""

from __future__ import annotations

import re
import unicodedata

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Published
from tests.tools.browser import DESK, opened, settle
from tests.tools.print_out import read_pdf
from tests.tools.site import CITE, PLACES, SITE_URL, SOURCES, words

NOTED = [place for place, source in SOURCES.items() if "[^" in source.body]
NAMES = {"": "閱讀設定", "en/": "Reading settings", "parallel/": "閱讀設定"}
# Of what stands around the text.
FURNITURE = ("閱讀設定", "Readingsettings", "搜尋", "Search", "上一篇", "Previous", "MaterialforMkDocs")
CHOSEN = {"size": "larger", "measure": "narrow", "colour": "sepia"}
STATE = """() => {
  const style = getComputedStyle(document.querySelector("article p")), root = document.documentElement.dataset
  return [root.size, root.measure, root.colour, style.fontSize, style.color]
}"""
# Each note and what it may not touch; all in the page's own pixels.
NOTES = """() => {
  const box = element => {
    const {left, right, top, bottom} = element.getBoundingClientRect()
    return {left, right, top: top + scrollY, bottom: bottom + scrollY}
  }
  const text = box(document.querySelector("article > p"))
  return {
    text, width: document.documentElement.clientWidth,
    end: Math.max(...[...document.querySelectorAll("article > p")].map(p => box(p).bottom)),
    foot: box(document.querySelector(".foot")).top,
    quotes: [...document.querySelectorAll("article > .pull-quote")].map(box),
    notes: [...document.querySelectorAll(".footnote li")].map(note => ({
      ...box(note), reference: box(document.getElementById(note.id.replace("fn:", "fnref:"))).top
    })),
  }
}"""
# What is cut off at either side, or in a box that hides what does not fit; a region that scrolls hides nothing.
CUT = """() => {
  const cut = []
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].filter(node => node.nodeType === 3 && node.data.trim())
    const aside = ".unseen, .search, .sidebar, .head__topic, .skip, [role=region], script"
    if (!own.length || element.closest(aside) || !element.checkVisibility({visibilityProperty: true})) continue
    // Its own words alone: what it holds for screen readers is beside the page.
    const boxes = own.flatMap(node => {
      const range = document.createRange()
      range.selectNode(node)
      return [...range.getClientRects()]
    })
    const left = Math.min(...boxes.map(box => box.left)), right = Math.max(...boxes.map(box => box.right))
    const {width} = element.getBoundingClientRect()
    const style = getComputedStyle(element)
    const hides = style.overflowX !== "visible" && style.textOverflow !== "ellipsis"
    if (style.fontSize !== "0px" && width > 1 && (left < 0 || right > innerWidth + 1
        || hides && element.scrollWidth > element.clientWidth + 1)) cut.push(element.outerHTML.slice(0, 120))
  }
  return cut
}"""

# Each two characters of a heading or a pull-quote that stand in one piece of text and on two lines.
LINE_ENDS = """() => {
  const ends = []
  for (const display of document.querySelectorAll("article :is(h1, h2, h3, h4), article .pull-quote p")) {
    const nodes = document.createTreeWalker(display, NodeFilter.SHOW_TEXT), range = document.createRange()
    const line = (node, at) => {
      range.setStart(node, at)
      range.setEnd(node, at + 1)
      return range.getBoundingClientRect().bottom
    }
    for (let node = nodes.nextNode(); node; node = nodes.nextNode())
      for (let at = 1; at < node.length; at += 1)
        if (line(node, at) > line(node, at - 1) + 4) ends.push(node.data.slice(at - 1, at + 1))
  }
  return ends
}"""


def choose(page: Page, **chosen: str) -> None:
    """Open the controls, choose, and close them again."""
    page.locator(".reading-button").click()
    for name, value in chosen.items():
        page.locator(f"#reading-controls [name={name}][value={value}]").check()
    page.locator(".reading-controls__close").click()


# The controls -----------------------------------------------------------------------------------------------------


def test_what_is_chosen_stays_over_reloads_and_on_every_page(address: str, browser: Browser) -> None:
    with opened(browser, address.format("lights")) as page:
        before = page.evaluate(STATE)
        choose(page, **CHOSEN)
        after = page.evaluate(STATE)
        assert after[:3] == [CHOSEN["size"], CHOSEN["measure"], "sepia"]
        assert float(after[3][:-2]) > 1.2 * float(before[3][:-2])
        assert after[4] != before[4]
        page.reload()
        assert page.evaluate(STATE) == after
        for place in ("harbour", "en/lights", "parallel/lights"):
            page.goto(address.format(place))
            assert page.evaluate(STATE)[:3] == after[:3]
            page.locator(".reading-button").click()
            for name, value in CHOSEN.items():
                expect(page.locator(f"#reading-controls [name={name}]:checked")).to_have_value(value)


def test_it_is_there_before_anything_is_painted(address: str, browser: Browser) -> None:
    with opened(browser, address.format("lights")) as page:
        choose(page, **CHOSEN)
        page.route("**/diptych.js", lambda route: route.abort())
        page.add_init_script(
            """new MutationObserver((_, watch) => {
              if (!document.querySelector("header")) return
              const root = document.documentElement.dataset
              window.atFirst = [root.size, root.measure, root.colour]
              watch.disconnect()
            }).observe(document, {childList: true, subtree: true})"""
        )
        page.reload()
        assert page.evaluate("atFirst") == list(CHOSEN.values())


def test_the_page_follows_the_system_until_a_colour_is_chosen(harbour: Published, browser: Browser) -> None:
    with opened(browser, f"{harbour.origin}lights/", color_scheme="light") as page:
        scheme = page.locator("html")
        expect(scheme).to_have_attribute("data-colour", "light")
        page.emulate_media(color_scheme="dark")
        expect(scheme).to_have_attribute("data-colour", "dark")
        choose(page, colour="light")
        expect(scheme).to_have_attribute("data-colour", "light")
        page.emulate_media(color_scheme="light")
        choose(page, colour="dark")
        expect(scheme).to_have_attribute("data-colour", "dark")
        choose(page, colour="system")
        expect(scheme).to_have_attribute("data-colour", "light")


def test_a_page_in_another_tab_has_at_once_what_was_chosen(harbour: Published, browser: Browser) -> None:
    with opened(browser, f"{harbour.origin}lights/") as page:
        other = page.context.new_page()
        other.goto(f"{harbour.origin}harbour/")
        choose(other, **CHOSEN)
        expect(page.locator("html")).to_have_attribute("data-colour", "sepia")
        expect(page.locator("html")).to_have_attribute("data-size", CHOSEN["size"])
        expect(page.locator("#reading-controls [name=size]:checked")).to_have_value(CHOSEN["size"])


def test_the_text_stays_under_the_eye_while_its_size_changes(harbour: Published, browser: Browser) -> None:
    top = "() => document.getElementById(place()).getBoundingClientRect().top"
    with opened(browser, f"{harbour.origin}harbour/") as page:
        page.evaluate("scrollTo({top: document.body.scrollHeight / 2, behavior: 'instant'})")
        block, before = page.evaluate("place()"), page.evaluate(top)
        choose(page, size="largest")
        assert page.evaluate("place()") == block
        assert abs(page.evaluate(top) - before) < 2


@pytest.mark.parametrize("folder", NAMES)
def test_the_controls_work_by_keyboard_and_have_names(folder: str, harbour: Published, browser: Browser) -> None:
    with opened(browser, f"{harbour.origin}{folder}lights/") as page:
        button = page.get_by_role("button", name=NAMES[folder], exact=True)
        panel = page.get_by_role("dialog", name=NAMES[folder], exact=True)
        expect(panel).to_be_hidden()
        button.focus()
        page.keyboard.press("Enter")
        expect(panel).to_be_visible()
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowRight")
        expect(page.locator("html")).to_have_attribute("data-size", "large")
        assert (
            len({radio.evaluate("r => r.labels[0].innerText.trim()") for radio in panel.get_by_role("radio").all()}) > 8
        )
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        expect(button).to_be_focused()


def test_without_javascript_there_are_no_controls(harbour: Published, browser: Browser) -> None:
    with opened(browser, f"{harbour.origin}harbour/", java_script_enabled=False) as page:
        expect(page.locator(".reading-button")).to_be_hidden()
        expect(page.locator("#reading-controls")).to_be_hidden()


# Margins and place ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1220, DESK, 2200])
@pytest.mark.parametrize("place", NOTED)
def test_notes_stand_beside_their_references_and_touch_nothing(
    place: str, width: int, origin: str, browser: Browser
) -> None:
    with opened(browser, origin + place, width) as page:
        for size in ("normal", "largest"):
            choose(page, size=size)
            settle(page)
            laid = page.evaluate(NOTES)
            assert laid["notes"]
            above = laid["quotes"]
            for note in laid["notes"]:
                assert laid["text"]["right"] + 10 < note["left"]
                assert note["right"] <= laid["width"]
                assert note["bottom"] <= laid["foot"]
                for other in above:
                    assert note["top"] >= other["bottom"] or note["bottom"] <= other["top"]
                # Level with its reference, or as near as what stands there lets it.
                pushed = any(0 <= note["top"] - other["bottom"] < 20 for other in above)
                raised = any(0 <= quote["top"] - note["bottom"] < 20 for quote in laid["quotes"])
                assert pushed or raised or abs(note["top"] - note["reference"]) < 10
                above = [*above, note]


@pytest.mark.parametrize(("width", "scripts"), [(360, True), (1000, True), (DESK, False)])
@pytest.mark.parametrize("place", NOTED)
def test_elsewhere_notes_stand_at_the_end(place: str, width: int, scripts: bool, origin: str, browser: Browser) -> None:
    with opened(browser, origin + place, width, java_script_enabled=scripts) as page:
        laid = page.evaluate(NOTES)
        assert laid["notes"]
        assert all(note["top"] > laid["end"] for note in laid["notes"])


def test_the_head_says_where_the_reader_is(harbour: Published, browser: Browser) -> None:
    read = "() => document.querySelector('.progress').getBoundingClientRect().width / innerWidth"
    with opened(browser, f"{harbour.origin}harbour/") as page:
        assert page.evaluate(read) == 0
        for number, heading in ((4, "market"), (5, "today")):
            page.evaluate("id => { location.hash = id }", heading)
            title = words(harbour.pages["harbour/"].get_element_by_id(heading)).removesuffix("¶")
            expect(page.locator(".place__section")).to_have_text(title)
            expect(page.locator(".place__page")).to_have_text(f"頁 {number}")
            assert 0 < page.evaluate(read) < 1
        page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
        expect(page.locator(".progress")).to_have_css("transform", "matrix(1, 0, 0, 1, 0, 0)")


# Small screens ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", [place for place in PLACES if place not in CITE[2:]])
def test_at_400_percent_nothing_is_cut_off_and_nothing_scrolls_sideways(
    place: str, origin: str, browser: Browser
) -> None:
    # 1280 pixels at 400 % are 320.
    with browser.new_context(viewport={"width": 320, "height": 256}) as context:
        page = context.new_page()
        page.goto(origin + place)
        for size in ("normal", "largest"):
            choose(page, size=size)
            assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
            assert page.evaluate(CUT) == []
        page.locator(".reading-button").click()
        box = page.locator("#reading-controls").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        assert box["y"] + box["height"] <= 256


@pytest.mark.parametrize("width", [768, 1000, 1220, DESK])
@pytest.mark.parametrize("place", ["foreword/", "en/harbour/", "parallel/harbour/", ""])
def test_nothing_is_cut_off_in_the_widest_and_largest(
    place: str, width: int, harbour: Published, browser: Browser
) -> None:
    with opened(browser, harbour.origin + place, width) as page:
        choose(page, size="largest", measure="wide")
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        assert page.evaluate(CUT) == []


@pytest.mark.parametrize("width", [320, DESK])
@pytest.mark.parametrize("place", ["harbour/", "en/harbour/", "parallel/harbour/"])
def test_no_line_of_a_heading_ends_inside_a_word(place: str, width: int, harbour: Published, browser: Browser) -> None:
    with opened(browser, harbour.origin + place, width) as page:
        assert [end for end in page.evaluate(LINE_ENDS) if " " not in end] == []


# Paper ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["harbour/", "en/harbour/", "parallel/harbour/"])
def test_a_printed_chapter_has_its_address_page_numbers_and_no_controls(
    place: str, harbour: Published, browser: Browser
) -> None:
    with opened(browser, harbour.origin + place) as page:
        choose(page, colour="dark", size="largest")
        printed = [unicodedata.normalize("NFKC", text) for text in read_pdf(page.pdf(format="A4"))]
        head = bare(harbour.pages[place].xpath('//meta[@property="og:site_name"]/@content')[0])
        for number, text in enumerate(printed, start=1):
            assert f"{number}/{len(printed)}" in text
            assert SITE_URL + place in text
            # A chapter's first page has its title instead.
            assert text.startswith(head) == (number > 1)
            assert [label for label in FURNITURE if label in text] == []
            # There is no empty leaf.
            assert len(text) > 200
        page.emulate_media(media="print", reduced_motion="reduce")
        for name in ("header", "footer", ".sidebar", ".paragraph-link", "#reading-controls"):
            expect(page.locator(name).first).to_be_hidden()
        settle(page)
        colours = page.locator("article :is(p, h1, a:visible)").evaluate_all(
            "all => all.map(element => getComputedStyle(element).color)"
        )
        assert set(colours) <= {"rgb(0, 0, 0)", "rgb(51, 51, 51)"}


def bare(text: str) -> str:
    """Return `text` as a printed page has it: without white space, compatibility characters made plain."""
    return unicodedata.normalize("NFKC", re.sub(r"\s", "", text))
