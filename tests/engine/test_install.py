"""Kept in the browser: all pages and the search without a network, one version at a time, whole or not at all."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import Error as PlaywrightError

from hooks.editions.revision import Revision
from hooks.editions.web_app import kept_files, write_offline
from hooks.languages import LANG, Language
from tests.conftest import Published
from tests.tools.accessibility import axe_faults, opened_still, wear
from tests.tools.browser import DESK, PHONE, opened
from tests.tools.editions import small_publication
from tests.tools.firefox import open_firefox
from tests.tools.server import serve
from tests.tools.site import BASE

TOOLS = """
const $ = selector => document.querySelector(selector);
const until = async holds => {
  for (let frames = 1200; frames; frames--) {
    if (await holds()) return;
    await new Promise(requestAnimationFrame);
  }
  throw new Error(`not so: ${holds}`);
};
const row = $(".editions__kept"), button = row?.querySelector("button"), status = row?.querySelector("[role=status]");
const offers = word => until(() => !row.hidden && button.textContent === word && !button.disabled);
const press = async word => { await offers(word); button.click(); };
"""
KEEP = 'await press("保存"); await offers("移除"); return status.textContent;'
REMOVE = 'await press("移除"); await offers("保存"); return status.textContent;'
# Of which version each part of a page is.
PARTS = """
const style = getComputedStyle(document.documentElement).getPropertyValue("--version");
return [...new Set([document.documentElement.dataset.version, style, ...window.versions ?? []].map(String))];
"""
SEARCH = """
const field = $("#search-field"), list = $(".search__list");
field.focus();
field.value = argument;
field.dispatchEvent(new Event("input"));
await until(() => list.querySelector("mark"));
return list.textContent;
"""
# What the worker of the next version does by itself, after a page has been opened.
UPDATED = "await until(async () => (await navigator.serviceWorker.getRegistration())?.waiting)"
RENEWED = """
await until(() => document.documentElement?.dataset.version === "2" && document.readyState === "complete");
"""
SAID = "return status.textContent"
REFUSED = """
await press("保存");
await until(() => status.textContent && !button.disabled);
if (button.textContent !== "保存") throw new Error(button.textContent);
return status.textContent;
"""
# The caches, and the entries in all of them.
LEFT = """
const names = await caches.keys(), entriesOf = async name => (await caches.open(name)).keys();
return [names.length, (await Promise.all(names.map(entriesOf))).flat().length];
"""
USED = "return (await navigator.storage.estimate()).usage"


class Reader:
    """One tab of a browser."""

    def __init__(self, tab: Any) -> None:
        self._tab = tab

    def open(self, address: str) -> None:
        if isinstance(self._tab, Page):
            self._tab.goto(address)
        else:
            self._tab.visit(address)

    def run(self, script: str, argument: Any = None) -> Any:
        """Return what a script's body returns; where the page is loaded again meanwhile, it is run in the new one."""
        while True:
            try:
                if isinstance(self._tab, Page):
                    return self._tab.evaluate(f"async argument => {{{TOOLS}{script}}}", argument)
                return self._tab.run(TOOLS + script, argument)
            except (PlaywrightError, AssertionError) as error:
                if "destroyed" not in str(error):
                    raise


class Host:
    """Where versions of the harbour book are published below one address, one after another."""

    def __init__(self, folder: Path, source: Path) -> None:
        self._folder, self._source = folder, source
        self.site = folder / "site"
        self._stack = ExitStack()
        self.address = ""

    def publish(self, number: int) -> None:
        """Put a version in the place of the one before; each of its parts says of which version it is."""
        folder = self._folder / f"{number}"
        shutil.copytree(self._source, folder, ignore=shutil.ignore_patterns("downloads"))
        for name in kept_files(folder):
            path = folder / name
            if path.suffix in (".html", ".css", ".js"):
                path.write_text(marked(path, path.read_text(encoding="utf-8"), number), encoding="utf-8")
        of = Revision(f"{number:010}", 1_700_000_000)
        write_offline(folder, [replace(small_publication(language), revision=of) for language in LANG])
        next_ = self._folder / "next"
        next_.symlink_to(folder)
        next_.rename(self.site)

    def start(self) -> None:
        self.address = self._stack.enter_context(serve(self.site, BASE))

    def stop(self) -> None:
        """Be out of reach, as without a network."""
        self._stack.close()


def marked(path: Path, text: str, number: int) -> str:
    if path.suffix == ".html":
        return text.replace("<html ", f'<html data-version="{number}" ', 1)
    if path.suffix == ".css":
        return f"{text}\n:root {{ --version: {number} }}"
    if path.parent.name == "search" and path.stem in LANG:
        return text.replace("港口", f"港口{number}")
    return f'{text}\nif (typeof window === "object") (window.versions ??= []).push({number});'


