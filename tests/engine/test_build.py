"""A build is whole or it is not there: bad input is named by file, line and remedy, and the site before it stays."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from hooks.checks import check_sources
from hooks.sources import Sources
from tests.tools.book import build, write_book
from tests.tools.cases import cases

FINDING = r"^(?:ERROR +- +)?((?:docs|mkdocs)\S*:\d+: .*)$"
BEFORE = "what was published before"


@cases("build")
def test_build(case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`input` is laid over the stock book; `output` has either the `findings` with which the build fails, which a check
    of the sources finds, too, or for the pages of the site the text that each `prints`. Where MkDocs stops by itself
    before anything is read, `mkdocs` is what it says."""
    book = write_book(tmp_path / "book", case["input"])
    monkeypatch.chdir(book)
    found = list(map(str, check_sources(Sources(), for_build=True)))
    assert found == case["output"].get("findings", [])
    (book / "site").mkdir()
    (book / "site" / "index.html").write_text(BEFORE, encoding="utf-8")
    done = build(book)
    if "findings" in case["output"]:
        assert done.returncode != 0
        assert "Traceback" not in done.stdout
        if "mkdocs" in case["output"]:
            assert case["output"]["mkdocs"] in done.stdout
        else:
            assert re.findall(FINDING, done.stdout, re.MULTILINE) == case["output"]["findings"], done.stdout
        assert [path.name for path in (book / "site").iterdir()] == ["index.html"]
        assert (book / "site" / "index.html").read_text(encoding="utf-8") == BEFORE
    else:
        assert done.returncode == 0, done.stdout
        for page, words in case["output"]["prints"].items():
            assert words in html.parse(str(book / "site" / page)).getroot().text_content()
    assert [path.name for path in book.glob(".site*")] == []


def test_the_preview_is_not_published(tmp_path: Path) -> None:
    book = write_book(tmp_path / "book", {})
    assert build(book, "--site-dir", str(tmp_path / "elsewhere")).returncode == 0
    assert (tmp_path / "elsewhere" / "en" / "chapter" / "index.html").exists()
    assert not (book / "site").exists()
