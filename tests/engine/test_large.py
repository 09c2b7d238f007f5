"""A page or a table of any size is built, or refused with words."""

from __future__ import annotations

from pathlib import Path

import pytest

from hooks.checks import check_sources
from hooks.sources import Sources
from tests.tools.book import STOCK, Builder, write_book

SENTENCE = "這是一個句子，說明政策的內容與背景。"
HEAD = "---\ntitle: 第一章\n---\n\n# 第一章 {#chapter}\n\n"
PAGES = {
    "a-paragraph-of-200,000-characters": SENTENCE * 11_112,
    "one-word-of-200,000-letters": "a" * 200_000,
    "5,000-paragraphs": "\n\n".join(f"第{number}段。{SENTENCE}" for number in range(5_000)),
    "1,000-quotations-in-one-another": "> " * 1_000 + "深",
    "1,000-tags-in-one-another": "<div markdown>\n" * 1_000 + "\n深\n\n" + "</div>\n" * 1_000,
    "30,000-square-brackets": "字[" * 30_000,
    "30,000-links-without-an-address": "[字](" * 30_000,
    "30,000-elements-that-are-not-closed": "字<a " * 30_000,
    "200,000-emphases": "字*" * 200_000,
    "30,000-quotation-marks": "字「" * 30_000,
    "2,000-notes": "\n\n".join(f"第{number}段[^n{number}]。" for number in range(2_000))
    + "\n\n"
    + "\n".join(f"[^n{number}]: 編者註：第{number}註。" for number in range(2_000)),
}
# By the code that says so.
REFUSED = {
    "1,000-quotations-in-one-another": "block-deep",
    "1,000-tags-in-one-another": "block-deep",
    "30,000-square-brackets": "block-signs",
    "30,000-links-without-an-address": "block-signs",
    "30,000-elements-that-are-not-closed": "block-signs",
    "200,000-emphases": "block-signs",
    "30,000-quotation-marks": "text-bracket",
}
UNRECORDED = {"alignment-unrecorded", "alignment-missing"}


def codes(book: Path) -> set[str]:
    return {finding.code for finding in check_sources(Sources(book)) if not finding.is_hint} - UNRECORDED


@pytest.mark.site
@pytest.mark.parametrize("name", PAGES)
def test_a_large_page(name: str, tmp_path: Path, build_book: Builder) -> None:
    pending = "---\ntitle: Chapter 1\ntranslation: pending\n---\n"
    pages = {"docs/zh/chapter.md": HEAD + PAGES[name] + "\n", "docs/en/chapter.md": pending}
    book = write_book(tmp_path / "book", pages)
    assert codes(book) == ({REFUSED[name]} if name in REFUSED else set())
    done = build_book(book)
    assert (done.returncode == 0) == (name not in REFUSED or REFUSED[name].startswith("text-")), done.stdout
    assert "Traceback" not in done.stdout


@pytest.mark.site
def test_a_large_table(tmp_path: Path, build_book: Builder) -> None:
    table = STOCK.parents[1] / "tables" / "stock" / "sales.csv"
    head, first, *_ = table.read_text(encoding="utf-8").splitlines()
    rows = [f"{1000 + number // 20},{first.partition(',')[2]}" for number in range(5_000)]
    book = write_book(tmp_path / "book", {"docs/data/sales.csv": "\n".join([head, *rows]) + "\n"})
    assert codes(book) == set()
    done = build_book(book)
    assert done.returncode == 0, done.stdout
