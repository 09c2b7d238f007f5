"""A page in a browser that must be quiet: nothing is asked of another host, nothing fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Browser, Page, Response

PHONE, DESK = 360, 1440
SCHEMES = {"light": "default", "dark": "slate"}


@contextmanager
def opened(browser: Browser, address: str, width: int = DESK, status: int = 200, **options: Any) -> Iterator[Page]:
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
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" and status == 200 else None)
        found = page.goto(address, wait_until="networkidle")
        assert found
        assert found.status == status
        yield page
        page.wait_for_load_state("networkidle")
        assert faults == []