@pytest.fixture
def host(tmp_path: Path, harbour: Published) -> Iterator[Host]:
    host = Host(tmp_path, harbour.folder)
    host.publish(1)
    host.start()
    yield host
    host.stop()


@pytest.fixture(params=["chromium", "firefox"])
def reader(request: pytest.FixtureRequest) -> Iterator[Reader]:
    """A tab of each browser."""
    if request.param == "chromium":
        with request.getfixturevalue("browser").new_context() as context:
            yield Reader(context.new_page())
    else:
        yield Reader(request.getfixturevalue("firefox"))


@pytest.fixture
def kept(host: Host, reader: Reader) -> Reader:
    """A tab in which the reader has kept the book."""
    reader.open(host.address)
    assert "0000000001" in reader.run(KEEP)
    return reader


# Reading ----------------------------------------------------------------------------------------------------------


def test_every_page_and_the_search_are_there_without_a_network(host: Host, kept: Reader) -> None:
    host.stop()
    for path in sorted(host.site.rglob("*.html")):
        place = path.relative_to(host.site).as_posix().removesuffix("index.html")
        kept.open(f"{host.address}{place}?from=elsewhere#content")
        assert kept.run(PARTS) == ["1"], place
    for place in ("", "en/", "search/", "parallel/harbour/"):
        kept.open(host.address + place)
        assert "港口1" in kept.run(SEARCH, "港口")
    kept.open(f"{host.address}search/?q=港口")
    assert "港口1" in kept.run("await until(() => $('.search__list mark')); return $('.search__list').textContent;")
    # An address as people write it, and one that is none.
    kept.open(f"{host.address}en/harbour?h=harbour")
    assert kept.run("return location.href") == f"{host.address}en/harbour/?h=harbour"
    kept.open(f"{host.address}no/such/page/")
    assert kept.run(PARTS) == ["1"]
    assert kept.run("return $('.lost h2').textContent") == "Page not found"
    # A file that is not kept, such as a book, is asked of the network.
    assert kept.run("return fetch(argument).catch(({name}) => name)", f"{host.address}data/harbours.csv") == "TypeError"


def test_what_is_kept_is_said_with_its_version(host: Host, kept: Reader) -> None:
    assert kept.run(SAID).startswith("離線副本 · 版本：0000000001 · 日期：2023 年 11 月 14 日\n")
    kept.open(f"{host.address}en/about/")
    kept.run('await offers("Remove")')
    said = "Copy to read without a network · Version: 0000000001 · Date: November 14, 2023\n"
    assert kept.run(SAID).startswith(said)


def test_a_page_says_that_there_is_no_network_and_which_version_it_is_of(host: Host, browser: Browser) -> None:
    with opened(browser, host.address) as page:
        page.get_by_role("button", name="保存").click()
        expect(page.get_by_role("button", name="移除")).to_be_visible()
        page.goto(f"{host.address}en/harbour/")
        foot = page.locator(".colophon__copy")
        expect(foot).to_be_empty()
        page.context.set_offline(True)
        expect(foot).to_contain_text("There is no network now")
        expect(foot).to_contain_text("Version: 0000000001 · Date: November 14, 2023")
        page.goto(host.address)
        expect(page.locator(".editions__status")).to_contain_text("目前沒有網路，無法下載檔案。")
        page.context.set_offline(False)
        expect(page.locator(".editions__status")).not_to_contain_text("目前沒有網路")


def test_what_is_kept_can_be_removed_and_kept_again(host: Host, kept: Reader) -> None:
    # A page that comes from what is kept, and goes on after it.
    kept.open(host.address)
    for _ in range(2):
        assert kept.run(REMOVE) == ""
        assert kept.run(LEFT) == [0, 0]
        assert "0000000001" in kept.run(KEEP)
    kept.run(REMOVE)
    host.stop()
    assert kept.run("return fetch(argument).catch(({name}) => name)", f"{host.address}harbour/") == "TypeError"


# Another version --------------------------------------------------------------------------------------------------


def test_a_new_version_takes_the_place_of_the_former_as_a_whole(host: Host, kept: Reader) -> None:
    host.publish(2)
    entries = len(kept_files(host.site)) + 1
    # What has not changed is not fetched again.
    (host.site / "assets" / "images" / "favicon.png").unlink()
    # The new version comes while a page of the former is open, which stays of one piece.
    kept.open(f"{host.address}harbour/")
    assert kept.run(PARTS) == ["1"]
    kept.run(UPDATED)
    assert "港口1" in kept.run(SEARCH, "港口")
    assert kept.run(PARTS) == ["1"]
    kept.open(f"{host.address}harbour/")
    kept.run(RENEWED)
    assert kept.run(PARTS) == ["2"]
    host.stop()
    for place in ("en/harbour/", "data/"):
        kept.open(host.address + place)
        assert kept.run(PARTS) == ["2"]
    assert "港口2" in kept.run(SEARCH, "港口")
    kept.open(host.address)
    kept.run('await offers("移除")')
    assert "0000000002" in kept.run(SAID)
    assert kept.run(LEFT) == [1, entries]


