"""How long typing into the filter of a long table keeps the reader waiting, with a processor four times slower."""

from __future__ import annotations

import csv
import json
import re
import shutil
import statistics
from pathlib import Path
from tempfile import TemporaryDirectory

from hooks.blocks.context import PageContext
from tests import ROOT
from tests.tools.book import HARBOUR
from tests.tools.browser import IDLE, open_browser
from tests.tools.values import tables, to_html

ROWS = 10_000
SLOW_DOWN = 4
# What a reader notices as a wait (RAIL), in milliseconds.
LONG = 50
TYPED = "漁船遇難六人獲救"
MATCHER = "loadMatcher = async () => Matching.makeMatcher({variants: {}, synonyms: []})"


def report(runs: int, rows: int) -> None:
    """Print the longest task of typing into the filter of so many rows, and of typing into its form alone."""
    with TemporaryDirectory() as folder:
        filtered = write_page(Path(folder), rows)
        plain = filtered.with_name("plain.html")
        html = re.sub("(?s)<tbody>.*</tbody>|<script.*?</script>", "", filtered.read_text(encoding="utf-8"))
        plain.write_text(html.replace(' hidden=""', ""), encoding="utf-8")
        tasks = [(longest_task(plain), longest_task(filtered)) for _ in range(runs)]
    task = statistics.median(run[1] for run in tasks)
    ratio = statistics.median(run[1] / run[0] for run in tasks)
    long = f"longest task {task:.0f} ms at 1/{SLOW_DOWN} speed, {task / LONG:.2f} of a long one"
    print(f"filter of {rows:,} rows    {long}   ratio {ratio:.2f} to the form alone")


def longest_task(page_file: Path) -> float:
    """Return the longest task of the page's main thread, in milliseconds of its own time, while a reader types and
    takes back what is typed."""
    with open_browser() as browser:
        page = browser.new_page(viewport={"width": 1000, "height": 800})
        page.goto(page_file.as_uri())
        # What goes on by itself, such as the reading of a large page, is not measured.
        page.evaluate(IDLE)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOW_DOWN})
        page.locator("[name=text]").click()
        page.evaluate(IDLE)
        browser.start_tracing(page=page, categories=["toplevel"])
        page.keyboard.type(TYPED, delay=150)
        page.evaluate(IDLE)
        for _ in TYPED:
            page.keyboard.press("Backspace", delay=150)
        page.evaluate(IDLE)
        trace = json.loads(browser.stop_tracing())["traceEvents"]
    named = [event for event in trace if event["name"] == "thread_name"]
    threads = {(event["pid"], event["tid"]) for event in named if event["args"]["name"] == "CrRendererMain"}
    tasks = [event for event in trace if event["name"].endswith("RunTask") and (event["pid"], event["tid"]) in threads]
    return max(float(event.get("tdur", 0)) / 1000 for event in tasks)


def write_page(folder: Path, rows: int) -> Path:
    """Write the page of data with one long table, its rows those of a table of the harbour book over and over."""
    data = folder / "docs" / "data"
    shutil.copytree(HARBOUR / "docs" / "data", data)
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    (resource,) = package["resources"] = [one for one in package["resources"] if one["name"] == "visits"]
    for stray in set(data.glob("*.csv")) - {data / resource["path"]}:
        stray.unlink()
    (data / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    with (data / resource["path"]).open(encoding="utf-8", newline="") as file:
        printed = list(csv.DictReader(file))
    with (data / resource["path"]).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, printed[0])
        writer.writeheader()
        for place in range(rows):
            year, number = 1900 + place * 100 // rows, place % (rows // 100) + 1
            writer.writerow(printed[place % len(printed)] | {"year": year, "id": f"{year}-{number}"})
    text = "/// data-tables\n///\n"
    page = PageContext(text=text, tables=tables(data))
    body = to_html(page)
    assert not page.findings
    assets = ROOT / "overrides" / "assets"
    style = "".join((assets / name).read_text(encoding="utf-8") for name in ("diptych.css", "data.css"))
    names = ("search/matching.js", "data-table.js")
    scripts = f"<script>{MATCHER}</script>" + "".join(
        f"<script src='{(assets / name).as_uri()}'></script>" for name in names
    )
    html = f"<!doctype html><html lang=zh-Hant-TW><meta charset=utf-8><style>{style}</style>"
    html += f"<article class='md-content__inner md-typeset'>{body}</article>{scripts}"
    (folder / "data.html").write_text(html, encoding="utf-8")
    return folder / "data.html"
