"""The search worker by itself: its messages, what it marks, and whatever a reader may type."""

from __future__ import annotations

import html
import json
import random
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from hooks.search.index import Entry, SearchPage, write_index
from tests import CASES, ROOT
from tests.tools import book
from tests.tools.asking import place

SMALL_BOOK = CASES / "search" / "small-book.yml"
SIGNS = yaml.safe_load((CASES / "search" / "signs.yml").read_text(encoding="utf-8"))
# What is told of a page, and of a passage.
PAGE, PASSAGE = {"href", "title", "titled", "passages", "left"}, {"href", "heading", "text"}
SET_UP, FIND, MORE = "set-up", "find", "more"
INDEXES = {"zh.js", "en.js"}
Message = tuple[str, Any]
PAGES = [
    SearchPage(
        "chapter/",
        "zh",
        [
            Entry("", 1, "國防 <b>夥伴</b> & 關係"),
            Entry("a", 0, "臺灣向美國採購 F-16C/D 與 C4I，見 “Defense News” 的報導。"),
            Entry("b", 2, "台灣的網路"),
            Entry("c", 0, "甲\t乙"),
            Entry("d", 0, "<script>alert(1)</script>"),
        ],
    ),
    SearchPage(
        "en/chapter/",
        "en",
        [
            Entry("", 1, "Policies"),
            Entry("a", 0, "The communiqué on the U.S.-made F-16C/D; policy, and what is non-hardware."),
            Entry("b", 0, "Crises and a crisis: budgets for submarines. The Tai-wan office."),
            Entry("c", 0, "The Defense Ministry (國防部) & others"),
            *(Entry(f"w{number}", 0, f"Number {number} of the same words again and again") for number in range(40)),
        ],
    ),
]
SYNONYMS = [["網路", "網絡"], ["office", "bureau"]]
# What is searched on a page of that language, and the words that are marked in all that is found there.
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


def ask(index: Path, *messages: Message) -> list[Any]:
    """Return what the worker answers to each message."""
    ((answers, _),) = run(index, [*messages])
    return answers


