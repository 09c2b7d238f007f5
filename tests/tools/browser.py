"""The browser that the tests drive: the machine's own where it has one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
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


def find_browser() -> str | None:
    """Return the path of the machine's Chromium or Chrome, or None where it has neither."""
    found = [path for name in NAMES if (path := shutil.which(name))]
    return next(iter(found + [str(path) for path in ELSEWHERE if path.exists()]), None)


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Yield a headless browser: the machine's, or else the one that Playwright has downloaded."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        yield browser
        browser.close()
