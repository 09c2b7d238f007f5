"""The data to take: files with the same rows, rows that keep their address, a row or a table more by one line."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooks.data.downloads import as_csv, as_json, as_xlsx, table_files
from hooks.data.tables import Row
from hooks.findings import SourceError
from tests import ROOT
from tests.tools.any_text import TEXT
from tests.tools.book import HARBOUR, Builder, write_harbour
from tests.tools.examples import examples
from tests.tools.site import Element, of_class, read_pages, read_search_index, words
from tests.tools.values import OWN, tables, valid_tables

DATA = ROOT / "docs" / "data"
NAMES = list(OWN.tables)
PLACES = {"zh": "data/", "en": "en/data/"}
with_data = pytest.mark.skipif(not OWN.package, reason="no data tables")
FIELDS = {"year": "year", "count": "integer", "share": "number", "item_zh": "string", "item_en": "string"}
SCHEMA = {"fields": [{"name": name, "type": kind} for name, kind in FIELDS.items()]}
DESCRIBED = {"title": "表", "title_en": "Table", "schema": SCHEMA}
ROWS = st.lists(
    st.tuples(
        st.integers(1000, 9999).map(str),
        st.integers().map(str) | st.sampled_from(["", "007", "+5"]),
        st.floats(allow_nan=False, allow_infinity=False).map(str) | st.sampled_from(["1.50", "1e3", ""]),
        TEXT,
        TEXT | st.just(""),
    ),
    min_size=1,
    max_size=5,
)


def from_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def from_json(content: bytes) -> list[list[str]]:
    rows = json.loads(content)
    return [list(rows[0]), *([text(value) for value in row.values()] for row in rows)]


def from_xlsx(content: bytes) -> list[list[str]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content))["data"]
    return [[text(cell.value) for cell in row] for row in sheet.iter_rows()]


def text(value: Any) -> str:
    return "" if value is None else str(value)


def as_published(content: bytes) -> bytes:
    """Return a file of docs/data with the ids of its rows as they are published, which a spreadsheet would take for
    dates."""
    return re.sub(rb"(?m)^(\d{4})_(\d+),", rb"\1-\2,", content)


@pytest.mark.parametrize("name", NAMES)
def test_each_file_holds_the_same_rows(name: str, site: Path) -> None:
    rows = from_csv((site / "data" / f"{name}.csv").read_bytes())
    assert rows == from_csv(as_published((DATA / f"{name}.csv").read_bytes()))
    assert from_csv((site / "data" / f"{name}-excel.csv").read_bytes()) == rows
    assert from_json((site / "data" / f"{name}.json").read_bytes()) == rows
    assert from_xlsx((site / "data" / f"{name}.xlsx").read_bytes()) == rows


@examples(100)
@given(ROWS)
def test_rows_come_back_from_every_format_as_they_were(rows: list[tuple[str, ...]]) -> None:
    records = [Row("", "", line, dict(zip(FIELDS, row, strict=True)), ()) for line, row in enumerate(rows, 2)]
    table = [list(FIELDS), *map(list, rows)]
    assert from_csv(as_csv(records).encode()) == table
    assert from_json(as_json(records, SCHEMA).encode()) == table
    assert from_xlsx(as_xlsx(records, DESCRIBED, {"zh": "", "en": ""})) == table


def test_formulas_and_addresses_are_text_in_a_workbook() -> None:
    values = dict.fromkeys(FIELDS, "") | {"year": "2001", "item_zh": "=1+1", "item_en": "https://a.example/"}
    record = Row("", "", 2, values, ())
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx([record], DESCRIBED, {"zh": "", "en": ""})))["data"]
    assert [cell.data_type for cell in sheet[2]] == ["n", "n", "n", "s", "s"]
    assert not any(cell.hyperlink for cell in sheet[2])


@with_data
def test_excel_is_told_the_encoding_and_programs_are_not(site: Path) -> None:
    for name in NAMES:
        plain, marked = ((site / "data" / f"{name}{kind}.csv").read_bytes() for kind in ("", "-excel"))
        assert plain == as_published((DATA / f"{name}.csv").read_bytes())
        assert marked == b"\xef\xbb\xbf" + plain


@with_data
def test_the_published_package_is_valid_loose_and_in_one_file(site: Path) -> None:
    for package in ("datapackage.json", "datapackage.zip"):
        assert valid_tables(site / "data" / package) == NAMES
    with zipfile.ZipFile(site / "data" / "datapackage.zip") as archive:
        for name in archive.namelist():
            assert archive.read(name) == as_published((DATA / name).read_bytes())


@with_data
def test_the_same_data_make_the_same_bytes(site: Path) -> None:
    package = OWN.package
    assert package
    made = table_files(package, OWN.tables, OWN.text(package.path))
    assert made == table_files(package, OWN.tables, OWN.text(package.path))
    assert {name: (site / "data" / name).read_bytes() for name in made} == made


@with_data
def test_every_file_has_its_link_in_both_languages(site: Path, pages: dict[str, Element]) -> None:
    published = {path.name for path in (site / "data").iterdir()} - {"index.html"}
    for place in PLACES.values():
        links = {link.rpartition("/")[2] for link in pages[place].xpath('//*[@class="data-tables"]//@href')}
        assert published == {link for link in links if "." in link}


@with_data
def test_each_table_has_its_sources_and_licence(site: Path, pages: dict[str, Element]) -> None:
    package = json.loads((site / "data" / "datapackage.json").read_text(encoding="utf-8"))
    for language, place in PLACES.items():
        title = "title" if language == "zh" else "title_en"
        said = [words(about) for about in of_class(pages[place], "data-about")]
        shown = [
            one for one in package["resources"] if pages[place].xpath("//figure[@id=$id]", id=f"table-{one['name']}")
        ]
        for about, resource in zip(said, shown, strict=True):
            assert package["licenses"][0][title] in about
            assert all(source[title] in about for source in resource["sources"])


# More data --------------------------------------------------------------------------------------------------------

THIRD = {
    "name": "ports",
    "path": "ports.csv",
    "title": "表三：港口",
    "title_en": "Table 3: Ports",
    "schema": {
        "primaryKey": ["id"],
        "fields": [
            {"name": "id", "type": "string"},
            {"name": "port_zh", "type": "string", "title": "港口"},
            {"name": "port_en", "type": "string", "title": "Port"},
            {"name": "ships", "type": "integer", "title": "艘數", "title_en": "Ships"},
            {
                "name": "side",
                "type": "string",
                "title": "位置",
                "title_en": "Side",
                "categories": [
                    {"value": "west", "label": "西岸", "label_en": "West"},
                    {"value": "east", "label": "東岸", "label_en": "East"},
                ],
            },
            {"name": "since", "type": "year", "title": "起", "title_en": "Since"},
        ],
    },
}
ROW = "1913-1,1913,trade,甲乙丙丁測試,A row that was added,2026-01-31"


def test_one_line_more_is_a_row_and_one_entry_more_is_a_table(tmp_path: Path, build_book: Builder) -> None:
    book = write_harbour(tmp_path / "book")
    data = book / "docs" / "data"
    before = {name: len(table.rows) for name, table in tables(data).items()}
    with (data / "visits.csv").open("a", encoding="utf-8") as file:
        print(ROW, file=file)
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"].append(THIRD)
    (data / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")
    third = "id,port_zh,port_en,ships,side,since\n1990-1,基隆,Keelung,3,west,1990\n1992-1,花蓮,Hualien,5,east,1992\n"
    (data / "ports.csv").write_text(third, encoding="utf-8")
    done = build_book(book)
    assert done.returncode == 0, done.stdout
    site = book / "site"
    pages = read_pages(site)
    assert not of_class(pages["en/harbour/"], "stale-mark")
    for language, place in PLACES.items():
        item, added = {"zh": ("甲乙丙丁測試", "增補"), "en": ("A row that was added", "added")}[language]
        for where in (place, place.replace("data", "harbour")):
            row = pages[where].get_element_by_id("visits-1913-1")
            assert item in words(row)
            assert f"{added} 2026-01-31" in words(row) or f"2026-01-31 {added}" in words(row)
        counts = {}
        for name in ("visits", "ports"):
            drawing = pages[place].get_element_by_id(f"figure-{name}")
            counts[name] = len(of_class(drawing, "figure__mark"))
            assert counts[name] == len(pages[place].get_element_by_id(f"table-{name}").xpath(".//tbody/tr"))
        assert counts == {"visits": before["visits"] + 1, "ports": 2}
        assert item in words(pages[place].get_element_by_id("figure-visits"))
        years = pages[place].xpath('//form[@data-table="visits"]//select[@name="to"]/option/text()')
        assert years[-1] == "1913"
        printed = words(pages[place].get_element_by_id("table-ports"))
        assert {"zh": "1990 基隆 3 西岸", "en": "1990 Keelung 3 West"}[language] in printed
        assert any(item in text for text in read_search_index(site)[place])
        edition = site / "downloads" / f"harbour.{language}"
        with zipfile.ZipFile(edition.with_suffix(f".{language}.epub")) as archive:
            chapter = archive.read("EPUB/harbour.xhtml").decode()
            assert chapter.count(item) >= 2
            assert chapter.count("figure__mark") == sum(before.values()) + 1
        copied = subprocess.run(
            ["pdftotext", str(edition.with_suffix(f".{language}.pdf")), "-"], capture_output=True, text=True, check=True
        )
        assert item in copied.stdout
    for rows in (
        from_json((site / "data" / "visits.json").read_bytes()),
        from_xlsx((site / "data" / "visits.xlsx").read_bytes()),
    ):
        assert rows[-1] == ROW.split(",")
    assert from_csv((site / "data" / "ports-excel.csv").read_bytes())[1:] == [
        line.split(",") for line in third.split()[1:]
    ]
    assert valid_tables(site / "data" / "datapackage.zip")


def test_addresses_of_rows_stay_when_one_is_put_before_them(tmp_path: Path) -> None:
    data = Path(shutil.copytree(HARBOUR / "docs" / "data", tmp_path / "docs" / "data"))
    lines = (data / "visits.csv").read_text(encoding="utf-8").split("\n")
    addresses = {row.values["item_zh"]: row.id for row in tables(data)["visits"].rows}
    place = next(number for number, line in enumerate(lines) if line.startswith("1905-1,"))
    for written, expected in ((",1905", ""), ("1905-1,1905", ""), ("1905-5,1905", "1905-5"), ("1905_5,1905", "1905-5")):
        more = [*lines[:place], f"{written},trade,插入,Inserted,2026-01-31", *lines[place:]]
        (data / "visits.csv").write_text("\n".join(more), encoding="utf-8")
        if not expected:
            with pytest.raises(SourceError, match="write 1905_5"):
                tables(data)
            continue
        found = {row.values["item_zh"]: row.id for row in tables(data)["visits"].rows}
        assert found == addresses | {"插入": expected}
