"""The search of a page, asked as the page's own script asks it, in either browser: whole lists of queries at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, Protocol
from urllib.parse import unquote

from playwright.sync_api import Browser

from tests.tools.firefox import Firefox

# Runs ahead of the page: holds fast the worker that it starts.
BEFORE = """
  const workers = window.workers = [];
  window.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      workers.push(this);
    }
  };
"""
ASK = """
  const status = document.querySelector(".search__status");
  document.querySelector("#__find input").focus();
  while (status.textContent !== status.dataset.initial) await new Promise(requestAnimationFrame);
  // A page that is opened as a file does the worker's part itself.
  const ask = location.protocol === "file:" ? answer : message => new Promise(resolve => {
    workers[0].addEventListener("message", ({data}) => resolve(data), {once: true});
    workers[0].postMessage(message);
  });
  const told = [];
  for (const query of argument) {
    const {pages, found} = await ask({type: "find", data: query});
    const hits = [];
    for (const [at, {href, titled, passages, left}] of pages.entries()) {
      if (titled) hits.push(href);
      hits.push(...passages.map(({href}) => href));
      for (let from = passages.length; from < passages.length + left;) {
        const next = await ask({type: "more", data: {at, from, count: 100}});
        if (!next.length) throw new Error(`not all passages of ${href} are told`);
        hits.push(...next.map(({href}) => href));
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
