"""The pages of the printed edition: a list of links to them, and words that are whole though a page begins inside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown import Markdown
from playwright.sync_api import Browser, expect

from hooks.blocks.context import PageContext
from hooks.languages import Language
from hooks.printed_pages import PrintedPage, printed_pages
from hooks.rendering import BLOCKS
from hooks.sources import Sources
from hooks.words import words
from tests.conftest import Published, once_for_all
from tests.tools import book
from tests.tools.asking import Visitor
from tests.tools.browser import DESK, PHONE, opened
from tests.tools.server import serve
from tests.tools.site import BASE, build

MARK = '<span class="page-mark" data-page="5"( data-within="[^"]*")? id="page-5" [^>]*></span>'
WORD = "accompanied"
SPLIT = f"""
/// page | 7
    begins: {WORD[4:]} by
///

The keepers of the light were {WORD} by their families, who lived below the lamp.
"""


@pytest.fixture(scope="module")
def split(common: Path) -> Iterator[Published]:
    """The harbour book, where a printed page begins inside an English word."""

    def make(folder: Path) -> None:
        folder = book.write_harbour(folder)
        path = folder / "docs" / "en" / "foreword.md"
        path.write_text(path.read_text(encoding="utf-8").rstrip() + "\n" + SPLIT, encoding="utf-8")
        build(folder, folder / "site")

    folder = once_for_all(common / "split", make) / "site"
    with serve(folder, BASE) as origin:
        yield Published(folder, origin, "harbour", common / "分 頁")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("the na|tional defense", 'the <M data-within="na">national defense'),
        ("in 19|96", 'in <M data-within="19">1996'),
        # A word ends at what stands around it, and one that is whole has nothing to say.
        ("Tai-|wan", "Tai-<M>wan"),
        ("the |national", "the <M>national"),
        ("國防US|A的", '國防<M data-within="US">USA的'),
        ("範|疇", "範<M>疇"),
        ("the *na|tional*", 'the <em><M data-within="na">national</em>'),
        ("na*ti|on*al", 'na<em><M data-within="ti">tion</em>al'),
    ],
)
def test_a_mark_stands_before_the_word_in_which_a_page_begins(text: str, html: str) -> None:
    page = PageContext("zh" if max(text) > "\u3400" else "en", for_print=True)
    converter = Markdown(extensions=[BLOCKS], extension_configs={BLOCKS: {"page": page}})
    begins = text.partition("|")[2].replace("*", "")
    found = converter.convert(f"/// page | 5\n    begins: '{begins}'\n///\n\n{text.replace('|', '')}")
    assert page.findings == []
    assert re.sub(MARK, r"<M\1>", found) == f'<p data-block="0" id="p-1">{html}</p>'


def test_each_printed_page_is_listed_once_in_the_order_of_print(tmp_path: Path) -> None:
    sources = Sources(book.write_book(tmp_path / "book"))
    marks = {"zh": ("chapter.md", "2", "x", "1"), "en": ("index.md", "ix", "1", "10")}
    for language, (name, *numbers) in marks.items():
        path = sources.docs / language / name
        text = "".join(f"\n/// page | {number}\n///\n" for number in numbers)
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    assert printed_pages(sources, "zh") == [
        PrintedPage("ix", "en", "index.md"),
        PrintedPage("x", "zh", "chapter.md"),
        PrintedPage("1", "zh", "chapter.md"),
        PrintedPage("2", "zh", "chapter.md"),
        PrintedPage("10", "en", "index.md"),
    ]
    assert printed_pages(sources, "en")[2] == PrintedPage("1", "en", "index.md")


@pytest.mark.site
def test_a_chapter_lists_its_printed_pages_and_the_colophon_all(split: Published) -> None:
    for place, page in split.pages.items():
        lists = page.xpath('//nav[@role="doc-pagelist"]')
        marks = page.xpath('//*[@role="doc-pagebreak"]/@id')
        if re.search("parallel/|cite/|search/|404", place):
            continue
        language: Language = "en" if place.startswith("en/") else "zh"
        wanted = [f"#{mark}" for mark in marks]
        if place.endswith("about/"):
            (own,) = lists
            numbers = [one.number for one in printed_pages(Sources(split.folder.parent), language)]
            assert [(link.text or "").strip() for link in own.xpath("a")] == numbers
            for link in own.xpath("a"):
                target, _, mark = link.get("href").partition("#")
                there = (split.folder / place / target / "index.html").resolve()
                assert f'id="{mark}"' in there.read_text(encoding="utf-8")
                foreign = ("en" in there.relative_to(split.folder).parts) != (language == "en")
                assert bool(link.get("hreflang")) == foreign
        else:
            assert [one.xpath("a/@href") for one in lists] == [wanted] * bool(wanted)
        for link in page.xpath('//nav[@role="doc-pagelist"]/a'):
            number = (link.text or "").strip()
            assert link.get("aria-label") == words(language)["blocks.printed_page"].format(number)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_word_in_which_a_page_begins_is_read_found_and_copied_whole(
    width: int, split: Published, browser: Browser
) -> None:
    with opened(browser, f"{split.origin}en/foreword/#page-7", width) as page:
        tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        heard = [
            node["name"]["value"] for node in tree if not node["ignored"] and node["role"]["value"] == "StaticText"
        ]
        assert [text for text in heard if text.startswith(f"{WORD} by their families")]
        assert WORD[:4] not in heard
        breaks = [node["name"]["value"] for node in tree if node["role"]["value"] == "doc-pagebreak"]
        assert words("en")["blocks.printed_page"].format(7) in breaks
        page.evaluate("getSelection().selectAllChildren(document.querySelector('#page-7').parentElement)")
        assert f"light were {WORD} by" in page.evaluate("getSelection().toString()")
        # The mark is seen on the line of the word, and the hairline within it, where the page begins.
        expect(page.locator("#page-7")).to_be_attached()
        place = page.evaluate(
            """word => {
              const mark = document.querySelector("#page-7"), range = document.createRange(), text = mark.nextSibling;
              const at = (from, to) => {
                range.setStart(text, from);
                range.setEnd(text, to);
                return range.getBoundingClientRect();
              };
              const line = parseFloat(getComputedStyle(mark, "::after").width);
              return [mark.getBoundingClientRect().right + line, at(0, 4).right, at(0, 4).top, at(0, word.length).top];
            }""",
            WORD,
        )
        assert place[0] == pytest.approx(place[1], abs=1.5)
        assert place[2] == place[3]


def test_a_printed_page_can_be_jumped_to(split: Published, visit: Visitor) -> None:
    script = """const link = document.querySelector('nav[role="doc-pagelist"] a[href="#page-7"]');
    const moved = new Promise(resolve => addEventListener("hashchange", resolve));
    link.click();
    await moved;
    return [location.hash, document.querySelector(":target").id];"""
    assert visit(f"{split.origin}en/foreword/", script) == ["#page-7", "page-7"]
