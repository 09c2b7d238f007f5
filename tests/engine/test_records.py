"""What libraries and registries take in: made of what the publication states, valid by its format, and nothing else."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree
from pymarc import MARCReader, Record, parse_xml_to_array

from hooks.checks import check_sources
from hooks.editions.manifest import make_manifest
from hooks.editions.offered import offers
from hooks.editions.publication import read_publication
from hooks.editions.revision import Revision
from hooks.languages import LANG
from hooks.records import RECORDS, make_records, records_list
from hooks.records.work import Work
from hooks.sources import Sources
from tests import CASES, ROOT
from tests.tools.book import write_book, write_harbour, write_sanctuary
from tests.tools.cases import Case, cases, read_cases

BOOKS = {"harbour": write_harbour, "sanctuary": write_sanctuary, "stock": write_book}
# 2026-02-01 06:30 in Taipei.
REVISION = Revision("0123456789", 1769898600)
DEPOSIT = """
    doi_prefix: "10.12345"
    depositor: {name: Coast Press, email: doi@example.org, registrant: Coast Press}"""
# The fifteen elements.
DUBLIN_CORE = set(
    "title creator subject description publisher contributor date type format identifier source language relation"
    " coverage rights".split()
)
LEADER = re.compile(r"[\d ]{5}[\dA-Za-z ][\dA-Za-z][\dA-Za-z ]{3}22[\d ]{5}[\dA-Za-z ]{3}4500")
# How long the fields of a fixed length are.
LENGTHS = {"006": 18, "007": 14, "008": 40}


def records(folder: Path, revision: Revision = REVISION) -> dict[str, bytes]:
    """Return the records of the publication in `folder` by the names of their files."""
    sources = Sources(folder)
    configuration = sources.configuration
    publications = {
        language: read_publication(make_manifest(sources, revision, language, []), sources, revision)
        for language in LANG
    }
    return make_records(Work(configuration, publications, offers(sources, configuration.original)))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The records of each case."""
    return {case.path.stem: of_case(case, tmp_path_factory.mktemp("book") / "book") for case in read_cases("records")}


def of_case(case: Case, folder: Path) -> dict[str, bytes]:
    return records(BOOKS[case["book"]](folder, case["input"]))


@cases("records")
def test_records_of_a_publication(case: Case, tmp_path: Path) -> None:
    """`input` is laid over the `book`; `output` has the text of each file."""
    case.check({name: content.decode() for name, content in of_case(case, tmp_path / "book").items()})


@pytest.mark.parametrize("case", [path.stem for path in sorted((CASES / "records").glob("*.yml"))])
def test_each_record_is_valid_by_its_format(case: str, made: dict[str, dict[str, bytes]]) -> None:
    for name, content in made[case].items():
        if name.endswith(".xml"):
            root = etree.fromstring(content)
            assert [
                element.tag for element in root.iter() if not len(element) and not (element.text or "").strip()
            ] == []
            assert [value for value in root.xpath("//@*") if not value.strip() and value != " "] == []
        if name.endswith(".marc.xml"):
            judge_marc(content)
        elif name.endswith(".dc.xml"):
            assert {etree.QName(element).localname for element in root} <= DUBLIN_CORE
            assert {etree.QName(key).localname for element in root for key in element.attrib} <= {"lang"}
        elif name.endswith(".crossref.xml"):
            judge_crossref(root)
        else:
            said = yaml.safe_load(content)
            assert [*said] == ["cff-version", "message", "type", "title", "authors", "preferred-citation"]
            assert {"type", "title", "authors"} <= {*said["preferred-citation"]}
            assert all(author["name"] for author in said["authors"])


def judge_marc(content: bytes) -> None:
    """Hold a MARCXML file to the shape that its schema gives, and its record to being the same in ISO 2709."""
    (record,) = parse_xml_to_array(io.BytesIO(content), strict=True)  # type: ignore[no-untyped-call]
    assert LEADER.fullmatch(str(record.leader))
    tags = [field.tag for field in record]
    assert tags == sorted(tags)
    for field in record:
        if field.control_field:
            assert len(field.data or "") == LENGTHS.get(field.tag, len(field.data or ""))
        else:
            assert field.indicators
            assert all(re.fullmatch(r"[\da-z ]", indicator) for indicator in field.indicators)
            assert field.subfields
            assert all(re.fullmatch(r"[\da-z]", code) and value.strip() for code, value in field.subfields)
    for field in record.get_fields("880"):
        tag, place = field["6"].split("-")
        assert f"880-{place}" in [one.get("6") for one in record.get_fields(tag)]
    again = next(MARCReader(Record.as_marc(record), to_unicode=True, force_utf8=True))
    assert again
    assert [str(field) for field in again] == [str(field) for field in record]


