"""How accessible a page is, as axe, Lighthouse and measures of our own (accessibility.js) find it in a browser."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route, expect

from tests import MODULES
from tests.tools.browser import DESK, FLAGS, find_browser, opened

AXE = (MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
MEASURES = Path(__file__).with_name("accessibility.js").read_text(encoding="utf-8")
SCRIPTS = re.compile("<script.*?</script>|</?noscript>", re.DOTALL)
LIGHTHOUSE = ("accessibility", "best-practices", "seo")

# Every rule that axe has, those for AAA, for best practice and those that are still an experiment among them.
RUN_AXE = """tags => axe.run(document, {
  resultTypes: ["violations"],
  rules: Object.fromEntries(axe.getRules(tags).map(rule => [rule.ruleId, {enabled: true}])),
  ...tags.length ? {runOnly: {type: "rule", values: axe.getRules(tags).map(rule => rule.ruleId)}} : {},
})"""
# All that another colour scheme can change.
COLOUR = "cat.color"


@contextmanager
def opened_still(
    browser: Browser, address: str, width: int = DESK, height: int = 800, **options: Any
) -> Iterator[Page]:
    """Yield the page at `address`, still and ready to be measured; `options` are those of the browser's context."""
    with opened(browser, address, width, height, **{"reduced_motion": "reduce"} | options) as page:
        page.set_default_timeout(10_000)
        if options.get("java_script_enabled", True):
            # What a browser can keep is offered when it has said what it has.
            expect(page.locator(".editions__kept[hidden]")).to_have_count(0)
        yield page


@contextmanager
def opened_bare(browser: Browser, address: str, width: int) -> Iterator[Page]:
    """Yield the page at `address` as it is where no script runs: without its scripts, and with what it has for that.

    axe does not work in a page whose JavaScript is turned off.
    """

    def serve(route: Route) -> None:
        text = SCRIPTS.sub("", route.fetch().text())
        route.fulfill(body=text, content_type="text/html; charset=utf-8")

    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        context.route(address, serve)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(address)
        yield page


def wear(page: Page, scheme: str) -> None:
    """Put the page into a colour scheme as a reader does: `light`, `sepia` or `dark`."""
    page.evaluate("colour => { setReading({colour}); }", scheme)


def axe_faults(page: Page, *tags: str) -> list[str]:
    """Return what axe finds on the page as it is now, one fault an element; with `tags`, by the rules that have one."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(RUN_AXE, list(tags))["violations"]
    return [f"{rule['id']}: {node['html'][:200]} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def measure(page: Page, name: str) -> Any:
    """Return what one of the measures finds on the page as it is now."""
    if not page.evaluate("() => 'accessibility' in window"):
        page.evaluate(MEASURES)
    return page.evaluate(f"() => accessibility.{name}()")


def lighthouse(address: str) -> dict[str, tuple[float, list[str]]]:
    """Return Lighthouse's score of 0 to 100 and what it is short of, by category."""
    command = ["node", str(MODULES / "lighthouse" / "cli" / "index.js"), address, "--quiet", "--output=json"]
    # The network is not slowed down: that is for its measures of speed.
    command += [f"--only-categories={','.join(LIGHTHOUSE)}", "--throttling-method=provided"]
    command += ["--disable-full-page-screenshot", f"--chrome-flags={' '.join(['--headless=new', *FLAGS])}"]
    environment = os.environ | {"CHROME_PATH": find_browser(whole=True) or ""}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert not report.get("runtimeError"), report["runtimeError"]
    return {
        name: (
            100 * category["score"],
            [
                f"{audit['id']}: {audit['title']} {audit.get('details', {}).get('items')}"
                for reference in category["auditRefs"]
                for audit in [report["audits"][reference["id"]]]
                if reference["weight"] and audit["score"] not in (1, None)
            ],
        )
        for name, category in report["categories"].items()
    }
