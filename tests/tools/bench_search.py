"""What a search costs beside the theme's own: set-up, queries, what is fetched, and the page while a reader types."""

from __future__ import annotations

import gzip
import random
import re
import statistics
from pathlib import Path

from playwright.sync_api import Browser

from hooks.search.index import Entry, SearchPage, write_index
from tests import ROOT
from tests.tools import book
from tests.tools.browser import IDLE, open_browser
from tests.tools.server import serve
from tests.tools.site import CHAPTERS, search_entries
from tests.tools.values import OWN

SCRIPTS = ROOT / "overrides" / "assets" / "search"
# A library, and a paper of it, in bytes.
LIBRARY, PAPER = 3_000_000, 15_000
SLOWDOWN = 4
# The pace of a reader's typing: milliseconds a key.
PACE = 150
# Queries taken of each page.
QUERIES = 12
TYPED = ["國防夥伴關係", "的", "the ", "a", "國", "defense partnership"]
# The theme's own search, for the same pages.
STOCK = """\
site_name: stock
site_url: https://diptych.example/
theme: {name: material, font: false, language: en}
plugins: [search]
"""
# Time a worker: from its start until it is set up, then each query. Ours gives each message one answer.
TIME = """async ([script, index, setup, queries]) => {
  const start = performance.now();
  const worker = new Worker(script);
  const [first, ready, next, found] = index ? [0, 1, 2, 3] : ["set-up", null, "find", null];
  const ask = (type, data, answer) => new Promise(resolve => {
    worker.onmessage = ({data}) => { if (answer === null || data.type === answer) resolve(); };
    worker.postMessage({type, data});
  });
  const data = index ? {...await (await fetch(index)).json(), options: {suggest: false}} : setup;
  await ask(first, data, ready);
  const begun = performance.now() - start;
  const times = [];
  for (const query of queries) {
    const begin = performance.now();
    await ask(next, query, found);
    times.push(performance.now() - begin);
  }
  worker.terminate();
  return [begun, times];
}"""
LONG_TASKS = """
  window.long = [];
  const observer = new PerformanceObserver(list => long.push(...list.getEntries().map(({duration}) => duration)));
  observer.observe({type: "longtask"});
"""


def main(site: Path, runs: int, library: int) -> None:
    """Print what the search of a built site costs at its own size and at `library` bytes of text; `runs` times over in
    one browser."""
    paper = read_index(site)
    sizes = {"this paper": paper, f"{library / 1e6:g} MB": make_library(paper, library)}
    with open_browser() as browser:
        for name, pages in sizes.items():
            write_index(site, pages, OWN.synonyms)
            stock = build_stock(site.with_name(name.replace(" ", "-")), pages)
            compare(name, site, stock, browser, runs, make_queries(paper))
            for search, folder, page in (("ours", site, CHAPTERS[0]), ("stock", stock, pages[0].address)):
                longest = [type_slowly(folder, page, browser) for _ in range(runs)]
                told = f"median {statistics.median(longest):.0f} ms, most {max(longest):.0f} ms"
                print(f"{name:10}  {search:5}  longest task of the page over 50 ms, {SLOWDOWN}x slowed: {told}")


def read_index(site: Path) -> list[SearchPage]:
    """Return the pages that can be found on a built site."""
    return [
        SearchPage(address, language, [Entry(id, level, text) for id, text, level in passages])
        for address, (language, passages) in search_entries(site).items()
    ]


