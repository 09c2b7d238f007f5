"""Tables of every shape, in one book, through every output."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import lxml.html
import openpyxl
import pytest
from playwright.sync_api import Browser

from hooks.editions.pdf.measures import Room
from hooks.editions.pdf.tables import data_table
from hooks.languages import LANG
from hooks.sources import Sources
from tests.tools.book import write_harbour
from tests.tools.browser import opened
from tests.tools.cases import Case, cases, read_cases
from tests.tools.editions import small_publication
from tests.tools.site import Element, read_pages, words
from tests.tools.warm import build

# Its book is built from what the cases say.
pytestmark = pytest.mark.site

PLACES = {"zh": "", "en": "en/"}
BOOKS = ("zh", "en", "zh-en")


def name_of(case: Case) -> str:
    return case.path.stem.split("-")[-1] + str(len(case.path.stem))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The harbour book with the table of each case in a chapter, and its site."""
    folder = write_harbour(tmp_path_factory.mktemp("shapes") / "book")
    data = folder / "docs" / "data"
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    blocks = ""
    for case in read_cases("shapes"):
        name, fields = name_of(case), case["fields"]
        schema = {"fields": fields} | ({"primaryKey": ["id"]} if fields[0]["name"] == "id" else {})
        titles = {"title": f"表 {name}", "title_en": f"Table {name}"}
        package["resources"].append({"name": name, "path": f"{name}.csv", "schema": schema} | titles)
        header = ",".join(field["name"] for field in fields)
        (data / f"{name}.csv").write_text(f"{header}\n{case['rows']}", encoding="utf-8")
        blocks += f"\n/// data-table | {name}\n///\n"
    (data / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False, indent=2), encoding="utf-8")
    for language in PLACES:
        with (folder / "docs" / language / "charts.md").open("a", encoding="utf-8") as file:
            file.write(blocks)
    done = build(folder)
    assert done.returncode == 0, done.stdout
    return folder


@pytest.fixture(scope="module")
def site_pages(book: Path) -> dict[str, Element]:
    return read_pages(book / "site")


@pytest.fixture(scope="module")
def texts(book: Path) -> dict[str, str]:
    """The text of each PDF without spaces."""
    paths = {name: book / "site" / "downloads" / f"harbour.{name}.pdf" for name in BOOKS}
    return {name: "".join(plain_text(path).split()) for name, path in paths.items()}


def plain_text(path: Path, *options: str) -> str:
    return subprocess.run(["pdftotext", *options, str(path), "-"], capture_output=True, text=True, check=True).stdout


def rows_of(case: Case) -> list[list[str]]:
    return list(csv.reader(io.StringIO(case["rows"])))


def printed(case: Case, language: str) -> Iterator[list[str]]:
    """What each row prints in a language: the labels of categories, and no ids."""
    other = "_en" if language == "zh" else "_zh"
    for row in rows_of(case):
        cells = []
        for field, cell in zip(case["fields"], row, strict=True):
            labels = {
                one["value"]: one["label" if language == "zh" else "label_en"] for one in field.get("categories", [])
            }
            if field["name"] != "id" and not field["name"].endswith(other):
                cells.append(labels.get(cell, cell))
        yield cells


@pytest.mark.parametrize("language", PLACES)
@cases("shapes")
def test_a_page_has_every_cell_and_numbers_to_the_right(
    case: Case, language: str, site_pages: dict[str, Element]
) -> None:
    expected: dict[str, Any] = case["output"]
    for page in ("charts/", "data/"):
        table = site_pages[PLACES[language] + page].get_element_by_id(f"table-{name_of(case)}").find(".//table")
        found = [[words(cell) for cell in row if cell.tag in ("td", "th")] for row in table.findall("tbody/tr")]
        assert found == list(printed(case, language))
        kinds = [[cell.get("class") == "number" for cell in row.findall("td")] for row in table.iterfind("tbody/tr")]
        assert {tuple(at for at, number in enumerate(row) if number) for row in kinds} == {tuple(expected["numbers"])}
        assert ("data-table__table--wide" in table.get("class")) == expected["wide"]


@pytest.mark.parametrize("language", PLACES)
@cases("shapes")
def test_the_page_of_data_filters_by_year_and_draws_what_has_them(
    case: Case, language: str, site_pages: dict[str, Element]
) -> None:
    page, expected = site_pages[f"{PLACES[language]}data/"], case["output"]
    name = name_of(case)
    selects = page.xpath("//form[@data-table=$name]//select/@name", name=name)
    assert ("from" in selects) == ("to" in selects) == expected["years"]
    assert bool(page.xpath("//*[@id=$id]", id=f"figure-{name}")) == expected["figure"]


