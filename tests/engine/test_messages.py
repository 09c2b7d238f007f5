"""What the checks say: in the language of whoever asks."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import jsonschema
import pytest

from hooks.checks import check_sources
from hooks.checks.__main__ import main
from hooks.checks._github import annotation, reference, summary
from hooks.checks._sarif import sarif
from hooks.findings import Finding
from hooks.messages import LOCALES, Said, language_of, say
from hooks.sources import Sources
from tests import CASES, ROOT
from tests.tools.book import write_harbour

ZH = "有控制字元 U+000C，頁面裡不能有：刪去"
EN = "holds the control character U+000C, which no page may have: remove it"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a clean book, in which the test stands, with no locale."""
    book = write_harbour(tmp_path / "book")
    monkeypatch.chdir(book)
    for name in [*LOCALES, "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"]:
        monkeypatch.delenv(name, raising=False)
    return book


def spoil(book: Path) -> tuple[str, int]:
    """Put a form feed into a page; return its path as a finding has it, and the line."""
    path = book / "docs" / "zh" / "harbour.md"
    lines = path.read_text(encoding="utf-8").split("\n")
    line = next(number for number, words in enumerate(lines) if number > 5 and len(words) > 20)
    lines[line] = f"{lines[line][:6]}\f{lines[line][6:]}"
    path.write_text("\n".join(lines), encoding="utf-8")
    return "docs/zh/harbour.md", line + 1


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ({"LANG": "zh_TW.UTF-8"}, "zh"),
        ({"LANG": "zh_TW.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "zh_HK"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "zh"}, "zh"),
        ({}, "en"),
    ],
)
def test_the_locale_says_the_language(locale: dict[str, str], language: str) -> None:
    assert language_of(locale) == language


@pytest.mark.parametrize(("locale", "message"), [("zh_TW.UTF-8", ZH), ("en_US.UTF-8", EN), ("C", EN)])
def test_the_command_speaks_the_language_of_the_locale(
    locale: str, message: str, book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path, line = spoil(book)
    monkeypatch.setenv("LANG", locale)
    assert main([]) == 1
    assert f"{path}:{line}: text-control {message}\n" in capsys.readouterr().out


@pytest.mark.parametrize("encoding", ["ascii", "cp950"])
def test_a_console_that_lacks_characters_shows_their_numbers(
    encoding: str, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (book / "docs" / "zh" / "港𠮷.docx").write_bytes(b"")
    shown = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(shown, encoding=encoding))
    assert main([]) == 1
    sys.stdout.flush()
    assert rb"\U00020bb7.docx:0: page-stray" in shown.getvalue()


def test_hints_alone_are_no_error(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = book / "docs" / "zh" / "about.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n港口開了,船來了。\n", encoding="utf-8")
    found = check_sources(Sources())
    assert "text-punctuation" in {finding.code for finding in found if finding.is_hint}
    assert main([]) == any(not finding.is_hint for finding in found)
    assert "write “，” (hint)\n" in capsys.readouterr().out
    assert [finding for finding in check_sources(Sources(), for_build=True) if finding.is_hint] == []


@pytest.mark.parametrize(
    ("before", "written", "code", "sign"),
    [
        ("## 開港", "##開港", "text-markup", "##"),
        ("三面是山，", "三面是山,", "text-punctuation", ","),
        ("的格式寫成。[^books]", "的格式寫成。[^boks]", "note-unknown", "[^boks]"),
        ("拖上沙灘", "拖上\u200b沙灘", "text-invisible", "\u200b"),
        ("拖上沙灘", "**拖上**（沙灘", "text-bracket", "（"),
        ("title: 港口", "title: 港: 口: [", "page-front-matter", ": 口"),
    ],
)
def test_a_finding_has_the_column_where_it_is_known(
    before: str, written: str, code: str, sign: str, book: Path
) -> None:
    path = book / "docs" / "zh" / "harbour.md"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, written, 1), encoding="utf-8")
    lines = path.read_text(encoding="utf-8").split("\n")
    found = [one for one in check_sources(Sources()) if one.code == code]
    assert [lines[one.line - 1][one.column - 1 :][: len(sign)] for one in found if one.column] == [sign]


def finding(path: str, line: int, column: int, code: str, said: Said) -> Finding:
    return Finding(path, line, code, said, column)


AWKWARD = [
    finding("docs/zh/a,b:c%.md", 3, 4, "text-control", say("text-control", number="000C")),
    finding("docs/zh/a,b:c%.md", 9, 0, "text-space", say("text-space/extra", near="a|b <i> *c* 100%\nd")),
    finding("mkdocs.yml", 0, 0, "configuration-yaml", say("configuration-yaml")),
]


