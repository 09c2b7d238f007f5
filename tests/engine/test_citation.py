"""How the publication is cited: in each style, with each fact left out; as records; on its pages; at each passage."""

from __future__ import annotations

import json
import re
import subprocess
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from lxml import html
from playwright.sync_api import Browser, expect

from hooks.citation.formatting import STYLES, format_citations
from hooks.citation.items import Item, at, page_item, publication_item
from hooks.citation.pages import PLACE
from hooks.citation.passages import passages_of, printed_pages
from hooks.citation.records import bibtex, csl_json, ris
from hooks.citation.report import report_links
from hooks.configuration import Configuration
from hooks.languages import LANG
from hooks.sources import Sources
from tests.conftest import Published
from tests.tools.asking import Visitor
from tests.tools.book import Builder, write_book, write_harbour
from tests.tools.browser import DESK, PHONE, opened
from tests.tools.cases import Case, cases, read_cases
from tests.tools.site import SITE_URL, search_scripts, words

FULL = next(case for case in read_cases("citation") if case.path.stem == "everything-is-stated")


def configuration_of(case: dict[str, Any]) -> Configuration:
    given = case["input"]
    return Configuration(
        {
            "site_url": given.get("site_url", "https://diptych.example/harbour/"),
            "nav": ["index.md", "lights.md", "about.md"],
            "extra": {"publication": {"slug": "harbour", **given["publication"]}},
        }
    )


def items_of(case: dict[str, Any], language: Any) -> tuple[Item, Item, Item, str]:
    """Return the publication, a chapter and a passage of it, and the pages that are quoted."""
    configuration, given = configuration_of(case), case["input"]
    publication = publication_item(configuration, language)
    title = {"zh": "燈塔", "en": "The Lights"}[language]
    chapter = page_item(publication, configuration, "lights.md", title, given.get("pages", "4–9"))
    quoted = given.get("quoted", "5" if chapter.get("page") else "")
    return publication, chapter, at(chapter, "p-12", quoted), quoted


# Styles ---------------------------------------------------------------------------------------------------------------


@cases("citation")
def test_what_is_cited_is_written_as_its_style_has_it(case: Case) -> None:
    """`input` has what the publication says of itself; `output` the whole, a chapter and a passage, in each style. What
    stands in brackets behind an entry is the mark in the text."""
    found: dict[str, dict[str, list[str]]] = {}
    for language, styles in STYLES.items():
        publication, chapter, passage, quoted = items_of(case, language)
        for style in styles:
            cited = format_citations([(publication, ""), (chapter, ""), (passage, quoted)], style, language)
            lines = [plain(f"{one.full} {one.mark}".strip()) for one in cited]
            found.setdefault(language, {})[style.file] = lines
    case.check(found)
    for line in (line for styles in found.values() for lines in styles.values() for line in lines):
        assert not re.search(r"[(（\[]\s*[)）\]]|[,，、]\s*[,，、。.]|〈〉|《》|[:：]\s*[。.,，]|\s\s", line), line


def test_a_passage_in_the_other_language_says_so() -> None:
    (style,) = STYLES["zh"]
    item = publication_item(Configuration({"extra": {"publication": {"title": "海港 Keelung Harbour"}}}), "zh")
    (cited,) = format_citations([(item, "")], style, "zh")
    assert cited.full == '《海港 <span lang="en">Keelung Harbour</span>》。'


def test_entries_of_one_year_are_not_told_apart_by_letters() -> None:
    item = items_of(FULL, "en")[1]
    for style in STYLES["en"]:
        cited = format_citations([(item, ""), (item | {"title": "The Harbour"}, "")], style, "en")
        assert all("2011" in one.full and "2011a" not in one.full for one in cited)
        assert not any("et al" in one.full or "ibid" in one.full.lower() for one in cited)


def plain(text: str) -> str:
    return unescape(re.sub(r"<(?!/?em)[^>]*>", "", text))