def test_a_new_version_waits_while_another_page_of_the_former_is_open(host: Host, browser: Browser) -> None:
    with opened(browser, host.address) as page:
        first = Reader(page)
        first.run(KEEP)
        first.open(f"{host.address}harbour/")
        host.publish(2)
        first.run(UPDATED)
        other = page.context.new_page()
        second = Reader(other)
        for place in ("", "en/harbour/"):
            second.open(host.address + place)
            second.run("await until(async () => await navigator.serviceWorker.ready)")
            assert second.run(PARTS) == first.run(PARTS) == ["1"]
        assert "港口1" in first.run(SEARCH, "港口")
        page.close()
        other.reload()
        second.run(RENEWED)
        assert second.run(PARTS) == ["2"]


@pytest.mark.parametrize("fault", ["missing", "of other bytes"])
def test_a_version_that_does_not_come_whole_leaves_the_former_as_it_was(fault: str, host: Host, kept: Reader) -> None:
    host.publish(2)
    broken = host.site / "search" / "zh.js"
    whole = broken.read_bytes()
    if fault == "missing":
        broken.unlink()
    else:
        broken.write_bytes(whole[:-1])
    kept.open(host.address)
    kept.run('await until(() => status.textContent.includes("最新版未能保存：沒有完整下載"))')
    assert kept.run(PARTS) == ["1"]
    assert "0000000001" in kept.run(SAID)
    for place in ("harbour/", "en/"):
        kept.open(host.address + place)
        assert kept.run(PARTS) == ["1"]
    assert "港口1" in kept.run(SEARCH, "港口")
    # A page that only the new version has is of one piece, too.
    shutil.copytree(host.site / "harbour", host.site / "fresh")
    kept.open(f"{host.address}fresh/")
    assert kept.run(PARTS) == ["2"]
    broken.write_bytes(whole)
    kept.open(host.address)
    kept.run(UPDATED)
    kept.open(host.address)
    kept.run(RENEWED)
    host.stop()
    kept.open(f"{host.address}harbour/")
    assert kept.run(PARTS) == ["2"]
    assert "港口2" in kept.run(SEARCH, "港口")


# What stands in the way -------------------------------------------------------------------------------------------


def test_what_does_not_come_whole_is_not_kept(host: Host, reader: Reader) -> None:
    (host.site / "search" / "zh.js").write_bytes(b"")
    reader.open(host.address)
    assert reader.run(REFUSED) == "最新版未能保存：沒有完整下載，請檢查連線後再試一次。"
    assert reader.run(LEFT) == [0, 0]
    host.stop()
    assert reader.run(REFUSED) == "最新版未能保存：沒有完整下載，請檢查連線後再試一次。"


FULL = "最新版未能保存：這個裝置的儲存空間不足。"


def test_full_storage_is_told_and_left_as_it_was(host: Host, browser: Browser) -> None:
    with opened(browser, host.address) as page:
        reader, session = Reader(page), page.context.new_cdp_session(page)
        limit = {"origin": host.address.removesuffix(BASE)}
        session.send("Storage.overrideQuotaForOrigin", {**limit, "quotaSize": 100_000})
        assert reader.run(REFUSED) == FULL
        assert reader.run(LEFT) == [0, 0]
        session.send("Storage.overrideQuotaForOrigin", limit)
        reader.run(KEEP)
        # Full when a version comes that is larger.
        host.publish(2)
        session.send("Storage.overrideQuotaForOrigin", {**limit, "quotaSize": reader.run(USED) + 100_000})
        reader.open(host.address)
        reader.run("await until(() => status.textContent.includes(argument))", FULL)
        host.stop()
        for place in ("harbour/", "en/harbour/", ""):
            reader.open(host.address + place)
            assert reader.run(PARTS) == ["1"]
        assert "港口1" in reader.run(SEARCH, "港口")


def test_full_storage_is_told_in_firefox(host: Host) -> None:
    with open_firefox({"dom.quotaManager.temporaryStorage.fixedLimit": 256}) as firefox:
        reader = Reader(firefox)
        reader.open(host.address)
        assert reader.run(REFUSED) == FULL
        assert reader.run(LEFT) == [0, 0]


def test_a_browser_that_keeps_nothing_says_so(host: Host) -> None:
    # No cookies, and nothing else that a site keeps.
    with open_firefox({"network.cookie.cookieBehavior": 2}) as firefox:
        reader = Reader(firefox)
        reader.open(host.address)
        assert reader.run(REFUSED) == "這個瀏覽器不允許保存，例如在無痕視窗，或封鎖了 Cookie 的時候。"


