"""The search of a page, asked as the theme's script asks it, in either browser: whole lists of queries at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, Protocol
from urllib.parse import unquote

from playwright.sync_api import Browser

from tests.tools.firefox import Firefox

# Runs ahead of the page: holds fast what the theme takes for its worker, and what is answered.
BEFORE = """
  const native = window.Worker;
  let current = native;
  window.workers = [];
  window.answered = () => {};
  Object.defineProperty(window, "Worker", {
    get: () => current,
    set(value) {
      current = value === native ? native : class {
        constructor(...given) {
          const worker = new value(...given);
          window.workers.push({worker, given});
          worker.addEventListener("message", event => {
            if (event.data.type === 3) window.answered(event.data.data);
          });
          return worker;
        }
      };
    },
  });
"""
ASK = """
  // The theme begins with a query of its own, for nothing.
  const ready = new Promise(resolve => { window.answered = resolve; });
  document.querySelector("[data-md-component=search-query]").focus();
  await ready;
  const [{worker}] = window.workers;
  const told = [];
  for (const query of argument) {
    const answer = new Promise(resolve => { window.answered = resolve; });
    worker.postMessage({type: 2, data: query});
    await answer;
    const {result} = worker;
    const {items, more, found} = result;
    const hits = [];
    for (const [at, [own, ...passages]] of items.entries()) {
      if (own.title.includes("<mark>")) hits.push(own.location);
      hits.push(...passages.map(({location}) => location));
      for (let left = more[at], from = passages.length; left > 0;) {
        const next = await worker.more(result, at, from, 100);
        if (!next.length) throw new Error(`${left} passages of ${own.location} are not told`);
        hits.push(...next.map(({location}) => location));
        left -= next.length;
        from += next.length;
      }
    }
    told.push({hits, found});
  }
  return told;
"""


class Place(NamedTuple):
    """Where a hit leads: the page's address as on a server, and the id on it."""

    page: str
    id: str


class Answer(NamedTuple):
    """What was found for a query: where it stands, and how many places the reader is told of."""

    places: list[Place]
    found: int


class Visitor(Protocol):
    """Opens an address, and runs a script's body there."""

    def __call__(self, address: str, script: str, argument: Any = None, before: str = "") -> Any: ...


@contextmanager
def chromium_visitor(browser: Browser) -> Iterator[Visitor]:
    """Yield what opens addresses in Chromium."""
    with browser.new_context() as context:

        def visit(address: str, script: str, argument: Any = None, before: str = "") -> Any:
            page = context.new_page()
            page.add_init_script(before)
            page.goto(address)
            result = page.evaluate(f"async argument => {{{script}}}", argument)
            page.close()
            return result

        yield visit


def firefox_visitor(firefox: Firefox) -> Visitor:
    """Return what opens addresses in Firefox."""

    def visit(address: str, script: str, argument: Any = None, before: str = "") -> Any:
        return firefox.visit(address, script, argument, before).result

    return visit


def ask_all(visit: Visitor, address: str, queries: list[str]) -> list[Answer]:
    """Return what the search of the page at `address` finds for each of `queries`, every passage told."""
    told = visit(address, ASK, queries, BEFORE)
    return [Answer([place(location) for location in answer["hits"]], answer["found"]) for answer in told]


def place(location: str) -> Place:
    """Return where a hit leads, be it below a server's folder or a file."""
    path, _, id = location.partition("#")
    page = path.partition("?")[0].removesuffix("index.html")
    return Place(page.removesuffix(".html") + "/" if page.endswith(".html") else page, unquote(id))
