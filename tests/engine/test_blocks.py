"""The blocks that staff write, and what the page's Markdown becomes beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hooks.labels import extension_labels
from markdown import Markdown

from hooks.blocks import PageContext
from hooks.rendering import read_extensions, with_page
from tests import ROOT
from tests.tools.cases import cases


@cases("blocks")
def test_markdown(case: dict[str, Any]) -> None:
    """`input` is the Markdown of a page in Chinese, or in the `language` named; `output` its HTML."""
    names, options = read_extensions(ROOT / "mkdocs.yml")
    page = PageContext(case.get("language", "zh"), Path("page.md"), ROOT / "docs", case["input"], 1)
    for name, labels in extension_labels(page.language).items():
        options[name] = options[name] | labels
    html = Markdown(extensions=names, extension_configs=with_page(names, options, page)).convert(case["input"])
    assert html == case["output"].rstrip("\n")
    assert [str(finding) for finding in page.findings] == case.get("findings", [])
