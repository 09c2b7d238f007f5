"""What a reader is told who comes back to a page that has changed; what is kept for that, and where."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from hooks.words import words
from tests.conftest import once_for_all
from tests.tools import book
from tests.tools.firefox import Firefox
from tests.tools.server import serve
from tests.tools.site import BASE, build

pytestmark = pytest.mark.site
# What the editors do between two visits: they correct a paragraph and a heading, add a note, and a paragraph.
CHANGES = {
    "一面是海。早年": "一面是大海。早年",
    "## 建設 {#works}": "## 重建 {#works}",
    "從來不必畫線。": "從來不必畫線。[^books]",
    "## 市集與戰爭": "風吹過一座山。\n\n## 市集與戰爭",
}
# The page compares when it is idle, or after two seconds; what waits for that is done in the order in which it came.
COMPARED = "await new Promise(done => requestIdleCallback(done, {timeout: 4000}));"
TOLD = f"""{COMPARED}
const line = document.querySelector(".since-visit");
return {{
  text: line.hidden ? null : line.textContent,
  links: [...line.querySelectorAll("a")].map(link => link.getAttribute("href")),
  marked: [...document.querySelectorAll(".since")].map(block => block.id),
}}"""

LONG_AGO = "() => { localStorage[location.pathname] = localStorage[location.pathname].replace(/^\\d+/, 1e12) }"
NOTHING: dict[str, Any] = {"text": None, "links": [], "marked": []}
CHANGED = ["p-1", "works"]


class Versions:
    """A site that is published anew at the same address."""

    def __init__(self, folder: Path, link: Path, origin: str) -> None:
        self.folder, self.link, self.origin = folder, link, origin

    def publish(self, name: str) -> None:
        self.link.unlink(missing_ok=True)
        self.link.symlink_to(self.folder / name / "site")


@pytest.fixture
def versions(common: Path, tmp_path: Path) -> Iterator[Versions]:
    """The harbour book before and after a change of its words."""

    def make(folder: Path) -> None:
        build(book.write_harbour(folder / "old"), folder / "old" / "site")
        build(book.write_harbour(folder / "new", {"docs/zh/harbour.md": {"replace": CHANGES}}), folder / "new" / "site")

    folder = once_for_all(common / "versions", make)
    link = tmp_path / "site"
    with serve(link, BASE) as origin:
        found = Versions(folder, link, origin)
        found.publish("old")
        yield found


@contextmanager
def session(context: BrowserContext, address: str) -> Iterator[Page]:
    """A tab: what it keeps for its session goes with it."""
    page = context.new_page()
    page.goto(address)
    compared(page)
    yield page
    page.close()


def compared(page: Page) -> None:
    page.evaluate(f"async () => {{{COMPARED}}}")


def told(page: Page) -> Any:
    return page.evaluate(f"async () => {{{TOLD}}}")


def test_a_reader_who_comes_back_is_told(versions: Versions, browser: Browser) -> None:
    with browser.new_context() as context:
        address = f"{versions.origin}harbour/"
        with session(context, address) as page:
            assert told(page)["text"] is None
            page.reload()
            assert told(page)["text"] is None
            # A new version within a session is for the next.
            versions.publish("new")
            page.reload()
            assert told(page)["text"] is None
            page.evaluate(LONG_AGO)
        with session(context, address) as page:
            found = told(page)
            new = [block for block in found["marked"] if block not in CHANGED]
            assert found["marked"] == [*CHANGED, *new]
            assert len(new) == 1
            assert page.locator(f"#{new[0]}").inner_text().startswith("風吹過一座山。")
            assert found["links"] == [f"#{block}" for block in found["marked"]]
            begun = words("zh")["visits.many"].format(date="2001年9月9日", count=3)
            assert found["text"].startswith(begun)
            assert "基隆（Keelung）的港灣三面是山，一面是大海… 重建 風吹過一座山。 " in found["text"]
            # It stands above the title, and is an ordinary paragraph.
            expect(page.locator("article > :first-child")).to_have_class("since-visit")
            assert not page.locator("article [aria-live], article [role=status], article [role=alert]").count()
            page.reload()
            assert told(page) == found
            page.locator(".since-visit a").first.click()
            assert page.url == f"{address}#p-1"
            page.locator(".since-visit button").click()
            assert not page.locator(".since, .since-visit").count()
            expect(page.locator("article")).to_be_focused()
            page.reload()
            assert told(page)["text"] is None
        with session(context, address) as page:
            assert told(page)["text"] is None


def test_english_says_one_passage_and_the_day(versions: Versions, browser: Browser) -> None:
    with browser.new_context() as context:
        address = f"{versions.origin}en/harbour/"
        with session(context, address) as page:
            page.evaluate(
                """() => {
                  const key = location.pathname;
                  localStorage[key] = localStorage[key].replace(/^\\d+/, 1e12).replace(/ p-2 \\S+ /, " p-2 0 ");
                }"""
            )
        with session(context, address) as page:
            assert told(page)["text"].startswith(words("en")["visits.one"].format(date="9 September 2001"))
            assert told(page)["marked"] == ["p-2"]
            # It is not printed.
            page.emulate_media(media="print")
            expect(page.locator(".since-visit")).to_be_hidden()


def test_each_page_and_language_is_by_itself_and_nothing_is_sent(versions: Versions, browser: Browser) -> None:
    with browser.new_context() as context:
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.method + request.url))
        with session(context, f"{versions.origin}harbour/") as page:
            keys = page.evaluate("() => Object.keys(localStorage).filter(key => /harbour/.test(key))")
            assert keys == [f"{BASE}harbour/"]
            kept = page.evaluate("key => localStorage[key]", keys[0])
            assert kept[:13].isdecimal()
            assert not [word for word in ("基隆", "海") if word in kept]
        versions.publish("new")
        for place in ("en/harbour/", "lights/", "parallel/harbour/", ""):
            with session(context, versions.origin + place) as page:
                assert not page.locator(".since-visit:visible, .since").count()
        assert not [one for one in asked if not one.startswith("GET") or versions.origin not in one]


@pytest.mark.parametrize(
    "before",
    [
        # Refused, as where cookies are blocked; full; of another program; a browser's translation.
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('', 'SecurityError') }})",
        "for (let size = 2 ** 23; size >= 1; size /= 2) try { localStorage[size] = 'x'.repeat(size) } catch {}",
        "localStorage[location.pathname] = '{\"theirs\": 1}'",
        "document.documentElement?.setAttribute('lang', 'fr'); new MutationObserver(() => {"
        "document.documentElement.lang = 'fr'}).observe(document, {childList: true, subtree: true})",
    ],
)
def test_where_nothing_can_be_kept_or_compared_it_is_silent(before: str, versions: Versions, browser: Browser) -> None:
    with browser.new_context() as context:
        context.add_init_script(before)
        errors: list[str] = []
        for name in ("old", "new"):
            versions.publish(name)
            page = context.new_page()
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.goto(f"{versions.origin}harbour/")
            compared(page)
            if "theirs" not in before:
                assert not page.locator(".since-visit:visible").count()
            page.close()
        assert not errors


def test_firefox_and_a_folder_of_files_tell_as_well(versions: Versions, firefox: Firefox, browser: Browser) -> None:
    address = f"{versions.origin}harbour/"
    assert firefox.visit(address, TOLD).result == NOTHING
    versions.publish("new")
    firefox.visit(address, f"{COMPARED} sessionStorage.clear()")
    # What the session before saw first is the measure; the query keeps the browser from showing its copy.
    found = firefox.visit(f"{address}?again", TOLD).result
    assert found["marked"][:2] == CHANGED
    assert len(found["links"]) == len(found["marked"]) == 3
    with browser.new_context() as context:
        versions.publish("old")
        file = f"{versions.link.as_uri()}/harbour/index.html"
        with session(context, file) as page:
            assert told(page) == NOTHING
        versions.publish("new")
        with session(context, file) as page:
            assert told(page)["marked"][:2] == CHANGED
