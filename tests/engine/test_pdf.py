"""The PDF editions: the whole text, once and in order, in books that all can read and archives will keep."""

from __future__ import annotations

import copy
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hooks.editions.pdf.blocks import block_nodes
from hooks.editions.pdf.inline import Page
from lxml import etree, html

from hooks.editions.pdf import make_pdfs
from hooks.editions.publication import Chapter
from hooks.editions.revision import Revision
from hooks.findings import SourceError
from hooks.languages import LANG
from tests import CASES, ROOT
from tests.tools.cases import cases, read
from tests.tools.site import SITE_URL, Element, article, of_class, passages, sentences
from tests.tools.standards import faults
from tests.tools.tagged import Piece, pieces, structure

MKDOCS = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
CHAPTERS = re.findall(r"chapters: \[(.*)\]", MKDOCS)[0].split(", ")
PLACES = [f"{name.removesuffix('.md')}/" for name in CHAPTERS]
LEAD = {"zh": LANG["zh"], "en": LANG["en"], "zh-en": LANG["zh"]}
EDITIONS = {"zh": [""], "en": ["en/"], "zh-en": ["", "en/"]}
REVISION = Revision("0123456789", 1_000_000_000)
SLUG = "book"
# Hyphens come and go at the ends of lines.
UNSEEN = re.compile(r"[\s\u00ad-]")
every_edition = pytest.mark.parametrize("edition", EDITIONS)


