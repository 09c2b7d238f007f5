"""The search as a page of its own, in both languages, and what browsers are told of it."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin

import pytest
from lxml import etree
from playwright.sync_api import Browser, expect

from hooks.configuration import Configuration
from hooks.languages import LANG, Language
from hooks.search.pages import describe_search, shortened
from hooks.words import words
from tests.conftest import Published
from tests.tools.browser import DESK, PHONE, opened, opened_quietly
from tests.tools.site import SITE_URL, read_search_index

FIELD, STATUS, LINK = "input[name=q]", ".search__status", ".search__list a"
PLACES: dict[Language, str] = {"zh": "search/", "en": "en/search/"}
SPACE = "{http://a9.com/-/spec/opensearch/1.1/}"
NAMES = [*LANG]


def configured(title: str, address: str = SITE_URL, **settings: object) -> Configuration:
    publication = {"title": {"zh": title, "en": title}}
    return Configuration({"site_url": address, "extra": {"publication": publication}, **settings})


@pytest.mark.parametrize("language", NAMES)
@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("over", ["http", "file"])
def test_the_page_shows_what_its_address_asks_for(
    over: str, width: int, language: Language, harbour: Published, browser: Browser
) -> None:
    address = harbour.address(over).format(PLACES[language].rstrip("/"))
    with opened(browser, f"{address}?q={quote('港口')}", width) as page:
        expect(page.locator(FIELD)).to_have_value("港口")
        expect(page.locator(f"article {LINK} mark").first).to_be_visible()
        assert page.locator(FIELD).count() == page.locator("#__find").count() == 1
        assert page.locator("h1").inner_text() == words(language)["search.title"]
        # The other language shows the same search.
        page.locator(FIELD).fill("Keelung")
        expect(page.locator(LINK).first).to_contain_text(re.compile("."))
        expect(page).to_have_url(re.compile(r"\?q=Keelung$"))
        page.locator("header a[hreflang]").click()
        other = PLACES["en" if language == "zh" else "zh"]
        page.wait_for_url(re.compile(rf"/{other}(index\.html)?\?q=Keelung(#.*)?$"))
        expect(page.locator(f"{LINK} mark").first).to_be_visible()
        page.keyboard.press("/")
        expect(page.locator(FIELD)).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url("**?h=Keelung*")


def test_the_search_of_any_page_leads_there(address: str, browser: Browser) -> None:
    with opened(browser, address.format("en/harbour")) as page:
        page.locator(FIELD).focus()
        page.keyboard.insert_text("harbour of Keelung")
        expect(page.locator(LINK).first).to_be_visible()
        page.get_by_text(words("en")["search.share"]).click()
        page.wait_for_url(re.compile(r"/en/search/(index\.html)?\?q=harbour\+of\+Keelung$"))
        expect(page.locator(FIELD)).to_have_value("harbour of Keelung")
        expect(page.locator(STATUS)).to_contain_text("found")


def test_it_finds_beside_the_other_language_too(address: str, browser: Browser) -> None:
    with opened(browser, address.format("parallel/harbour")) as page:
        page.locator(FIELD).focus()
        page.keyboard.insert_text("林明德")
        expect(page.locator(f"{LINK} mark").first).to_have_text("林明德")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/lights/(index\.html)?\?h=[^/]*#p-4$"))


def test_the_button_in_the_head_leads_to_the_field(harbour: Published, browser: Browser) -> None:
    with opened(browser, f"{harbour.origin}search/", PHONE) as page:
        page.locator("header .search-link").click()
        expect(page.locator(FIELD)).to_be_focused()


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("over", ["http", "file"])
def test_without_a_script_it_says_what_to_do(over: str, width: int, harbour: Published, browser: Browser) -> None:
    with opened(browser, harbour.address(over).format("harbour"), width, java_script_enabled=False) as page:
        if width == DESK:
            page.locator(FIELD).fill("港口")
            page.locator(FIELD).press("Enter")
            page.wait_for_url(re.compile(rf"/search/(index\.html)?\?q={quote('港口')}$"))
        else:
            page.locator("header .search-link").click()
            page.wait_for_url(re.compile(r"/search/(index\.html)?$"))
        expect(page.get_by_text(words("zh")["search.no_script"])).to_be_visible()
        page.get_by_role("article").get_by_role("link", name=words("zh")["search.contents"]).click()
        page.wait_for_url(re.compile(r"/(index\.html)?#contents$"))


def test_with_a_script_it_does_not(harbour: Published, browser: Browser) -> None:
    with opened_quietly(browser, f"{harbour.origin}search/") as page:
        expect(page.get_by_text(words("zh")["search.no_script"])).to_be_hidden()


@pytest.mark.site
def test_programs_leave_the_pages_out(harbour: Published) -> None:
    for place in PLACES.values():
        assert harbour.pages[place].xpath('//meta[@name="robots"]/@content') == ["noindex"]
    assert "/search/" not in (harbour.folder / "sitemap.xml").read_text(encoding="utf-8")
    assert not [place for place in read_search_index(harbour.folder) if "search" in place]
    assert not (harbour.folder / "parallel" / "search").exists()
    assert [page.xpath('count(//*[@id="__find"])') for page in harbour.pages.values()] == [1.0] * len(harbour.pages)


@pytest.mark.site
def test_every_page_names_the_description_of_the_search_in_its_language(harbour: Published) -> None:
    for place, page in harbour.pages.items():
        (link,) = page.xpath('//head/link[@rel="search"]')
        assert link.get("type") == "application/opensearchdescription+xml"
        english = page.get("lang") == "en"
        file = "en/opensearch.xml" if english else "opensearch.xml"
        assert urljoin(SITE_URL + place, link.get("href")) == SITE_URL + file
        described = etree.fromstring((harbour.folder / file).read_bytes())
        assert link.get("title") == described.findtext(f"{SPACE}ShortName")
        (template,) = (url.get("template") for url in described.iter(f"{SPACE}Url") if url.get("type") == "text/html")
        own = PLACES["en" if english else "zh"]
        assert template == f"{SITE_URL}{own}?q={{searchTerms}}"
        assert (harbour.folder / own / "index.html").is_file()
    # In a folder there is nothing that a browser could ask.
    assert not list(harbour.unpacked.rglob("opensearch.xml"))
    assert "opensearch" not in (harbour.unpacked / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("title", ["港", "Law & <Order>", "Opening a New Chapter in " * 3, "新章節" * 30, "w" * 2000])
@pytest.mark.parametrize("language", NAMES)
def test_the_description_keeps_the_rules_of_opensearch(language: Language, title: str) -> None:
    described = describe_search(configured(title, use_directory_urls=False), language)
    assert described
    root = etree.fromstring(described.content)
    assert root.tag == f"{SPACE}OpenSearchDescription"
    texts = {child.tag.removeprefix(SPACE): child.text or "" for child in root if child.tag != f"{SPACE}Url"}
    # Each at most once but the Url; the first two and a Url are required.
    assert len(texts) + 2 == len(root)
    for name, limit in {"ShortName": 16, "Description": 1024, "LongName": 48}.items():
        assert 0 < len(texts[name]) <= limit
    assert described.title == texts["ShortName"]
    assert texts["Language"] == LANG[language]
    assert texts["InputEncoding"] == texts["OutputEncoding"] == "UTF-8"
    assert texts["Image"].startswith(SITE_URL)
    results, own = root.findall(f"{SPACE}Url")
    assert (results.get("type"), results.get("rel", "results")) == ("text/html", "results")
    page = "en/search.html" if language == "en" else "search.html"
    assert results.get("template") == f"{SITE_URL}{page}?q={{searchTerms}}"
    assert (own.get("rel"), own.get("type")) == ("self", "application/opensearchdescription+xml")
    assert own.get("template") == SITE_URL + described.address


def test_without_the_address_of_the_site_there_is_no_description() -> None:
    assert describe_search(configured("港", ""), "zh") is None


@pytest.mark.parametrize(("text", "limit", "short"), [
    ("Opening a New Chapter", 16, "Opening a New…"),
    ("Opening a New Cat", 16, "Opening a New…"),
    ("Opening a New Ca", 16, "Opening a New Ca"),
    ("Openings and closings", 9, "Openings…"),
    ("開啟臺美國防", 4, "開啟臺…"),
])  # fmt: skip
def test_a_name_is_cut_between_words(text: str, limit: int, short: str) -> None:
    assert shortened(text, limit) == short
    assert len(short) <= limit
