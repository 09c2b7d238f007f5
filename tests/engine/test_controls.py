"""A walk through every control of a page, in each browser, on a server and in a folder: it can be pressed, and does
what it is for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.tools.browser import DESK, PHONE, opened
from tests.tools.firefox import open_firefox
from tests.tools.old_browser import open_old_browser

# Opens an address, runs a script's body there, and returns what it returns.
Walker = Callable[[str, str], Any]
TOOLS = """
const $ = selector => document.querySelector(selector), all = selector => [...document.querySelectorAll(selector)];
const until = async (what, holds) => {
  for (let frames = 1200; frames; frames--) {
    if (holds()) return;
    await new Promise(requestAnimationFrame);
  }
  throw new Error(`not so: ${what}`);
};
// What is folded up has a place in Chromium all the same.
const seen = element => !!element?.getClientRects().length && getComputedStyle(element).visibility === "visible"
  && !element.closest("details:not([open]) > :not(summary)");
// What is alike is walked once: a summary of a list, a heading of a column.
const kind = ({tagName, name = "", parentElement: {tagName: parent, className}}) =>
  [tagName, name, parent, className].join(" ");
const walked = new Set();
const press = async element => {
  await until(`${element?.outerHTML} can be pressed`, () => {
    element.scrollIntoView({block: "center", behavior: "instant"});
    const {left, top, width, height} = element.getBoundingClientRect();
    const there = document.elementFromPoint(left + width / 2, top + height / 2);
    return there && (element.contains(there) || there.closest("label")?.control === element);
  });
  walked.add(kind(element));
  element.click();
};
const key = name => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: name, bubbles: true}));
const type = (field, text) => {
  walked.add(kind(field));
  field.value = text;
  field.dispatchEvent(new Event("input", {bubbles: true}));
};
// The clipboard is the reader's: a script that nobody has pressed a key for may not write there.
let copied = null;
const keep = async text => { copied = text; };
if (navigator.clipboard) Object.defineProperty(navigator.clipboard, "writeText", {value: keep});
const left = within => all(`${within} :is(button, input, select, summary)`).filter(control =>
  seen(control) && !control.disabled && !walked.has(kind(control))).map(control => control.outerHTML);
"""
HEAD = """
const panel = $("#reading-controls"), settings = $(".reading-button");
await press(settings);
await until("the settings are open", () => seen(panel) && settings.getAttribute("aria-expanded") === "true");
const usual = all("#reading-controls :checked");
for (const choice of [...all("#reading-controls input:not(:checked)"), ...usual]) {
  const {name, value} = choice;
  await press(choice);
  await until(`${name} is ${value}`, () => readingSettings()[name] === value);
  const shown = document.documentElement.dataset[name];
  if (shown && value !== "system" && shown !== value) throw new Error(`${name} is ${shown}`);
}
key("Escape");
await until("the settings are shut by key", () => !seen(panel) && document.activeElement === settings);
await press(settings);
await press($(".reading-controls__close"));
await until("the settings are shut", () => !seen(panel));

const drawer = $("button.drawer-button"), contents = $("#__nav");
if (seen(drawer)) {
  await press(drawer);
  await until("the contents are open", () => seen(contents) && contents.contains(document.activeElement));
  await press(contents.querySelector("[data-close]"));
  await until("the contents are shut", () => !seen(contents) && document.activeElement === drawer);
}

const box = $("#__find"), field = box.querySelector("input"), found = () => all(".search__list a");
const open = $("button.search-button");
if (seen(open)) await press(open); else field.focus();
await until("the search is open", () => document.activeElement === field && seen(box.querySelector(".search__status")));
type(field, "港口");
await until("it has found something", () => found().length > 2);
for (const {href} of found()) if (new URL(href).searchParams.get("h") !== "港口") throw new Error(href);
const more = $(".search__list summary");
if (more) {
  const before = found().length;
  await press(more);
  await until("there are more", () => found().length > before);
}
field.focus();
key("ArrowDown");
await until("an arrow leads to a result", () => document.activeElement === found()[0]);
await press($(".search__clear"));
await until("the field is empty", () => !field.value && !found().length);
if (open) {
  const close = $(".search__close");
  if (seen(close)) await press(close); else key("Escape");
  await until("the search is shut", () => !seen($(".search__status")));
  key("/");
  await until("the search opens by key", () => document.activeElement === field);
  key("Escape");
  await until("the search is shut by key", () => !seen($(".search__status")));
}

scrollTo({top: document.body.scrollHeight, behavior: "instant"});
await until("the page is scrolled", () => scrollY > innerHeight || document.body.scrollHeight < 2 * innerHeight);
if (scrollY > innerHeight * 1.5) {
  await new Promise(requestAnimationFrame);
  await until("the way back to the top is there", () => {
    scrollBy({top: -2, behavior: "instant"});
    return seen($(".top"));
  });
  await press($(".top"));
  await until("the page is at its top", () => scrollY === 0);
}
"""
CHAPTER = """
const link = $("article > p[id] .paragraph-link");
await press(link);
await until("the bar is open", () => seen($(".passage-bar")) && location.hash === link.hash);
const other = $(".passage-bar [aria-expanded]"), shown = () => $(".counterpart")?.textContent.trim();
if (!shown() && other.getAttribute("aria-expanded") === "false") await press(other);
await until("the other language is shown", shown);
await press(other);
await until("the other language is hidden", () => !shown());
const copy = $(".passage-bar button:not([aria-expanded])");
if (!copy.disabled) {
  await press(copy);
  await until("the link is copied", () => copied?.endsWith(link.hash));
}
for (const offer of all(".passage-bar a")) if (!/^(http|file|mailto)/.test(offer.href)) throw new Error(offer.href);
key("Escape");
await until("the bar is shut", () => !$(".passage-bar") && document.activeElement === link);

