"""The blocks that staff write, and what the page's Markdown becomes beside them."""

from __future__ import annotations

from hooks.blocks.context import PageContext
from tests.tools.cases import Case, cases
from tests.tools.values import to_html


@cases("blocks")
def test_markdown(case: Case) -> None:
    """`input` is the Markdown of a page in Chinese, or in the `language` named; `output` its HTML."""
    page = PageContext(case.get("language", "zh"), text=case["input"])
    case.check(to_html(page) + "\n")
    findings = [str(finding) for finding in page.findings]
    if findings or "findings" in case:
        case.check(findings, "findings")
