"""Signs in the text that are no words of it: references to notes, marks of printed pages, links to what is before them.
They are not copied with a sentence, break none that a browser looks for, and are in no accessible name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from hooks.words import words
from tests.conftest import Published, once_for_all
from tests.tools import book
from tests.tools.asking import Visitor
from tests.tools.browser import PHONE, opened
from tests.tools.server import serve
from tests.tools.site import BASE, build

# A note, and a printed page, in the middle of a phrase.
NOTE, PAGE = "三成的目標邁進", "the inner basin"
CHAPTER = f"""---
title: 第一章
---

# 第一章 {{#chapter}}

{"港口的燈。".join(["信任是夥伴關係的基礎。"] * 400)}

## 第二節[^1]與 R&D <b>之事</b> {{#section}}

/// page | 2
    begins: {PAGE.partition(" ")[2]}
///

國防預算將朝佔{NOTE[:5]}[^1]{NOTE[5:]}，我們支持。The ships lay in {PAGE} all winter.

- 一項[^1]之事。

[^1]: 編者註：照原書排印。
"""
# The text of each block as it is copied, and as it is without its marks.
COPY = """return [...document.querySelectorAll("article :is(p, li, h2)[id]:not(.footnote *)")].map(block => {
  const bare = block.cloneNode(true), selection = getSelection();
  bare.querySelectorAll("sup, .page-mark, .paragraph-link, .headerlink").forEach(mark => mark.remove());
  selection.selectAllChildren(block);
  return [selection.toString(), bare.textContent];
});"""
FIND = "return argument.map(phrase => { getSelection().removeAllRanges(); return find(phrase); });"
# Whether the page goes to the words that its address names, within two seconds' frames.
GO = """for (let frames = 120; frames && !scrollY; frames--) await new Promise(requestAnimationFrame);
return scrollY > 0;"""


@pytest.fixture(scope="module")
def marked(common: Path) -> Iterator[str]:
    """The address of a chapter with such marks."""

    def make(folder: Path) -> None:
        build(book.write_book(folder, {"docs/zh/chapter.md": CHAPTER}), folder / "site")

    with serve(once_for_all(common / "marked", make) / "site", BASE) as origin:
        yield f"{origin}chapter/"


def test_a_block_is_copied_without_its_marks(marked: str, visit: Visitor) -> None:
    copied = visit(marked, COPY)
    assert len(copied) == 4
    assert [copy for copy, _ in copied] == [text for _, text in copied]


def test_a_phrase_is_found_across_a_note(marked: str, visit: Visitor) -> None:
    assert visit(marked, FIND, [NOTE, "一項之事", "no such words"]) == [True, True, False]


def test_a_phrase_is_found_across_the_mark_of_a_printed_page_on_a_phone(marked: str, browser: Browser) -> None:
    with opened(browser, marked, PHONE) as page:
        assert page.evaluate(f"argument => {{{FIND}}}", [PAGE]) == [True]


def test_an_address_leads_to_a_phrase_across_a_note(marked: str, visit: Visitor) -> None:
    assert visit(f"{marked}#:~:text={quote(NOTE)}", GO)
    assert not visit(f"{marked}?#:~:text=no-such-words", GO)


def test_no_sign_is_in_an_accessible_name(harbour: Published, marked: str, browser: Browser) -> None:
    places = [f"{harbour.origin}{place}" for place in harbour.pages if place != "404.html"]
    for address in (marked, *places):
        with opened(browser, address) as page:
            tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
            names = [
                (node["role"]["value"], node["name"]["value"])
                for node in tree
                if not node["ignored"] and "name" in node
            ]
            assert [name for name in names if "¶" in name[1]] == []
            headings = [(name, text) for name, text in names if name == "heading"]
            texts = page.evaluate(
                """() => [...document.querySelectorAll("article :is(h2, h3)[id]")].map(heading => {
                  const bare = heading.cloneNode(true);
                  bare.querySelectorAll("sup, a, rt, .page-mark").forEach(mark => mark.remove());
                  return ["heading", bare.textContent.trim()];
                })"""
            )
            assert [heading for heading in texts if tuple(heading) not in headings] == []
            if address == marked:
                name = words("zh")["blocks.editor_note_name"].format(1)
                assert [text for role, text in names if role == "doc-noteref"] == [name] * 3