def run(index: Path, *sessions: list[Message], all: bool = False) -> list[tuple[list[Any], list[str]]]:
    """Return, for each session of a worker, what it answers to each message, and which scripts it fetched; `all`: it
    has both languages from the beginning."""
    messages = [[{"type": kind, "data": data} for kind, data in session] for session in sessions]
    said = {"folder": str(index), "sessions": messages, "all": all}
    command = ["node", str(ROOT / "tests" / "tools" / "search.cjs")]
    done = subprocess.run(command, input=json.dumps(said), text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return [(told["answers"], told["fetched"]) for told in json.loads(done.stdout)]


def set_up(language: str, file: bool = False) -> Message:
    return SET_UP, {"language": language, "other": {"zh": "English", "en": "中文"}[language], "file": file}


def find_all(folder: Path, language: str, queries: list[str], file: bool = False) -> dict[str, list[dict[str, Any]]]:
    """Return the pages that are found for each query, with all of their passages."""
    results = ask(folder, set_up(language, file), *((FIND, query) for query in queries))[1:]
    found = {query: result["pages"] for query, result in zip(queries, results, strict=True)}
    messages: list[Message] = []
    for query, pages in found.items():
        messages.append((FIND, query))
        for at, page in enumerate(pages):
            messages.append((MORE, {"at": at, "from": len(page["passages"]), "count": page["left"]}))
    query = ""
    for (kind, said), given in zip(messages, ask(folder, set_up(language, file), *messages)[1:], strict=True):
        if kind == FIND:
            query = said
        else:
            found[query][said["at"]]["passages"] += given
    return found


def find(index: Path, language: str, query: str, file: bool = False) -> list[dict[str, Any]]:
    """Return what is found for a query, as `find_all` does."""
    return find_all(index, language, [query], file)[query]


@pytest.fixture(scope="module")
def marked(index: Path) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """What is found for each query of `MARKS` on a page of its language."""
    return {
        (language, query): pages
        for language in ("zh", "en")
        for query, pages in find_all(index, language, [query for of, query, _ in MARKS if of == language]).items()
    }


def printed(pages: list[dict[str, Any]], language: str) -> list[str]:
    """Return what is shown of the pages in `language`, as HTML: titles, and the passages with their headings."""
    shown = []
    for page in pages:
        if page["href"].startswith("en/") == (language == "en"):
            shown += [page["title"], *(passage["heading"] + passage["text"] for passage in page["passages"])]
    return shown


def test_each_message_has_one_answer(index: Path) -> None:
    ready, result, none, nothing = ask(index, set_up("zh"), (FIND, "臺灣"), (FIND, "香蕉"), (FIND, " "))
    assert ready is None
    assert none == nothing == {"pages": [], "found": 0, "partial": False}
    assert {name for page in result["pages"] for name in page} == PAGE
    assert {name for page in result["pages"] for passage in page["passages"] for name in passage} == PASSAGE
    (page,) = find(index, "zh", "臺灣")
    assert [page["href"], *(passage["href"] for passage in page["passages"])] == [
        "chapter/?h=%E8%87%BA%E7%81%A3",
        "chapter/?h=%E8%87%BA%E7%81%A3#b",
        "chapter/?h=%E8%87%BA%E7%81%A3#a",
    ]


@pytest.mark.parametrize(("query", "titled"), [("submarine", False), ("policy", True)])
def test_a_page_that_is_called_what_was_sought_says_so(query: str, titled: bool, index: Path) -> None:
    page = find(index, "en", query)[0]
    assert page["titled"] == titled == ("<mark>" in page["title"])


def test_in_a_folder_a_page_is_a_file(index: Path) -> None:
    assert find(index, "en", "submarine", file=True)[0]["href"] == "en/chapter/index.html?h=submarine"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_readers_language_is_first_and_the_other_is_marked(language: str, index: Path) -> None:
    first, second = find(index, language, "F-16")
    assert first["href"].startswith("en/") == (language == "en")
    other = {"zh": '<span class="search__language" lang="en">English</span>',
             "en": '<span class="search__language" lang="zh-Hant-TW">中文</span>'}[language]  # fmt: skip
    assert other not in json.dumps(first, ensure_ascii=False)
    assert second["title"].startswith(other)
    assert second["passages"]
    assert all("lang=" in passage["heading"] + passage["text"] for passage in second["passages"])


def test_chinese_within_english_is_told_apart(index: Path) -> None:
    (shown,) = find(index, "en", "Defense Ministry")[0]["passages"]
    assert shown["text"] == ('The <mark>Defense Ministry</mark> (<span lang="zh-Hant-TW">國防部</span>) &#38; others')


def test_every_passage_can_be_told_and_the_exact_order_is_first(index: Path) -> None:
    *_, result, first, second, last = ask(
        index, set_up("en"), (FIND, "words again"), *((MORE, {"at": 0, "from": at, "count": 15}) for at in (2, 17, 32))
    )
    (page,) = result["pages"]
    assert result["found"] == 40
    assert page["left"] == 38
    pieces = [page["passages"], first, second, last]
    assert [len(piece) for piece in pieces] == [2, 15, 15, 8]
    ids = [shown["href"].partition("#")[2] for piece in pieces for shown in piece]
    assert ids == [f"w{number}" for number in range(40)]


@pytest.mark.parametrize(("language", "query", "marks"), MARKS)
def test_what_is_marked_is_what_was_sought_as_printed(
    language: str, query: str, marks: list[str], marked: dict[tuple[str, str], list[dict[str, Any]]]
) -> None:
    found = [
        html.unescape(mark)
        for each in printed(marked[language, query], language)
        for mark in re.findall("<mark>(.*?)</mark>", each)
    ]
    assert sorted(found) == sorted(marks)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_sign_that_is_typed_counts(language: str, tmp_path: Path) -> None:
    entries = [Entry("", 1, "題"), *(Entry(id, 0, text) for id, text in SIGNS["passages"].items())]
    write_index(tmp_path, [SearchPage("chapter/", "zh", entries)], [])
    (tmp_path / "assets").symlink_to(ROOT / "overrides" / "assets")
    found = {
        query: [passage["href"].partition("#")[2] for page in pages for passage in page["passages"]]
        for query, pages in find_all(tmp_path, language, list(SIGNS["queries"])).items()
    }
    assert found == SIGNS["queries"]


def queries_of(pages: list[SearchPage]) -> list[str]:
    """Return pieces of the texts of all pages, alone and in pairs from two places."""
    chance = random.Random(1)
    entries = [entry.text for page in pages for entry in page.entries]
    pieces = []
    for text in entries:
        start = chance.randrange(len(text))
        pieces.append(text[start : start + chance.randint(1, 8)])
    return [*pieces, *(f"{chance.choice(pieces)} {piece}" for piece in pieces)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_other_language_is_fetched_when_it_may_have_something(language: str, index: Path) -> None:
    """What is found is the same as with both languages from the beginning, in a text of many scripts."""
    # The last two stand in no passage together, but in a section of a page in the other language.
    queries = [*queries_of(PAGES), *(query for _, query, _ in MARKS), "國防部 submarines", "script 甲"]
    messages: list[Message] = [(FIND, query) for query in queries]
    ((everything, _),) = run(index, [set_up(language), *messages], all=True)
    # Each by itself: what one query has fetched, the next would have.
    sessions = run(index, *([set_up(language), message] for message in messages))
    for query, found, ((_, answer), _) in zip(queries, everything[1:], sessions, strict=True):
        assert answer == found, query
    assert {len(INDEXES & {*fetched}) for _, fetched in sessions} == {1, 2}


@pytest.mark.parametrize(
    ("language", "query", "both"),
    [
        ("zh", "國防", False),
        ("zh", "defense", True),
        ("zh", "16", True),
        ("en", "defense", False),
        ("en", "國防", True),
    ],
)
def test_a_reader_fetches_the_other_language_for_its_own_letters(
    language: str, query: str, both: bool, index: Path
) -> None:
    ((_, fetched),) = run(index, [set_up(language), (FIND, query), (FIND, query)])
    assert INDEXES & {*fetched} == (INDEXES if both else {f"{language}.js"})
    assert len(fetched) == len({*fetched})


def test_html_in_a_text_is_text(index: Path) -> None:
    (shown,) = [passage["text"] for passage in find(index, "zh", "script")[0]["passages"]]
    assert "<script" not in shown
    assert html.unescape(re.sub("<[^>]*>", "", shown)) == "<script>alert(1)</script>"
    assert printed(find(index, "zh", "夥伴"), "zh")[0] == "國防 &#60;b&#62;<mark>夥伴</mark>&#60;/b&#62; &#38; 關係"


def test_whatever_is_typed_is_answered_at_once(index: Path) -> None:
    for query, found in find_all(index, "zh", ODD).items():
        tags = re.findall("<(?!/?(?:mark|span)[ >])[^>]*>", json.dumps(found))
        assert tags == [], query


def test_what_can_be_found_in_a_book_and_what_cannot(tmp_path: Path, build_book: book.Builder) -> None:
    case = yaml.safe_load(SMALL_BOOK.read_text(encoding="utf-8"))
    folder = book.write_book(tmp_path / "book", case["input"])
    done = build_book(folder)
    assert done.returncode == 0, done.stdout
    found = {}
    for query, pages in find_all(folder / "site", "zh", list(map(str, case["output"]))).items():
        hits = [hit for page in pages for hit in [page] * page["titled"] + page["passages"]]
        places = {place(hit["href"]) for hit in hits}
        found[query] = sorted(f"{at.page or '/'}{'#' * bool(at.id)}{at.id}" for at in places)
    assert found == {str(query): sorted(places) for query, places in case["output"].items()}
