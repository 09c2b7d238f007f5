"""Every word that a reader sees stands in `hooks/words/`: once, in both languages, and used."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hooks.languages import LANG
from hooks.words import words
from tests import ROOT
from tests.tools.said import (
    HAN,
    THEIRS,
    said_by_script,
    said_by_template,
    strings,
    strings_of_template,
    without_comments,
)

PYTHON = {path: path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("hooks/**/*.py"))}
PATTERNS = ("overrides/**/*.html", "overrides/*.xml", "overrides/*.txt", "hooks/**/*.*html", "hooks/**/*.opf")
TEMPLATES = {path: path.read_text(encoding="utf-8") for pattern in PATTERNS for path in sorted(ROOT.glob(pattern))}
OTHERS = {
    path: without_comments(path.read_text(encoding="utf-8"))
    for pattern in ("hooks/**/*.typ", "hooks/**/*.css", "overrides/**/*.css", "overrides/**/*.js")
    for path in sorted(ROOT.glob(pattern))
}
SCRIPTS = [path for path in OTHERS if path.suffix == ".js"]
PAGES = [path for path in TEMPLATES if "html" in path.suffix]
STRINGS = {path: strings(text) for path, text in PYTHON.items()} | {
    path: strings_of_template(text) for path, text in TEMPLATES.items()
}
# What the theme says in English is its own.
THEME = "theme."
THEIR_KEYS = set(re.findall(r'^  "([\w.]+)": ', THEIRS[0].read_text(encoding="utf-8"), re.MULTILINE))
SECTIONS = {key.partition(".")[0] for key in words("en")}
KEY = re.compile(rf"(?:{'|'.join(sorted(SECTIONS))})\.[a-z_.]*[a-z]")
FILE = re.compile(r".*\.(?:css|html|js|json|md|typ|xhtml|xml|yml|zip)")
# Han characters in strings that no reader sees, by file.
HAN_ALLOWED = {
    "hooks/blocks/context.py": "where the range of Han characters begins",
    "hooks/blocks/lang_spans.py": "the range of Han characters",
    "hooks/blocks/markers.py": "numerals and stems that mark the items of a list",
    "hooks/blocks/notes.py": "how a note begins that is the editor's",
    "hooks/checks/text.py": "the range of compatibility characters",
    "hooks/checks/configuration.py": "examples of what to write, for staff",
    "hooks/phrases.py": "particles, which stay with the word before them",
    "hooks/new/manuscript.py": "numerals of chapters",
    "hooks/metadata/card.py": "the range of Han characters, and where a title of them may be broken",
    "hooks/source/joining.py": "the range of compatibility characters",
    "hooks/translation/glossary.py": "two spellings of one character",
    "hooks/translation/numerals.py": "what stands between the ends of a range",
    "hooks/translation/numerals_zh.py": "numerals and what they count",
    "overrides/assets/furniture.css": "a sign, which no screen reader says",
    "overrides/assets/diptych.css": "a sign, which no screen reader says",
    "hooks/checks/markup.py": "how a note may begin that is meant for the editor's",
    "hooks/checks/dates.py": "days as Chinese writes them",
    "hooks/checks/doubled.py": "characters that no Chinese word has twice",
    "hooks/checks/invisible.py": "what a wrong encoding leaves",
    "hooks/checks/simplified.py": "Simplified characters that Big5 has",
    "hooks/checks/spreadsheet.py": "days as a Chinese spreadsheet writes them",
    "hooks/data/ids.py": "days as a Chinese spreadsheet writes them",
    "hooks/translation/values.py": "how a Chinese note names a page",
}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_both_languages_have_the_same_words() -> None:
    zh, en = ({key for key in words(language) if not key.startswith(THEME)} for language in LANG)
    assert zh == en
    assert [key for language in LANG for key, word in words(language).items() if not word.strip()] == []


def test_both_languages_fill_in_the_same_values() -> None:
    # One is a word in English and a figure in Chinese.
    ones = ("status.stale_one", "status.missing_one")
    zh, en = (
        {key: sorted(re.findall(r"\{([\w:]*)}", word)) for key, word in words(language).items()} for language in LANG
    )
    assert [key for key in en if key not in ones and zh[key] != en[key]] == []


def test_no_word_stands_under_two_keys() -> None:
    keys: dict[tuple[str, str], list[str]] = {}
    for key, word in words("en").items():
        keys.setdefault((words("zh")[key], word), []).append(key)
    assert [same for same in keys.values() if len(same) > 1] == []


def test_every_word_is_used() -> None:
    used = {text for texts in STRINGS.values() for text in texts} | set(composed_keys())
    assert sorted({key for key in words("en") if not key.startswith(THEME)} - used) == []
    assert sorted({key.removeprefix(THEME) for key in words("zh") if key.startswith(THEME)} - THEIR_KEYS) == []


def composed_keys() -> Iterator[str]:
    """Yield the keys that an f-string may name: each of its values is a string of the same file."""
    for path, code in PYTHON.items():
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.JoinedStr):
                parts = [str(part.value) if isinstance(part, ast.Constant) else None for part in node.values]
                pattern = "".join(r"(\w+)" if part is None else re.escape(part) for part in parts)
                found = [re.fullmatch(pattern, key) for key in words("en")]
                yield from (key[0] for key in found if key and {*key.groups()} <= {*STRINGS[path]})


@pytest.mark.parametrize("path", STRINGS, ids=name)
def test_every_word_that_is_used_is_there(path: Path) -> None:
    keys = [text for text in STRINGS[path] if KEY.fullmatch(text) and not FILE.fullmatch(text)]
    assert [key for key in keys if key not in words("en") and key not in THEIR_KEYS] == []


@pytest.mark.parametrize("path", [*PYTHON, *TEMPLATES, *OTHERS], ids=name)
def test_no_chinese_stands_in_the_code(path: Path) -> None:
    texts = STRINGS[path] if path in PYTHON else [(TEMPLATES | OTHERS)[path]]
    found = [text for text in texts if HAN.search(text)]
    assert bool(found) == (name(path) in HAN_ALLOWED), found


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_no_word_stands_in_a_template(path: Path) -> None:
    assert said_by_template(TEMPLATES[path]) == []


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("<p>{{ title }} Contents</p>", ["Contents"]),
        ('<a title="Read on" class="md next">{{ 1 }}</a>', ["Read on"]),
        ('<p data-none="Nothing found">', ["Nothing found"]),
        ('<b>{{ "close" if zh else words["reading.close"] }}</b>', ["close"]),
        ('<b>{{ "Made with {}".format(x) }}</b>', ["Made with {}"]),
        ('{% set titles = {"a": "Page"} if zh else ["All of it"] %}', ["Page", "All of it"]),
        ("<p>{# Contents #}{{ words['page.cover'] }} · <b>PDF</b></p>", []),
        ('<script>let Some = "words of a script";</script>', []),
    ],
)
def test_a_word_in_a_template_is_found(template: str, said: list[str]) -> None:
    assert said_by_template(template) == said


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_no_word_stands_in_a_script(path: Path) -> None:
    assert said_by_script(OTHERS[path]) == []
