"""The data tables: cases laid over a tiny stock package, any text at all, and the tables of the publication."""

from __future__ import annotations

import csv
import io
import shutil
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooks.blocks.context import PageContext
from hooks.data.tables import Table
from hooks.findings import Finding, SourceError
from hooks.languages import Language
from hooks.messages import say
from tests import ROOT
from tests.tools.any_text import CHARACTERS, TEXT
from tests.tools.book import TABLES, lay
from tests.tools.cases import Case, cases
from tests.tools.examples import examples
from tests.tools.values import OWN, tables, to_html, valid_tables

DATA = ROOT / "docs" / "data"
with_data = pytest.mark.skipif(not OWN.package, reason="no data tables")
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@cases("tables")
def test_case(case: Case, tmp_path: Path) -> None:
    """`input` holds files over the stock: text, or its `text`, `encoding` and what to `replace`, or null for none.
    `output` holds the findings, or each table as printed."""
    data = tmp_path / "docs" / "data"
    shutil.copytree(TABLES, data)
    for name, content in case["input"].items():
        lay(data / name, content)
    try:
        printed = tables(data)
        found: Any = {name: lines(table) for name, table in printed.items()}
    except SourceError as error:
        found = [str(finding).replace(f"{data}/", "") for finding in error.findings]
    else:
        for table in printed.values():
            assert_printed(table)
    case.check(found)


def lines(table: Table) -> list[str]:
    """A table as printed, one row a line, Chinese before English: column titles, then the year and each cell."""
    titles = [column.title[tag] for column in table.columns if column.title for tag in LANGUAGES]
    found = [" | ".join(titles)]
    for group in table.groups:
        for row in group.rows:
            texts = [cell.prefix[tag] + cell.text[tag] for cell in row.cells for tag in LANGUAGES]
            found.append(" | ".join([*([str(group.year)] if group.year else []), *texts]))
    return found


def render(table: Table, language: Language) -> tuple[lxml.html.HtmlElement, PageContext]:
    """The figure that the block makes of a table, and the page that it was made for."""
    text = f"# T\n\n/// data-table | {table.name}\n///\n"
    page = PageContext(language, text=text, first_line=5, tables={table.name: table})
    figure = lxml.html.document_fromstring(f"<html><body>{to_html(page)}</body></html>").find(".//figure")
    assert figure is not None
    return figure, page


def assert_printed(table: Table) -> None:
    """The block prints the table's very words, tied together as a screen reader needs them."""
    for language in LANGUAGES:
        figure, page = render(table, language)
        assert page.findings == []
        assert figure.get("id") == f"table-{table.name}"
        bodies = figure.findall(".//tbody")
        assert len(bodies) == len(table.groups)
        for body, group in zip(bodies, table.groups, strict=True):
            heads = [(head.text, head.get("scope"), head.get("rowspan")) for head in body.findall(".//th")]
            assert heads == ([] if group.year is None else [(str(group.year), "rowgroup", str(len(group.rows)))])
            assert body.find("tr/th") is body.find("tr")[0] if heads else True
            for line, row in zip(body.findall("tr"), group.rows, strict=True):
                printed = [cell.text_content() for cell in line.findall("td")]
                texts = [cell.prefix[language] + cell.text[language] for cell in row.cells]
                added = {"zh": f"（{row.added} 增補）", "en": f" (added {row.added})"}[language] if row.added else ""
                assert printed == [texts[0] + added, *texts[1:]]
                assert line.get("id") == (f"{table.name}-{row.id}" if row.id else None)
        titles = [(head.text_content(), head.get("scope")) for head in figure.findall(".//thead//th")]
        assert titles == [(column.title[language], "col") for column in table.columns if column.title]
        notes = [note.text_content() for note in figure.findall(".//p")]
        assert notes == [note.text[language] for note in table.notes]
        kinds = [note.get("class") for note in figure.findall(".//p")]
        assert kinds == [{"source": None, "editor": "editors-note"}[note.kind] for note in table.notes]
        assert kinds == sorted(kinds, key=bool)
        (region,) = figure.xpath('.//*[@role="region"][@tabindex="0"][.//table]')
        assert figure.get_element_by_id(region.get("aria-labelledby")).text_content() == table.caption[language]
        described = figure.find(".//table").get("aria-describedby")
        assert described is None if not notes else len(figure.get_element_by_id(described)) == len(notes)
        assert [child.tag for child in figure.iter("caption", "thead", "tbody", "p")] == (
            ["caption", "thead"] + ["tbody"] * len(bodies) + ["p"] * len(notes)
        )


ROW = st.tuples(st.integers(1000, 9999), st.sampled_from(["air", "sea"]), TEXT, TEXT)


@examples(150)
@given(
    st.lists(ROW, min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "utf-8-sig"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
)
def test_any_text_is_loaded_and_printed_as_it_stands(
    rows: list[tuple[int, str, str, str]], ending: str, encoding: str, quoting: Any
) -> None:
    rows = sorted(rows, key=lambda row: row[0])
    with TemporaryDirectory() as folder:
        data = Path(folder) / "docs" / "data"
        shutil.copytree(TABLES, data)
        out = io.StringIO()
        writer = csv.writer(out, lineterminator=ending, quoting=quoting)
        writer.writerows([["year", "category", "item_zh", "item_en"], *rows])
        (data / "sales.csv").write_bytes(out.getvalue().encode(encoding))
        table = tables(data)["sales"]
        printed = [
            (g.year, r.values["category"], r.cells[0].text["zh"], r.cells[0].text["en"])
            for g in table.groups
            for r in g.rows
        ]
        assert printed == rows
        assert [group.year for group in table.groups] == sorted({row[0] for row in rows})
        assert_printed(table)


@examples(150)
@given(st.binary(max_size=60) | st.text(CHARACTERS, max_size=60).map(str.encode), st.booleans())
def test_any_bytes_are_rows_or_findings_with_a_line(content: bytes, after_header: bool) -> None:
    with TemporaryDirectory() as folder:
        data = Path(folder) / "docs" / "data"
        shutil.copytree(TABLES, data)
        header = (data / "sales.csv").read_bytes() if after_header else b""
        (data / "sales.csv").write_bytes(header + content)
        last = (header + content).count(b"\n") + (header + content).count(b"\r") + 1
        found: list[Finding] = []
        try:
            assert tables(data)["sales"].groups
        except SourceError as error:
            found = error.findings or [Finding("an error without findings", 0, "", say("table-quote"))]
        assert [finding for finding in found if not 1 <= finding.line <= last] == []


def test_every_table_is_printed_in_both_languages() -> None:
    for table in OWN.tables.values():
        assert_printed(table)


@with_data
def test_frictionless_finds_the_package_valid() -> None:
    assert valid_tables(DATA / "datapackage.json")


@with_data
def test_the_data_files_are_plain_utf8() -> None:
    for path in sorted(DATA.iterdir()):
        content = path.read_bytes()
        assert not content.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in content
        assert content.endswith(b"\n")
        assert unicodedata.is_normalized("NFC", content.decode())
