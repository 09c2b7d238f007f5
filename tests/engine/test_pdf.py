"""The PDF editions: the whole text, once and in order, in books that all can read and archives will keep."""

from __future__ import annotations

import copy
import os
import re
import struct
import subprocess
import sys
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml
from lxml import etree, html

from hooks.data.figure import figure_title
from hooks.data.ids import Record
from hooks.data.tables import make_table
from hooks.editions.colophon import make_colophon
from hooks.editions.palette import palette
from hooks.editions.pdf import make_pdf
from hooks.editions.pdf.book import make_book
from hooks.editions.pdf.contents import contents_depth
from hooks.editions.pdf.tables import data_figure
from hooks.editions.pdf.typesetting import typeset
from hooks.editions.publication import Publication
from hooks.editions.revision import Revision
from hooks.findings import SourceError
from hooks.languages import LANG, Language
from hooks.words import words
from tests import CASES, ROOT
from tests.tools.cases import Case, cases
from tests.tools.editions import Book, read_book, small_publication, with_documents
from tests.tools.site import Element, article, has_block, of_class, passages, sentences
from tests.tools.standards import errors_of
from tests.tools.tagged import Piece, pieces, structure
from tests.tools.values import OWN, read_own

LEAD = {"zh": LANG["zh"], "en": LANG["en"], "zh-en": LANG["zh"]}
EDITIONS: dict[str, list[Language]] = {"zh": ["zh"], "en": ["en"], "zh-en": ["zh", "en"]}
REVISION = Revision("0123456789", 1_000_000_000)
BOOKS: dict[Language, Book] = {language: read_book(OWN, language, REVISION) for language in LANG}
PUBLICATIONS: dict[Language, Publication] = {language: book[0] for language, book in BOOKS.items()}
# The text of each chapter as it is converted for print.
CHAPTERS: dict[Language, list[Element]] = {
    language: [html.fragment_fromstring(chapter.article.html, create_parent="article") for chapter in one.chapters]
    for language, one in PUBLICATIONS.items()
}
# Hyphens come and go at the ends of lines.
UNSEEN = re.compile(r"[\s\u00ad-]")
PRINTED_MARKER = re.compile(r"^[-*] +[（(]", re.MULTILINE)
every_edition = pytest.mark.parametrize("edition", EDITIONS)


def png_chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