def make_library(paper: list[SearchPage], size: int) -> list[SearchPage]:
    """Return papers of the sentences of one, no two alike, of `size` bytes in all."""
    chance = random.Random(1)
    sentences = {
        language: [
            sentence
            for page in paper if page.language == language
            for passage in page.entries if not passage.level
            for sentence in re.findall(r"[^。！？.\t]+[。！？.]+", passage.text)
        ]
        for language in ("zh", "en")
    }  # fmt: skip
    pages = []
    # As a build has them: all pages of one language, then all of the other.
    for language, known in sentences.items():
        for number in range(size // PAPER):
            passages, told = [Entry("", 1, f"{number} {chance.choice(known)[:12]}")], 0
            while told < PAPER / 2:
                text = "".join(chance.choices(known, k=6))
                level = 2 if len(passages) % 8 == 1 else 0
                passages.append(Entry(f"p-{len(passages)}", level, text[:16] if level else text))
                told += len(passages[-1].text.encode())
            pages.append(SearchPage(f"{'en/' * (language == 'en')}{number}/", language, passages))
    return pages


def make_queries(pages: list[SearchPage]) -> list[str]:
    """Return what readers may type: pieces of the text of one to eight characters, or of one to three words."""
    chance = random.Random(2)
    queries = []
    for page in pages:
        for passage in chance.sample(page.entries, min(QUERIES, len(page.entries))):
            units = passage.text.split() if page.language == "en" else list(passage.text)
            length = chance.randint(1, 3 if page.language == "en" else 8)
            start = chance.randrange(max(1, len(units) - length))
            queries.append((" " if page.language == "en" else "").join(units[start : start + length]))
    return queries


def build_stock(folder: Path, pages: list[SearchPage]) -> Path:
    """Build a site of the same pages with the theme's own search, and return it."""
    for page in pages:
        path = folder / "docs" / page.address / "index.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        blocks = [f"{'#' * passage.level} {passage.text}".strip() for passage in page.entries]
        path.write_text("\n\n".join(blocks).replace("<", "&lt;").replace("\t", " "), encoding="utf-8")
    (folder / "mkdocs.yml").write_text(STOCK, encoding="utf-8")
    done = book.build(folder)
    assert done.returncode == 0, done.stdout
    return folder / "site"


def compare(name: str, site: Path, stock: Path, browser: Browser, runs: int, queries: list[str]) -> None:
    """Print the times of both searches for `queries`, and what a reader fetches of each."""
    (theirs,) = (stock / "assets" / "javascripts" / "workers").glob("search.*.min.js")
    times: dict[str, list[tuple[float, list[float]]]] = {"ours": [], "stock": []}
    with serve(site, "/ours/") as ours, serve(stock, "/stock/") as beside, browser.new_context() as context:
        page = context.new_page()
        for _ in range(runs):
            page.goto(f"{ours}robots.txt")
            setup = {"language": "zh", "other": "English", "file": False}
            times["ours"].append(page.evaluate(TIME, [f"{ours}assets/search/worker.js", None, setup, queries]))
            page.goto(f"{beside}sitemap.xml")
            script = f"{beside}assets/javascripts/workers/{theirs.name}"
            times["stock"].append(page.evaluate(TIME, [script, f"{beside}search/search_index.json", None, queries]))
    sizes = {
        "ours": sum(packed(site / "search" / file) for file in ("zh.js", "en.js", "spellings.js")),
        "stock": packed(stock / "search" / "search_index.json"),
    }
    for search, measured in times.items():
        ready = statistics.median(ready for ready, _ in measured)
        each = [time for _, taken in measured for time in taken]
        middle, slow = statistics.median(each), statistics.quantiles(each, n=20)[-1]
        times_of = f"set-up {ready:6.0f} ms   query median {middle:5.1f} ms   95 % within {slow:5.1f} ms"
        print(f"{name:10}  {search:5}  {times_of}   index {sizes[search] / 1000:5.0f} kB gzipped")


def packed(path: Path) -> int:
    """Return the bytes of a file as a server sends it."""
    return len(gzip.compress(path.read_bytes(), 9))


def type_slowly(site: Path, address: str, browser: Browser) -> float:
    """Return the milliseconds of a page's longest task over 50 while a reader types; 0 where there is none."""
    with serve(site, "/") as origin, browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.add_init_script(LONG_TASKS)
        page.goto(origin + address)
        field = page.locator("input[name=q], [data-md-component=search-query]")
        field.focus()
        page.wait_for_load_state("networkidle")
        page.evaluate(IDLE)
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        page.evaluate(IDLE)
        page.evaluate("long.length = 0")
        for text in TYPED:
            for char in text:
                page.keyboard.type(char, delay=PACE)
                # The theme's own search listens to keys, and an input method's characters come without.
                field.dispatch_event("keyup")
            field.evaluate("field => { field.value = '' }")
        page.evaluate(IDLE)
        longest: float = page.evaluate("Math.max(0, ...long)")
        return longest