def test_github_annotates_the_lines_in_both_languages() -> None:
    lines = [annotation(one, "") for one in AWKWARD]
    assert lines[0] == (f"::error file=docs/zh/a%2Cb%3Ac%25.md,line=3,col=4,title=text-control::{ZH}%0A{EN}")
    assert lines[1].startswith("::warning file=docs/zh/a%2Cb%3Ac%25.md,line=9,title=text-space::")
    assert lines[1].count("100%25%0Ad") == 2
    assert lines[2].startswith("::error file=mkdocs.yml,title=configuration-yaml::無法讀取：")
    assert [line for line in lines if "\n" in line] == []


def test_the_summary_of_a_job_has_a_table_for_each_file() -> None:
    text = summary(AWKWARD, "")
    assert text.startswith(
        "## 檢查結果：3 項 · Findings: 3\n\n### docs/zh/a,b:c%.md\n\n| 行 Line | 代碼 Code | 中文 | English |\n| --- |"
    )
    assert f"\n| 3:4 | `text-control` | {ZH} | {EN} |\n" in text
    assert "| 9 | `text-space` | 「a\\|b \\<i\\> \\*c\\* 100% d」裡多了空格：刪去（提示） | has " in text
    assert "\n### mkdocs.yml\n" in text
    assert "`名稱: 內容`" in text
    assert summary([], "") == "## 檢查結果：0 項 · Findings: 0\n\n沒有發現問題。 No findings.\n"


def test_a_finding_leads_to_what_explains_its_code() -> None:
    job = {"SERVER_URL": "https://github.example", "REPOSITORY": "owner/name", "SHA": "0123abc"}
    page = reference({f"GITHUB_{name}": value for name, value in job.items()})
    assert page == "https://github.example/owner/name/blob/0123abc/CODES.md"
    assert annotation(AWKWARD[0], page).endswith(f"%0A{page}#text-control")
    assert f"| 3:4 | [`text-control`]({page}#text-control) | {ZH} |" in summary(AWKWARD, page)
    assert "\n## text-control\n" in (ROOT / "CODES.md").read_text(encoding="utf-8")
    assert reference({}) == ""


def test_a_summary_is_no_longer_than_github_shows() -> None:
    text = summary(AWKWARD[:1] * 20_000, "")
    assert len(text.encode()) < 2**20
    left = 20_000 - text.count("| 3:4 |")
    assert text.endswith(f"\n另有 {left} 項沒有列出。 {left} more are not listed.\n")


def test_in_github_actions_the_command_shows_what_it_finds(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path, line = spoil(book)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(book / "summary.md"))
    (book / "summary.md").write_text("before\n", encoding="utf-8")
    assert main([]) == 1
    out = capsys.readouterr().out
    assert f"{path}:{line}: text-control {EN}\n" in out
    assert f"\n::error file={path},line={line},title=text-control::{ZH}%0A{EN}\n" in out
    assert (book / "summary.md").read_text(encoding="utf-8").startswith("before\n## 檢查結果")


def test_sarif_is_as_the_standard_asks(book: Path) -> None:
    """What the standard requires of what is written stands in a schema of ours."""
    spoil(book)
    assert main(["--sarif", "found.sarif"]) == 1
    log = json.loads((book / "found.sarif").read_text(encoding="utf-8"))
    schema = json.loads((CASES.parent / "tools" / "sarif.json").read_text(encoding="utf-8"))
    page = "https://example.org/CODES.md"
    for one in (log, sarif(AWKWARD, page), sarif([], "")):
        jsonschema.validate(one, schema, jsonschema.Draft202012Validator)
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    for result in log["runs"][0]["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert [rule.get("helpUri", "") for rule in rules] == [""] * len(rules)
    (run,) = sarif(AWKWARD, page)["runs"]
    awkward = run["results"]
    assert [rule["helpUri"] for rule in run["tool"]["driver"]["rules"]] == [f"{page}#{rule['id']}" for rule in rules]
    assert awkward[0]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "docs/zh/a%2Cb%3Ac%25.md"},
        "region": {"startLine": 3, "startColumn": 4},
    }
    assert [result["level"] for result in awkward] == ["error", "note", "error"]
    assert "region" not in awkward[2]["locations"][0]["physicalLocation"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(log | {"version": "2.0"}, schema)


def test_a_value_may_be_said_too_or_be_several() -> None:
    said = say("nav-chapters/order", names=["a.md", say("languages.zh")])
    assert said.text("zh") == "`chapters` 的順序與 `nav` 不同：寫成 a.md、中文"
    assert str(said) == "has `chapters` in another order than `nav`: write a.md, Chinese"
    with pytest.raises(KeyError):
        str(say("nav-chapters/none"))