@pytest.fixture(scope="module")
def books(site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The PDF of each edition of the real publication."""
    copy = shutil.copytree(site, tmp_path_factory.mktemp("books") / "site")
    paths = make_pdfs(copy, CHAPTERS, SLUG, REVISION)
    assert paths == [copy / "downloads" / f"{SLUG}.{edition}.pdf" for edition in EDITIONS]
    return dict(zip(EDITIONS, paths, strict=True))


@pytest.fixture(scope="module")
def shown(books: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same books with what is set beside the text, and reads as nothing, in their text layer."""
    folder = tmp_path_factory.mktemp("shown")
    for path in books.values():
        with pikepdf.open(path) as book:
            for page in book.pages:
                page.Contents.write(page.Contents.read_bytes().replace(b"/ActualText()", b""))
            book.save(folder / path.name)
    return {edition: folder / path.name for edition, path in books.items()}


# The whole --------------------------------------------------------------------------------------------------------


def test_every_book_is_accessible_and_archivable(books: dict[str, Path], small_books: list[Path]) -> None:
    assert faults([*books.values(), *small_books], "ua1", "2a") == []


def test_the_same_site_makes_the_same_bytes_anywhere(books: dict[str, Path], site: Path, tmp_path: Path) -> None:
    shutil.copytree(site, tmp_path / "elsewhere")
    script = (
        "import sys; from pathlib import Path; from hooks.editions.revision import Revision;"
        "from hooks.editions.pdf import make_pdfs;"
        f"make_pdfs(Path(sys.argv[1]), {CHAPTERS!r}, {SLUG!r}, Revision({REVISION.version!r}, {REVISION.epoch}))"
    )
    environment = os.environ | {"TZ": "Asia/Taipei", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", script, str(tmp_path / "elsewhere")]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    for path in books.values():
        assert path.read_bytes() == (tmp_path / "elsewhere" / "downloads" / path.name).read_bytes()


@every_edition
def test_a_book_says_what_it_is(edition: str, books: dict[str, Path], pages: dict[str, Element]) -> None:
    covers = [pages[folder] for folder in EDITIONS[edition]]
    titles = [cover.xpath('string(//meta[@property="og:site_name"]/@content)') for cover in covers]
    with pikepdf.open(books[edition]) as book:
        assert str(book.docinfo.Title) == " · ".join(titles)
        assert str(book.docinfo.Author) == ", ".join(of_class(cover, "cover__publisher")[0].text for cover in covers)
        assert "/Keywords" not in book.docinfo
        assert str(book.docinfo.CreationDate).startswith("D:20010909014640")


# The text ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", ["zh", "en"])
def test_what_is_copied_holds_every_sentence_once_and_in_order(
    edition: str, books: dict[str, Path], pages: dict[str, Element]
) -> None:
    check_text(copied(books[edition], *text_pages(books[edition])), EDITIONS[edition], pages)


@every_edition
def test_what_is_read_aloud_holds_every_sentence_once_and_in_order(
    edition: str, books: dict[str, Path], pages: dict[str, Element]
) -> None:
    # The first title is that of the contents, the last the colophon's.
    text = "".join(piece.text for part in parts(books[edition], edition)[2:-1] for piece in part)
    # Both languages of a table have one head.
    check_text(text, EDITIONS[edition], pages, *["thead"] * (edition == "zh-en"))


def parts(path: Path, edition: str) -> list[list[Piece]]:
    """Return the text of a book as it is read aloud, cut before each title in its first language."""
    found: list[list[Piece]] = [[]]
    for piece in pieces(path):
        if piece.kinds[-1] == "H1" and piece.language == LEAD[edition]:
            found.append([])
        found[-1].append(piece)
    return found


def with_marks(page: Element, *without: str) -> Element:
    """Return a page's text with the references to its notes in place, and without what has the tags `without`."""
    page = copy.deepcopy(page)
    for reference in page.xpath("//sup"):
        reference.drop_tag()
    for element in [element for tag in without for element in page.iter(tag)]:
        element.drop_tree()
    return article(page)


def check_text(text: str, folders: list[str], pages: dict[str, Element], *without: str) -> None:
    """Find every sentence of the chapters in a book's text, as often as they have it and in their order, and every note
    on its own."""
    text = squeezed(text)
    for note in (note for folder in folders for place in PLACES for note in notes(pages[folder + place])):
        assert text.count(note) == 1, note
        text = text.replace(note, "")
    expected = {
        folder: [
            squeezed(sentence)
            for place in PLACES
            for block in passages(with_marks(pages[folder + place], *without))
            for sentence in sentences(block)
        ]
        for folder in folders
    }
    whole = "".join(sentence for found in expected.values() for sentence in found)
    for found in expected.values():
        position = 0
        for sentence in found:
            # Closing quotes and brackets make short ones.
            if len(sentence) > 3:
                assert text.count(sentence) == whole.count(sentence), sentence
            assert sentence in text[position:], sentence
            position = text.index(sentence, position) + len(sentence)


@every_edition
def test_characters_are_those_of_the_site(edition: str, books: dict[str, Path]) -> None:
    text = copied(books[edition])
    assert unicodedata.is_normalized("NFC", text)
    assert re.findall("[\ufffd\u2500\uf900-\ufaff\ue000-\uf8ff]", text) == []


@every_edition
def test_a_passage_in_the_other_language_says_so(
    edition: str, books: dict[str, Path], pages: dict[str, Element]
) -> None:
    text = dict.fromkeys(LANG.values(), "")
    for piece in pieces(books[edition]):
        text[piece.language] += squeezed(piece.text)
    assert re.findall("[\u3400-\u9fff]+", text["en"]) == []
    for folder in EDITIONS[edition]:
        spans = [span for place in PLACES for span in article(pages[folder + place]).xpath(".//*[@lang]")]
        assert len(spans) > 10 or folder
        assert [
            span.text_content() for span in spans if squeezed(span.text_content()) not in text[span.get("lang")]
        ] == []
    with pikepdf.open(books[edition]) as book:
        assert str(book.Root.Lang) == LEAD[edition]
        assert f"<rdf:li>{LEAD[edition]}</rdf:li>" in book.Root.Metadata.read_bytes().decode()


# Beside the text --------------------------------------------------------------------------------------------------


@every_edition
def test_pull_quotes_are_seen_and_neither_read_nor_copied(
    edition: str, books: dict[str, Path], shown: dict[str, Path], pages: dict[str, Element]
) -> None:
    quotes = [
        squeezed(quote.text_content())
        for folder in EDITIONS[edition]
        for place in PLACES
        for quote in of_class(pages[folder + place], "pull-quote")
    ]
    assert quotes
    seen, read_aloud = squeezed(copied(shown[edition], "-raw")), squeezed(copied(books[edition], "-raw"))
    assert [quote for quote in quotes if seen.count(quote) != read_aloud.count(quote) + 1] == []


@every_edition
def test_the_printed_pages_are_counted_in_the_margin(
    edition: str, shown: dict[str, Path], pages: dict[str, Element]
) -> None:
    printed = [
        mark.get("data-page")
        for folder in EDITIONS[edition]
        for place in PLACES
        for mark in of_class(pages[folder + place].xpath("//article")[0], "page-mark")
    ]
    found = list(margin_numbers(shown[edition]))
    # On a sheet of two columns the Chinese counts on the left, the English on the right.
    found.sort(key=lambda place: edition == "zh-en" and place[0] > 0.5)
    assert [number for _, number in found] == printed


@every_edition
def test_running_heads_name_the_chapter_and_folios_the_page(
    edition: str, books: dict[str, Path], shown: dict[str, Path]
) -> None:
    entries = outline(books[edition])
    openings = {page: title for level, title, page in entries if level == 1}
    names = labels(books[edition])
    text = copied(shown[edition]).split("\f")
    chapter = ""
    for number, content in enumerate(text[2:-1], start=2):
        chapter = openings.get(number, chapter)
        lines = [line.strip() for line in content.splitlines()]
        assert names[number] in lines
        if edition == "zh-en" or number % 2 == 0:
            assert (chapter in lines) or number in openings, (number, chapter)


@every_edition
def test_outline_and_contents_lead_to_the_headings(
    edition: str, books: dict[str, Path], pages: dict[str, Element]
) -> None:
    folder = EDITIONS[edition][0]
    headings = [
        (int(heading.tag[1]), heading.text)
        for place in PLACES
        for heading in article(pages[folder + place]).xpath(".//h1 | .//h2")
    ]
    entries = outline(books[edition])
    assert [(level, title) for level, title, _ in entries[1:-1]] == headings
    names = labels(books[edition])
    assert names[1] == "i"
    assert names[entries[1][2]] == "1"
    contents = squeezed("".join(piece.text for piece in parts(books[edition], edition)[1]))
    for _, title, page in entries[1:-1]:
        assert re.search(re.escape(squeezed(title).rstrip("：")) + f"\\D*{names[page]}", contents), title


@every_edition
def test_links_stay_in_the_book_where_it_holds_what_they_lead_to(edition: str, books: dict[str, Path]) -> None:
    with pikepdf.open(books[edition]) as book:
        links = [link for page in book.pages for link in page.get("/Annots", [])]
        outside = {str(link.A.URI) for link in links if "/URI" in link.get("/A", {})}
    home = {f"{SITE_URL}{folder}" for folder in EDITIONS[edition]}
    chinese = {f"{SITE_URL}{place}" for place in PLACES} if edition == "en" else set()
    assert home <= outside <= home | chinese
    assert len(links) > 40


@every_edition
def test_years_head_their_rows(edition: str, books: dict[str, Path], pages: dict[str, Element]) -> None:
    tables = [table for place in PLACES for table in of_class(pages[EDITIONS[edition][0] + place], "data-table__table")]
    with pikepdf.open(books[edition]) as book:
        elements = list(structure(book.Root.StructTreeRoot))
        found = [element for element in elements if element.S == "/Table"][: len(tables)]
        heads = [[cell for cell in structure(table) if cell.S == "/TH"] for table in found]
        spans = [
            [attribute(cell, "/RowSpan") or 1 for cell in cells if attribute(cell, "/Scope") == "/Row"]
            for cells in heads
        ]
    groups = [[len(group) for group in table.findall("tbody")] for table in tables]
    assert spans == groups


def test_a_year_is_told_again_where_a_page_breaks_its_rows(shown: dict[str, Path]) -> None:
    """Not every edition has such a page."""
    told = [re.findall(r"^\((\d{4})\)$", copied(shown[edition], "-raw"), re.MULTILINE) for edition in EDITIONS]
    assert any(told)


@every_edition
def test_the_colophon_names_version_date_address_and_state(
    edition: str, books: dict[str, Path], pages: dict[str, Element]
) -> None:
    text = squeezed("".join(piece.text for piece in parts(books[edition], edition)[-1]))
    date = "2001 年 9 月 9 日" if "zh" in edition else "9 September 2001"
    for folder in EDITIONS[edition]:
        about = pages[f"{folder}about/"]
        policy = about.xpath('//h2[@id="editorial-policy"]/following-sibling::ul[1]/li')
        address = about.xpath("string(//link[@rel='canonical']/@href)").removesuffix("about/")
        states = [row for row in about.xpath('//section[@class="translation-status"]//tbody/tr') if is_chapter(row)]
        said = [REVISION.version, date, address, *(element.text_content() for element in [*policy, *states])]
        assert len(states) == len(PLACES)
        for words in map(squeezed, said):
            assert words.removesuffix("¶") in text, words


def is_chapter(row: Element) -> bool:
    return any(row.xpath("string(th/a/@href)").endswith(f"../{place}") for place in PLACES)


def test_a_book_without_version_or_date_names_none(site: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(site, tmp_path / "site")
    undated = make_pdfs(copy, CHAPTERS, SLUG, Revision())
    for path, words in zip(undated, (("版本", "日期"), ("Version", "Date"), ("版本", "日期")), strict=True):
        colophon = copied(path, "-f", str(outline(path)[-1][2] + 1))
        assert [word for word in words if re.search(rf"^{word}\b", colophon, re.MULTILINE)] == []
        with pikepdf.open(path) as book:
            assert "/CreationDate" not in book.docinfo
            assert b"CreateDate" not in book.Root.Metadata.read_bytes()
    assert faults(undated[:1], "2a") == []


# Any publication --------------------------------------------------------------------------------------------------


@cases("pdf")
def test_html_becomes_what_is_set(case: dict[str, Any]) -> None:
    """`input` is what stands in an article; `output` its nodes, or `error` what is said of it."""
    page, elements = page_of(case["input"])
    if "error" in case:
        with pytest.raises(SourceError) as error:
            block_nodes(elements, page)
        assert str(error.value) == case["error"].strip()
    else:
        assert block_nodes(elements, page) == case["output"]


@pytest.fixture(scope="module")
def small_books(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The books of a site that has all that the cases have, and of everything else no more than it must."""
    site = tmp_path_factory.mktemp("small") / "site"
    found = [read(path) for path in sorted((CASES / "pdf").glob("*.yml"))]
    for folder, language in (("", "zh"), ("en/", "en")):
        for name, text in [("", "")] + [
            (f"{number}/", case["input"]) for number, case in enumerate(found) if "output" in case
        ]:
            path = site / folder / name / "index.html"
            path.parent.mkdir(parents=True)
            path.write_text(
                f'<!doctype html><html lang="{language}"><head><meta property="og:site_name" content="小 Book">'
                f'<meta property="og:title" content="{name}"></head>'
                f'<body><article><h1 id="t">{name}題</h1>{text}</article>',
                encoding="utf-8",
            )
    return make_pdfs(
        site, [f"{path.name}.md" for path in sorted(site.iterdir()) if path.name.isdecimal()], SLUG, Revision()
    )


def page_of(text: str) -> tuple[Page, list[Element]]:
    article = html.fragment_fromstring(text, create_parent="article")
    chapter = Chapter("chapter", "Chapter", "https://host.example/chapter/", "", article, [])
    return Page.of(chapter, "en", {"https://host.example/other/": "other"}), list(article.iterchildren("*"))


# How a book is read -----------------------------------------------------------------------------------------------


def run(command: str, *arguments: str | Path) -> str:
    done = subprocess.run([command, *map(str, arguments)], capture_output=True, encoding="utf-8", check=True)
    return done.stdout


def copied(path: Path, *options: str) -> str:
    """Return the text that is copied out of a book."""
    return run("pdftotext", "-enc", "UTF-8", *options, path, "-")


def squeezed(text: str) -> str:
    return UNSEEN.sub("", text)


def labels(path: Path) -> list[str]:
    """Return what each page is called."""
    with pikepdf.open(path) as book:
        return [str(page.label) for page in book.pages]


def outline(path: Path) -> list[tuple[int, str, int]]:
    """Return the level, words and page (from 0) of each bookmark."""
    with pikepdf.open(path) as book, book.open_outline() as opened:
        places = {page.objgen: number for number, page in enumerate(book.pages)}

        def walk(items: list[pikepdf.OutlineItem], level: int) -> Iterator[tuple[int, str, int]]:
            for item in items:
                destination: Any = item.destination
                yield level, item.title, places[destination[0].objgen]
                yield from walk(item.children, level + 1)

        return list(walk(opened.root, 1))


def text_pages(path: Path) -> list[str]:
    """Return the options for the pages between contents and colophon."""
    entries = outline(path)
    return ["-f", str(entries[1][2] + 1), "-l", str(entries[-1][2])]


def attribute(element: Any, name: str) -> Any:
    """Return a structure element's attribute, or None."""
    return next((entry[name] for entry in element.get("/A", []) if name in entry), None)


def margin_numbers(path: Path) -> Iterator[tuple[float, str]]:
    """Yield each number that stands beside the text, and how far from the left edge, from 0 to 1."""
    root = etree.fromstring(run("pdftotext", "-bbox", "-f", "3", path, "-").encode())
    for number, page in enumerate(root.iter("{*}page"), start=3):
        width, height = (float(page.get(name)) for name in ("width", "height"))
        wide = width > height
        for word in page.iter("{*}word"):
            left, right, top = (float(word.get(name)) for name in ("xMin", "xMax", "yMin"))
            on_left = right / width < (0.05 if wide else 0.125) and (wide or number % 2 == 0)
            on_right = left / width > (0.95 if wide else 0.875) and (wide or number % 2 == 1)
            if word.text.isdecimal() and (on_left or on_right) and top / height < 0.92:
                yield left / width, word.text


def notes(page: Element) -> list[str]:
    """Return each note as a book has it: its mark and its words."""
    found = of_class(page.xpath("//article")[0], "footnote")
    items = [item for box in found for item in box.findall("ol/li")]
    return [
        squeezed(mark + item.text_content().rstrip("↩\ufe0e \n\xa0"))
        for mark, item in zip(marks(page), items, strict=True)
    ]


def marks(page: Element) -> list[str]:
    """Return the references to a page's notes."""
    return [squeezed(reference.text_content()) for reference in of_class(page, "footnote-ref")]
