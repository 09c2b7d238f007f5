"""Any character is set in the books, or named with its file and line before a build."""

from __future__ import annotations

import json
import re
import subprocess
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import yaml

from hooks.checks import check_sources
from hooks.editions.pdf import make_pdf
from hooks.editions.pdf.faces import PACKAGES
from hooks.languages import Language
from hooks.sources import Sources
from tests import CASES
from tests.tools.book import lay, write_book
from tests.tools.editions import small_publication, with_documents

SET, MISSING = (
    yaml.safe_load((CASES / "characters" / f"{name}.yml").read_text(encoding="utf-8"))
    for name in ("scripts-and-signs-that-the-books-set", "characters-that-no-face-has")
)
# Where a text may stand in a page, as converted for print.
PLACES = """\
<p>{0}</p><h2>{0}</h2><ul><li>{0}</li></ul><p><em>{0}</em> <strong>{0}</strong> <code>{0}</code></p>
<table><caption>{0}</caption><thead><tr><th>{0}</th></tr></thead><tbody><tr><td>{0}</td></tr></tbody></table>
<p>a<sup id="fnref:{1}"><a role="doc-noteref" href="#fn:{1}">1</a></sup>
b<sup id="fnref:{1}e"><a role="doc-noteref" href="#fn:{1}e">2</a></sup></p>"""
NOTE = '<li id="fn:{1}"><p>{0}</p></li>'
LISTS = '<div class="footnote text-notes" role="doc-endnotes"><ol>{}</ol></div>'
LISTS += '<div class="footnote" role="doc-endnotes"><ol>{}</ol></div>'
# White space, and the marks by which a reader of PDF files says in which direction a text goes.
UNSEEN = re.compile(r"[\s\u202a-\u202e\u2066-\u2069]")
BOOKS = {"mkdocs.yml": {"replace": {'slug: ""': "slug: book"}}}


def copied(html: str, language: Language, path: Path) -> str:
    """Return what is copied from a PDF of this page in one language."""
    publication = small_publication(language, chapter={"html": html})
    path.write_bytes(make_pdf([with_documents(publication)], lambda _: b""))
    command = ["pdftotext", "-f", "3", str(path), "-"]
    return UNSEEN.sub("", subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_script_is_set_wherever_it_stands(language: Language, tmp_path: Path) -> None:
    texts = [*enumerate(SET.values())]
    html = "".join(PLACES.format(text, number) for number, text in texts)
    notes = ["".join(NOTE.format(text, f"{number}{kind}") for number, text in texts) for kind in ("", "e")]
    found = copied(html + LISTS.format(*notes), language, tmp_path / "book.pdf")
    places = PLACES.count("{0}") + 2
    # The head of a table stands again on the next page.
    counts = {name: min(found.count(UNSEEN.sub("", text)), places) for name, text in SET.items()}
    assert counts == dict.fromkeys(SET, places)


def test_no_face_stands_in_for_one_that_has_the_character(tmp_path: Path) -> None:
    copied("<p>港口 harbour 1906</p><p><strong>港口 harbour</strong></p>", "zh", tmp_path / "book.pdf")
    fonts = subprocess.run(["pdffonts", tmp_path / "book.pdf"], capture_output=True, text=True, check=True).stdout
    faces = {line.split()[0].partition("+")[2].partition("-")[0] for line in fonts.splitlines()[2:]}
    assert faces == {"NotoSerifTC", "NotoSansTC", "LibertinusSerif"}


def test_every_face_is_free_to_embed() -> None:
    for package in PACKAGES:
        licences = [file.read_text() for file in metadata.files(package) or () if "licenses" in file.parts]
        assert any("SIL OPEN FONT LICENSE" in text for text in licences), package


def findings(book: Path) -> list[str]:
    found = [f"{finding.path}:{finding.line}: {finding.code}" for finding in check_sources(Sources(book))]
    # Simplified characters can be set; that they are no Traditional ones is said all the same.
    kinds = ("alignment-", "text-simplified")
    return [line.replace(f"{book}/", "") for line in found if not any(kind in line for kind in kinds)]


def test_a_book_that_can_be_set_has_nothing_to_report(tmp_path: Path) -> None:
    text = "".join(f"\n\n{text}" for text in SET.values())
    laid: dict[str, Any] = BOOKS | {"docs/zh/chapter.md": {"replace": {"常態性會談。": f"常態性會談。{text}"}}}
    assert findings(write_book(tmp_path / "book", laid)) == []


@pytest.mark.parametrize("name", MISSING)
def test_what_cannot_be_set_is_named_with_its_line(name: str, tmp_path: Path) -> None:
    character = MISSING[name]
    number = f"&#x{ord(character):X};"
    laid: dict[str, Any] = {"docs/zh/chapter.md": {"replace": {"常態性會談。": f"常態性會談{character}。"}}}
    book = write_book(tmp_path / "book", BOOKS | laid)
    assert findings(book) == ["docs/zh/chapter.md:21: text-character"]
    # By its number it stands on no line.
    lay(book / "docs" / "zh" / "chapter.md", {"replace": {character: number}})
    assert findings(book) == ["docs/zh/chapter.md:1: text-character"]


@pytest.mark.parametrize(
    ("path", "old", "line"),
    [
        ("docs/zh/chapter.md", "title: 第一章", 2),
        ("docs/data/sales.csv", "Fighters", 2),
        ("docs/data/datapackage.json", "Sales", 0),
        ("mkdocs.yml", "A small book", 0),
    ],
)
def test_titles_tables_and_settings_are_looked_at(path: str, old: str, line: int, tmp_path: Path) -> None:
    book = write_book(tmp_path / "book", BOOKS)
    text = (book / path).read_text(encoding="utf-8")
    character = MISSING["Cuneiform"]
    written = json.dumps(character)[1:-1] if path.endswith(".json") else character
    place = text[: text.index(old)].count("\n") + 1
    (book / path).write_text(text.replace(old, f"{old}{written}", 1), encoding="utf-8")
    wanted = f"{path}:{1 if path.endswith('.json') else line or place}: text-character"
    assert wanted in findings(book)
