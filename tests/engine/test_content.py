"""Every kind of content is in every edition: one book that has them all, built once, and a row a kind."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from hooks.checks import check_sources
from hooks.sources import Sources
from tests import CASES
from tests.conftest import once_for_all
from tests.engine.test_epub import said_of
from tests.tools.book import write_sanctuary
from tests.tools.site import Element, read_page, read_search_index
from tests.tools.standards import errors_of
from tests.tools.tagged import Piece, pieces
from tests.tools.warm import build

ROWS: dict[str, dict[str, Any]] = yaml.safe_load((CASES / "content.yml").read_text(encoding="utf-8"))
HEADING = "Row {} of the kinds"
PAGE = "---\ntitle: Kinds\ntranslation: {}\n---\n\n"


class Kinds:
    """The sanctuary book with a page more, which has every row under a heading of its own, as it was built."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.site = folder / "site"
        self.downloads = self.site / "downloads"

    @cached_property
    def page(self) -> Element:
        return read_page(self.site / "en" / "kinds" / "index.html").xpath("//article")[0]

    @cached_property
    def book(self) -> Element:
        with zipfile.ZipFile(self.downloads / "sanctuary.en.epub") as book:
            root = html.fromstring(book.read("EPUB/kinds.xhtml"), parser=html.xhtml_parser)
        html.xhtml_to_html(root)
        return root.find("body/section")

    @cached_property
    def pieces(self) -> list[Piece]:
        return pieces(self.downloads / "sanctuary.en.pdf")

    @cached_property
    def found(self) -> list[str]:
        return read_search_index(self.site)["en/kinds/"]

    def printed(self, number: int) -> list[Piece]:
        """Return what the PDF has under the heading of a row, in the order in which it is read aloud."""
        titles = [HEADING.format(number), HEADING.format(number + 1)]
        heads = [at for at, piece in enumerate(self.pieces) if "H2" in piece.kinds and piece.text.strip() in titles]
        return self.pieces[heads[0] + 1 : heads[1]]


@pytest.fixture(scope="session")
def kinds(common: Path) -> Kinds:
    def make(folder: Path) -> None:
        rows = [f"## {HEADING.format(number)}\n\n{row['markdown']}\n" for number, row in enumerate(ROWS.values())]
        text = "# Kinds\n\n" + "\n".join([*rows, f"## {HEADING.format(len(ROWS))}\n"])
        english = PAGE.replace("translation: {}\n", "") + text
        book = write_sanctuary(folder, {"docs/en/kinds.md": english, "docs/zh/kinds.md": PAGE.format("pending")})
        path = book / "mkdocs.yml"
        path.write_text(path.read_text(encoding="utf-8").replace("  - birds.md\n", "  - birds.md\n  - kinds.md\n"))
        done = build(book)
        assert done.returncode == 0, done.stdout

    return Kinds(once_for_all(common / "kinds", make))


def section(article: Element, number: int) -> Element:
    """Return what stands under the heading of a row, in an element of its own."""
    box = article.makeelement("div")
    heading = next(h2 for h2 in article.iter("h2") if h2.text_content().startswith(HEADING.format(number)))
    for element in list(heading.itersiblings()):
        if element.tag == "h2":
            break
        box.append(html.fromstring(html.tostring(element, encoding="unicode", with_tail=False)))
    return box


def rows(name: str) -> pytest.MarkDecorator:
    """Return the mark that runs a test with the number and the content of each row that has one of the names."""
    numbered = [
        pytest.param(number, row, id=kind)
        for number, (kind, row) in enumerate(ROWS.items())
        if any(one in row for one in name.split())
    ]
    return pytest.mark.parametrize(("number", "row"), numbered)


def check_paths(article: Element, number: int, paths: list[str]) -> None:
    under = section(article, number)
    for path in paths:
        # What stands at the end of the page, such as notes, is looked for on all of it.
        assert (article if path.startswith("//") else under).xpath(path.replace("//", ".//", path.startswith("//"))), (
            path,
            html.tostring(under, encoding="unicode"),
        )


@rows("html both")
def test_a_kind_stands_on_the_page(number: int, row: dict[str, Any], kinds: Kinds) -> None:
    check_paths(kinds.page, number, row.get("both", []) + row.get("html", []))


@rows("epub both")
def test_a_kind_stands_in_the_epub(number: int, row: dict[str, Any], kinds: Kinds) -> None:
    check_paths(kinds.book, number, row.get("both", []) + row.get("epub", []))


@rows("pdf no_pdf")
def test_a_kind_has_its_tags_in_the_pdf(number: int, row: dict[str, Any], kinds: Kinds) -> None:
    found = {kind for piece in kinds.printed(number) for kind in piece.kinds}
    assert set(row.get("pdf", [])) <= found
    assert not set(row.get("no_pdf", [])) & found


@rows("text")
def test_a_kind_is_read_aloud_in_its_order(number: int, row: dict[str, Any], kinds: Kinds) -> None:
    def squeezed(text: str) -> str:
        return re.sub(r"[\s\u00ad\u200b]", "", text)

    assert squeezed(row["text"]) in squeezed("".join(piece.text for piece in kinds.printed(number)))


@rows("search")
def test_a_kind_is_found(number: int, row: dict[str, Any], kinds: Kinds) -> None:
    assert [text for text in kinds.found if row["search"] in text]


def test_the_archive_has_the_page_and_its_pictures(kinds: Kinds) -> None:
    with zipfile.ZipFile(io.BytesIO((kinds.downloads / "sanctuary-site.zip").read_bytes())) as archive:
        folder = archive.namelist()[0].partition("/")[0]
        names = {name.removeprefix(f"{folder}/") for name in archive.namelist()}
        article = html.fromstring(archive.read(f"{folder}/en/kinds/index.html").decode()).xpath("//article")[0]
    assert [file for row in ROWS.values() for file in row.get("files", []) if file not in names] == []
    for number, row in enumerate(ROWS.values()):
        check_paths(article, number, row.get("both", []) + row.get("html", []))


def test_every_edition_of_the_kinds_is_valid(kinds: Kinds, java: str) -> None:
    assert errors_of(sorted(kinds.downloads.glob("*.pdf")), "ua1", "3a") == []
    for path in sorted(kinds.downloads.glob("*.epub")):
        assert said_of(path.read_bytes(), java) == []


def test_the_sanctuary_book_has_nothing_to_report(tmp_path: Path) -> None:
    assert check_sources(Sources(write_sanctuary(tmp_path / "book"))) == []