const reference = $(".footnote-ref"), note = document.getElementById(reference.hash.slice(1));
await press(reference);
await until("the note is shown", () => location.hash === reference.hash && seen(note));
await press(note.querySelector(".footnote-backref"));
await until("the text is there again", () => location.hash.startsWith("#fnref"));

// Where a link leads, without going there.
addEventListener("click", event => event.preventDefault());
for (const change of all("a[data-keeps-place]").filter(seen)) {
  document.querySelectorAll("article > p[id]")[4].scrollIntoView({behavior: "instant"});
  await until("the place is not the top", place);
  change.click();
  if (decodeURIComponent(change.hash) !== `#${place()}`) throw new Error(`${change.href} keeps no place`);
}
"""
DATA = """
for (const form of all("form.data-filter")) {
  const table = $(`#table-${form.dataset.table} table`), rows = () => [...table.querySelectorAll("tbody tr")];
  const texts = () => rows().map(row => row.textContent.replace(/\\s/g, "")).join();
  const before = rows().length, printed = texts();
  type(form.elements.text, rows()[1].textContent.trim().slice(0, 4));
  await until("the words filter", () => rows().length < before && rows().length);
  await press(form.querySelector("[type=reset]"));
  await until("all rows are there again", () => rows().length === before);
  for (const choice of form.querySelectorAll("select")) {
    choice.scrollIntoView({block: "center", behavior: "instant"});
    walked.add(kind(choice));
    choice.selectedIndex = choice.name === "to" ? 1 : choice.options.length - 1;
    choice.dispatchEvent(new Event("input", {bubbles: true}));
    await until(`${choice.name} filters`, () => rows().length < before && rows().length);
    form.querySelector("[type=reset]").click();
    await until("all rows are there again", () => rows().length === before);
  }
  const heads = () => [...table.tHead.querySelectorAll("button")];
  for (const head of heads()) {
    await press(head);
    await until("rows are sorted", () => head.closest("th").getAttribute("aria-sort") === "ascending");
    await press(head);
    await until("rows are sorted from the end", () => head.closest("th").getAttribute("aria-sort") === "descending");
    await press(head);
    await until("rows are as printed", () => texts() === printed);
  }
}
const mark = $("a.figure__mark");
mark.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}));
await until("a mark leads to its row", () => seen($("tr:target")) && location.hash === mark.getAttribute("href"));
"""
CITE = """
const passage = $(".passages > li");
for (const summary of all("article summary").filter(seen)) if (!walked.has(kind(summary))) await press(summary);
await press(passage.querySelector("summary"));
await until("its records are offered", () => passage.querySelector("details button"));
for (const copy of all(".citation__copy")) {
  walked.add(kind(copy));
  const first = !copy.closest(".passages") || passage.contains(copy);
  if (!first || !navigator.clipboard || !seen(copy)) continue;
  copied = null;
  await press(copy);
  await until("a citation is copied", () => copied);
}
"""
KEPT = """
const kept = $(".editions__kept"), offers = kept?.querySelector("button");
if (kept) {
  await until("it can be kept", () => seen(kept));
  const keep = offers.textContent;
  await press(offers);
  await until("it is kept", () => offers.textContent !== keep && !offers.disabled);
  await press(offers);
  await until("it is removed", () => offers.textContent === keep && !offers.disabled);
}
"""
# The head of a page is the same on all, but for that of the search.
PAGES = {
    "harbour": HEAD + CHAPTER,
    "search": HEAD,
    "en/harbour": CHAPTER,
    "parallel/harbour": "",
    "data": DATA,
    "cite/harbour": CITE,
    "about": KEPT,
}


@pytest.fixture(params=["chromium on a desk", "chromium on a phone", "chromium 102", "firefox"], scope="module")
def walker(request: pytest.FixtureRequest) -> Iterator[Walker]:
    """What opens an address in a browser, and walks there; nothing may go wrong on the page."""
    name = request.param
    if name == "firefox":
        with open_firefox() as firefox:

            def in_firefox(address: str, script: str) -> Any:
                visit = firefox.visit(address, script)
                assert visit.errors == visit.failed == []
                return visit.result

            yield in_firefox
    elif name == "chromium 102":
        with open_old_browser() as page:

            def in_old(address: str, script: str) -> Any:
                page.goto(address)
                told = page.evaluate(f"(async () => {{{script}}})()")
                assert page.errors == []
                return told

            yield in_old
    else:
        browser: Browser = request.getfixturevalue("browser")
        width = PHONE if name.endswith("phone") else DESK

        def in_chromium(address: str, script: str) -> Any:
            errors: list[str] = []
            with opened(browser, address, width) as page:
                page.on("pageerror", lambda error: errors.append(str(error)))
                told = page.evaluate(f"async () => {{{script}}}")
            assert errors == []
            return told

        yield in_chromium


@pytest.mark.browser
def test_every_control_can_be_pressed_and_does_what_it_is_for(address: str, walker: Walker) -> None:
    for place, script in PAGES.items():
        within = "body" if script.startswith(HEAD) else "article"
        assert walker(address.format(place), f'{TOOLS}{script}return left("{within}");') == [], place
