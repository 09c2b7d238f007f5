"""The publication in a browser of 2022."""

from __future__ import annotations

from tests.conftest import Published
from tests.tools.old_browser import WIDTH, OldPage


def test_a_chapter_opens_without_a_fault(harbour: Published, old_browser: OldPage) -> None:
    old_browser.goto(f"{harbour.origin}harbour/")
    assert "Chrome/102." in old_browser.evaluate("navigator.userAgent")
    assert old_browser.errors == []
    assert old_browser.evaluate("document.scrollingElement.scrollWidth") == WIDTH
