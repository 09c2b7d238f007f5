"""Side by side: every block of both texts once, its pair beside it, on a page that needs no script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html
from playwright.sync_api import Browser

from hooks.editions.pairing import pair
from hooks.editions.parallel import moved, parts_of
from hooks.languages import LANG
from tests.tools.book import Builder, write_book
from tests.tools.site import CHAPTERS, SITE_URL, Element, of_class, read_search_index, words

BOXES = """rows => rows.map(row => [...row.children].filter(side => side.textContent.trim()).map(side => {
  const {left, right, top, bottom} = side.getBoundingClientRect()
  // The number of a printed page stands beside the text.
  const first = side.querySelector(":scope > :not(.page-mark)")
  return {left, right, top, bottom, first: first.getBoundingClientRect().top}
}))"""
every_chapter = pytest.mark.parametrize("place", CHAPTERS)


@pytest.mark.parametrize(
    ("link", "source", "target", "expected"),
    [
        ("../assets/a.css", "summary/index.html", "parallel/summary/index.html", "../../assets/a.css"),
        ("./", "summary/index.html", "parallel/summary/index.html", "../../summary/"),
        ("../foreword/#p-2", "summary/index.html", "parallel/summary/index.html", "../../foreword/#p-2"),
        ("../../summary/", "en/summary/index.html", "parallel/summary/index.html", "../../summary/"),
        ("../", "summary/index.html", "parallel/summary/index.html", "../../"),
        (".", "summary.html", "parallel/summary.html", ".."),
        ("en/summary.html", "summary.html", "parallel/summary.html", "../en/summary.html"),
        ("data/a.csv?b=1", "summary.html", "parallel/summary.html", "../data/a.csv?b=1"),
        ("#p-2", "summary.html", "parallel/summary.html", "#p-2"),
        ("https://host.example/", "summary.html", "parallel/summary.html", "https://host.example/"),
        ("mailto:a@host.example", "summary.html", "parallel/summary.html", "mailto:a@host.example"),
        ("//host.example/", "summary.html", "parallel/summary.html", "//host.example/"),
        ("/root/", "summary.html", "parallel/summary.html", "/root/"),
    ],
)
def test_a_link_leads_to_the_same_page_from_the_other_folder(
    link: str, source: str, target: str, expected: str
) -> None:
    assert moved(link, source, target) == expected


@pytest.mark.parametrize(
    ("chinese", "english", "rows"),
    [
        ("<p id=a><p id=b>", "<p id=a><p id=b>", "a=a b=b"),
        ("<p id=a><p id=b><p id=c>", "<p id=a><p id=c>", "a=a b= c=c"),
        ("<p id=a><p id=c>", "<p id=a><p id=b><p id=c>", "a=a =b c=c"),
        ("<h1 id=t></h1><p id=a><p id=b>", "<h1></h1><div class=pending></div>", "t= a= b="),
        ("<ul><li id=a><li id=b></ul><p id=c>", "<ul><li id=a><li id=b></ul><p id=c>", "a=a b=b c=c"),
        ("<figure class=q></figure><p id=a>", "<figure class=q></figure><p id=a>", "q=q a=a"),
        ("<figure class=q></figure><p id=a>", "<p id=a></p><figure class=q></figure>", "q= a=a =q"),
        ("<div class=page-mark></div><h2 id=a></h2>", "<h2 id=a></h2>", "a=a"),
    ],
)
def test_blocks_are_paired_by_id_and_kind(chinese: str, english: str, rows: str) -> None:
    sides = [parts_of(html.fragment_fromstring(side, create_parent="article")) for side in (chinese, english)]
    named = [[block and block.elements[-1].get("class", block.id) for block in row] for row in pair(*sides)]
    assert " ".join(f"{zh or ''}={en or ''}" for zh, en in named) == rows


@every_chapter
def test_every_block_of_both_pages_stands_once_and_in_order(place: str, pages: dict[str, Element]) -> None:
    page = pages[f"parallel/{place}"]
    rows = of_class(page, "parallel__row")
    assert [row.getparent().tag for row in rows] == ["article"] * len(rows)
    for column, (folder, language) in enumerate([("", LANG["zh"]), ("en/", LANG["en"])]):
        (text,) = pages[folder + place].xpath("//article")
        sides = [row[column] for row in rows]
        assert {side.get("lang") for side in sides} == {language}
        assert bare("".join(side.text_content() for side in sides)) == bare(text.text_content())
        named = [owner for owner in text.xpath("*[@id] | ul/li[@id] | ol/li[@id]") if "page-mark" not in owner.classes]
        # A row has the id of its first block.
        held = {row.get("id"): bare(row[column].text_content()) for row in rows}
        for owner in named:
            name, words = owner.get("id"), bare(owner.text_content())
            assert name in held or page.xpath("//*[@id=$id or @id=$other]", id=name, other=f"en-{name}")
            assert held.get(name, words).startswith(words)


@every_chapter
def test_ids_are_unique_and_notes_lead_to_their_own_side(place: str, pages: dict[str, Element]) -> None:
    page = pages[f"parallel/{place}"]
    ids = page.xpath("//@id")
    assert sorted(set(ids)) == sorted(ids)
    for link in page.xpath('//article//a[contains(@class, "footnote-")]'):
        (note,) = page.xpath("//*[@id=$id]", id=link.get("href")[1:])
        assert column(link) == column(note)
    for element in page.xpath("//article//*[@aria-labelledby or @aria-describedby]"):
        for name in f"{element.get('aria-labelledby', '')} {element.get('aria-describedby', '')}".split():
            assert column(element) == column(page.get_element_by_id(name))


@every_chapter
def test_a_chapter_leads_side_by_side_and_that_page_back_and_on(place: str, pages: dict[str, Element]) -> None:
    for source in (place, f"en/{place}"):
        for part in ("header", "footer"):
            assert list(targets(pages, source, f'//{part}//a[@class="side-by-side"]')) == [f"parallel/{place}"]
    for part in ("header", "footer"):
        assert list(targets(pages, f"parallel/{place}", f"//{part}//a[@hreflang]")) == [place, f"en/{place}"]
    neighbours = [f"parallel/{chapter}" for chapter in CHAPTERS]
    at = CHAPTERS.index(place)
    leaves = list(targets(pages, f"parallel/{place}", '//footer//a[@rel="prev" or @rel="next"]'))
    follows = list(targets(pages, CHAPTERS[-1], '//footer//a[@rel="next"]'))
    assert leaves == [*(neighbours[at - 1 : at] or [""]), *(neighbours[at + 1 : at + 2] or follows)]


@every_chapter
def test_the_page_has_its_own_name_and_address_and_is_not_searched(
    place: str, site: Path, pages: dict[str, Element]
) -> None:
    page = pages[f"parallel/{place}"]
    titles = [words(pages[folder + place].xpath("//h1")[0]) for folder in ("", "en/")]
    assert page.findtext("head/title").startswith(f"{' · '.join(titles)}｜中英對照｜")
    assert page.xpath('//link[@rel="canonical"]/@href') == [f"{SITE_URL}parallel/{place}"]
    assert not page.xpath('//link[@rel="alternate"][@hreflang]')
    assert f"<loc>{SITE_URL}parallel/{place}</loc>" in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert not [found for found in read_search_index(site) if "parallel" in found]


@every_chapter
def test_pairs_stand_in_one_row_at_a_desk_and_under_each_other_on_a_phone(
    place: str, origin: str, browser: Browser
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{origin}parallel/{place}")
        for width in (320, 360, 768, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.scrollingElement.scrollWidth") <= width
            pairs = [row for row in page.locator(".parallel__row").evaluate_all(BOXES) if len(row) == 2]
            assert pairs
            foot = 0
            for zh, en in pairs:
                assert zh["top"] >= foot
                foot = max(zh["bottom"], en["bottom"])
                if width < 720:
                    assert zh["bottom"] <= en["top"]
                    assert zh["left"] == en["left"]
                else:
                    assert zh["top"] == en["top"]
                    assert abs(zh["first"] - en["first"]) < 1
                    assert zh["right"] < en["left"]


def test_what_is_not_yet_translated_is_level_with_its_original(
    tmp_path: Path, build_book: Builder, browser: Browser
) -> None:
    pairs = {"partnership.": 'partnership.\n{: pair="p-1" }', "levels.": 'levels.\n{: pair="p-2" }'}
    figure = "<figure><figcaption>圖一</figcaption></figure>"
    laid_over = {
        "docs/zh/chapter.md": {"replace": {"會談。\n": f"會談。\n\n見*重點*，見*Harbor Lights*。\n\n{figure}\n"}},
        "docs/en/chapter.md": {"replace": pairs},
    }
    done = build_book(write_book(tmp_path / "book", laid_over))
    assert done.returncode == 0, done.stdout
    page = browser.new_page()
    page.goto((tmp_path / "book" / "site" / "parallel" / "chapter" / "index.html").as_uri())
    rows = page.locator(".parallel__row:has(.missing)").evaluate_all(BOXES)
    assert len(rows) == 2
    assert [row for row in rows if abs(row[0]["first"] - row[1]["first"]) >= 1] == []
    # Han has dots under it, and the name of a book in English is in italics.
    styles = "all => all.map(one => [getComputedStyle(one).fontStyle, getComputedStyle(one).textEmphasisStyle])"
    shown = page.locator("em:not(:has(span)), em > span").evaluate_all(styles)
    assert shown == [["normal", "dot"], ["italic", "none"]]


def targets(pages: dict[str, Element], place: str, links: str) -> Iterator[str]:
    """Yield where the links of a page lead, below the site's own address."""
    for link in pages[place].xpath(links):
        yield urljoin(SITE_URL + place, link.get("href")).removeprefix(SITE_URL)


def column(element: Element) -> str:
    """Return the language of the column in which an element stands."""
    return str(element.xpath('ancestor::*[@class="parallel__side"]/@lang')[0])


def bare(text: str) -> str:
    """Return `text` without white space."""
    return re.sub(r"\s", "", text)
