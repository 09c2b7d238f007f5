"""The blocks that staff write, and what the page's Markdown becomes beside them."""

from __future__ import annotations

from typing import Any

from hooks.blocks.context import PageContext
from tests.tools.cases import cases
from tests.tools.values import to_html


@cases("blocks")
def test_markdown(case: dict[str, Any]) -> None:
    """`input` is the Markdown of a page in Chinese, or in the `language` named; `output` its HTML."""
    page = PageContext(case.get("language", "zh"), text=case["input"])
    assert to_html(page) == case["output"].rstrip("\n")
    assert [str(finding) for finding in page.findings] == case.get("findings", [])
