"""The publication of this repository as the tests see it: built under a sub-path, its pages read by their address."""

from __future__ import annotations

import copy
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import html

from hooks.languages import LANG
from hooks.pages import SourcePage
from tests.tools import book, warm
from tests.tools.values import OWN

# lxml has no type hints.
Element = Any

# Deeper than the default and unlike it: nothing may assume the root, nor the address in mkdocs.yml.
SITE_URL = "https://library.example/papers/chapter/"
BASE = urlsplit(SITE_URL).path

# What stands in a chapter beside its author's words.
BESIDE = ("headerlink", "page-mark", "footnote", "pull-quote", "editors-note", "added")
# What the page says of its own text.
SAID_OF_IT = ("translation-notice", "translation-official")

BROTLI = """
const {brotliCompressSync} = require("zlib"), {readFileSync} = require("fs");
console.log(JSON.stringify(process.argv.slice(1).map(path => brotliCompressSync(readFileSync(path)).length)));
"""
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")


def address(page: SourcePage) -> str:
    """Return where a source page is published, below the site's own address: ``, `en/`, `en/summary/`."""
    folder = "" if page.name == "index.md" else page.name.removesuffix(".md") + "/"
    return folder if page.language == "zh" else f"en/{folder}"


SOURCES = {address(page): page for page in OWN.pages}
CHAPTERS = [f"{name.removesuffix('.md')}/" for name in OWN.configuration.chapters]
PARALLEL = [f"parallel/{place}" for place in CHAPTERS]
# How to cite the publication and each of its pages.
CITE = [f"{'en/' * place.startswith('en/')}cite/{place.removeprefix('en/')}" for place in SOURCES]
# The pages of the search.
SEARCH = ["search/", "en/search/"]
SLUG = OWN.configuration.slug
# What each English page says that its text is.
TRANSLATIONS = {place: page.meta["translation"] for place, page in SOURCES.items() if "translation" in page.meta}
# The page about the publication, Chinese before English.
ABOUT = sorted((place for place, page in SOURCES.items() if page.meta.get("template") == "about.html"), key=len)
# Every page that a reader can come to.
PLACES = [*SOURCES, *PARALLEL, *CITE, *SEARCH, "404.html"]


def has_block(name: str) -> bool:
    """Return whether a page of this publication has a block of that name; a test of such blocks has no case else."""
    return any(f"/// {name} " in f"{line} " for page in OWN.pages for line in page.body.split("\n"))


def build(project: Path, site: Path, how: book.Builder = warm.build) -> Path:
    """Build the publication of `project` into `site` and return `site`; as `make site` does, where `how` is
    `book.build`."""
    done = how(project, "--site-dir", str(site), SITE_URL=SITE_URL)
    assert done.returncode == 0, done.stdout
    return site


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
    return {place: [text for _, text, _ in passages] for place, (_, passages) in search_entries(site).items()}


def search_entries(site: Path) -> dict[str, tuple[str, list[tuple[str, str, int]]]]:
    """Return what can be found on each page by its address: its language and, in order, the id, text and level of each
    passage."""
    found = {}
    for script in search_scripts(site):
        reader, pages = json.loads(f"[{script[len('searchIndex(') : -len(');_')]}]")
        texts: list[str] = []
        for place, language, listed in pages:
            passages = []
            for id, text, *level in listed:
                # A text that stands in two places is written once.
                if isinstance(text, str):
                    texts.append(text)
                passages.append((id, texts[text] if isinstance(text, int) else text, level[0] if level else 0))
            if language == reader:
                found[place] = (language, passages)
    return found


def search_scripts(site: Path) -> list[str]:
    """Return the index of a built site as it is published, Chinese before English."""
    return [(site / "search" / f"{language}.js").read_text(encoding="utf-8") for language in LANG]


def brotli_sizes(paths: list[Path]) -> list[int]:
    """Return the bytes of each file as a server sends it by Brotli."""
    command = ["node", "-e", BROTLI, "--", *map(str, paths)]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [int(weight) for weight in json.loads(found)]


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


def words_in(text: Element, language: str) -> str:
    """Return what stands in `text` in `language`, one piece a line."""
    return "\n".join(
        " ".join(piece.split())
        for piece in text.xpath(".//text()")
        for owner in [piece.getparent().getparent() if piece.is_tail else piece.getparent()]
        if owner.xpath("ancestor-or-self::*[@lang][1]/@lang")[0] == language
    )


def bare(*elements: Element) -> str:
    """Return the text of elements without white space and hyphens."""
    return re.sub(r"[\s-]", "", "".join(element.text_content() for element in elements))


def passages(text: Element) -> Iterator[str]:
    """Yield the text of each block in order: a heading, a paragraph, a list item, a caption, a table's head, row or
    note; the years of a table's groups are left out."""
    for block in text.xpath(
        ".//h1|.//h2|.//h3|.//h4|.//p|.//li[not(.//p)]|.//figcaption|.//caption|.//thead/tr|.//tbody/tr"
    ):
        cells = block.xpath("td") or block.xpath("th") or [block]
        yield " ".join(map(words, cells))


def sentences(text: str) -> list[str]:
    """Cut a text after its full stops, so that a difference shows as a sentence."""
    return re.findall(r"[^。！？.]+[。！？.]*", text)


def texts(page: Element) -> Iterator[tuple[str, str, str]]:
    """Yield each text that a reader may see or hear: its element or attribute, its declared language, and itself; not
    what is in no language."""
    spoken = "//text()[normalize-space() and not(parent::script or parent::style)]"
    named = " or ".join(f'@property="og:{name}"' for name in ("title", "description", "site_name", "image:alt"))
    meta = f'//meta[@name="description" or @name="author" or {named}]'
    attributes = f"//@title | //@aria-label | //@alt | //@placeholder | {meta}/@content"
    for text in page.xpath(f"{spoken} | {attributes}"):
        owner = text.getparent().getparent() if text.is_tail else text.getparent()
        language = owner.xpath("ancestor-or-self::*[@lang][1]/@lang")[0]
        if language != "zxx":
            yield f"@{text.attrname}" if text.attrname else owner.tag, language, str(text)
    for config in page.xpath('//script[@id="__config"]/text()'):
        for text in json.loads(config)["translations"].values():
            yield "__config", page.get("lang"), text


def english_words(text: str) -> int:
    """Return how many English words stand in a row; abbreviations, designations and file names are none."""
    runs = re.findall(r"[ -~–’“”]+", text)
    word = r"(?<![\w.-])[A-Za-z]?[a-z]{2,}(?![\w]|[.-]\w)"
    return max((len(re.findall(word, run)) for run in runs), default=0)