@pytest.mark.parametrize("language", PLACES)
@cases("shapes")
def test_an_epub_has_every_cell(case: Case, language: str, book: Path) -> None:
    with zipfile.ZipFile(book / "site" / "downloads" / f"harbour.{language}.epub") as archive:
        text = re.sub(r"<\?xml[^>]*>| xmlns=\S+\"", "", archive.read("EPUB/charts.xhtml").decode())
    chapter = lxml.html.document_fromstring(text)
    (table,) = [one for one in chapter.iter("table") if words(one[0]) == caption(case, language)]
    found = [[words(cell) for cell in row.xpath("td|th")] for row in table.findall("tbody/tr")]
    assert found == list(printed(case, language))
    assert len(table.xpath("thead//*[@class='number']")) == len(case["output"]["numbers"])


@pytest.mark.parametrize("edition", BOOKS)
def test_no_table_of_an_epub_is_wider_than_its_page(edition: str, book: Path, browser: Browser, tmp_path: Path) -> None:
    with zipfile.ZipFile(book / "site" / "downloads" / f"harbour.{edition}.epub") as archive:
        archive.extractall(tmp_path)
    address = (tmp_path / "EPUB" / "charts.xhtml").as_uri()
    stacked = {}
    for width, letters in ((300, 100), (300, 200), (600, 100), (600, 200), (800, 100), (1600, 100)):
        with opened(browser, address, width=width) as page:
            page.evaluate("letters => document.documentElement.style.fontSize = `${letters}%`", letters)
            found = page.evaluate(TABLES)
        assert [table for table in found if table["room"] < table["width"]] == [], (width, letters)
        assert [table["unnamed"] for table in found if table["stacked"]] == [0] * sum(one["stacked"] for one in found)
        stacked[width, letters] = sum(one["stacked"] for one in found)
    assert stacked[300, 200] > stacked[300, 100] > stacked[1600, 100] == 0


# Of each table how wide it and its page are, whether its cells stand under each other, and how many of these are not
# said to be of which column, where there are several.
TABLES = """() => [...document.querySelectorAll("table")].map(table => {
  const cells = [...table.querySelectorAll("tbody td")];
  const said = cell => [cell, ...cell.children].some(one => getComputedStyle(one, "::before").content !== "none");
  const several = cells.filter(({parentNode, innerText}) => parentNode.querySelectorAll("td").length > 1 && innerText);
  return {
    width: Math.max(table.scrollWidth, ...cells.map(cell => cell.scrollWidth)), room: document.body.clientWidth,
    stacked: getComputedStyle(table).display === "block", unnamed: several.filter(cell => !said(cell)).length,
  };
})"""


def caption(case: Case, language: str) -> str:
    return f"{'表' if language == 'zh' else 'Table'} {name_of(case)}"


@pytest.mark.parametrize("edition", BOOKS)
@cases("shapes")
def test_a_pdf_has_every_cell_once(case: Case, edition: str, texts: dict[str, str]) -> None:
    (start,) = [match.end() for match in re.finditer(caption(case, edition[-2:]).replace(" ", ""), texts[edition])][-1:]
    columns = {"zh": printed(case, "zh"), "en": printed(case, "en")}
    for rows in (columns[language] for language in edition.split("-")):
        for row in rows:
            for cell in row:
                # A hyphen may stand at the end of a line.
                assert re.sub(r"[\s-]", "", cell) in texts[edition][start : start + 900].replace("-", "")


@pytest.mark.parametrize(
    ("edition", "margin"), {"zh": 53, "en": 53, "zh-en": 40, "zh-large": 60, "en-large": 60}.items()
)
def test_no_cell_leaves_its_page_or_runs_into_another(edition: str, margin: int, book: Path) -> None:
    cells = {word for case in read_cases("shapes") for word in re.split("[,\\s]+", case["rows"]) if len(word) > 1}
    found = plain_text(book / "site" / "downloads" / f"harbour.{edition}.pdf", "-bbox")
    seen = 0
    for page in lxml.html.document_fromstring(found.encode()).iter("page"):
        lines: dict[float, list[tuple[float, float]]] = {}
        for word in page.iter("word"):
            if word.text in cells:
                left, right, top = (float(word.get(side)) for side in ("xmin", "xmax", "ymin"))
                assert right < float(page.get("width")) - margin, word.text
                lines.setdefault(round(top, 1), []).append((left, right))
        for boxes in lines.values():
            seen += len(boxes)
            assert all(before[1] < after[0] for before, after in pairwise(sorted(boxes)))
    assert seen > len(cells) / 2


@cases("shapes")
def test_a_book_of_both_languages_has_what_they_share_once(case: Case, book: Path) -> None:
    tables = Sources(book).tables
    sides = [replace(small_publication(language), tables=tables) for language in LANG]
    made = data_table([(side, {"name": name_of(case), "marks": []}) for side in sides], Room(79, 0.7))[0]
    assert {len(cells) for cells in made["head"]} == {case["output"]["columns of both"]} == {len(made["wide"])}


@cases("shapes")
def test_a_workbook_has_every_cell(case: Case, book: Path) -> None:
    sheet = openpyxl.load_workbook(book / "site" / "data" / f"{name_of(case)}.xlsx")["data"]
    found = [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows()]
    assert found == [[field["name"] for field in case["fields"]], *rows_of(case)]
