"""A build is whole or it is not there: bad input is named by file, line and remedy, and the site before it stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from hooks.checks import check_sources
from hooks.sources import Sources
from tests.tools.book import Builder, write_book
from tests.tools.cases import Case, cases

BEFORE = "what was published before"


@cases("build")
def test_build(case: Case, tmp_path: Path, build_book: Builder) -> None:
    """`input` is laid over the stock book; `output` has either the `findings` with which the build fails, or for the
    pages of the site the text that each `prints`. Where MkDocs stops before it reads anything, `mkdocs` is what it
    says."""
    book = write_book(tmp_path / "book", case["input"])
    (book / "site").mkdir()
    (book / "site" / "index.html").write_text(BEFORE, encoding="utf-8")
    done = build_book(book)
    if "findings" in case["output"]:
        assert done.returncode != 0
        assert "Traceback" not in done.stdout
        if "mkdocs" in case["output"]:
            assert case["output"]["mkdocs"] in done.stdout
        else:
            found = re.findall(r"^(?:ERROR +- +)?((?:docs|mkdocs)\S*:\d+: .*)$", done.stdout, re.MULTILINE)
            case.check({"findings": found})
        assert [path.name for path in (book / "site").iterdir()] == ["index.html"]
        assert (book / "site" / "index.html").read_text(encoding="utf-8") == BEFORE
    else:
        assert done.returncode == 0, done.stdout
        for page, words in case["output"]["prints"].items():
            assert words in html.parse(str(book / "site" / page)).getroot().text_content()
    assert [path.name for path in book.glob(".site*")] == []


def test_a_site_goes_where_it_is_told_to(tmp_path: Path, build_book: Builder) -> None:
    book = write_book(tmp_path / "book")
    assert build_book(book, "--site-dir", str(tmp_path / "elsewhere")).returncode == 0
    assert (tmp_path / "elsewhere" / "en" / "chapter" / "index.html").exists()
    assert not (book / "site").exists()


@cases("build")
def test_a_check_finds_what_stops_the_build(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that a build stops at, with the same file and line; nothing in a book that can be built."""
    monkeypatch.chdir(write_book(tmp_path / "book", case["input"]))
    found = [str(finding) for finding in check_sources(Sources(), for_build=True)]
    case.check({**case["output"], "findings": found} if "findings" in case["output"] or found else case["output"])
