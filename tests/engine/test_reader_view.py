"""What reader views make of a page, as the library of Firefox's Reader View does it: nothing of the text is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from hooks.languages import LANG
from tests import MODULES
from tests.conftest import Published
from tests.tools import book
from tests.tools.site import CHAPTERS, PARALLEL, SOURCES, build

LIBRARY = [MODULES / "@mozilla" / "readability" / f"{name}.js" for name in ("Readability", "Readability-readerable")]
# What the library makes of a page, and the pieces of the page's own text, in order, each with the tags around it. Left
# out are scripts, controls and drawings, the signs of links to a place, and what is hidden.
READ = """([text, address, besides]) => {
  const page = new DOMParser().parseFromString(text, "text/html");
  page.head.prepend(Object.assign(page.createElement("base"), {href: address}));
  const pieces = [];
  const links = ".headerlink, .paragraph-link, .unseen";
  const beside = `script, style, template, form, button, svg, [hidden], ${links}${besides}`;
  const walker = page.createTreeWalker(page.querySelector("article"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const {parentElement, data} = walker.currentNode;
    if (data.trim() && !parentElement.closest(beside)) {
      pieces.push([parentElement.closest("h1") ? "title" : "text", data]);
    }
  }
  const readable = isProbablyReaderable(page);
  // A page with nothing but the same paragraphs: few or short ones are offered nowhere.
  const plain = new DOMParser().parseFromString("<article></article>", "text/html");
  for (const {textContent} of page.querySelectorAll("article p")) {
    plain.body.firstChild.append(Object.assign(plain.createElement("p"), {textContent}));
  }
  const enough = isProbablyReaderable(plain);
  const read = new Readability(page).parse();
  return {readable, enough, pieces, title: read?.title ?? "", text: read?.textContent ?? ""};
}"""
# Every name that the library judges an element by.
NAMES = """() => {
  const {unlikelyCandidates, negative, byline} = Readability.prototype.REGEXPS;
  const words = [unlikelyCandidates, negative, byline].flatMap(({source}) => source.split("|"));
  return [...new Set(words.map(word => word.replace(/[^a-z0-9]+/gi, " ").trim().replaceAll(" ", "-")))].sort();
}"""

TRANSLATED = "translation: unofficial\n"
FIELDS = '"primaryKey": ["id"], "fields": [{"name": "id", "type": "string", "constraints": {"required": true}},'


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Page]:
    """A page that has the library."""
    with browser.new_context() as context:
        page = context.new_page()
        for path in LIBRARY:
            page.add_script_tag(content=path.read_text(encoding="utf-8"))
        yield page


def read(reader: Page, site: Path, place: str, besides: str = "") -> dict[str, Any]:
    """Return what the library makes of the page at `place`, and its text but for what is selected by `besides`."""
    page = (site / place / "index.html").read_text(encoding="utf-8")
    found: dict[str, Any] = reader.evaluate(READ, [page, f"https://library.example/{place}", besides])
    return found


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def lost(found: dict[str, Any]) -> list[str]:
    """Return the pieces of a page's text that are not in what was read, in their order. The title stands above that."""
    text, title, at, gone = bare(found["text"]), bare(found["title"]), 0, []
    for kind, piece in found["pieces"]:
        if kind == "title" and bare(piece) in title:
            continue
        place = text.find(bare(piece), at)
        if place < 0:
            gone.append(piece)
        else:
            at = place + len(bare(piece))
    return gone


def lost_by_page(reader: Page, site: Path, places: list[str], besides: str = "") -> dict[str, list[str]]:
    """Return what is lost of each page of which something is."""
    return {place: gone for place in places if (gone := lost(read(reader, site, place, besides)))}


NAMED = ("foreword", "harbour", "lights", "charts", "data", "about")
HARBOUR = [f"{folder}{name}/" for folder in ("", "en/") for name in NAMED] + [f"parallel/{name}/" for name in NAMED[:4]]
PAGES = [place for place in (*SOURCES, *PARALLEL) if place not in ("", "en/")]
NOTICE = ", .translation-notice"


@pytest.mark.site
def test_nothing_of_this_publication_is_lost(reader: Page, site: Path) -> None:
    assert lost_by_page(reader, site, PAGES, NOTICE) == {}


def test_nothing_of_the_harbour_book_is_lost(reader: Page, harbour: Published) -> None:
    assert lost_by_page(reader, harbour.folder, HARBOUR, NOTICE) == {}


def test_what_a_page_says_of_its_own_text_is_not_lost(reader: Page, harbour: Published) -> None:
    assert lost_by_page(reader, harbour.folder, HARBOUR) == {}


@pytest.mark.site
@pytest.mark.parametrize("place", [*CHAPTERS, *(f"en/{place}" for place in CHAPTERS)])
def test_a_chapter_is_offered_to_be_read(place: str, reader: Page, site: Path) -> None:
    found = read(reader, site, place)
    assert found["readable"] or not found["enough"]


def named(names: list[str], language: str) -> str:
    """Return a chapter in which each of `names` is in that of a heading, a paragraph, an item and a note."""
    parts = [f"---\ntitle: A chapter\n{TRANSLATED * (language == 'en')}---\n\n# A chapter\n"]
    for name in names:
        parts += [
            f"## About the {name} {{#{name}}}\n",
            f"A paragraph, which says at some length what is known of the {name}, and why.[^{name}]",
            f"{{: #{name}-said }}\n",
            f"- First of the {name}.\n{{: #first-{name} }}\n- Next of it.\n",
            f"[^{name}]: A note on the {name}.\n",
        ]
    # Short, with a link; and with the shortest of notes.
    parts += ["See [it](index.md).[^short]\n", "[^short]: There.\n", "[All of this](index.md)\n"]
    return "\n".join([*parts, "/// data-table | market-share\n///\n"])


@pytest.fixture(scope="module", params=["a publisher", "nobody"])
def trap(request: pytest.FixtureRequest, reader: Page, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stock book with such a chapter and a table of such a name, published by somebody or by nobody."""
    names = reader.evaluate(NAMES)
    assert {"share", "comment", "author", "related"} <= set(names)
    publisher = "    publisher: {zh: 某社, en: A press}\n" * (request.param == "a publisher")
    laid_over: dict[str, Any] = {
        "mkdocs.yml": {"replace": {'    slug: ""': f'{publisher}    slug: ""'}},
        "docs/data/datapackage.json": {"replace": {'"name": "sales"': '"name": "market-share"', '"fields": [': FIELDS}},
        "docs/data/sales.csv": "id,year,category,item_zh,item_en\n1992-1,1992,air,戰機,Fighters\n",
    }
    laid_over |= {f"docs/{language}/chapter.md": named(names, language) for language in LANG}
    folder = book.write_book(tmp_path_factory.mktemp("trap") / "book", laid_over)
    return build(folder, folder / "site")


def test_no_name_costs_a_part_of_the_text(reader: Page, trap: Path) -> None:
    assert lost_by_page(reader, trap, ["chapter/", "en/chapter/", "parallel/chapter/"], NOTICE) == {}
