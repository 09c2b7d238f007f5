"""A Chromium 102, as on phones of 2022, in an environment of its own and driven over Chrome's DevTools protocol:
Playwright drives none so old."""

from __future__ import annotations

import base64
import json
import os
import re
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, build_opener

from websockets.sync.client import ClientConnection, connect

from tests import ROOT

ENVIRONMENT = ROOT / ".venv" / "old-browser"
LOCK = ROOT / "tests" / "old-browser.lock"
# What it is linked with, for Debian.
DEBIAN = [
    *("libasound2", "libdbus-1-3", "libegl1", "libfontconfig1", "libgl1", "libnss3", "libxcomposite1", "libxdamage1"),
    *("libxkbcommon0", "libxkbfile1", "libxrandr2", "libxtst6"),
]
WIDTH, HEIGHT = 390, 844
# Seconds that one command may take.
PATIENCE = 120
WINDOW = """
import sys
from PyQt6.QtCore import QUrl
from PyQt6.QtWebEngineWidgets import QWebEngineView
from PyQt6.QtWidgets import QApplication
application = QApplication(sys.argv)
view = QWebEngineView()
view.resize(390, 844)
view.load(QUrl("about:blank"))
view.show()
application.exec()
"""
CENTRE = """(selector => {
  const element = document.querySelector(selector);
  element.scrollIntoView({block: "nearest"});
  const {left, top, width, height} = element.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
})(%s)"""


@contextmanager
def open_old_browser() -> Iterator[OldPage]:
    """Yield a page of the old browser, as large as a phone's."""
    # It takes no port of its own choice.
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "QTWEBENGINE_CHROMIUM_FLAGS": f"--no-sandbox --remote-debugging-port={port} --disable-background-networking",
    }
    python = ENVIRONMENT / "bin" / "python"
    assert python.exists(), "tests: run `python -m tests.tools.setup`"
    command = [str(python), "-c", WINDOW]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as window:
        try:
            with connect(_address(window), max_size=None, proxy=None) as connection:
                yield OldPage(connection)
        finally:
            window.terminate()


class OldPage:
    """One page: `errors` has what scripts have thrown or printed as errors since it was last opened."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._number = 0
        self._loaded: set[str] = set()
        self.errors: list[str] = []
        for domain in ("Page", "Runtime", "Log"):
            self._ask(f"{domain}.enable")
        self._ask("Page.setLifecycleEventsEnabled", enabled=True)
        self.resize(WIDTH, HEIGHT)

    def resize(self, width: int, height: int) -> None:
        """Give the page another size, in CSS pixels."""
        self._ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=True)

    def goto(self, address: str) -> None:
        """Open an address (http or file) and wait until it has loaded."""
        self.errors.clear()
        told = self._ask("Page.navigate", url=address)
        assert "errorText" not in told, f"{address}: {told['errorText']}"
        # What was opened before by a link may be loading still.
        while told["loaderId"] not in self._loaded:
            self._hear(json.loads(self._connection.recv(PATIENCE)))

    def evaluate(self, expression: str) -> Any:
        """Return the value of an expression, awaited. Raises AssertionError where it throws."""
        told = self._ask("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def click(self, selector: str) -> None:
        """Press the element that is selected, in its middle."""
        x, y = self.evaluate(CENTRE % json.dumps(selector))
        for kind in ("mousePressed", "mouseReleased"):
            self._ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def screenshot(self, path: Path) -> None:
        """Write what is seen as a PNG."""
        path.write_bytes(base64.b64decode(self._ask("Page.captureScreenshot", format="png")["data"]))

    def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        self._number += 1
        self._connection.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            message: dict[str, Any] = json.loads(self._connection.recv(PATIENCE))
            if message.get("id") == self._number:
                assert "error" not in message, f"{method}: {message['error']['message']}"
                result: dict[str, Any] = message["result"]
                return result
            self._hear(message)

    def _hear(self, message: dict[str, Any]) -> None:
        match message.get("method"):
            case "Page.lifecycleEvent" if message["params"]["name"] == "load":
                self._loaded.add(message["params"]["loaderId"])
            case "Runtime.exceptionThrown":
                details = message["params"]["exceptionDetails"]
                self.errors.append(details.get("exception", {}).get("description", details["text"]))
            case "Log.entryAdded" if message["params"]["entry"]["level"] == "error":
                self.errors.append(message["params"]["entry"]["text"])


def _address(window: subprocess.Popen[str]) -> str:
    """Return the address at which the page of a browser that has just been started takes commands."""
    assert window.stderr
    for line in window.stderr:
        if found := re.search(r"DevTools listening on ws://([^/]+)/", line):
            with build_opener(ProxyHandler({})).open(f"http://{found[1]}/json", timeout=PATIENCE) as told:
                address: str = json.load(told)[0]["webSocketDebuggerUrl"]
                return address
    raise AssertionError("the old browser has ended before it took commands")
