"""The machine's Firefox, driven over WebDriver BiDi: Playwright drives none but a build of its own."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from websockets.sync.client import ClientConnection, connect

NAMES = ("firefox-esr", "firefox")
ELSEWHERE = (Path("/Applications/Firefox.app/Contents/MacOS/firefox"),)
# Seconds that one command may take.
PATIENCE = 120
# A browser that is driven asks nothing of the network by itself.
PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "remote.active-protocols": 1,
    "services.settings.server": "data:,",
    "toolkit.telemetry.server": "data:,",
}
HEARD = ["log.entryAdded", "network.beforeRequestSent", "network.fetchError", "network.responseCompleted"]


class Visit(NamedTuple):
    """What came of opening an address: what the script returned, what went wrong on the page (errors that were thrown
    or printed), and the addresses that were asked for and of them those that failed."""

    result: Any
    errors: list[str]
    requests: list[str]
    failed: list[str]


def find_firefox() -> str | None:
    """Return the path of the machine's Firefox, or None where it has none."""
    found = [path for name in NAMES if (path := shutil.which(name))]
    return next(iter(found + [str(path) for path in ELSEWHERE if path.exists()]), None)


@contextmanager
def open_firefox(preferences: Mapping[str, Any] | None = None) -> Iterator[Firefox]:
    """Yield a headless Firefox with a profile of its own, and these preferences beside ours."""
    path = find_firefox()
    assert path, "tests: install Firefox"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        all_of = {**PREFERENCES, **(preferences or {})}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in all_of.items()]
        (Path(profile) / "user.js").write_text("".join(lines), encoding="utf-8")
        command = [
            path,
            "--headless",
            "--no-remote",
            "--profile",
            profile,
            "--remote-debugging-port",
            "0",
            "about:blank",
        ]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
            try:
                with connect(f"{_address(process)}/session", max_size=None, proxy=None) as connection:
                    yield Firefox(connection)
            finally:
                process.terminate()


class Firefox:
    """A browser with one tab: addresses are opened in it in turn."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._number = 0
        self._heard: list[dict[str, Any]] = []
        self._ask("session.new", capabilities={})
        self._ask("session.subscribe", events=HEARD)
        self._tab = self._ask("browsingContext.create", type="tab")["context"]

    @contextmanager
    def afresh(self) -> Iterator[Firefox]:
        """Yield the browser with another tab, which has nothing of what the browser keeps and leaves nothing in it."""
        before, user = self._tab, self._ask("browser.createUserContext")["userContext"]
        self._tab = self._ask("browsingContext.create", type="tab", userContext=user)["context"]
        try:
            yield self
        finally:
            self._tab = before
            self._ask("browser.removeUserContext", userContext=user)

    def visit(self, address: str, script: str = "", argument: Any = None, before: str = "") -> Visit:
        """Open `address` (http or file) and, once the page has loaded, run `script`: the body of an async function of
        `argument`; `before` runs ahead of the page's own scripts. Raises AssertionError where the script throws."""
        self._heard.clear()
        ahead = [self._ask("script.addPreloadScript", functionDeclaration=f"() => {{{before}}}")] if before else []
        try:
            self._ask("browsingContext.navigate", context=self._tab, url=address, wait="complete")
            result = self.run(script, argument)
        finally:
            for added in ahead:
                self._ask("script.removePreloadScript", **added)
        return Visit(result, *self._said())

    def run(self, script: str, argument: Any = None) -> Any:
        """Return what `script`, as in `visit`, makes of the page that is open; values go in and out as JSON."""
        function = f"async text => JSON.stringify((await (async argument => {{{script}}})(JSON.parse(text))) ?? null)"
        told = self._ask(
            "script.callFunction",
            functionDeclaration=function,
            awaitPromise=True,
            target={"context": self._tab},
            arguments=[{"type": "string", "value": json.dumps(argument)}],
        )
        assert told["type"] == "success", told["exceptionDetails"]["text"]
        return json.loads(told["result"]["value"])

    def back(self) -> None:
        """Go back in the history; the page from which the tab goes need not be the one that a later command meets."""
        self._ask("browsingContext.traverseHistory", context=self._tab, delta=-1)

    def press(self, *keys: str) -> None:
        """Press keys one after another: characters, or WebDriver's codes for others."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        source = {"type": "key", "id": "keyboard", "actions": actions}
        self._ask("input.performActions", context=self._tab, actions=[source])

    def _said(self) -> tuple[list[str], list[str], list[str]]:
        errors, requests, failed = [], [], []
        for event in self._heard:
            said = event["params"]
            match event["method"]:
                case "log.entryAdded" if said["level"] == "error":
                    errors.append(said["text"])
                case "network.beforeRequestSent":
                    requests.append(said["request"]["url"])
                case "network.fetchError":
                    failed.append(f"{said['errorText']} for {said['request']['url']}")
                case "network.responseCompleted" if said["response"]["status"] >= 400:
                    failed.append(f"{said['response']['status']} for {said['request']['url']}")
        return errors, requests, failed

    def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        self._number += 1
        self._connection.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            message: dict[str, Any] = json.loads(self._connection.recv(PATIENCE))
            if message["type"] == "event":
                self._heard.append(message)
            elif message["id"] == self._number:
                assert message["type"] == "success", f"{method}: {message['message']}"
                result: dict[str, Any] = message["result"]
                return result


def visit_all(addresses: Sequence[str], script: str, argument: Any = None) -> list[Visit]:
    """Open the addresses in turn in one browser, run `script` in each, and return what came of it (`Firefox.visit`)."""
    with open_firefox() as firefox:
        return [firefox.visit(address, script, argument) for address in addresses]


def _address(process: subprocess.Popen[str]) -> str:
    """Return the address at which a browser that has just been started takes commands."""
    assert process.stderr
    for line in process.stderr:
        if found := re.search(r"BiDi listening on (ws://\S+)", line):
            return found[1]
    raise AssertionError("Firefox has ended before it took commands")
