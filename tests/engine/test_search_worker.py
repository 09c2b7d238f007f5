"""The search worker by itself: its messages, what it marks, and whatever a reader may type."""

from __future__ import annotations

import html
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from hooks.search.index import Passage, SearchPage, write_index
from tests import CASES, ROOT
from tests.tools import book
from tests.tools.asking import place

SMALL_BOOK = CASES / "search" / "small-book.yml"
# What the theme knows of each thing that is found.
THEIRS = {"location", "title", "text", "score", "terms"}
SETUP, READY, QUERY, RESULT, MORE = range(5)
PAGES = [
    SearchPage(
        "chapter/",
        "zh",
        [
            Passage("", 1, "國防 <b>夥伴</b> & 關係"),
            Passage("a", 0, "臺灣向美國採購 F-16C/D 與 C4I，見 “Defense News” 的報導。"),
            Passage("b", 2, "台灣的網路"),
            Passage("c", 0, "甲\t乙"),
            Passage("d", 0, "<script>alert(1)</script>"),
        ],
    ),
    SearchPage(
        "en/chapter/",
        "en",
        [
            Passage("", 1, "Policies"),
            Passage("a", 0, "The communiqué on the U.S.-made F-16C/D; policy, and what is non-hardware."),
            Passage("b", 0, "Crises and a crisis: budgets for submarines. The Tai-wan office."),
            Passage("c", 0, "The Defense Ministry (國防部) & others"),
            *(Passage(f"w{number}", 0, f"Number {number} of the same words again and again") for number in range(40)),
        ],
    ),
]
SYNONYMS = [["網路", "網絡"], ["office", "bureau"]]
# What is sought on a page of that language, and the words that are marked in all that is found there.
MARKS = [
    ("zh", "台湾", ["臺灣", "台灣"]),
    ("zh", "臺灣", ["臺灣", "台灣"]),
    ("zh", "与 C4I", ["與 C4I"]),
    ("zh", "與C4I", ["與 C4I"]),
    ("zh", "f16c", ["F-16C"]),
    ("zh", "Ｆ－１６", ["F-16"]),
    ("zh", "网络", ["網路"]),
    ("zh", "news defense", ["Defense", "News"]),
    ("zh", "Defense News", ["Defense News"]),
    ("zh", "efens", ["efens"]),
    ("zh", "甲乙", []),
    ("zh", "<b>", ["<b>"]),
    ("en", "policy", ["Policies", "policy"]),
    ("en", "policies", ["Policies", "policy"]),
    ("en", "Communique", ["communiqué"]),
    ("en", "crises", ["Crises", "crisis"]),
    ("en", "crisis", ["Crises", "crisis"]),
    ("en", "US-made", ["U.S.-made"]),
    ("en", "U.S.", ["U.S."]),
    ("en", "nonhardware", ["non-hardware"]),
    ("en", "bureau", ["office"]),
    ("en", "ardware", []),
    ("en", '"submarines budgets"', []),
    ("en", "submarines budgets", ["budgets", "submarines"]),
]
ODD = [
    "",
    " ",
    "\u3000",
    "\\",
    ".*",
    "[",
    "(?<=",
    "^$",
    "a|b",
    '"',
    '""',
    "“",
    "'",
    "-",
    ".",
    ",",
    "…",
    "、。",
    "% _",
    "😀",
    "👩‍👩‍👧",
    "\ud800",
    "國" * 1000,
    "a " * 500,
    "é",
    "e\u0301",
    "\u0301",
    "\u200b國\u200b防\u200b",
    "\u00ad",
    "\u202e",
    "\0",
    "\t",
    "\n",
    "𠀀",
    "(((((((((((((((((",
    "a" * 1000,
    "-" * 1000,
    '" ' * 500,
    "__proto__",
    "constructor",
    "<img src=x>",
    "&amp;",
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the worker and the index of `PAGES`."""
    folder = tmp_path_factory.mktemp("worker")
    write_index(folder, PAGES, SYNONYMS)
    (folder / "assets").symlink_to(ROOT / "overrides" / "assets")
    return folder


def ask(index: Path, *messages: tuple[int, Any]) -> list[dict[str, Any]]:
    """Return what the worker answers to each message, and the milliseconds it took."""
    said = {"folder": str(index), "messages": [{"type": kind, "data": data} for kind, data in messages]}
    command = ["node", str(ROOT / "tests" / "tools" / "search.cjs")]
    done = subprocess.run(command, input=json.dumps(said), text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


def set_up(language: str, file: bool = False) -> tuple[int, Any]:
    return SETUP, {"language": language, "file": file}


def find_all(
    folder: Path, language: str, queries: list[str], file: bool = False
) -> dict[str, list[list[dict[str, Any]]]]:
    """Return what is found for each query: of each page the page itself, and its passages."""
    results = ask(folder, set_up(language, file), *((QUERY, query) for query in queries))[1:]
    messages: list[tuple[int, Any]] = []
    found = {query: result["answer"]["data"]["items"] for query, result in zip(queries, results, strict=True)}
    for query, result in zip(queries, results, strict=True):
        messages.append((QUERY, query))
        told = result["answer"]["data"]
        for at, (item, left) in enumerate(zip(told["items"], told["more"], strict=True)):
            messages.append((MORE, {"at": at, "from": len(item) - 1, "count": left}))
    for (kind, said), given in zip(messages, ask(folder, set_up(language, file), *messages)[1:], strict=True):
        if kind == QUERY:
            items = found[said]
        else:
            items[said["at"]] += given["answer"]["data"]
    return found


def find(index: Path, language: str, query: str, file: bool = False) -> list[list[dict[str, Any]]]:
    """Return what is found for a query, as `find_all` does."""
    return find_all(index, language, [query], file)[query]


def printed(index: Path, language: str, query: str) -> list[dict[str, Any]]:
    """Return what is shown of the pages in `language`."""
    found = find(index, language, query)
    return [shown for page in found for shown in page if shown["location"].startswith("en/") == (language == "en")]


def test_it_speaks_the_messages_of_the_theme(index: Path) -> None:
    ready, result, none = (given["answer"] for given in ask(index, set_up("zh"), (QUERY, "臺灣"), (QUERY, "香蕉")))
    assert ready == {"type": READY}
    assert result["type"] == none["type"] == RESULT
    assert none["data"] == {"items": [], "more": [], "found": 0}
    assert {name for item in result["data"]["items"] for shown in item for name in shown} == THEIRS
    (page,) = find(index, "zh", "臺灣")
    assert [shown["location"] for shown in page] == [
        "chapter/?h=%E8%87%BA%E7%81%A3",
        "chapter/?h=%E8%87%BA%E7%81%A3#b",
        "chapter/?h=%E8%87%BA%E7%81%A3#a",
    ]


@pytest.mark.parametrize(("query", "best"), [("submarine", "#b"), ("policy", "")])
def test_enter_opens_the_first_passage_unless_the_page_is_called_what_was_sought(
    query: str, best: str, index: Path
) -> None:
    page = find(index, "en", query)[0]
    assert max(page, key=lambda shown: shown["score"])["location"] == f"en/chapter/?h={query}{best}"


def test_in_a_folder_a_page_is_a_file(index: Path) -> None:
    assert find(index, "en", "submarine", file=True)[0][0]["location"] == "en/chapter/index.html?h=submarine"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_readers_language_is_first_and_the_other_is_marked(language: str, index: Path) -> None:
    first, second = find(index, language, "F-16")
    assert first[0]["location"].startswith("en/") == (language == "en")
    other = {"zh": '<span class="search-language" lang="en">English</span>',
             "en": '<span class="search-language" lang="zh-Hant-TW">中文</span>'}[language]  # fmt: skip
    assert other not in json.dumps(first, ensure_ascii=False)
    assert second[0]["title"].startswith(other)
    assert all("lang=" in shown["title"] + shown["text"] for shown in second)


def test_chinese_within_english_is_told_apart(index: Path) -> None:
    (_, shown) = find(index, "en", "Defense Ministry")[0]
    assert shown["text"] == (
        '<p>The <mark>Defense Ministry</mark> (<span lang="zh-Hant-TW">國防部</span>) &#38; others</p>'
    )


def test_every_passage_can_be_told_and_the_exact_order_is_first(index: Path) -> None:
    *_, result, first, second, last = ask(
        index, set_up("en"), (QUERY, "words again"), *((MORE, {"at": 0, "from": at, "count": 15}) for at in (2, 17, 32))
    )
    told = result["answer"]["data"]
    assert told["found"] == 40
    assert told["more"] == [38]
    pieces = [told["items"][0][1:], *(each["answer"]["data"] for each in (first, second, last))]
    assert [len(piece) for piece in pieces] == [2, 15, 15, 8]
    ids = [shown["location"].partition("#")[2] for piece in pieces for shown in piece]
    assert ids == [f"w{number}" for number in range(40)]


@pytest.mark.parametrize(("language", "query", "marks"), MARKS)
def test_what_is_marked_is_what_was_sought_as_printed(language: str, query: str, marks: list[str], index: Path) -> None:
    shown = [each["title"] + each["text"] for each in printed(index, language, query)]
    found = [html.unescape(mark) for each in shown for mark in re.findall("<mark>(.*?)</mark>", each)]
    assert sorted(found) == sorted(marks)


def test_html_in_a_text_is_text(index: Path) -> None:
    (shown,) = [each["text"] for each in printed(index, "zh", "script") if each["text"]]
    assert "<script" not in shown
    assert html.unescape(re.sub("<[^>]*>", "", shown)) == "<script>alert(1)</script>"
    assert printed(index, "zh", "夥伴")[0]["title"] == "國防 &#60;b&#62;<mark>夥伴</mark>&#60;/b&#62; &#38; 關係"


def test_whatever_is_typed_is_answered_at_once(index: Path) -> None:
    for query, found in find_all(index, "zh", ODD).items():
        tags = re.findall("<(?!/?(?:mark|p|span)[ >])[^>]*>", json.dumps(found))
        assert tags == [], query


def test_what_can_be_found_in_a_book_and_what_cannot(tmp_path: Path, build_book: book.Builder) -> None:
    case = yaml.safe_load(SMALL_BOOK.read_text(encoding="utf-8"))
    folder = book.write_book(tmp_path / "book", case["input"])
    done = build_book(folder)
    assert done.returncode == 0, done.stdout
    found = {}
    for query, pages in find_all(folder / "site", "zh", list(map(str, case["output"]))).items():
        hits = [shown for own, *passages in pages for shown in [own] * ("<mark>" in own["title"]) + passages]
        places = {place(hit["location"]) for hit in hits}
        found[query] = sorted(f"{at.page or '/'}{'#' * bool(at.id)}{at.id}" for at in places)
    assert found == {str(query): sorted(places) for query, places in case["output"].items()}