# A picture of one grey dot.
DOT = b"\x89PNG\r\n\x1a\n" + b"".join(
    png_chunk(*chunk)
    for chunk in (
        (b"IHDR", struct.pack(">2I5B", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\x80")),
        (b"IEND", b""),
    )
)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The PDF of each edition of this publication."""
    folder = tmp_path_factory.mktemp("books")
    return {edition: written(folder / f"{edition}.pdf", edition) for edition in EDITIONS}


def written(path: Path, edition: str) -> Path:
    path.write_bytes(make_pdf([BOOKS[language] for language in EDITIONS[edition]], read_own))
    return path


def read_nothing(path: str) -> bytes:
    """There is a table, and no picture."""
    if path.startswith("data/"):
        return b"id,year\n"
    raise FileNotFoundError(path)


@pytest.fixture(scope="module")
def shown(books: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same books with what is set beside the text, and reads as nothing, in their text layer."""
    folder = tmp_path_factory.mktemp("shown")
    return {edition: with_artifacts(path, folder / path.name) for edition, path in books.items()}


def with_artifacts(path: Path, shown: Path) -> Path:
    """Write the book at `path` with what reads as nothing in its text layer, and return where that is."""
    with pikepdf.open(path) as book:
        for page in book.pages:
            page.Contents.write(page.Contents.read_bytes().replace(b"/ActualText()", b""))
        book.save(shown)
    return shown


# The whole --------------------------------------------------------------------------------------------------------


def test_every_book_is_accessible_and_archivable(books: dict[str, Path], small_books: list[Path], java: str) -> None:
    assert errors_of([*books.values(), *small_books], "ua1", "3a") == []


# Says how many kilobytes any process of a command took at most; bytes on a Mac.
MOST = """\
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> (10 if sys.platform == "darwin" else 0))
"""


@pytest.mark.site
def test_no_process_of_a_build_takes_more_than_400_megabytes(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run([sys.executable, "-c", MOST, *build], cwd=ROOT, capture_output=True, text=True, check=True)
    assert (tmp_path / "site" / "downloads").is_dir()
    assert int(done.stdout) < 400 << 10


@pytest.mark.parametrize(
    ("program", "said"),
    {
        "raise ValueError('no such thing')": "with: ValueError: no such thing",
        "import os; os.kill(os.getpid(), 9)": "by signal 9: it may want more memory",
    }.items(),
    ids=["by an error", "by the system"],
)
def test_a_typesetter_that_is_stopped_says_so(
    program: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "typesetter.py").write_text(program, encoding="utf-8")
    monkeypatch.setattr("hooks.editions.pdf.typesetting.TYPESETTER", tmp_path / "typesetter.py")
    with pytest.raises(RuntimeError) as error:
        make_pdf([BOOKS["en"]], read_own)
    assert str(error.value) == f"book.typ: the typesetter was stopped {said}"


def test_a_complaint_of_the_typesetter_is_one_line() -> None:
    with pytest.raises(RuntimeError) as error:
        typeset({"languages": []}, 0)
    assert re.fullmatch(r"book\.typ: .*array is empty.*", str(error.value))


def test_the_guide_says_what_is_missing_for_later_standards(
    books: dict[str, Path], small_books: list[Path], java: str
) -> None:
    guide = (ROOT / "ACCESSIBILITY.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\d.]+) \| ((?:`\w+` ?)+)\|", guide, re.MULTILINE)
    said = {(standard, clause) for clause, standards in rows for standard in re.findall(r"\w+", standards)}
    found = errors_of([*books.values(), *small_books], "ua2", "wt1a", "wt1r")
    faults = [line.split(": ", 3)[1:3] for line in found if not line.endswith("does not conform")]
    assert {(standard, clause) for standard, clause in faults} == said


def test_the_same_sources_make_the_same_bytes_anywhere(books: dict[str, Path], tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.engine.test_pdf import EDITIONS, written;"
        "[written(Path(sys.argv[1]) / f'{edition}.pdf', edition) for edition in EDITIONS]"
    )
    environment = os.environ | {"TZ": "Asia/Taipei", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, env=environment, check=True)
    for path in books.values():
        assert sha256(path.read_bytes()).digest() == sha256((tmp_path / path.name).read_bytes()).digest()


@every_edition
def test_a_book_says_what_it_is(edition: str, books: dict[str, Path]) -> None:
    found = [PUBLICATIONS[language] for language in EDITIONS[edition]]
    with pikepdf.open(books[edition]) as book:
        assert str(book.docinfo.Title) == " · ".join(publication.title for publication in found)
        authors = [name for one in found for name in one.creators or [one.publisher] if name]
        assert str(book.docinfo.get("/Author", "")) == ", ".join(authors)
        assert "/Keywords" not in book.docinfo
        assert str(book.docinfo.CreationDate).startswith("D:20010909014640")


@every_edition
def test_a_book_holds_the_tables_as_data(edition: str, books: dict[str, Path]) -> None:
    lead = PUBLICATIONS[EDITIONS[edition][0]]
    with pikepdf.open(books[edition]) as book:
        held = {name: (file.description, file.get_file().read_bytes()) for name, file in book.attachments.items()}
    assert held == {
        table.resource["path"]: (table.caption[lead.language], read_own(f"data/{table.resource['path']}"))
        for table in OWN.tables.values()
    }


@every_edition
def test_a_note_is_read_after_the_paragraph_that_refers_to_it(edition: str, books: dict[str, Path]) -> None:
    with pikepdf.open(books[edition]) as book:
        elements = list(structure(book.Root.StructTreeRoot))
        notes_of = [element for element in elements if element.S == "/Note"]
        assert len(notes_of) == sum(
            len(notes(chapter)) for language in EDITIONS[edition] for chapter in CHAPTERS[language]
        )
        assert {str(note.P.S) for note in notes_of} & {"/P", "/Span"} == set()


@every_edition
def test_each_list_is_tagged_as_one(edition: str, books: dict[str, Path]) -> None:
    lists = [
        len(one.findall("li"))
        for language in EDITIONS[edition]
        for chapter in CHAPTERS[language]
        for one in article(chapter).xpath(".//ul | .//ol")
    ]
    with pikepdf.open(books[edition]) as book:
        *before, _ = [element for element in structure(book.Root.StructTreeRoot) if element.S in ("/H1", "/L")]
        last = max(at for at, element in enumerate(before) if element.S == "/H1")
        tagged = [
            [str(child.S) for child in structure(element) if child.P.objgen == element.objgen]
            for element in before[: last + 1]
            if element.S == "/L"
        ]
    assert sorted(map(len, tagged)) == sorted(lists)
    assert {kind for kinds in tagged for kind in kinds} <= {"/LI"}


@pytest.mark.parametrize("language", LANG)
def test_a_list_says_how_it_counts(language: Language, tmp_path: Path) -> None:
    html = (
        "<p>A</p><ol><li>a<ol><li>b</li></ol></li></ol><ul><li>c<ul><li>d</li></ul></li></ul>"
        '<ul data-marker="numerals"><li>（一）a</li></ul><ul data-marker="letters"><li>(A) b</li><li>(B) c</li></ul>'
        '<ul data-marker="letters"><li>(i) a</li><li>(ii) b</li></ul><dl><dt>e</dt><dd>f</dd></dl>'
    )
    path = tmp_path / "lists.pdf"
    path.write_bytes(make_pdf([with_documents(small_publication(language, chapter={"html": html}))], read_nothing))
    with pikepdf.open(path) as book:
        lists = [element for element in structure(book.Root.StructTreeRoot) if element.S == "/L"]
        found = [str(attribute(one, "/ListNumbering"))[1:] for one in lists]
    assert found == ["Decimal", "LowerAlpha", "Disc", "Disc", "Decimal", "UpperAlpha", "LowerRoman", "None"]


@pytest.mark.skipif(
    not any(PRINTED_MARKER.search(page.body) for page in OWN.pages), reason="no lists with markers of their own"
)
@every_edition
def test_a_printed_marker_is_the_label_of_its_item(edition: str, books: dict[str, Path]) -> None:
    items = [
        squeezed(item.text_content())
        for language in EDITIONS[edition]
        for chapter in CHAPTERS[language]
        for item in chapter.xpath(".//ul[@data-marker]/li")
    ]
    printed = [found[0] for item in items if (found := re.match(r"[（(][^）)]+[）)]", item))]
    labels = squeezed("".join(piece.text for piece in pieces(books[edition]) if piece.kinds[-2:] == ("LI", "Lbl")))
    assert printed
    assert {marker: labels.count(marker) for marker in printed} == {one: printed.count(one) for one in printed}


# The text ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", ["zh", "en"])
def test_what_is_copied_holds_every_sentence_once_and_in_order(edition: str, books: dict[str, Path]) -> None:
    # In the order of the file, as browsers copy: a guess by the places on the page takes the years under a figure and a
    # note below them for columns.
    check_text(copied(books[edition], "-raw", *text_pages(books[edition])), EDITIONS[edition])


@every_edition
def test_what_is_read_aloud_holds_every_sentence_once_and_in_order(edition: str, books: dict[str, Path]) -> None:
    # The first title is that of the contents, the last the colophon's.
    text = "".join(piece.text for part in parts(books[edition], edition)[2:-1] for piece in part)
    # Both languages of a table have one head.
    check_text(text, EDITIONS[edition], *["thead"] * (edition == "zh-en"))


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


def check_text(text: str, languages: list[Language], *without: str) -> None:
    """Find every sentence of the chapters in a book's text, as often as they have it and in their order, and every note
    on its own."""
    text = squeezed(text)
    for note in (note for language in languages for chapter in CHAPTERS[language] for note in notes(chapter)):
        assert text.count(note) == 1, note
        text = text.replace(note, "")
    expected = {
        language: [
            squeezed(sentence)
            for chapter in CHAPTERS[language]
            for block in passages(with_marks(chapter, *without))
            for sentence in sentences(block)
        ]
        for language in languages
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
def test_a_passage_in_the_other_language_says_so(edition: str, books: dict[str, Path]) -> None:
    text = dict.fromkeys(LANG.values(), "")
    for piece in pieces(books[edition]):
        text[piece.language] += squeezed(piece.text)
    assert re.findall("[\u3400-\u9fff]+", text["en"]) == []
    for language in EDITIONS[edition]:
        spans = [span for chapter in CHAPTERS[language] for span in article(chapter).xpath(".//*[@lang]")]
        assert [
            span.text_content() for span in spans if squeezed(span.text_content()) not in text[span.get("lang")]
        ] == []
    with pikepdf.open(books[edition]) as book:
        assert str(book.Root.Lang) == LEAD[edition]
        assert f"<rdf:li>{LEAD[edition]}</rdf:li>" in book.Root.Metadata.read_bytes().decode()


# Beside the text --------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not has_block("pull-quote"), reason="no pull-quotes")
@every_edition
def test_pull_quotes_are_seen_and_neither_read_nor_copied(
    edition: str, books: dict[str, Path], shown: dict[str, Path]
) -> None:
    quotes = [
        squeezed(quote.text_content())
        for language in EDITIONS[edition]
        for chapter in CHAPTERS[language]
        for quote in of_class(chapter, "pull-quote")
    ]
    assert quotes
    seen, read_aloud = squeezed(copied(shown[edition], "-raw")), squeezed(copied(books[edition], "-raw"))
    assert [quote for quote in quotes if seen.count(quote) != read_aloud.count(quote) + 1] == []


@every_edition
def test_the_printed_pages_are_counted_in_the_margin(edition: str, shown: dict[str, Path]) -> None:
    printed = [
        mark.get("data-page")
        for language in EDITIONS[edition]
        for chapter in CHAPTERS[language]
        for mark in of_class(chapter, "page-mark")
    ]
    found = list(margin_numbers(shown[edition]))
    # On a sheet of two columns the Chinese counts on the left, the English on the right.
    found.sort(key=lambda place: edition == "zh-en" and place[0] > 0.5)
    assert [number for _, number in found] == printed


@every_edition
def test_each_printed_page_is_read_aloud_beside_the_block_in_which_it_begins(
    edition: str, books: dict[str, Path]
) -> None:
    read = list(pieces(books[edition]))
    for language in EDITIONS[edition]:
        said = "".join(squeezed(piece.text) for piece in read if piece.language == LANG[language])
        marks = [mark for chapter in CHAPTERS[language] for mark in of_class(chapter, "page-mark")]
        names = [words(language)["blocks.printed_page"].format(mark.get("data-page")) for mark in marks]
        assert [one.text for one in read if one.kinds[-1] == "Alt" and one.language == LANG[language]] == names
        for mark, name in zip(marks, names, strict=True):
            before, _, after = said.partition(squeezed(name))
            block = mark.getparent()
            text = "".join(block.itertext())
            if block.tag != "article" and (block.text or mark.getprevious() is not None):
                assert before.endswith(squeezed(text)[-6:])
            else:
                assert after.startswith(squeezed(text if block.tag != "article" else mark.getnext().text_content())[:6])


@every_edition
def test_running_heads_name_the_chapter_and_folios_the_page(
    edition: str, books: dict[str, Path], shown: dict[str, Path]
) -> None:
    entries = outline(books[edition])
    openings = {page: title.split(" / ")[0] for level, title, page in entries if level == 1}
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
def test_outline_and_contents_lead_to_the_headings(edition: str, books: dict[str, Path]) -> None:
    entries = [entry for entry in outline(books[edition]) if entry[1] not in listed_titles(edition)]
    for place, language in enumerate(EDITIONS[edition]):
        headings = [
            (int(heading.tag[1]), squeezed("".join(heading.xpath(".//text()[not(ancestor::sup)]"))).rstrip("：:"))
            for chapter in CHAPTERS[language]
            for heading in article(chapter).xpath(".//h1 | .//h2 | .//h3 | .//h4")
        ]
        titles = [(level, squeezed(title_in(title, place, edition))) for level, title, _ in entries[1:-1]]
        assert [(level, title) for level, title in titles if title] == headings
    entries = [(level, title.split(" / ")[0], page) for level, title, page in entries]
    names = labels(books[edition])
    assert names[0] == " / ".join(words(language)["epub.cover"] for language in EDITIONS[edition])
    assert names[1] == "i"
    assert names[entries[1][2]] == "1"
    contents = squeezed("".join(piece.text for piece in parts(books[edition], edition)[1]))
    for title, page in [(title, page) for level, title, page in entries[1:-1] if level <= depth_of(edition)]:
        assert re.search(re.escape(squeezed(title)) + f"\\D*{names[page]}", contents), title


@pytest.mark.skipif(not OWN.tables, reason="no tables")
@every_edition
def test_the_outline_leads_to_tables_and_figures_below_their_headings(edition: str, books: dict[str, Path]) -> None:
    entries = outline(books[edition])
    titles = listed_titles(edition)
    assert {title for _, title, _ in entries} >= set(titles)
    for (before, *_), (level, title, page) in pairwise(entries):
        if title in titles:
            assert 1 < level <= before + 1
            pages = copied(books[edition]).split("\f")
            assert squeezed(title.split(" / ")[0]) in squeezed(pages[page])
            # The list after the contents does so as well.
            listed = re.escape(squeezed(title.replace(" / ", ""))) + r"\D*" + labels(books[edition])[page]
            assert re.search(listed, squeezed("".join(piece.text for piece in parts(books[edition], edition)[1])))


@pytest.mark.skipif(not has_block("page"), reason="no printed pages")
@every_edition
def test_the_outline_leads_to_each_printed_page(edition: str, books: dict[str, Path]) -> None:
    marks = {
        mark.get("data-page")
        for language in EDITIONS[edition]
        for chapter in CHAPTERS[language]
        for mark in of_class(chapter, "page-mark")
    }
    with pikepdf.open(books[edition]) as book, book.open_outline() as opened:
        *others, printed = opened.root
        assert {*map(shut, others)} == {False}
        assert shut(printed)
        titles = [item.title for item in printed.children]
    assert titles == [
        " / ".join(words(language)["blocks.printed_page"].format(number) for language in EDITIONS[edition])
        for number in sorted(marks, key=int)
    ]


def shut(item: pikepdf.OutlineItem) -> bool:
    return item.is_closed or any(map(shut, item.children))


def listed_titles(edition: str) -> list[str]:
    """Return the titles of the tables and figures that are shown in the chapters, as the outline has them."""
    languages = EDITIONS[edition]
    nodes = [node for document in BOOKS[languages[0]][1].values() for node in document.blocks]
    found = []
    for node in [node for node in nodes if node["type"] in ("table", "figure")]:
        table = OWN.tables[node["name"]]
        titles = [table.caption[one] if node["type"] == "table" else figure_title(table, one) for one in languages]
        found.append(" / ".join(titles))
    return found


def title_in(title: str, place: int, edition: str) -> str:
    """Return what a line of the outline says in a language of an edition; "" for a heading of the other alone."""
    both, languages = title.split(" / "), EDITIONS[edition]
    if len(both) == len(languages):
        return both[place]
    return title if bool(re.search("[\u4e00-\u9fff]", title)) == (languages[place] == "zh") else ""


def depth_of(edition: str) -> int:
    """Return the level of the smallest headings in the contents of an edition."""
    first = EDITIONS[edition][0]
    return contents_depth(BOOKS[first][1].values(), first)


def test_a_colon_that_leads_on_from_a_title_is_not_in_the_contents_and_one_within_it_is(tmp_path: Path) -> None:
    path = tmp_path / "colons.pdf"
    chapter = {"html": '<h1 id="c">序章：港口的人們：</h1><p>文。</p><h2 id="s">戰爭：前與後</h2><p>文。</p>'}
    path.write_bytes(make_pdf([with_documents(small_publication("zh", chapter=chapter))], read_nothing))
    contents = squeezed(copied(path, "-l", "2"))
    assert "序章：港口的人們1" in contents
    assert "戰爭：前與後1" in contents


@pytest.mark.parametrize(
    ("articles", "length", "listed"), [(20, 10, 20), (60, 10, 0), (60, 1000, 60)], ids=["few", "short", "long"]
)
def test_contents_list_sections_that_are_few_or_long(articles: int, length: int, listed: int, tmp_path: Path) -> None:
    law = "".join(f"<h2>Article {number}</h2><p>{'word ' * (length // 5)}</p>" for number in range(articles))
    path = tmp_path / "law.pdf"
    publication = small_publication("en", general={"html": law}, special={"html": "<p>Text.</p>"})
    path.write_bytes(make_pdf([with_documents(publication)], read_nothing))
    assert len(outline(path)) == 1 + 2 + articles + 1
    with pikepdf.open(path) as book:
        links = [link for page in book.pages for link in page.get("/Annots", []) if "/URI" not in link.get("/A", {})]
        # A line that two leaves share leads on from both.
        places = {(link.Dest[0].objgen, *map(str, list(link.Dest)[1:])) for link in links}
    # The contents list both chapters and the colophon as well.
    assert len(places) == 3 + listed


@every_edition
def test_links_stay_in_the_book_where_it_holds_what_they_lead_to(edition: str, books: dict[str, Path]) -> None:
    with pikepdf.open(books[edition]) as book:
        links = [link for page in book.pages for link in page.get("/Annots", [])]
        outside = {str(link.A.URI) for link in links if "/URI" in link.get("/A", {})}
    own = [PUBLICATIONS[language] for language in EDITIONS[edition]]
    home = {publication.address for publication in own}
    # How the publication is cited stands on the web alone.
    cited = {address for one in PUBLICATIONS.values() for name, address in one.addresses.items() if "cite/" in name}
    originals = {chapter.original for one in own for chapter in one.chapters} if len(own) == 1 else set()
    texts = [text for language in EDITIONS[edition] for text in CHAPTERS[language]]
    authors = {str(link) for text in texts for link in text.xpath(".//a/@href") if link.startswith("http")}
    assert home | authors <= outside
    assert {address.partition("#")[0] for address in outside - authors} <= home | originals | cited
    assert len(links) >= len([title for level, title, _ in outline(books[edition])[1:-1] if level <= depth_of(edition)])


@every_edition
def test_years_head_their_rows(edition: str, books: dict[str, Path]) -> None:
    tables = [table for chapter in CHAPTERS[EDITIONS[edition][0]] for table in of_class(chapter, "data-table__table")]
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


@pytest.mark.skipif(all(len(table.rows) < 30 for table in OWN.tables.values()), reason="no table of several pages")
def test_a_year_is_told_again_where_a_page_breaks_its_rows(shown: dict[str, Path]) -> None:
    """Not every edition has such a page."""
    told = [re.findall(r"^\((\d{4})\)$", copied(shown[edition], "-raw"), re.MULTILINE) for edition in EDITIONS]
    assert any(told)


@pytest.mark.parametrize(
    ("caption", "again"),
    [
        ("Table 1: Boats in port", "Table 1: Boats in port (continued)"),
        (f"Table 1: {'Boats in port, ' * 9}by year", "Table 1 (continued)"),
        ("Boats in port, " * 9, "(continued)"),
    ],
    ids=["whole", "its number", "nothing of it"],
)
def test_a_caption_stands_again_where_a_table_goes_on(caption: str, again: str, tmp_path: Path) -> None:
    """As much of it as one line holds."""
    rows = "<tr><td>A boat</td><td>1</td></tr>" * 60
    html = f"<h1>Port</h1><table><caption>{caption}</caption><tbody>{rows}</tbody></table>"
    book = with_documents(small_publication("en", chapter={"html": html}))
    whole = tmp_path / "book.pdf"
    whole.write_bytes(make_pdf([book], read_nothing))
    assert again in copied(with_artifacts(whole, tmp_path / "shown.pdf")).splitlines()


@every_edition
def test_the_colophon_stands_in_the_book_whole(edition: str, books: dict[str, Path]) -> None:
    text = squeezed("".join(piece.text for piece in parts(books[edition], edition)[-1]))
    for language in EDITIONS[edition]:
        for words_in_it in texts(make_colophon(PUBLICATIONS[language]).blocks):
            assert squeezed(words_in_it) in text, words_in_it


# What holds text in the nodes of a document.
HOLDERS = ("term", "body", "items", "caption", "head", "groups")


def texts(nodes: list[Any]) -> Iterator[str]:
    """Yield every text in the nodes of a document."""
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif isinstance(node, list):
            yield from texts(node)
        elif isinstance(node, dict):
            yield from texts(
                [node[name] for name in ("body", "items", "term", "caption", "head", "groups") if name in node]
            )


def test_a_book_without_version_or_date_says_so(tmp_path: Path, java: str) -> None:
    path = tmp_path / "undated.pdf"
    for edition, languages in EDITIONS.items():
        path.write_bytes(make_pdf([read_book(OWN, language, Revision()) for language in languages], read_own))
        colophon = squeezed("".join(piece.text for piece in parts(path, edition)[-1]))
        for language in languages:
            assert squeezed(words(language)["colophon.version_unknown"]) in colophon
            assert squeezed(words(language)["colophon.date"]) not in colophon
        with pikepdf.open(path) as book:
            assert "/CreationDate" not in book.docinfo
            assert b"CreateDate" not in book.Root.Metadata.read_bytes()
    assert errors_of([path], "3a") == []


# Any publication --------------------------------------------------------------------------------------------------


def set_blocks(case: dict[str, Any]) -> list[Any]:
    """Return the blocks of a case's page as a book sets them: of one language, or of both side by side."""
    languages: list[Language] = [language for language in LANG if language in case]
    found = [
        small_publication(
            language, chapter={"html": case[language]} | case.get("pages", {}).get(language, {}), other={"html": ""}
        )
        for language in languages
    ]
    blocks: list[Any] = make_book([with_documents(one) for one in found], read_nothing)["chapters"][0]["blocks"]
    return blocks


@cases("pdf")
def test_a_document_becomes_what_is_set(case: Case) -> None:
    """`zh` and `en` are the HTML of a page, converted for print, and `pages` what is known of them besides; `output` is
    the blocks of the book that has it in these languages."""
    case.check(set_blocks(case))


def test_a_link_finds_what_it_leads_to_in_the_book(tmp_path: Path) -> None:
    targets = {
        "part": '<h2 data-block="0">Part</h2>',
        "p-1": '<p data-block="1">A</p>',
        "p-2": '<ul><li data-block="2">b</li></ul>',
        "table-sales": '<figure data-block="3" data-table="sales"><table></table></figure>',
        "p-3": '<p class="signature" data-block="4">C</p>',
        # Not yet translated.
        "p-4": "",
    }
    links = (
        "".join(f'<p><a href="one.md#{name}">{name}</a></p>' for name in targets) + '<p><a href="one.md">one</a></p>'
    )
    one = {"html": "".join(targets.values()), "ids": list(targets), "missing": [["p-4", "p", "p-3", ""]]}
    path = tmp_path / "book.pdf"
    publication = small_publication("en", one=one, two={"html": links})
    path.write_bytes(make_pdf([with_documents(publication)], read_nothing))
    with pikepdf.open(path) as book:
        found = [link for page in book.pages for link in page.get("/Annots", [])]
        outside = [str(link.A.URI) for link in found if "/URI" in link.get("/A", {})]
    # The contents list two chapters, the part, the colophon and the table.
    assert len(found) == 5 + len(targets) + 1 + len(outside)
    assert outside == [publication.chapters[0].original + "#p-4", publication.address]


LONG_TITLES: dict[Language, str] = {
    "zh": "開啟臺灣與鄰近各國港口長期合作夥伴關係及區域航運安全對話機制之新章節研究總報告書暨政策建議彙編",
    "en": "Opening a New Chapter in the Long-Standing Partnership of Harbours and the Regional Dialogue on Shipping"
    " between Taiwan and Its Neighbours: Final Report and Recommendations",
}
LONG_WORD = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft" * 2


@pytest.mark.parametrize("large", [False, True], ids=["small", "large"])
@pytest.mark.parametrize("language", LANG)
def test_long_titles_and_words_stay_in_their_places(language: Language, large: bool, tmp_path: Path) -> None:
    title, other = LONG_TITLES[language], LONG_TITLES["en" if language == "zh" else "zh"]
    html = f"<h1>{title}</h1><p>A {LONG_WORD}</p><pre><code>{LONG_WORD}</code></pre>" + f"<p>{title}</p>" * 30
    plain = small_publication(language, chapter={"html": html})
    chapters = [chapter._replace(title=title) for chapter in plain.chapters]
    paper = replace(plain, title=title, lines=[title], other_title=other, chapters=chapters)
    path = tmp_path / "book.pdf"
    path.write_bytes(make_pdf([with_documents(paper)], read_nothing, large=large))
    assert squeezed(copied(path, "-raw")).count(LONG_WORD) == 2
    with pikepdf.open(path, allow_overwriting_input=True) as book:
        for page in book.pages:
            page.Contents.write(page.Contents.read_bytes().replace(b"/ActualText()", b""))
        book.save()
    cover, _, *pages = etree.fromstring(run("pdftotext", "-bbox", path, "-").encode()).iter("{*}page")
    # Above the drawing, which begins in the middle of the cover.
    assert max(float(word.get("yMax")) for word in cover.iter("{*}word")) < float(cover.get("height")) * 0.49
    for page in pages:
        words = [[float(word.get(side)) for side in ("xMin", "xMax", "yMin")] for word in page.iter("{*}word")]
        assert all(30 < left < right < float(page.get("width")) - 30 for left, right, _ in words)
        # The running head is one line.
        assert len({round(top) for *_, top in words if top < 56}) <= 1


def test_the_page_between_the_contents_and_the_first_chapter_has_no_number(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    chapters = {f"chapter-{number}": {"html": "<h1>Harbour</h1><p>Ships</p>"} for number in range(30)}
    path.write_bytes(make_pdf([with_documents(small_publication("en", **chapters))], read_nothing))
    empty = [number for number, text in enumerate(run("pdftotext", path, "-").split("\f"), 1) if not text.strip()]
    assert empty[:-1] == [4]
    with pikepdf.open(path) as book:
        assert b"Tj" not in book.pages[3].Contents.read_bytes()
        assert b"Tj" in book.pages[2].Contents.read_bytes()


STATE = "".join(f"<td>{cell}</td>" for cell in ("Unofficial", "24", "24", "0", "0"))
NAMED = "I. The Evolution of Taiwan–U.S. Defense and Military Relations"


@pytest.mark.parametrize(("large", "lines"), [(False, 3), (True, 4)], ids=["small", "large"])
def test_a_column_of_texts_has_room_in_the_measure_of_its_book(large: bool, lines: int, tmp_path: Path) -> None:
    columns = ("Page", "English text", "Passages", "Current", "Outdated", "Untranslated")
    head = "".join(f"<th>{name}</th>" for name in columns)
    row = f'<tr><th scope="row">{NAMED}</th>{STATE}</tr>'
    html = f"<table><thead><tr>{head}</tr></thead><tbody>{row}</tbody></table>"
    path = tmp_path / "book.pdf"
    book = with_documents(small_publication("en", chapter={"html": html}))
    path.write_bytes(make_pdf([book], read_nothing, large=large))
    page = next(
        one
        for one in etree.fromstring(run("pdftotext", "-bbox", path, "-").encode()).iter("{*}page")
        if "Unofficial" in one.itertext()
    )
    places = {word.text: [float(word.get(side)) for side in ("xMin", "yMin", "yMax")] for word in page.iter("{*}word")}
    # No name of a column or a row is broken in a word, and that of the row has few lines.
    assert [word for word in f"{NAMED} {' '.join(columns)}".split() if word not in places] == []
    assert len({round(places[word][1]) for word in NAMED.split()}) <= lines
    assert all(places[word][0] < places["Unofficial"][0] for word in NAMED.split())
    # In large print nothing is small.
    assert min(bottom - top for _, top, bottom in places.values()) > (11 if large else 6)


def test_a_figure_has_the_colours_of_the_book_and_no_relative_measure() -> None:
    fields = [{"name": "id", "type": "string"}, {"name": "year", "type": "year", "title": "年", "title_en": "Year"}]
    fields += [{"name": f"item_{language}", "type": "string", "title": language} for language in LANG]
    resource = {"name": "visits", "path": "visits.csv", "title": "訪問", "title_en": "Visits"}
    schema = {"fields": fields, "primaryKey": ["id"]}
    rows = [Record(2, {"id": "1992-1", "year": "1992", "item_zh": "甲", "item_en": "A"})]
    drawn = data_figure(make_table(resource | {"schema": schema}, rows), "en")
    assert drawn["title"] == ["Visits, by year"]
    # On paper a dot leads nowhere.
    assert drawn["words"] == ("Visits, by year Years run from 1992 to 1992. Each dot is a row of the table, 1 in all.")
    marks = etree.fromstring(drawn["drawing"]).xpath("//*[@class='figure__mark']/@fill")
    assert marks == [palette()["accent"]]
    assert "%" not in drawn["drawing"]


@pytest.fixture(scope="module")
def small_books(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The books of a publication that has all that the cases have, and of everything else no more than it must."""
    found = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((CASES / "document").glob("*.yml"))]
    chapters = {
        f"chapter-{number}": {"html": case["input"]} | case.get("page", {})
        for number, case in enumerate(found)
        if "output" in case
    }
    made = [with_documents(small_publication(language, **chapters)) for language in LANG]
    folder = tmp_path_factory.mktemp("small")
    for number, books in enumerate((made[:1], made[1:], made)):
        (folder / f"{number}.pdf").write_bytes(make_pdf(books, lambda path: DOT))
    return sorted(folder.iterdir())


def test_a_picture_that_is_not_there_is_reported() -> None:
    publication = small_publication("en", chapter={"html": '<p><img src="../lost.png" alt="Lost"></p>'})
    with pytest.raises(SourceError) as error:
        make_pdf([with_documents(publication)], read_nothing)
    assert str(error.value).startswith(
        "docs/en/chapter.md:0: edition-picture shows the picture ../lost.png, which is not there"
    )


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
    """Return the level, words and page (from 0) of each bookmark, but for those of printed pages."""
    with pikepdf.open(path) as book, book.open_outline() as opened:
        places = {page.objgen: number for number, page in enumerate(book.pages)}

        def walk(items: list[pikepdf.OutlineItem], level: int) -> Iterator[tuple[int, str, int]]:
            for item in items:
                destination: Any = item.destination
                yield level, item.title, places[destination[0].objgen]
                yield from walk(item.children, level + 1)

        return [entry for item in opened.root if not item.is_closed for entry in walk([item], 1)]


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
    """Return each note as a book has it: its number and its words, which say whose it is."""
    found = of_class(page, "footnote")
    items = [item for box in found for item in box.findall("ol/li")]
    return [
        squeezed(re.sub(r"\D", "", mark) + item.text_content().rstrip("↩\ufe0e \n\xa0"))
        for mark, item in zip(marks(page), items, strict=True)
    ]


def marks(page: Element) -> list[str]:
    """Return the references to a page's notes."""
    return [squeezed(reference.text_content()) for reference in of_class(page, "footnote-ref")]
