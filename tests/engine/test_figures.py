"""The figures: cases laid over the stock package, and the drawings as a reader's browser shows them."""

from __future__ import annotations

import re
import shutil
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from playwright.sync_api import Browser

from hooks.data.figure import figure
from tests.conftest import Published
from tests.tools.book import HARBOUR, TABLES, lay
from tests.tools.browser import DESK, PHONE, SCHEMES, opened_quietly
from tests.tools.cases import Case, cases
from tests.tools.site import Element, of_class
from tests.tools.values import tables

DRAWN = [table for table in tables(HARBOUR / "docs" / "data").values() if table.rows[0].id]
PLACES = {"zh": "data/", "en": "en/data/"}
SVG = {"svg": "http://www.w3.org/2000/svg"}
# Every text of a drawing, and of what stands over it, with its box; those in a narrow drawing's margin are not shown.
BOXES = """figure => [...figure.querySelectorAll("svg text, figcaption p")].filter(text => text.checkVisibility())
  .map(e => [e.textContent, e.getBoundingClientRect().toJSON(), parseFloat(getComputedStyle(e).fontSize)])"""
MARKS = "figure => [...figure.querySelectorAll('circle')].map(mark => mark.getBoundingClientRect().toJSON())"
COLOURS = """figure => [...figure.querySelectorAll("text, tspan, circle")].map(part => getComputedStyle(part).fill)"""


@cases("figures")
def test_figure(case: Case, tmp_path: Path) -> None:
    """`input` is laid over the stock table; `output` has the title, the years named where there is little room, and
    each lane with the ids of its marks, Chinese before English; or null for a table that has no figure."""
    shutil.copytree(TABLES, tmp_path / "docs" / "data")
    for name, content in case["input"].items():
        lay(tmp_path / "docs" / "data" / name, content)
    table = tables(tmp_path / "docs" / "data")["sales"]
    drawings = [figure(table, "zh"), figure(table, "en")]
    if case["output"] is None:
        assert drawings == ["", ""]
        return
    chinese, english = map(etree.fromstring, drawings)
    titles = [drawing.findtext("svg:title", namespaces=SVG) for drawing in (chinese, english)]
    marks = [
        " ".join(link.removeprefix("#sales-") for link in lane.xpath(".//svg:a/@href", namespaces=SVG))
        for lane in lanes(chinese)
    ]
    labels = [" | ".join(filter(None, pair)) for pair in zip(*map(lane_labels, (chinese, english)), strict=True)]
    found = {
        "title": " | ".join(titles),
        "years": [int(year) for year in chinese.xpath('//svg:text[@class="figure__year"]/text()', namespaces=SVG)],
        "lanes": [f"{label}: {ids}" for label, ids in zip(labels, marks, strict=True)],
    }
    case.check(found)


def lanes(drawing: Element) -> list[Element]:
    return list(drawing.xpath('svg:g[@role="list"]', namespaces=SVG))


def lane_labels(drawing: Element) -> list[str]:
    return [lane.get("aria-label", "") for lane in lanes(drawing)]


@pytest.mark.parametrize("language", PLACES)
def test_every_row_has_its_mark_that_names_it_and_leads_to_it(language: Any, harbour: Published) -> None:
    page = harbour.pages[PLACES[language]]
    for table in DRAWN:
        drawing = page.get_element_by_id(f"figure-{table.name}").find(".//svg")
        assert drawing.get("role") == "graphics-document"
        for reference, part in (("aria-labelledby", "title"), ("aria-describedby", "desc")):
            assert drawing.find(part).get("id") == drawing.get(reference)
            assert drawing.findtext(part)
        marks = of_class(drawing, "figure__mark")
        assert len(marks) == len(drawing.findall(".//circle")) == len(table.rows)
        named = {mark.get("href"): mark.findtext("title") for mark in marks}
        for group in table.groups:
            for row in group.rows:
                name = named.pop(f"#{table.name}-{row.id}")
                assert name.startswith(str(group.year))
                assert name.endswith(row.cells[0].text[language])
                assert page.get_element_by_id(f"{table.name}-{row.id}").tag == "tr"
        assert not named


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("place", PLACES.values())
def test_no_text_overlaps_or_is_cut_and_no_mark_touches_another(
    place: str, width: int, scheme: str, harbour: Published, browser: Browser
) -> None:
    with opened_quietly(browser, harbour.origin + place, width, color_scheme=scheme) as page:
        for table in DRAWN:
            shown = page.locator(f"#figure-{table.name}")
            frame = shown.bounding_box()
            assert frame
            texts, marks = shown.evaluate(BOXES), shown.evaluate(MARKS)
            assert len(texts) > len(table.categories[0].labels)
            for text, box, size in texts:
                assert size >= 11, text
                assert box["width"] > 0, text
                assert box["left"] >= frame["x"] - 0.5, text
                assert box["right"] <= frame["x"] + frame["width"] + 0.5, text
                assert box["bottom"] <= frame["y"] + frame["height"], text
            boxes = [(text, box) for text, box, _ in texts] + [("a mark", box) for box in marks]
            touching = [(one[0], two[0]) for one, two in combinations(boxes, 2) if meet(one[1], two[1])]
            assert touching == []
            assert all(frame["x"] <= mark["left"] and mark["right"] <= frame["x"] + frame["width"] for mark in marks)


def meet(one: dict[str, float], two: dict[str, float]) -> bool:
    # A line's box has room above and below its letters.
    inside = 2
    across = min(one["right"], two["right"]) - max(one["left"], two["left"])
    down = min(one["bottom"], two["bottom"]) - max(one["top"], two["top"])
    return across > 0 and down > inside


def test_a_figure_takes_its_colours_and_faces_from_the_page(harbour: Published, browser: Browser) -> None:
    found = {}
    for scheme in SCHEMES:
        with opened_quietly(browser, harbour.origin + "data/", color_scheme=scheme) as page:
            shown = page.locator(f"#figure-{DRAWN[0].name}")
            found[scheme] = set(shown.evaluate(COLOURS))
            faces = page.evaluate(
                "[...document.querySelectorAll('figcaption, svg text')].map(e => getComputedStyle(e).fontFamily)"
            )
            assert len(set(faces)) == 1
            page.emulate_media(media="print")
            assert set(shown.evaluate(COLOURS)) <= {"rgb(0, 0, 0)", "rgb(51, 51, 51)"}
    assert not found["light"] & found["dark"]


def test_a_figure_is_the_same_each_time_and_for_paper_has_nothing_relative() -> None:
    for table in DRAWN:
        assert figure(table, "zh") == figure(table, "zh")
        drawing = etree.fromstring(figure(table, "zh", width=480))
        assert drawing.get("width") == "480"
        assert not drawing.xpath('//@*[contains(., "%")]')
        across = [float(place) for place in drawing.xpath("//@cx")]
        assert 0 < min(across) <= max(across) < 480
        assert len(across) == len(table.rows)
        assert not re.search(r"#[0-9a-f]{3,6}\b|rgb", figure(table, "en").replace('href="#', ""))
