"""The page of data in a reader's browser: its filter, order, address and voice, and what it is without scripts."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests import MODULES
from tests.conftest import Published
from tests.tools.book import HARBOUR
from tests.tools.browser import DESK, PHONE, SCHEMES, opened, opened_quietly
from tests.tools.values import tables

AXE = MODULES / "axe-core" / "axe.min.js"
TABLE = tables(HARBOUR / "docs" / "data")["visits"]
PLACES = {"zh": "data/", "en": "en/data/"}
YEARS = [group.year or 0 for group in TABLE.groups for _ in group.rows]
KINDS = [row.values["kind"] for row in TABLE.rows]
IDS = [f"visits-{row.id}" for row in TABLE.rows]
# What the table shows as a screen reader has it: each row's id under the year of its group.
SHOWN = """table => [...table.tBodies].flatMap(body => {
  const year = body.querySelector("th[scope=rowgroup]");
  return [...body.rows].map(row => [row.id, +year.textContent, year.rowSpan === body.rows.length]);
})"""


def form(page: Page) -> Locator:
    return page.locator('form[data-table="visits"]')


def shown(page: Page) -> list[tuple[str, int]]:
    rows = page.locator("#table-visits table").evaluate(SHOWN)
    assert all(spans for _, _, spans in rows)
    return [(row, year) for row, year, _ in rows]


def printed(fits: Any) -> list[tuple[str, int]]:
    return [(row, year) for row, year, kind in zip(IDS, YEARS, KINDS, strict=True) if fits(year, kind)]


def status(page: Page) -> Locator:
    return form(page).get_by_role("status")


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("place", PLACES.values())
def test_a_reader_filters_by_years_and_kind(place: str, width: int, harbour: Published, browser: Browser) -> None:
    with opened_quietly(browser, harbour.origin + place, width) as page:
        assert shown(page) == printed(lambda year, kind: True)
        expect(status(page)).to_contain_text(str(len(IDS)))
        form(page).locator("[name=from]").select_option("1903")
        form(page).locator("[name=to]").select_option("1907")
        wanted = printed(lambda year, kind: 1903 <= year <= 1907)
        expect(page.locator("#table-visits tbody tr")).to_have_count(len(wanted))
        assert shown(page) == wanted
        form(page).locator("[name=kind]").select_option("rescue")
        wanted = printed(lambda year, kind: 1903 <= year <= 1907 and kind == "rescue")
        expect(page.locator("#table-visits tbody tr")).to_have_count(len(wanted))
        assert shown(page) == wanted
        assert {year for _, year in wanted} == {1903, 1905, 1907}
        lit = page.locator("#figure-visits .figure__mark:not(.figure__mark--off)")
        assert lit.evaluate_all("marks => marks.map(mark => mark.getAttribute('href').slice(1))") == [
            row for row, _ in wanted
        ]
        form(page).get_by_role("button").click()
        expect(page.locator("#table-visits tbody tr")).to_have_count(len(IDS))
        assert shown(page) == printed(lambda year, kind: True)
        assert "?" not in page.url


@pytest.mark.parametrize(
    ("place", "typed", "item"),
    [
        ("data/", "ｋ-１２　Ａ/b", "K-12 A/B"),
        ("data/", "K12 升级", "K-12 A/B"),
        ("data/", "香蕉", ""),
        ("en/data/", "CRANES k-12", "K-12A/B cranes"),
    ],
)
def test_a_reader_filters_by_words_in_any_width_case_and_spelling(
    place: str, typed: str, item: str, harbour: Published, browser: Browser
) -> None:
    with opened_quietly(browser, harbour.origin + place) as page:
        one = page.locator('form[data-table="cranes"]')
        one.get_by_role("searchbox").fill(typed)
        said = one.get_by_role("status")
        rows = page.locator("#table-cranes tbody tr")
        if item:
            expect(said).to_contain_text("6")
            expect(rows).not_to_have_count(6)
            assert rows.count() > 0
            assert all(item.split()[0][:4] in text for text in rows.all_inner_texts())
        else:
            expect(said).to_have_text(re.compile("沒有"))
            expect(rows).to_have_count(0)


@pytest.mark.parametrize("place", PLACES.values())
def test_a_reader_sorts_by_a_column(place: str, harbour: Published, browser: Browser) -> None:
    with opened_quietly(browser, harbour.origin + place) as page:
        heads = page.locator("#table-visits thead th")
        year, kind = heads.first, heads.last
        year.get_by_role("button").click()
        expect(year).to_have_attribute("aria-sort", "ascending")
        year.get_by_role("button").click()
        expect(year).to_have_attribute("aria-sort", "descending")
        expect(page.locator("#table-visits tbody tr").first).to_have_id(IDS[-1])
        years = [year for _, year in shown(page)]
        assert years == sorted(YEARS, reverse=True)
        assert [row for row, year in shown(page) if year == 1905] == [row for row in IDS if "-1905-" in row]
        kind.get_by_role("button").click()
        expect(kind).to_have_attribute("aria-sort", "ascending")
        expect(year).not_to_have_attribute("aria-sort", re.compile(""))
        expect(page.locator("#table-visits tbody tr")).to_have_count(len(IDS))
        kinds = page.locator("#table-visits tbody tr").evaluate_all("rows => rows.map(row => row.dataset.kind)")
        assert len([1 for one, two in pairwise(kinds) if one != two]) == len(set(KINDS)) - 1
        assert sorted(shown(page)) == sorted(printed(lambda year, kind: True))
        for _ in range(2):
            kind.get_by_role("button").click()
        expect(page.locator("#table-visits tbody tr").last).to_have_id(IDS[-1])
        assert shown(page) == printed(lambda year, kind: True)


@pytest.mark.parametrize("over", ["http", "file"])
def test_a_view_is_shared_by_its_address(over: str, harbour: Published, browser: Browser) -> None:
    start = f"{harbour.origin}data/" if over == "http" else (harbour.folder / "data" / "index.html").as_uri()
    with opened(browser, start) as page:
        form(page).locator("[name=kind]").select_option("trade")
        form(page).get_by_role("searchbox").fill("輪船")
        page.locator("#table-visits thead button").first.click(click_count=2, delay=50)
        page.wait_for_url("**sort=-1**")
        page.wait_for_url("**text=**")
        shared, rows, said = page.url, shown(page), status(page).inner_text()
        other = page.locator("header a[hreflang]").get_attribute("href")
        assert other
        assert "visits.kind=trade" in other
    assert 0 < len(rows) < len(IDS)
    with opened(browser, shared) as page:
        expect(status(page)).to_have_text(said)
        page.wait_for_function("n => document.querySelectorAll('#table-visits tbody tr').length === n", arg=len(rows))
        assert shown(page) == rows
        assert page.url == shared
        expect(form(page).locator("[name=kind]")).to_have_value("trade")
    with opened(browser, start + "?visits.kind=nonsense&visits.from=1066&visits.sort=99") as page:
        expect(status(page)).to_contain_text(str(len(IDS)))
        assert shown(page) == printed(lambda year, kind: True)


def test_an_address_of_a_row_shows_it_whatever_the_filter_says(harbour: Published, browser: Browser) -> None:
    with opened_quietly(browser, f"{harbour.origin}data/?visits.kind=trade#visits-1903-2", PHONE) as page:
        row = page.locator("#visits-1903-2")
        expect(row).to_be_in_viewport()
        assert row.evaluate("row => row.matches(':target')")
        form(page).locator("[name=kind]").select_option("trade")
        expect(row).to_have_count(0)
        page.locator('#figure-visits a[href="#visits-1905-2"]').dispatch_event("click")
        expect(page.locator("#visits-1905-2")).to_be_in_viewport()
        # Nothing of the row is under the running head.
        header = page.locator(".head").bounding_box()
        place = page.locator("#visits-1905-2").bounding_box()
        assert header
        assert place
        assert place["y"] >= header["y"] + header["height"]


def test_the_number_of_rows_is_announced_once_typing_rests(harbour: Published, browser: Browser) -> None:
    with opened_quietly(browser, f"{harbour.origin}data/") as page:
        page.evaluate("""said => {
          window.heard = [];
          const output = document.querySelector("form[data-table=visits] output");
          new MutationObserver(() => heard.push(output.textContent)).observe(output, {childList: true});
        }""")
        tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        roles = [node["role"]["value"] for node in tree if not node["ignored"]]
        assert roles.count("status") == 2
        # Typed at once, however slow the machine.
        form(page).get_by_role("searchbox").evaluate("""field => [..."輪船進港"].forEach(letter => {
          field.value += letter;
          field.dispatchEvent(new Event("input", {bubbles: true}));
        })""")
        expect(status(page)).to_have_text(re.compile(rf"^符合 \d 列，共 {len(IDS)} 列$"))
        assert len(page.evaluate("heard")) == 1


@pytest.mark.parametrize("place", PLACES.values())
def test_without_javascript_the_tables_are_complete(place: str, harbour: Published, browser: Browser) -> None:
    with opened_quietly(browser, harbour.origin + place, PHONE, java_script_enabled=False) as page:
        assert shown(page) == printed(lambda year, kind: True)
        expect(form(page)).to_be_hidden()
        expect(page.locator("thead button")).to_have_count(0)
        mark = page.locator('#figure-visits a[href="#visits-1909-2"]')
        mark.locator("circle").click()
        expect(page.locator("#visits-1909-2")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("place", PLACES.values())
def test_axe_finds_nothing(place: str, width: int, scheme: str, harbour: Published, browser: Browser) -> None:
    address = f"{harbour.origin}{place}?visits.kind=trade&visits.sort=-1"
    with opened_quietly(browser, address, width, color_scheme=scheme) as page:
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run('article')")
        faults = [(fault["id"], node["html"][:160]) for fault in found["violations"] for node in fault["nodes"]]
        assert faults == []


def test_a_dot_is_reached_and_named_by_keyboard(harbour: Published, browser: Browser) -> None:
    with opened_quietly(browser, f"{harbour.origin}data/") as page:
        page.locator("#visits .headerlink").focus()
        page.keyboard.press("Tab")
        skip = page.locator("#figure-visits .data-figure__skip")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Tab")
        expect(page.locator("#figure-visits .figure__mark").first).to_be_focused()
        tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        links = [node["name"]["value"] for node in tree if not node["ignored"] and node["role"]["value"] == "link"]
        assert [name for name in links if name.startswith("1901 年，測量船量出港灣的深度")]
        lists = [node["name"]["value"] for node in tree if not node["ignored"] and node["role"]["value"] == "list"]
        assert f"救難（{KINDS.count('rescue')}）" in lists


def test_paper_has_the_figures_and_no_form(harbour: Published, browser: Browser) -> None:
    with opened_quietly(browser, f"{harbour.origin}data/") as page:
        page.emulate_media(media="print")
        expect(form(page)).to_be_hidden()
        expect(page.locator("#figure-visits svg")).to_be_visible()