# Records --------------------------------------------------------------------------------------------------------------


@cases("citation")
def test_records_are_read_again_as_they_were_written(case: Case) -> None:
    for language in STYLES:
        items = list(items_of(case, language)[:3])
        assert [entry | {} for entry in json.loads(csl_json(items))] == items
        entries = read_bibtex(bibtex(items))
        records = rispy.loads(ris(items))
        assert (
            [entry["ID"] for entry in entries] == [record["id"] for record in records] == [one["id"] for one in items]
        )
        for item, entry, record in zip(items, entries, records, strict=True):
            names = [author["literal"] for author in item.get("author", ())]
            begins, _, ends = item.get("page", "").partition("–")
            assert entry["title"].strip("{}") == record["title"] == item["title"]
            assert record.get("authors", []) == names
            assert [name.strip("{}") for name in entry.get("author", "").split(" and ") if name] == names
            assert entry.get("url", "") == (record.get("urls") or [""])[0] == item.get("URL", "")
            publisher = entry.get("publisher") or entry.get("institution", "")
            assert publisher == record.get("publisher", "") == item.get("publisher", "")
            assert entry.get("booktitle", "") == record.get("secondary_title", "") == item.get("container-title", "")
            assert entry.get("pages", "").replace("--", "–") == item.get("page", "")
            assert (record.get("start_page", ""), record.get("end_page", "")) == (begins, ends)
            year = str(item.get("issued", {}).get("date-parts", [[""]])[0][0])
            assert entry.get("year", "") == record.get("year", "") == year
            assert "" not in [*entry.values(), *record.values()]


def test_pandoc_reads_every_record() -> None:
    import pypandoc

    items = list(items_of(FULL, "en")[:3])
    for text, name in ((bibtex(items), "bibtex"), (ris(items), "ris"), (csl_json(items), "csljson")):
        read = json.loads(pypandoc.convert_text(text, "csljson", format=name))
        assert [entry["title"] for entry in read] == [item["title"] for item in items]
        assert [entry["id"] for entry in read] == [item["id"] for item in items]


def read_bibtex(text: str) -> list[dict[str, str]]:
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    return [{"ID": entry.key} | {field.key: field.value for field in entry.fields} for entry in library.entries]


# Passages and printed pages -------------------------------------------------------------------------------------------


@cache
def harbour_sources() -> Sources:
    import tempfile
    from pathlib import Path

    return Sources(write_harbour(Path(tempfile.mkdtemp()) / "book"))


def test_a_passage_stands_on_the_page_on_which_it_begins() -> None:
    pages = {one.id: one.pages for one in passages_of(harbour_sources(), "zh", "harbour.md")}
    assert (pages["harbour"], pages["works"], pages["p-3"], pages["p-4"]) == ("3", "3", "3–4", "4")
    # In a list, and a table.
    assert (pages["p-6"], pages["table-visits"], pages["visits-1907-1"]) == ("4", "5", "5")
    assert printed_pages(passages_of(harbour_sources(), "zh", "harbour.md")) == "3–6"


def test_without_printed_pages_there_are_none() -> None:
    assert {one.pages for one in passages_of(harbour_sources(), "en", "harbour.md")} == {""}
    assert printed_pages(passages_of(harbour_sources(), "en", "harbour.md")) == ""


def test_a_chapter_goes_on_where_the_one_before_ended() -> None:
    sources = harbour_sources()
    begins = passages_of(sources, "zh", "harbour.md", "2")[0].begins
    assert begins == "3"
    for before, first in (("", ""), ("7", "7"), ("5", ""), ("vii", "")):
        book = Sources(sources.root)
        conversion = book.conversions["zh", "harbour.md"]
        late = conversion.html.replace('data-page="3"', 'data-page="8"', 1)
        # The text begins before the mark.
        late = late.replace("<h1", '<p data-block="0">…</p><h1', 1) if "<h1" in late else late
        late = re.sub(
            r"(<div[^>]*page-mark.*?</div>|<span[^>]*page-mark.*?</span>)(.*?</p>)", r"\2\1", late, count=1, flags=re.S
        )
        book.conversions["zh", "harbour.md"] = conversion._replace(html=late)
        assert passages_of(book, "zh", "harbour.md", before)[0].begins == first


