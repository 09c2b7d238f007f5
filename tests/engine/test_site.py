"""The publication as built: the whole text, in its languages, with links that lead somewhere, as valid HTML."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from lxml import etree

from hooks.languages import LANG
from hooks.words import words as said_by
from tests import MODULES
from tests.conftest import Published
from tests.tools.site import (
    ABOUT,
    BASE,
    CITE,
    HAN,
    PARALLEL,
    PLACES,
    SITE_URL,
    SOURCES,
    TRANSLATIONS,
    Element,
    article,
    bare,
    counterpart,
    english_words,
    of_class,
    passages,
    read_page,
    read_search_index,
    texts,
    words,
    words_in,
)
from tests.tools.values import OWN

ADDRESSES = ("href", "src", "srcset", "poster", "data", "action", "data-root", "data-worker")
# What a search engine or a link preview wants with its host.
WITH_HOST = ("canonical", "alternate")
# The names of vocabularies, which no browser asks for.
VOCABULARIES = ("schema.DC", "schema.DCTERMS")


def test_pull_quotes_are_out_of_speech_and_search(site: Path, pages: dict[str, Element]) -> None:
    index = read_search_index(site)
    for place in SOURCES:
        found = of_class(pages[place], "pull-quote")
        searched = re.sub(r"[\s-]", "", "".join(index.get(place, [])))
        text = bare(article(pages[place]))
        for quote in found:
            assert quote.get("aria-hidden") == "true"
            # Where a paragraph has the very words, the index has them too.
            assert searched
            assert searched.count(bare(quote)) == text.count(bare(quote))


# The tables -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", [place for place, source in SOURCES.items() if "/// data-table" in source.body])
def test_rows_stand_under_their_years(place: str, pages: dict[str, Element]) -> None:
    language = SOURCES[place].language
    found = of_class(pages[place], "data-table__table")
    assert found
    for shown in found:
        printed = []
        for group in shown.xpath("tbody"):
            years = group.xpath('tr[1]/th[@scope="rowgroup"]')
            rows = group.xpath("tr")
            assert group.xpath(".//th") == years
            heads = [(year.get("rowspan", "1"), year.getprevious()) for year in years]
            assert heads == [(str(len(rows)), None)] * len(years)
            own = [row for row in rows if row.get("class") != "added"]
            cells = [row.xpath('td[not(@class="data-table__editorial")]') for row in own]
            printed += [("".join(map(words, years)), " ".join(map(words, row))) for row in cells]
        table = OWN.tables[shown.xpath('string(ancestor::*[starts-with(@id, "table-")]/@id)').removeprefix("table-")]
        assert printed == [
            (str(group.year or ""), " ".join(cell.prefix[language] + cell.text[language] for cell in row.cells))
            for group in table.groups
            for row in group.rows
            if not row.added
        ]
        assert words(shown.find("caption")) == table.caption[language]
        assert {head.get("scope") for head in shown.xpath("thead/tr/*")} == {"col"}
        assert bool(table.notes) == ("aria-describedby" in shown.attrib)
        assert not table.notes or words(pages[place].get_element_by_id(shown.get("aria-describedby")))


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
    assert pages.keys() == {*PLACES}
    for place, source in SOURCES.items():
        assert pages[place].get("lang") == LANG[source.language]
    for tag in LANG.values():
        assert words(pages["404.html"].xpath(f'//article//*[@lang="{tag}"][.//a]')[0])


def test_a_cover_is_named_by_the_title_of_the_publication_alone(pages: dict[str, Element]) -> None:
    for place in ("", "en/"):
        (title,) = pages[place].xpath('//meta[@property="og:site_name"]/@content')
        assert pages[place].findtext(".//title").strip() == title
        assert pages[place].xpath('//meta[@property="og:title"]/@content') == [title]


def test_every_passage_in_the_other_language_is_marked(pages: dict[str, Element]) -> None:
    """No Han where the language is English, and no two English words in a row where it is Chinese."""
    # A title and an attribute hold no markup: some are for both, and some quote a passage.
    for title in pages["404.html"].xpath("//title"):
        assert HAN.search(title.text)
        assert english_words(title.text) > 1
    said = [
        (place, *text)
        for place, page in pages.items()
        for text in texts(page)
        if not (place in {"404.html", *PARALLEL} and text[0] in ("title", "@content"))
        and not (place in CITE and text[0] == "@aria-label")
    ]
    faults = [
        f"/{place} {kind}: {text.strip()}"
        for place, kind, language, text in said
        if (HAN.search(text) if language == "en" else english_words(text) > 1)
    ]
    assert not faults, "\n".join(faults)


# Translations -----------------------------------------------------------------------------------------------------


def test_translated_pages_say_what_their_text_is(pages: dict[str, Element]) -> None:
    original, translation = OWN.configuration.original, OWN.configuration.translation
    theirs, mine = said_by(original, original), said_by(translation, original)
    for place, status in TRANSLATIONS.items():
        said = {tag: words_in(pages[place].xpath("//article")[0], tag) for tag in LANG.values()}
        unofficial = mine["status.unofficial"] in said[LANG[translation]]
        assert unofficial == (theirs["status.unofficial_original"] in said[LANG[original]])
        assert unofficial == (status == "unofficial")
        assert (mine["status.official"] in said[LANG[translation]]) == (status == "official")


@pytest.mark.skipif(not ABOUT, reason="no page about the publication")
def test_the_status_of_every_translation_stands_on_the_about_pages(pages: dict[str, Element]) -> None:
    cells = '//section[@aria-labelledby="translation-status"]//td[1]'
    chinese, english = ([cell.text for cell in pages[place].xpath(cells)] for place in ABOUT)
    kinds = [f"status.kinds.{kind}" for kind in ("official", "unofficial", "pending")]
    original = OWN.configuration.original
    names = {said_by("zh", original)[kind]: said_by("en", original)[kind] for kind in kinds}
    assert [names[name] for name in chinese] == english
    assert len(english) == len(TRANSLATIONS)


def test_an_untranslated_page_shows_a_notice_and_no_chinese_text(harbour: Published) -> None:
    place = "en/rules/"
    text = read_page(harbour.folder / place / "index.html").xpath("//article")[0]
    (notice,) = of_class(text, "pending")
    assert "not yet been translated" in words_in(notice, "en")
    assert "尚未譯" in words_in(notice, "zh-Hant-TW")
    links = [urljoin(SITE_URL + place, link) for link in notice.xpath(".//a/@href")]
    assert SITE_URL + counterpart(place) in links
    chinese = [passage for passage in passages(article(harbour.pages[counterpart(place)])) if len(passage) > 30]
    assert chinese
    assert not [passage for passage in chinese if passage in words(text)]
    notice.drop_tree()
    assert not HAN.search(words(text))


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
                if element.get("rel") in VOCABULARIES:
                    continue
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
    for element in page.xpath('//meta[@property="og:url" or @property="og:image"]'):
        element = element.makeelement("link", {"rel": "canonical", "href": element.get("content")})
        yield element, element.get("href")


# Markup -----------------------------------------------------------------------------------------------------------


def test_the_html_checker_finds_no_error(site: Path, pages: dict[str, Element], java: str) -> None:
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    files = [str(path) for path in sorted(site.rglob("*.html"))]
    assert len(files) == len(pages)
    command = [java, "-jar", str(jar), "--errors-only", "--format", "json", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    assert not messages, "\n".join(f"{one['url']}:{one.get('lastLine')}: {one['message']}" for one in messages)
