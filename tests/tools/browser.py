"""The browser that the tests drive, the machine's own where it has one, and pages opened in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Browser, Page, Response, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The same without windows: it draws the same pages at a quarter of the cost.
SHELL = "chromium-headless-shell"
ELSEWHERE = (Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),)
# Root has no sandbox, and a test asks nothing of the network by itself.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESK = 360, 1440
# What a system asks for, and the theme's name for it.
SCHEMES = ("light", "dark")
# A frame, and then nothing more to do.
IDLE = "() => new Promise(done => requestAnimationFrame(() => requestIdleCallback(done, {timeout: 5000})))"
SETTLED = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const moving = () => document.getAnimations().some(({playState}) => playState === "running");
  let before;
  do {
    before = scrollY;
    for (let left = 3; left--;) await frame();
  } while (scrollY !== before || moving());
}"""


def find_browser(whole: bool = False) -> str | None:
    """Return the path of the machine's Chromium or Chrome, or None where it has neither; where `whole` is not asked
    for, that of the one without windows, if there is one."""
    names = NAMES if whole else (SHELL, *NAMES)
    found = [path for name in names if (path := shutil.which(name))]
    return next(iter(found + [str(path) for path in ELSEWHERE if path.exists()]), None)


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Yield a headless browser: the machine's, or else the one that Playwright has downloaded."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def keeping_pages(browser: Browser) -> Iterator[Browser]:
    """Yield a whole browser, in which a page to which one goes back is still there, as readers have it, and
    Playwright does not."""
    without = ["--disable-back-forward-cache"]
    path = find_browser(whole=True)
    other = browser.browser_type.launch(executable_path=path, args=FLAGS, ignore_default_args=without)
    yield other
    other.close()


@contextmanager
def opened(browser: Browser, address: str, width: int = DESK, height: int = 800, **options: Any) -> Iterator[Page]:
    """Yield the page at `address`; `options` are those of the browser's context."""
    with browser.new_context(viewport={"width": width, "height": height}, **options) as context:
        page = context.new_page()
        page.goto(address)
        yield page


@contextmanager
def opened_quietly(
    browser: Browser, address: str, width: int = DESK, status: int = 200, **options: Any
) -> Iterator[Page]:
    """Yield the page at `address`. It fails if, until the end, anything is asked of another host or goes wrong."""
    faults: list[str] = []

    def answered(response: Response) -> None:
        if response.status >= 400 and (response.url, response.status) != (address, status):
            faults.append(f"{response.status} for {response.url}")

    host = urljoin(address, "/")
    with browser.new_context(viewport={"width": width, "height": 800}, **options) as context:
        page = context.new_page()
        page.on("request", lambda asked: None if asked.url.startswith((host, "data:")) else faults.append(asked.url))
        page.on("requestfailed", lambda asked: faults.append(f"{asked.failure} for {asked.url}"))
        page.on("response", answered)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: faults.append(line.text) if line.type == "error" and status == 200 else None)
        found = page.goto(address, wait_until="networkidle")
        assert found
        assert found.status == status
        yield page
        page.wait_for_load_state("networkidle")
        assert faults == []


def settle(page: Page) -> None:
    """Wait until the page has answered what was done to it: it stands still, and some frames have been painted."""
    page.evaluate(SETTLED)
