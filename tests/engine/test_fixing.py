"""`--fix` corrects what is safe, on the lines named alone, and once."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooks.checks import every_finding
from hooks.checks.__main__ import main
from hooks.checks._fixing import fix
from hooks.sources import Sources
from tests.tools.book import write_bylaws, write_harbour
from tests.tools.examples import examples

PAGE = Path("docs/zh/harbour.md")
WORDS = "早年的漁民把船拖上沙灘過冬"


@pytest.mark.parametrize(
    ("written", "fixed"),
    [
        ("早年的漁民,把船", "早年的漁民，把船"),
        ("早年的漁民\u200b把船", "早年的漁民把船"),
        ("早\u200b年\u2060的,漁⽔把船", "早年的，漁水把船"),
        ("早年 the  old harbour 的船", "早年 the old harbour 的船"),
        ("早年的`a,  b\u3000`船", None),
        ("早年的漁民, 把船", None),
        ("早年👨\u200d👩船", None),
        ("早年的,English", None),
    ],
)
def test_what_is_safe_is_corrected(
    written: str, fixed: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(write_harbour(tmp_path / "book"))
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    before = PAGE.read_bytes().replace(b"\n", b"\r\n")
    text = before.decode().replace(WORDS, written, 1)
    assert text != before.decode()
    PAGE.write_bytes(text.encode())
    others = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file() and path != PAGE}
    main(["--fix"])
    assert PAGE.read_bytes().decode() == text.replace(written, fixed or written)
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file() and path != PAGE} == others
    assert (": wrote “" in capsys.readouterr().out) == (fixed is not None)


@pytest.mark.parametrize("slip", ["會議紀錄,應存放", "會議紀錄\u200b應存放", "會議紀錄應存⽅"])
@pytest.mark.parametrize("printed", [True, False])
def test_what_is_printed_so_stays(slip: str, printed: bool, tmp_path: Path) -> None:
    """A slip of the printed edition is kept; one that its text does not have is corrected."""
    book = write_bylaws(tmp_path / "book")
    page, paper = book / "docs" / "zh" / "chapter-3.md", book / "source" / "paper.txt"
    for path in (page, paper) if printed else (page,):
        text = path.read_text(encoding="utf-8")
        assert "會議紀錄應存放" in text
        path.write_text(text.replace("會議紀錄應存放", slip), encoding="utf-8")
    sources = Sources(book)
    assert bool(fix(sources, every_finding(sources))) != printed
    assert (slip in page.read_text(encoding="utf-8")) == printed


@examples(6)
@given(st.text("早年的漁民,;:! \u200b\u2060⽔⾦ab。，", min_size=1, max_size=30))
def test_a_second_time_nothing_is_left_to_correct(words: str) -> None:
    here = Path.cwd()
    with TemporaryDirectory() as folder:
        os.chdir(write_harbour(Path(folder) / "book"))
        try:
            PAGE.write_text(PAGE.read_text(encoding="utf-8").replace(WORDS, words, 1), encoding="utf-8")
            main(["--fix"])
            once = PAGE.read_bytes()
            main(["--fix"])
            assert PAGE.read_bytes() == once
            assert fix(Sources(), every_finding(Sources())) == []
        finally:
            os.chdir(here)


@pytest.mark.parametrize("saved", ["1901/1/1", "Jan-01", "1月-01", "1901年1月1日"])
def test_an_id_that_a_spreadsheet_has_made_a_date_of_is_put_back(saved: str, tmp_path: Path) -> None:
    book = write_harbour(tmp_path / "book")
    table = book / "docs" / "data" / "visits.csv"
    text = table.read_text(encoding="utf-8")
    assert "\n1901-1,1901," in text
    table.write_text(text.replace("\n1901-1,", f"\n{saved},"), encoding="utf-8")
    sources = Sources(book)
    (made,) = fix(sources, every_finding(sources))
    assert (made.before, made.after, table.read_text(encoding="utf-8")) == (
        saved,
        "1901_1",
        text.replace("\n1901-1,", "\n1901_1,"),
    )


@pytest.mark.parametrize("given", ["1901-2", "someday", ""])
def test_an_id_that_nobody_can_tell_is_left(given: str, tmp_path: Path) -> None:
    book = write_harbour(tmp_path / "book")
    table = book / "docs" / "data" / "visits.csv"
    text = table.read_text(encoding="utf-8").replace("\n1901-1,", f"\n{given},")
    table.write_text(text, encoding="utf-8")
    sources = Sources(book)
    assert "table-id" in {finding.code for finding in every_finding(sources)}
    assert fix(sources, every_finding(sources)) == []
    assert table.read_text(encoding="utf-8") == text
