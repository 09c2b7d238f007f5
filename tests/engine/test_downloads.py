"""What can be taken away: whole, the same bytes from the same sources, and readable with no network at all."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from hooks.editions.archive import folder_name
from hooks.editions.offline import copy_in_words
from hooks.editions.revision import Revision
from hooks.languages import LANG, Language
from tests import ROOT
from tests.conftest import Published
from tests.tools import book
from tests.tools.browser import opened
from tests.tools.editions import small_publication
from tests.tools.firefox import visit_all
from tests.tools.site import ABOUT, SITE_URL, SLUG, Element, of_class, read_pages
from tests.tools.values import OWN

NAMES = [
    "en-large.pdf", "en.epub", "en.pdf", "zh-en.epub", "zh-en.pdf",
    "zh-large.pdf", "zh-vertical.epub", "zh.epub", "zh.pdf",
]  # fmt: skip
# A publication that names no editions offers none.
pytestmark = pytest.mark.skipif(not SLUG, reason="no editions")
TITLE = OWN.configuration.identity("zh").title
# What every page has in its search: the beginning of the title.
WORD = TITLE[:2]
# What the archive begins with.
START = "0 開始閱讀 START HERE.html"
SEEK = "(field, text) => { field.focus(); field.value = text; field.dispatchEvent(new Event('input')) }"
OFFERS = ["", "en/", *ABOUT]


def files(slug: str) -> list[str]:
    """Return the names of the files of a publication's editions, in order; others may stand beside them."""
    return [f"{slug}-site.zip", *(f"{slug}.{name}" for name in NAMES)]


FILES = files(SLUG)


def downloads_in(folder: Path) -> list[str]:
    """Return the names of all that stands in a folder of downloads but the checksums, in order."""
    return sorted(path.name for path in folder.iterdir() if path.name != "SHA256SUMS")


def opened_alone(path: Path, folder: Path, browser: Browser, **options: Any) -> AbstractContextManager[Page]:
    """Yield a file as a viewer of archives opens it: unpacked by itself into a folder."""
    alone = folder / "暫存 檔" / path.name
    alone.parent.mkdir(exist_ok=True)
    shutil.copy(path, alone)
    return opened(browser, alone.as_uri(), **options)


@pytest.fixture(scope="session")
def offline(unpacked: Path) -> dict[str, Element]:
    """The root element of every page of the archive by its file."""
    return offline_pages(unpacked)


def offline_pages(folder: Path) -> dict[str, Element]:
    return {f"{address}index.html": page for address, page in read_pages(folder).items() if address != START}


def test_every_edition_is_there_with_its_checksum(site: Path) -> None:
    folder = site / "downloads"
    names = downloads_in(folder)
    assert {*FILES} <= {*names}
    sums = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert sums == [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}" for name in names]


@pytest.mark.parametrize("place", OFFERS)
def test_each_edition_is_offered_with_its_size(place: str, site: Path, pages: dict[str, Element]) -> None:
    (offers,) = of_class(pages[place], "editions")
    sizes = {}
    for file in of_class(offers, "editions__file"):
        number, unit = file.find("span").text.split()
        sizes[Path(file.find("a").get("href")).name] = float(number) * {"kB": 1e3, "MB": 1e6}[unit]
    for name in FILES:
        assert sizes.pop(name) == pytest.approx((site / "downloads" / name).stat().st_size, rel=0.05)
    assert not sizes