# A slip ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANG)
def test_a_report_says_where_the_slip_is(language: Any) -> None:
    given = {"mail": "errata@coast.example", "issues": "https://coast.example/new?labels="}
    configuration = Configuration({"extra": {"publication": {"title": "T", "report": given}}})
    first = "甲 & 乙？#1 “100%”" * 40
    mail, issue = report_links(configuration, language, "港口 & more", "https://h.example/x/", "p-3", "3–4", first)
    letter = parse_qs(urlsplit(mail.link).query, strict_parsing=True)
    assert mail.link.startswith("mailto:errata@coast.example?subject=")
    assert "港口 & more" in letter["subject"][0]
    (body,) = letter["body"]
    for part in ("港口 & more", "https://h.example/x/#p-3", "p-3", "3–4", "甲 & 乙？#1 “100%”"):
        assert part in body
    assert "\r\n" in body
    assert body.endswith("#p-3")
    assert len(mail.link) < 6000
    assert not re.search(r"[^!-~]|\+", mail.link)
    sent = parse_qs(urlsplit(issue.link).query, keep_blank_values=True)
    assert issue.link.startswith("https://coast.example/new?labels=&title=")
    assert sent["body"][0] == body.replace("\r\n", "\n")


def test_a_report_on_a_form_says_where_the_slip_is_in_its_field() -> None:
    address = "https://coast.example/issues/new?template=erratum.yml"
    configuration = Configuration({"extra": {"publication": {"title": "T", "report": {"issues": address}}}})
    (issue,) = report_links(configuration, "en", "Harbour & more", "https://h.example/x/", "p-3")
    sent = parse_qs(urlsplit(issue.link).query, strict_parsing=True)
    assert issue.link.startswith(f"{address}&title=")
    assert {name: value[0] for name, value in sent.items()} == {
        "template": "erratum.yml",
        "title": "Slip: Harbour & more",
        "where": "Page: Harbour & more\nPassage: p-3\nAddress: https://h.example/x/#p-3",
    }


def test_without_an_address_nothing_is_said(tmp_path: Any, build_book: Builder) -> None:
    folder = write_book(tmp_path / "book")
    done = build_book(folder)
    assert done.returncode == 0, done.stdout
    pages = [path.read_text(encoding="utf-8") for path in (folder / "site").rglob("*.html")]
    assert pages
    assert not any("mailto:" in page for page in pages)


# The pages ------------------------------------------------------------------------------------------------------------


def test_every_page_and_passage_is_cited(harbour: Published) -> None:
    pages = {
        place: page for place, page in harbour.pages.items() if not re.search("cite/|parallel/|search/|404", place)
    }
    for place, page in pages.items():
        folder = "en/" * place.startswith("en/")
        cite = harbour.pages[f"{folder}cite/{place.removeprefix('en/')}"]
        assert cite.xpath('//meta[@name="robots"]/@content') == ["noindex"]
        listed = set(cite.xpath('//ol[@class="passages"]/li/@id'))
        linked = {
            link.lstrip("#")
            for link in page.xpath('//article//a[@class="paragraph-link" or @class="headerlink"]/@href')
        }
        rows = set(page.xpath("//article//tr/@id"))
        if place not in ("", "en/"):
            assert linked - {"downloads"} <= listed
            assert rows <= listed
        (link,) = page.xpath('//p[@class="page-links"]/a[contains(@href, "cite/")]/@href')
        assert link.endswith(f"cite/{place.removeprefix('en/')}")
    assert "cite/" not in (harbour.folder / "sitemap.xml").read_text(encoding="utf-8")
    assert "cite/" not in "".join(search_scripts(harbour.folder))