# Where it is offered ----------------------------------------------------------------------------------------------


def test_it_is_not_offered_where_it_cannot_be_kept(host: Host, browser: Browser, harbour: Published) -> None:
    with opened(browser, host.address, java_script_enabled=False) as page:
        expect(page.locator(".editions__kept")).to_be_hidden()
    with open_firefox({"dom.serviceWorkers.enabled": False}) as firefox:
        said = firefox.visit(host.address, "return document.querySelector('.editions__kept').getClientRects().length")
        assert said.result == 0
        assert said.errors == said.failed == []
        assert not [request for request in said.requests if "offline" in request]


@pytest.mark.parametrize("place", ["", "en/about/"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_its_states_are_for_every_reader(width: int, place: str, host: Host, browser: Browser) -> None:
    def look() -> None:
        for scheme in ("light", "sepia", "dark"):
            wear(page, scheme)
            assert axe_faults(page) == []
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width

    with opened_still(browser, host.address + place, width) as page:
        row = page.locator(".editions__kept")
        button, status = row.get_by_role("button"), row.get_by_role("status")
        expect(button).to_be_visible()
        look()
        whole = (host.site / "index.html").read_bytes()
        (host.site / "index.html").unlink()
        button.click()
        expect(status).to_contain_text(re.compile("最新版|latest"))
        look()
        (host.site / "index.html").write_bytes(whole)
        button.click()
        expect(status).to_contain_text("0000000001")
        page.context.set_offline(True)
        expect(status).to_contain_text(re.compile("沒有網路|no network"))
        look()


def test_nothing_of_it_is_in_the_archive(harbour: Published) -> None:
    names = {path.relative_to(harbour.unpacked).as_posix() for path in harbour.unpacked.rglob("*")}
    assert not [name for name in names if name.endswith(".webmanifest") or "offline" in name or "icon-" in name]
    for path in harbour.unpacked.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "webmanifest" not in text
        assert "editions__kept" not in text


def test_a_reader_who_passes_by_loads_nothing_of_it(harbour: Published, browser: Browser) -> None:
    with browser.new_context() as context:
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        for place in ("harbour/", "en/harbour/", "search/", "data/"):
            page.goto(harbour.origin + place, wait_until="networkidle")
        assert not [url for url in asked if "offline" in url or "manifest" in url]


def test_all_that_a_page_is_shown_with_is_kept(harbour: Published) -> None:
    names = {*kept_files(harbour.folder)}
    shown = "//script/@src | //link[contains(@rel, 'stylesheet') or contains(@rel, 'icon')]/@href | //img/@src"
    for place, page in harbour.pages.items():
        assert (f"{place}index.html" if place.endswith("/") or not place else place) in names
        for address in page.xpath(shown):
            path = urlsplit(urljoin(f"https://host.example{BASE}{place}", address)).path
            assert path.removeprefix(BASE) in names, (place, address)
    assert not [name for name in names if name.startswith("downloads/") or name.endswith(("card.png", ".csv"))]
    script = (harbour.folder / "offline.js").read_text(encoding="utf-8")
    listed = json.loads(script[script.rindex("\nserveKept(") + len("\nserveKept(") : script.rindex(");")])
    assert listed == {
        name: base64.b64encode(hashlib.sha256((harbour.folder / name).read_bytes()).digest()).decode()
        for name in sorted([*names, "offline.json"])
    }


@pytest.mark.parametrize("language", LANG)
def test_the_manifest_makes_an_app_of_each_language(language: Language, harbour: Published, browser: Browser) -> None:
    folder = "en/" if language == "en" else ""
    with opened(browser, f"{harbour.origin}{folder}harbour/") as page:
        session = page.context.new_cdp_session(page)
        read = session.send("Page.getAppManifest")
        assert read["url"] == f"{harbour.origin}{folder}manifest.webmanifest"
        assert read["errors"] == []
        assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
        # One for each language, which both have all pages.
        assert (read["manifest"]["id"], read["manifest"]["scope"]) == (harbour.origin + folder, harbour.origin)
    manifest = json.loads(read["data"])
    said = json.loads((harbour.folder / folder / "publication.json").read_text(encoding="utf-8"))["metadata"]
    assert (manifest["name"], manifest["lang"]) == (said["title"][LANG[language]], LANG[language])
    found = []
    for icon in manifest["icons"]:
        path = urlsplit(urljoin(read["url"], icon["src"])).path.removeprefix(BASE)
        with Image.open(harbour.folder / path) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]
            # The shape that the phone cuts is filled to its edges.
            clear = picture.convert("RGBA").getpixel((0, 0))[3] == 0  # type: ignore[index]
            assert clear == (icon["purpose"] == "any")
        found.append((icon["sizes"], icon["purpose"]))
    assert found == [("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")]
