"""The repository of this paper: its READMEs list what is offered, and nothing of the paper stands in the engine."""

from __future__ import annotations

import re

import pytest

from hooks.editions.offered import EDITIONS
from hooks.languages import LANG, Language
from hooks.new.engine import STARTED, engine_files
from hooks.words import words
from tests import ROOT
from tests.engine.test_pdf import CHAPTERS
from tests.tools.site import SLUG, of_class
from tests.tools.values import OWN

READMES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh-TW.md"}


@pytest.mark.parametrize("language", LANG)
def test_the_readme_lists_the_editions(language: Language, request: pytest.FixtureRequest) -> None:
    said = words(language)
    head = {"zh": "| 檔案 | 內容 |", "en": "| file | what it is |"}[language]
    row = {"zh": "| `{}` | {}，{}：{} |", "en": "| `{}` | {}, {}: {} |"}[language]
    names = [one.address(SLUG).removeprefix("downloads/") for one in EDITIONS]
    rows = [
        row.format(name, one.format, said[one.title], said[one.purpose])
        for name, one in zip(names, EDITIONS, strict=True)
    ]
    table = "\n".join(["<!-- editions -->", head, "|---|---|", *rows, "<!-- /editions -->"])
    text = READMES[language].read_text(encoding="utf-8")
    pattern = re.compile("<!-- editions -->.*<!-- /editions -->", re.DOTALL)
    if request.config.getoption("update"):
        READMES[language].write_text(pattern.sub(lambda _: table, text), encoding="utf-8")
        return
    found = pattern.search(text)
    assert found
    assert found[0] == table


def test_no_file_of_the_engine_names_the_paper() -> None:
    said = [OWN.configuration.identity(language) for language in LANG]
    names = {SLUG, *(one.title for one in said), *(one.publisher for one in said)}
    assert len(names) == 5
    files = [*engine_files(ROOT), *engine_files(ROOT, STARTED)]
    found = [name for name in files for given in names if given.encode() in (ROOT / name).read_bytes()]
    assert found == []


def test_the_paper_has_what_the_tests_of_the_books_look_for() -> None:
    for language, chapters in CHAPTERS.items():
        assert any(of_class(chapter, "pull-quote") for chapter in chapters)
        assert any(of_class(chapter, "page-mark") for chapter in chapters)
        assert any(of_class(chapter, "data-table__table") for chapter in chapters)
        assert language == "en" or sum(len(chapter.xpath(".//p//*[@lang]")) for chapter in chapters) > 10