def test_the_archive_has_every_page_and_no_address_but_its_canonical_ones(
    offline: dict[str, Element], pages: dict[str, Element], unpacked: Path
) -> None:
    online = {f"{address}index.html" for address in pages if not address.endswith(".html")}
    assert set(offline) == online
    for file, page in offline.items():
        # Where an author's link leads is the author's matter.
        outward = {link for link in page.xpath("//article//a[@href]") if not link.get("href").startswith(SITE_URL)}
        hosts = [
            (link.tag, link.get("rel"))
            for link in page.xpath("//*[@href or @src or @content]")
            for address in (link.get("href"), link.get("src"), link.get("content"))
            if link not in outward and urlsplit(address or "").netloc
        ]
        # The head's, and the foot's: where the living page stands.
        assert hosts == [("link", "canonical"), ("a", None)], file
    for path in unpacked.rglob("*.css"):
        assert "//" not in re.sub(r"/\*.*?\*/|data:[^)]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL), path


def test_every_link_of_the_archive_leads_to_a_file_and_a_place_in_it(
    offline: dict[str, Element], unpacked: Path
) -> None:
    places = {unpacked / file: set(page.xpath("//@id")) for file, page in offline.items()}
    for file, page in offline.items():
        for link in page.xpath("//@href | //@src"):
            address, fragment = urldefrag(link)
            if urlsplit(address).netloc or address.startswith("data:"):
                continue
            target = Path(os.path.normpath((unpacked / file).parent / unquote(address))) if address else unpacked / file
            assert target.is_file(), (file, link)
            assert not fragment or unquote(fragment) in places[target], (file, link)


def test_the_archive_offers_all_but_itself(offline: dict[str, Element], unpacked: Path, site: Path) -> None:
    for place in OFFERS:
        (offers,) = of_class(offline[f"{place}index.html"], "editions")
        offered = {Path(link.get("href")).name for link in offers.iter("a")}
        assert offered == {f"{SLUG}.{name}" for name in NAMES}
    assert downloads_in(unpacked / "downloads") == [
        name for name in downloads_in(site / "downloads") if name != FILES[0]
    ]


def test_the_archive_is_walked_without_a_network(offline: dict[str, Element], unpacked: Path, browser: Browser) -> None:
    with browser.new_context(offline=True) as context:
        page = context.new_page()
        trouble: list[str] = []
        page.on("requestfailed", lambda request: trouble.append(f"{page.url}: {request.url} failed"))
        page.on("console", lambda message: trouble.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: trouble.append(f"{page.url}: {error}"))
        page.on("request", lambda request: trouble.append(request.url) if urlsplit(request.url).netloc else None)
        for file in offline:
            page.goto((unpacked / file).as_uri())
            page.locator("html.js article").wait_for(state="attached")
            page.locator("input[name=q]").evaluate(
                "(field, text) => { field.focus(); field.value = text; field.dispatchEvent(new Event('input')) }",
                WORD,
            )
            page.locator(".search__list mark", has_text=WORD).first.wait_for(state="attached")
            for language in page.locator("header a[hreflang]").evaluate_all("links => links.map(link => link.href)"):
                assert Path(unquote(urlsplit(language).path)).is_file()
        assert trouble == []


def test_the_archive_is_walked_in_firefox_without_a_network(offline: dict[str, Element], unpacked: Path) -> None:
    walk = """
      const field = document.querySelector("input[name=q]");
      (SEEK)(field, argument);
      const marks = () => [...document.querySelectorAll(".search__list mark")];
      const found = () => marks().some(mark => mark.textContent === argument);
      for (let tries = 0; !found() && tries < 500; tries++) await new Promise(resolve => setTimeout(resolve, 20));
      return found();
    """.replace("SEEK", SEEK)
    visits = visit_all([(unpacked / file).as_uri() for file in offline], walk, WORD)
    for file, visit in zip(offline, visits, strict=True):
        assert visit.result, file
        assert visit.errors == visit.failed == [], file
        assert [request for request in visit.requests if urlsplit(request).netloc] == [], file


@pytest.mark.parametrize("width", [360, 800])
@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("file", ["index.html", "en/harbour/index.html", START])
def test_a_file_opened_from_within_the_archive_says_first_to_unpack_it(
    file: str, scripts: bool, width: int, harbour: Published, browser: Browser, tmp_path: Path
) -> None:
    path = harbour.unpacked / file
    with opened_alone(path, tmp_path, browser, width=width, java_script_enabled=scripts) as page:
        said = page.locator(".unpack-first p")
        assert said.evaluate_all("said => said.map(one => one.lang)") == [*LANG.values()]
        for one, words in zip(said.all(), ("請先解壓縮", "Unpack the archive first"), strict=True):
            expect(one).to_be_in_viewport(ratio=1)
            expect(one).to_contain_text(words)
            expect(one).to_contain_text(START)
        assert page.evaluate("document.body.innerText.trim()").startswith("請先解壓縮")
        # No drawing, in the text or around it, is larger than the window, and none around it than a line.
        sizes = "all => all.map(one => one.getBoundingClientRect()).map(({width, height}) => Math.max(width, height))"
        assert max(page.locator("svg, img").evaluate_all(sizes), default=0) <= width
        around = page.locator("body > :not(.page) :is(svg, img), .sidebar :is(svg, img)")
        assert max(around.evaluate_all(sizes), default=0) <= 24


def test_nothing_of_that_shows_in_a_folder(harbour: Published, browser: Browser) -> None:
    with opened(browser, (harbour.unpacked / START).as_uri(), width=360) as page:
        for file in (START, *offline_pages(harbour.unpacked)):
            # A page that leads on has no stylesheet, and nothing to hide.
            if "stylesheet" in (harbour.unpacked / file).read_text(encoding="utf-8"):
                page.goto((harbour.unpacked / file).as_uri())
                expect(page.locator(".unpack-first")).to_have_count(1)
                expect(page.locator(".unpack-first")).to_be_hidden()
                assert "解壓縮" not in page.locator("body").aria_snapshot()


def test_the_file_to_start_with_leads_into_the_book_in_each_language(harbour: Published, browser: Browser) -> None:
    with opened(browser, (harbour.unpacked / START).as_uri(), width=360) as page:
        trouble: list[str] = []
        page.on("console", lambda message: trouble.append(message.text))
        page.on("requestfailed", lambda request: trouble.append(request.url))
        page.reload()
        assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
        assert trouble == []
        for language, tag in LANG.items():
            section = page.locator(f"main > [lang={tag}]")
            expect(section.get_by_role("heading", level=1)).to_have_text(harbour_title(harbour, language))
            section.get_by_role("link").first.click()
            expect(page.locator("html")).to_have_attribute("lang", tag)
            expect(page.locator("article.cover")).to_be_attached()
            page.go_back()


def harbour_title(harbour: Published, language: Language) -> str:
    manifest = json.loads((harbour.folder / "publication.json").read_text(encoding="utf-8"))
    return str(manifest["metadata"]["title"][LANG[language]])


def test_each_page_of_a_copy_says_which_it_is_and_where_the_living_page_stands(harbour: Published) -> None:
    copies = {"zh-Hant-TW": "離線副本", "en": "Copy to read without a network"}
    for file, page in offline_pages(harbour.unpacked).items():
        for foot in of_class(page, "colophon__copy"):
            living = f"{SITE_URL}{file.removesuffix('index.html')}"
            assert (
                [link.get("href") for link in foot.iter("a")]
                == [living]
                == page.xpath("//link[@rel='canonical']/@href")
            )
            said = "".join(foot.itertext())
            assert said.startswith(copies[page.get("lang")])
            assert said.endswith(living)
        assert len(of_class(page, "colophon__copy")) == len(page.xpath("/html/body/footer"))
    assert not [page for page in harbour.pages.values() if of_class(page, "colophon__copy")]


@pytest.mark.parametrize(
    ("revision", "living", "said"),
    [
        (Revision("0123456789", 1_700_000_000), "", "離線副本 · 版本：0123456789 · 日期：2023 年 11 月 14 日"),
        (Revision("0123456789", None), "", "離線副本 · 版本：0123456789"),
        (Revision("", 1_700_000_000), "", "離線副本 · 日期：2023 年 11 月 14 日"),
        (Revision(), "", "離線副本"),
        (Revision(), "https://a.example/", "離線副本 · 線上最新版：https://a.example/"),
    ],
)
def test_a_copy_says_what_is_known_of_it(revision: Revision, living: str, said: str) -> None:
    publication = replace(small_publication("zh", chapter={"html": "<p>文。</p>"}), revision=revision)
    parts = copy_in_words(publication, living)
    assert "".join(part if isinstance(part, str) else part.text for part in parts) == said


@pytest.mark.parametrize(
    ("slug", "revision", "name"),
    [
        ("harbour", Revision("0123456789", 1_700_000_000), "harbour-2023-11-14-0123456789"),
        ("harbour", Revision("0123456789+"), "harbour-0123456789-changed"),
        ("harbour", Revision("", 1_700_000_000), "harbour-2023-11-14"),
        # A name that Windows keeps to itself.
        ("con", Revision(), "con-site"),
    ],
)
def test_the_folder_of_a_copy_is_called_after_the_book_and_its_version(
    slug: str, revision: Revision, name: str
) -> None:
    assert folder_name(slug, revision) == name


def test_a_link_to_a_passage_that_is_copied_in_a_copy_is_the_living_one(harbour: Published, browser: Browser) -> None:
    path = harbour.unpacked / "harbour" / "index.html"
    permissions = ["clipboard-read", "clipboard-write"]
    with opened(browser, path.as_uri(), permissions=permissions) as page:
        page.locator("#p-4 > .paragraph-link").press("Enter")
        page.get_by_role("button", name="複製連結").click()
        expect(page.get_by_role("button", name="已複製連結")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == f"{SITE_URL}harbour/#p-4"


def test_the_same_sources_make_the_same_bytes(
    harbour_book: Path, tmp_path_factory: pytest.TempPathFactory, build_book: book.Builder
) -> None:
    other = tmp_path_factory.mktemp("elsewhere") / "another name"
    shutil.copytree(harbour_book, other, symlinks=True)
    made = []
    for folder, zone, language in ((harbour_book, "Asia/Taipei", "zh_TW.UTF-8"), (other, "America/Los_Angeles", "C")):
        commit(folder)
        environment = {"TZ": zone, "LC_ALL": language, "LANG": language, "SITE_URL": SITE_URL}
        done = build_book(folder, **environment)
        assert done.returncode == 0, done.stdout
        made.append({path.name: path.read_bytes() for path in (folder / "site" / "downloads").iterdir()})
        app = ("manifest.webmanifest", "offline.js", "offline.json")
        made[-1].update({name: (folder / "site" / name).read_bytes() for name in app})
    assert {*files("harbour"), "SHA256SUMS"} <= {*made[0]}
    assert made[0].keys() == made[1].keys()
    assert [name for name in made[0] if made[0][name] != made[1][name]] == []
    # The time of the archive is that of the commit.
    with zipfile.ZipFile(io.BytesIO(made[0]["harbour-site.zip"])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 1, 31, 22, 30, 0)}
        version = subprocess.run(["git", "rev-parse", "HEAD"], cwd=harbour_book, capture_output=True)
        names = archive.namelist()
        number = version.stdout.decode()[:10]
        top = f"harbour-2026-01-31-{number}"
        chinese, english = (archive.read(f"{top}/{place}harbour/index.html").decode() for place in ("", "en/"))
    assert f"版本：{number} · 日期：2026 年 1 月 31 日" in chinese
    assert f"Version: {number} · Date: January 31, 2026" in english
    assert {name.partition("/")[0] for name in names} == {top}
    # In the archive, and in any list of its files.
    assert names[0] == min(name for name in names if name.count("/") == 1) == f"{top}/{START}"


def test_sources_without_git_are_published_and_said_to_have_no_version(
    harbour_book: Path, build_book: book.Builder
) -> None:
    done = build_book(harbour_book, PATH=str(harbour_book))
    assert done.returncode == 0, done.stdout
    assert "The editions name no version" in done.stdout
    folder = harbour_book / "site" / "downloads"
    text = (folder / "SHA256SUMS").read_text(encoding="utf-8")
    assert {*files("harbour")} <= {*downloads_in(folder)}
    assert text.count("\n") == len(downloads_in(folder))


def test_a_time_that_is_none_stops_the_build(harbour_book: Path, build_book: book.Builder) -> None:
    done = build_book(harbour_book, SOURCE_DATE_EPOCH="yesterday")
    assert done.returncode != 0
    assert "SOURCE_DATE_EPOCH is “yesterday”: write the seconds since 1970" in done.stdout
    assert not (harbour_book / "site").exists()


@pytest.fixture
def harbour_book(tmp_path: Path) -> Path:
    return book.write_harbour(tmp_path / "book")


def commit(folder: Path) -> None:
    """Make the sources in `folder` a commit of 2026-02-01 06:30 in Taipei."""
    (folder / ".gitignore").write_text((ROOT / ".gitignore").read_text(encoding="utf-8"), encoding="utf-8")
    date = "2026-02-01T06:30:00+08:00"
    who = ["-c", "user.name=Editor", "-c", "user.email=editor@diptych.example"]
    for command in (["init", "--quiet"], ["add", "--all"], [*who, "commit", "--quiet", "--message", "Publish"]):
        environment = os.environ | {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
        subprocess.run(["git", *command], cwd=folder, env=environment, check=True)
