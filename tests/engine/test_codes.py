"""Every code of a finding is documented in both languages and has a case."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml

from hooks.alignment import record
from hooks.alignment.lock import write_lock
from hooks.alignment.rows import record_rows, table_name
from hooks.checks import check_sources
from hooks.editions.manifest import check_manifest
from hooks.findings import SourceError
from hooks.languages import LANG, Language
from hooks.sources import Sources
from tests import CASES, ROOT
from tests.tools.book import lay, write_book
from tests.tools.cases import Case, cases
from tests.tools.codes import codes_page

DOCUMENTED: dict[str, Any] = yaml.safe_load((ROOT / "hooks" / "checks" / "codes.yml").read_text(encoding="utf-8"))
# What a code begins with: the kind of thing that is wrong.
KINDS = (
    "alignment|block|chapter|collate|configuration|edition|epub|glossary|id|ledger|link|manifest|nav|note|page|picture"
    "|plan|quote|source|synonyms|table|template|text|translation"
)
CODE = re.compile(rf"(?:{KINDS})(?:-[a-z]+)+")
# Classes and ids of HTML and nodes of a document, which look the same.
NO_CODES = {
    "note-reference",
    "page-mark",
    "table-notes",
    "text-anchor",
    "text-notes",
    "translation-notice",
    "translation-status",
    "translation-official",
}
# Functions that take a code, and at which place of their arguments.
TAKES_CODE = {"Finding": 2, "_finding": 2, "fail": 1, "report": 1, "report_block": 1}
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


def test_the_page_of_the_codes_is_made_of_them() -> None:
    page = ROOT / "CODES.md"
    if Case.rewrite:
        page.write_text(codes_page(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == codes_page()


@cache
def raised() -> set[str]:
    """Return every code that stands in the code of the engine."""
    return {word for word in strings(nodes()) if CODE.fullmatch(word)} - NO_CODES | {*strings(code_arguments())}


def strings(found: Iterable[ast.AST]) -> Iterator[str]:
    return (node.value for node in found if isinstance(node, ast.Constant) and isinstance(node.value, str))


def nodes() -> Iterator[ast.AST]:
    for path in sorted((ROOT / "hooks").rglob("*.py")):
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def code_arguments() -> Iterator[ast.expr]:
    for node in nodes():
        if isinstance(node, ast.Call):
            place = TAKES_CODE.get(getattr(node.func, "id", getattr(node.func, "attr", "")), len(node.args))
            yield from node.args[place : place + 1]


def test_every_code_is_documented_and_every_entry_is_a_code() -> None:
    assert sorted(raised() - set(DOCUMENTED)) == [], "raised in hooks/ and not in hooks/checks/codes.yml"
    assert sorted(set(DOCUMENTED) - raised()) == [], "in hooks/checks/codes.yml and raised nowhere in hooks/"
    assert list(DOCUMENTED) == sorted(DOCUMENTED)


def test_codes_are_spelled_whole_where_they_are_raised() -> None:
    assert [ast.unparse(node) for node in code_arguments() if isinstance(node, ast.JoinedStr | ast.BinOp)] == []


@pytest.mark.parametrize("code", DOCUMENTED)
def test_an_entry_says_what_is_wrong_and_what_to_write_in_both_languages(code: str) -> None:
    entry = DOCUMENTED[code]
    assert [key for key in entry if key != "hint"] == list(LANG)
    for language in LANG:
        texts = entry[language]
        assert [name for name in texts if name != "message"] == ["wrong", "example", "write"]
        assert all(isinstance(text, str) and text.strip() for name, text in texts.items() if name != "message")
        for name in ("wrong", "write"):
            assert bool(HAN.search(texts[name])) == (language == "zh"), texts[name]


def templates(language: Language) -> dict[str, str]:
    """Return every template by its name, `text-width` or `text-bracket/open`."""
    found: dict[str, str] = {}
    for code, entry in DOCUMENTED.items():
        message = entry[language].get("message", {})
        named = message if isinstance(message, dict) else {"": message}
        found |= {"/".join(filter(None, (code, variant))): text for variant, text in named.items()}
    return found


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def said() -> Iterator[tuple[str, ast.Call]]:
    """Yield what is said anywhere in the code of the engine, by its name; words of `hooks/words` have a dot."""
    for node in nodes():
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
            yield from ((name, node) for name in strings(ast.walk(node.args[0])) if "." not in name)


def test_every_template_is_said_and_every_one_that_is_said_is_there() -> None:
    names = {name for name, _ in said()}
    assert names == set(templates("en")) == set(templates("zh"))


def test_every_value_is_given_and_stands_in_both_languages() -> None:
    given = [(name, {str(keyword.arg) for keyword in call.keywords}) for name, call in said()]
    for language in LANG:
        texts = templates(language)
        assert [(name, values, texts[name]) for name, values in given if fields(texts[name]) != values] == []


@pytest.mark.parametrize("name", templates("zh"))
def test_a_message_is_in_its_language(name: str) -> None:
    """What is said in Chinese has no English but what staff write or see so."""
    words = re.sub(r"`[^`]*`|<[^>]*>|\{.*?}|[\w./-]*[./_][\w./-]*|\b[A-Za-z]\b", "", templates("zh")[name])
    assert re.findall(r"[a-z]+ [a-z]+ [a-z]+", words) == []
    assert HAN.search(templates("zh")[name]) or not re.search("[a-z]{2,} [a-z]{2,}", words)


def test_every_code_has_a_case() -> None:
    files = [*CASES.rglob("*.yml"), *(ROOT / "tests").glob("*/test_*.py")]
    named = {word for path in files for word in re.findall(r"[a-z]+(?:-[a-z]+)+", path.read_text(encoding="utf-8"))}
    assert sorted(set(DOCUMENTED) - named) == []


@cases("checks")
def test_what_only_a_check_finds(case: Case, tmp_path: Path) -> None:
    """`before` and `input` are laid over the stock book, `input` once its paragraphs are recorded; `output` has the
    findings, but for those whose code begins as `without` says."""
    book = write_book(tmp_path / "book", case.get("before", {}))
    pages = Sources(book).alignment
    lock = {name: record(page) for name, page in pages.items()}
    tables = {table_name(table): record_rows(table, []) for table in Sources(book).tables.values()}
    write_lock(book / "docs" / "alignment.lock", lock | {name: rows for name, rows in tables.items() if rows})
    assert check_sources(Sources(book)) == []
    for name, content in case["input"].items():
        lay(book / name, content)
    found = check_sources(Sources(book))
    # A text that was changed has to be compared with its translation; where that is no matter, a case leaves it out.
    found = [finding for finding in found if not finding.code.startswith(case.get("without", "no code"))]
    assert [finding for finding in found if not HAN.search(finding.text("zh"))] == []
    case.check([str(finding).replace(f"{book}/", "") for finding in found])


def test_a_manifest_without_its_fields_is_named() -> None:
    with pytest.raises(SourceError) as error:
        check_manifest({})
    assert {finding.code for finding in error.value.findings} == {"manifest-field"}