def judge_crossref(root: Any) -> None:
    """Hold a deposit to what its schema asks for, as far as this engine writes it; the order counts."""
    order = ["contributors", "titles", "abstract", "publication_date", "isbn", "publisher", "doi_data"]
    (metadata,) = root.xpath("//*[local-name()='report-paper_metadata']")
    names = [etree.QName(element).localname for element in metadata]
    assert sorted(names, key=order.index) == names
    assert {"titles", "publication_date", "doi_data"} <= {*names}
    dois = [element.text for element in root.iter("{*}doi")]
    assert len(set(dois)) == len(dois)
    assert all(re.fullmatch(r"10\.\d{4,9}/[A-Za-z0-9._;()/-]{1,200}", doi) for doi in dois)
    assert all(element.text.startswith("https://") for element in root.iter("{*}resource"))


def test_a_deposit_is_made_where_all_that_it_needs_is_stated(tmp_path: Path) -> None:
    def deposits(name: str, settings: dict[str, str], revision: Revision = REVISION) -> list[str]:
        laid_over = {"mkdocs.yml": {"replace": {"\n    slug: harbour": f"{DEPOSIT}\n    slug: harbour"} | settings}}
        book = write_harbour(tmp_path / name, laid_over)
        return [file for file in records(book, revision) if "crossref" in file]

    assert deposits("all", {}) == ["harbour.crossref.xml"]
    assert deposits("no date", {"    date: 2011-07\n": ""}) == []
    assert deposits("a date before print", {"date: 2011-07": "date: 1390"}) == []
    # A later deposit takes the place of one before by its moment, which is that of the sources.
    assert deposits("no moment", {}, Revision("0123456789+")) == []


def test_the_same_sources_make_the_same_records(tmp_path: Path) -> None:
    made = [records(write_harbour(tmp_path / name / "book")) for name in ("here", "elsewhere")]
    assert made[0] == made[1]


def test_records_are_listed_that_are_always_made(tmp_path: Path) -> None:
    assert records_list("", "en") == []
    bare = records(write_book(tmp_path / "book", {"mkdocs.yml": {"replace": {'slug: ""': "slug: book"}}}))
    for language in LANG:
        listed = records_list("book", language)
        assert [path.removeprefix("downloads/") for _, path in listed] == [*bare]
        assert [file for _, file in listed] == [f"downloads/{one.file.format('book')}" for one in RECORDS if one.always]


@pytest.mark.parametrize("original", ["harbour", "sanctuary"])
def test_the_citation_file_is_written_by_a_command_and_held_to_the_settings(original: str, tmp_path: Path) -> None:
    book = BOOKS[original](tmp_path / "book")
    done = command(book)
    assert (done.returncode, done.stdout) == (0, "Written to CITATION.cff\n")
    assert findings(book) == []
    # Another address, as SITE_URL may give one, is no difference.
    text = (book / "CITATION.cff").read_text(encoding="utf-8")
    (book / "CITATION.cff").write_text(f"{text}  url: https://press.example.org/\n", encoding="utf-8")
    assert findings(book) == []
    (book / "CITATION.cff").write_text(text.replace("year: ", "year: 1"), encoding="utf-8")
    assert [finding.split()[:2] for finding in findings(book)] == [["CITATION.cff:0:", "citation-file"]]


def test_a_citation_file_that_cannot_be_written_says_why(tmp_path: Path) -> None:
    book = write_book(tmp_path / "book")
    done = command(book)
    assert (done.returncode, done.stdout) == (1, "")
    assert "neither `creators` nor a `publisher`" in done.stderr
    (book / "mkdocs.yml").write_text("nav: []\n", encoding="utf-8")
    done = command(book)
    assert done.returncode == 1
    assert done.stderr.startswith("mkdocs.yml:")
    assert "Traceback" not in done.stderr
    assert not (book / "CITATION.cff").exists()


def command(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a book, which is not where the engine is."""
    code = "import runpy, sys; sys.path.insert(0, sys.argv[1]); runpy.run_module('hooks.records', run_name='__main__')"
    command = [sys.executable, "-c", code, str(ROOT)]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


def findings(folder: Path) -> list[str]:
    return [str(finding).replace(f"{folder}/", "") for finding in check_sources(Sources(folder))]