def test_a_passage_is_cited_with_its_page_and_address(harbour: Published) -> None:
    entry = harbour.pages["cite/harbour/"].get_element_by_id("p-3")
    text = words(entry.xpath('.//p[@class="citation"]')[0])
    assert text.startswith("林海、周燈，2011，〈港口〉，《港口與燈塔：給新來的人》，海岸叢書，海岸出版社，頁 3–4，")
    assert text.endswith(f"{SITE_URL}harbour/#p-3。")
    english = harbour.pages["en/cite/harbour/"].get_element_by_id("p-3")
    assert "(Coast Press, 2011), https" in words(english.xpath('.//p[@class="citation"]')[0])
    assert [
        unquote(link)
        for link in entry.xpath('.//a[starts-with(@href, "mailto:")]/@href')
        if f"{SITE_URL}harbour/#p-3" in unquote(link)
    ]


def test_the_files_of_records_are_offered(harbour: Published) -> None:
    for place in ("cite/", "en/cite/"):
        links = harbour.pages[place].xpath("//article//a[@download]/@href")
        files = ["harbour.bib", "harbour.ris", "harbour.csl.json", "harbour.marc.xml", "harbour.dc.xml"]
        assert [link.rpartition("/")[2] for link in links] == files
    folder = harbour.folder / "downloads"
    entries = read_bibtex((folder / "harbour.bib").read_text(encoding="utf-8"))
    assert [entry["ID"] for entry in entries] == ["harbour", "harbour-en"]
    done = subprocess.run(["sha256sum", "--check", "SHA256SUMS"], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0
    assert (harbour.unpacked / "downloads" / "harbour.ris").is_file()


def test_a_very_long_page_is_cited(tmp_path: Any, build_book: Builder) -> None:
    """5,000 paragraphs: no more is formatted than there are printed pages."""
    text = "\n\n".join(f"第 {number} 段。" for number in range(5000))
    folder = write_book(tmp_path / "book", {"docs/zh/chapter.md": f"---\ntitle: 長\n---\n\n# 長\n\n{text}\n"})
    done = build_book(folder)
    assert done.returncode == 0, done.stdout
    page = html.parse(str(folder / "site" / "cite" / "chapter" / "index.html"), html.HTMLParser(encoding="utf-8"))
    assert len(page.xpath('//ol[@class="passages"]/li')) == 5001
    assert PLACE not in "".join(page.xpath("//article//ol//text()"))


# In the browser -------------------------------------------------------------------------------------------------------

BAR = """
  const [id, English] = argument;
  const block = document.getElementById(id);
  const link = block.querySelector("a.paragraph-link, a.headerlink");
  link.focus();
  link.click();
  const bar = document.querySelector(".passage-bar");
  const told = {
    hash: location.hash,
    focused: bar.contains(document.activeElement),
    links: [...bar.querySelectorAll("a")].map(link => link.href),
    names: [...bar.children].map(item => item.textContent),
    role: bar.getAttribute("role"),
  };
  document.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape", bubbles: true}));
  return {...told, left: document.querySelector(".passage-bar"), back: document.activeElement === link};
"""


@pytest.mark.parametrize(
    ("page", "id"), [("harbour", "p-3"), ("harbour", "works"), ("data", "visits-1907-1"), ("parallel/harbour", "p-3")]
)
def test_a_passage_s_link_opens_a_bar(page: str, id: str, visit: Visitor, address: str) -> None:
    told = visit(address.format(page), BAR, [id, False])
    assert told["hash"] == f"#{id}"
    assert told["focused"]
    assert told["back"]
    assert told["left"] is None
    assert told["role"] == "group"
    # Where the other language is not in sight, it comes first.
    counterpart = ["英文譯文 · 非官方"] if page == "harbour" else []
    assert told["names"] == [*counterpart, "複製連結", "引用", "來信指正", "在網站上回報錯誤"]
    cite, mail, issue = told["links"]
    name = page.removeprefix("parallel/")
    assert re.search(rf"/cite/{name}/(index\.html)?#{id}$", cite)
    (body,) = parse_qs(urlsplit(mail).query)["body"]
    assert f"{SITE_URL}{name}/#{id}\r\n" in body
    assert issue.startswith("https://coast.example/harbour/issues/new?")


def test_the_bar_copies_leads_on_and_closes(harbour: Published, browser: Browser) -> None:
    options: dict[str, Any] = {"permissions": ["clipboard-read", "clipboard-write"]}
    with opened(browser, f"{harbour.origin}harbour/", PHONE, **options) as page:
        page.locator("#p-4 > .paragraph-link").press("Enter")
        expect(page.locator(".passage-bar [aria-expanded=true]")).to_be_focused()
        copy = page.locator(".passage-bar button:not([aria-expanded])")
        page.keyboard.press("Tab")
        expect(copy).to_be_focused()
        page.keyboard.press("Enter")
        expect(copy).to_have_text("已複製連結")
        assert page.evaluate("navigator.clipboard.readText()") == f"{SITE_URL}harbour/#p-4"
        assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE
        page.locator("h1").click()
        expect(page.locator(".passage-bar")).to_have_count(0)
        page.locator("#p-4 > .paragraph-link").press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/cite/harbour/#p-4")
        expect(page.locator("#p-4 .citation").first).to_be_in_viewport()


def test_the_bar_is_not_printed(harbour: Published, browser: Browser) -> None:
    with opened(browser, f"{harbour.origin}harbour/") as page:
        page.locator("#p-4 > .paragraph-link").press("Enter")
        page.emulate_media(media="print")
        expect(page.locator(".passage-bar")).to_be_hidden()


def test_citations_and_records_are_copied(harbour: Published, browser: Browser) -> None:
    options: dict[str, Any] = {"permissions": ["clipboard-read", "clipboard-write"]}
    with opened(browser, f"{harbour.origin}en/cite/harbour/#p-4", DESK, **options) as page:
        entry = page.locator("#p-4")
        entry.locator(".citation__copy").first.click()
        expect(page.locator("[role=status]").last).to_have_text("Copied: Chicago, notes")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith("Lin Hai and Chou Teng, “The Harbour,” in The Harbour")
        assert copied.endswith("/en/harbour/#p-4.")
        entry.locator("summary").click()
        entry.get_by_role("button", name="BibTeX").click()
        expect(page.locator("[role=status]").last).to_have_text("Copied: BibTeX")
        (record,) = read_bibtex(page.evaluate("navigator.clipboard.readText()"))
        assert record["ID"] == "harbour-en-harbour-p-4"
        assert record["url"] == f"{SITE_URL}en/harbour/#p-4"


def test_without_scripts_the_citation_stands_there(harbour: Published, browser: Browser) -> None:
    with opened(browser, f"{harbour.origin}harbour/", PHONE, java_script_enabled=False) as page:
        page.locator(".page-links a").first.click()
        page.wait_for_url("**/cite/harbour/")
        expect(page.locator("#p-4 .citation").first).to_be_visible()
        assert page.locator("header a[hreflang=en]").get_attribute("href") == "../../en/cite/harbour/"
        page.locator("header a[hreflang=en]").click()
        page.wait_for_url("**/en/cite/harbour/")


@pytest.mark.parametrize("place", ["cite/harbour/", "en/cite/harbour/"])
def test_further_citations_are_named_by_their_passage_in_its_own_languages(place: str, harbour: Published) -> None:
    page = harbour.pages[place]
    entries = page.xpath('//ol[@class="passages"]/li')
    assert entries
    for entry in entries:
        (summary,), (passage,) = entry.xpath("details/summary"), entry.xpath("p[@class='passages__words']/a")
        assert [page.get_element_by_id(id) for id in summary.get("aria-labelledby").split()] == [summary, passage]
        assert summary.get("aria-label") is None
