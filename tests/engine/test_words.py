"""Every word that a reader sees stands in `hooks/words/`, once in each language, and is used."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hooks.languages import LANG
from hooks.words import words
from tests import ROOT

CODE = (
    "hooks/**/*.py",
    "hooks/**/*.typ",
    "hooks/editions/**/*.xhtml",
    "hooks/editions/**/*.opf",
    "overrides/**/*.html",
)
FILES = [path for pattern in CODE for path in sorted(ROOT.glob(pattern))]
TEXT = {path: path.read_text(encoding="utf-8") for path in FILES}
TEMPLATES = [path for path in FILES if path.suffix == ".html"]
# Keys that are put together: what stands before the part that varies.
PREFIXES = (
    "theme.",
    "status.kinds.",
    "status.columns.",
    "colophon.",
    "editions.read_me_",
    "status.stale_",
    "status.missing_",
)
# What the theme says in English is its own.
ONE_LANGUAGE = ("theme.",)
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
# Han characters that no reader sees, by file: numerals and markers that texts are read by, words of errors for staff.
HAN_ALLOWED = {
    "hooks/blocks/paragraphs.py",
    "hooks/sources.py",
    "hooks/source/extraction.py",
    "hooks/translation/glossary.py",
    "hooks/translation/numerals.py",
    "hooks/checks/translation.py",
    "hooks/search/synonyms.py",
}
# Texts of templates that are no words: names of formats and files, signs.
NO_WORDS = {"SHA256SUMS", "ZIP", "·"}
EXPRESSION = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<(script|style).*?</\1>", re.DOTALL)
SPOKEN = re.compile(r'\b(?:title|aria-label|alt|placeholder)="([^"]*)"')


def test_both_languages_have_the_same_words() -> None:
    keys = [{key for key in words(language) if not key.startswith(ONE_LANGUAGE)} for language in LANG]
    assert keys[0] == keys[1]
    assert [key for language in LANG for key, word in words(language).items() if not word.strip()] == []


def test_both_languages_fill_in_the_same_values() -> None:
    def fields(word: str) -> list[str]:
        return sorted(re.findall(r"\{(\w*)", word))

    # A month has a name in one language and a number in the other; one passage is a word or a figure.
    free = ("theme.", "colophon.day", "status.stale_one", "status.missing_one")
    shared = [key for key in words("en") if not key.startswith(free)]
    assert [key for key in shared if fields(words("zh")[key]) != fields(words("en")[key])] == []


@pytest.mark.parametrize("language", LANG)
def test_every_word_is_used(language: str) -> None:
    said = {key for text in TEXT.values() for key in re.findall(r"""["']([a-z_]+(?:\.[\w.]+)+)["']""", text)}
    unused = [key for key in words(language) if key not in said and not key.startswith(PREFIXES)]  # type: ignore[arg-type]
    assert unused == []


def test_no_template_asks_for_a_word_that_is_not_there() -> None:
    for path, text in TEXT.items():
        for key in re.findall(r"""words(?:_in\("\w+"\)|\(\w+(?:\.\w+)*\))?\["([\w.]+)"\]""", text):
            assert key in words("en"), f"{path.relative_to(ROOT)}: {key}"


def test_no_chinese_stands_in_the_code() -> None:
    faults = []
    for path, text in TEXT.items():
        name = str(path.relative_to(ROOT))
        if name not in HAN_ALLOWED:
            said = strings(text) if path.suffix == ".py" else [EXPRESSION.sub("", text) if path in TEMPLATES else text]
            faults += [f"{name}: {string[:60]}" for string in said if HAN.search(string)]
    assert faults == []


def strings(code: str) -> Iterator[str]:
    """Yield the strings of Python code but its docstrings."""
    tree = ast.parse(code)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    first = [node.body[0] for node in ast.walk(tree) if isinstance(node, documented) and node.body]
    docstrings = {id(statement.value) for statement in first if isinstance(statement, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            # As it is written: a pattern may name characters by their numbers.
            yield ast.get_source_segment(code, node) or node.value


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_word_stands_in_a_template(path: Path) -> None:
    text = EXPRESSION.sub("", path.read_text(encoding="utf-8"))
    said = [*re.sub(r"<[^>]*>", "\n", text).split("\n"), *SPOKEN.findall(text)]
    assert [words for words in map(str.strip, said) if re.search(r"\w", words) and words not in NO_WORDS] == []
