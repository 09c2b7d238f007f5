"""The publication as the tests see it: built under a sub-path, its pages read by their address."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import html

from hooks.pages import SourcePage
from hooks.sources import Sources
from tests import ROOT
from tests.tools import book

# lxml has no type hints.
Element = Any

# Deeper than the default and unlike it: nothing may assume the root, nor the address in mkdocs.yml.
SITE_URL = "https://library.example/papers/chapter/"
BASE = urlsplit(SITE_URL).path

# What stands in a chapter beside its author's words.
BESIDE = ("headerlink", "page-mark", "footnote", "pull-quote", "editors-note", "added")
# What the page says of its own text.
SAID_OF_IT = ("translation-notice", "translation-official")


def build(project: Path, site: Path) -> Path:
    """Build the publication of `project` into `site`, as `make site` does, and return `site`."""
    done = book.build(project, "--site-dir", str(site), SITE_URL=SITE_URL)
    assert done.returncode == 0, done.stdout
    return site


def address(page: SourcePage) -> str:
    """Return where a source page is published, below the site's own address: ``, `en/`, `en/summary/`."""
    folder = "" if page.name == "index.md" else page.name.removesuffix(".md") + "/"
    return folder if page.language == "zh" else f"en/{folder}"


SOURCES = {address(page): page for page in Sources(ROOT).pages}


def counterpart(address: str) -> str:
    """Return the address of the same page in the other language."""
    return address.removeprefix("en/") if address.startswith("en/") else f"en/{address}"


def read_pages(site: Path) -> dict[str, Element]:
    """Return the root element of every page below `site` by its address."""
    found = sorted(site.rglob("*.html"))
    return {path.relative_to(site).as_posix().removesuffix("index.html"): read_page(path) for path in found}


def read_page(path: Path) -> Element:
    """Return the root element of one page."""
    return html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()


def read_search_index(site: Path) -> dict[str, list[str]]:
    """Return the texts that can be found on each page of a built site, by the page's address."""
    script = (site / "search" / "index.js").read_text(encoding="utf-8")
    told: list[str] = []
    found: dict[str, list[str]] = {}
    for address, _, passages in json.loads(script.removeprefix("searchIndex(").removesuffix(");\n")):
        # A text that stands in two places is told once.
        told += dict.fromkeys(text for _, text, *_ in passages if isinstance(text, str))
        found[address] = [told[text] if isinstance(text, int) else text for _, text, *_ in passages]
    return found


def article(page: Element, *without: str) -> Element:
    """Return a copy of a page's text with none but the author's words, and nothing of the classes `without`."""
    text = copy.deepcopy(page.xpath("//article")[0])
    for name in (*BESIDE, *SAID_OF_IT, *without):
        for element in of_class(text, name):
            element.drop_tree()
    for reference in text.xpath(".//sup"):
        reference.drop_tree()
    return text


def of_class(element: Element, name: str) -> list[Element]:
    """Return what stands below `element` with the class `name`."""
    return list(element.xpath(f'.//*[contains(concat(" ", normalize-space(@class), " "), " {name} ")]'))


def words(element: Element) -> str:
    """Return the text of an element with each run of white space as one space."""
    return " ".join(element.text_content().split())


def passages(text: Element) -> Iterator[str]:
    """Yield the text of each block in order: a heading, a paragraph, a list item, a table's caption, head, row or note;
    the years of a table's groups are left out."""
    for block in text.xpath(".//h1|.//h2|.//h3|.//p|.//li[not(.//p)]|.//caption|.//thead/tr|.//tbody/tr"):
        cells = block.xpath("td") or block.xpath("th") or [block]
        yield " ".join(map(words, cells))


def sentences(text: str) -> list[str]:
    """Cut a text behind its full stops, so that a difference shows as a sentence."""
    return re.findall(r"[^。！？.]+[。！？.]*", text)
