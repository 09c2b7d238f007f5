"""What the checks say: in the language of whoever asks."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from hooks.checks.__main__ import main
from hooks.messages import LOCALES, language_of, say
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


def test_a_value_may_be_said_too_or_be_several() -> None:
    said = say("nav-chapters/order", names=["a.md", say("languages.zh")])
    assert said.text("zh") == "`chapters` 的順序與 `nav` 不同：寫成 a.md、中文"
    assert str(said) == "has `chapters` in another order than `nav`: write a.md, Chinese"
    with pytest.raises(KeyError):
        str(say("nav-chapters/none"))
