"""Ids outlive every edit, and what is out of date is named: no more, no less."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from hooks.alignment import PageAlignment, State, align, record
from hooks.alignment.likeness import Likeness, side_of
from hooks.alignment.lock import Lock, read_lock, write_lock
from hooks.blocks.context import BodyBlock
from hooks.findings import SourceError
from hooks.languages import Language
from tests.tools.book import Builder, write_book
from tests.tools.cases import Case, cases
from tests.tools.examples import examples
from tests.tools.site import search_scripts
from tests.tools.values import OWN

# What the lock knows when a case begins.
TEXTS: dict[Language, dict[str, str]] = {
    "zh": {
        "A": "臺美國防夥伴關係是臺灣國家安全的重要基石之一，也是美國重返亞洲戰略中的重要資產。",
        "B": "雙方應持續深化既有的常態性會談，並且建立資訊安全的合作，使兩國國防社群的交流不致中斷。",
        "C": "軍售不是合作的唯一目的；國防改革、戰略規劃與聯合指管的能力同樣值得重視。",
        "D": "中國的崛起加速了資金與產業的西移，對臺灣的治權形成長期而緩慢的侵蝕。",
    },
    "en": {
        "A": "The partnership is one of the backbones of our national security and an asset to the rebalance to Asia.",
        "B": "Both sides should keep up the regular talks held so far and work together to secure their networks.",
        "C": "Arms sales are not the only purpose; reform, planning, and joint command deserve attention as well.",
        "D": "China’s rise has drawn capital and industry westward and slowly erodes the authority to govern.",
    },
}


@cases("alignment")
def test_alignment(case: Case) -> None:
    """`input` has the blocks of each language by their letters: a letter with words is that text with them put into its
    middle, or a part of it; a list is one block of several. `output` has the ids, and the `states` but for in step."""
    before = align([], blocks("zh", list("ABCD")), blocks("en", list("ABCD")))
    now = {language: blocks(language, case["input"].get(language, list("ABCD"))) for language in TEXTS}
    page = align(record(before), now["zh"], now["en"])
    found: dict[str, Any] = {language: " ".join(ids) for language, ids in page.ids.items()}
    if states(page):
        found["states"] = states(page)
    case.check(found)


def blocks(language: Language, parts: list[Any]) -> list[BodyBlock]:
    return [BodyBlock("p", "", text_of(language, part)) for part in parts]


def text_of(language: Language, part: Any) -> str:
    texts = TEXTS[language]
    if isinstance(part, list):
        return "".join(texts[letter] for letter in part)
    if isinstance(part, str):
        return texts.get(part, part)
    ((letter, change),) = part.items()
    text = texts[letter]
    return text[slice(*change)] if isinstance(change, list) else f"{text[:20]}{change}{text[20:]}"


def states(page: PageAlignment) -> dict[str, str]:
    return {pair.id: str(pair.state) for pair in page.pairs if pair.state != State.IN_STEP}


@pytest.fixture(scope="module")
def own() -> dict[str, PageAlignment]:
    return OWN.alignment


def test_every_block_of_the_publication_has_one_id_and_its_line_in_the_lock(own: dict[str, PageAlignment]) -> None:
    for page in own.values():
        assert len(set(page.ids["zh"])) == len(page.ids["zh"])
        assert set(page.ids["zh"]) <= {line.id for line in page.lines}


@cache
def chapter(name: str) -> tuple[list[BodyBlock], list[BodyBlock], PageAlignment, list[BodyBlock]]:
    """Return the blocks of a chapter of the publication in both languages, which is which when all is new, and
    paragraphs of the first chapter that may be put in: of the same language and matter; a text that is like a removed
    one would rightly be that one."""
    zh = [pair.zh for pair in OWN.alignment[name].pairs if pair.zh]
    en = [pair.en for pair in OWN.alignment[name].pairs if pair.en]
    first = OWN.alignment[OWN.configuration.chapters[0]]
    strange = [pair.zh for pair in first.pairs if pair.zh and pair.zh.tag == "p"]
    strange = [new for new in strange if max(Likeness(new.text, "zh").to(side_of(old.text, "zh")) for old in zh) < 0.3]
    return zh, en, align([], zh, en), strange


@cache
def told(name: str) -> dict[str, str]:
    """Return what is said of a chapter that is recorded as it is: nothing, where all its blocks are pairs."""
    zh, en, page, _ = chapter(name)
    return states(align(record(page), zh, en))


@examples(100)
@given(st.data())
def test_no_edit_moves_another_id(data: st.DataObject) -> None:
    """Edits of any number of a chapter's paragraphs and items, in Chinese; of one that pairs without being told how."""
    chapters = OWN.configuration.chapters
    names = [name for name in chapters[1:] or chapters if not told(name)]
    if not names:
        pytest.skip("no chapter of this publication pairs without being told how")
    zh, en, page, unlike = chapter(data.draw(st.sampled_from(names)))
    lines = record(page)
    strange = list(unlike)
    left: list[BodyBlock] = []
    ids: list[str] = []
    expected: dict[str, str] = {}
    gone: set[str] = set()
    place, last = 0, max(int(key[2:]) for key in page.ids["zh"] if key.startswith("p-"))
    while place < len(zh):
        block, key = zh[place], page.ids["zh"][place]
        whole = block.tag == "p" and len(block.text) > 150
        kinds = ["", "", "", "insert", "delete", *(["split", "reword", "append"] if whole else [])]
        merges = whole and place + 1 < len(zh) and not zh[place + 1].id
        kind = data.draw(st.sampled_from(kinds + ["merge"] * merges)) if not block.id else ""
        text, new = block.text, ""
        if kind == "insert" and strange:
            new = strange.pop(data.draw(st.integers(0, len(strange) - 1))).text
        elif kind == "delete":
            gone.add(key)
            text = ""
        elif kind == "split":
            at = data.draw(st.integers(60, len(text) - 30))
            text, new = text[:at], text[at:]
        elif kind == "reword":
            at, length = data.draw(st.integers(0, len(text) // 2)), len(text) // 4
            text = f"{text[:at]}改寫之後的文字如此{text[at + length :]}"
        elif kind == "append":
            text += strange[0].text if strange else "增補一句。"
        elif kind == "merge":
            place += 1
            gone.add(page.ids["zh"][place])
            text += zh[place].text
        if text:
            left.append(block._replace(text=text))
            ids.append(key)
            if text != block.text:
                expected[key] = "original changed"
        if new:
            last += 1
            left.append(BodyBlock("p", "", new))
            ids.append(f"p-{last}")
            expected[f"p-{last}"] = "not translated"
        place += 1
    expected |= dict.fromkeys(gone, "no original")
    changed = align(lines, left, en)
    assert changed.ids == {"zh": ids, "en": page.ids["en"]}
    assert states(changed) == expected
    recorded = record(changed)
    again = align(recorded, left, en)
    assert (record(again), again.ids, states(again)) == (recorded, changed.ids, expected)
    accepted = align(record(again, set(ids)), left, en)
    assert set(states(accepted).values()) <= {"not translated", "no original"}
    back = align(record(accepted), zh, en)
    assert set(page.ids["zh"]) == set(back.ids["zh"])


def test_a_lock_that_is_written_is_read_again(tmp_path: Path, own: dict[str, PageAlignment]) -> None:
    lock: Lock = {name: record(page) for name, page in own.items()}
    write_lock(tmp_path / "alignment.lock", lock)
    path = tmp_path / "alignment.lock"
    assert read_lock(path.read_text(encoding="utf-8"), path) == lock


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("[a.md]\n<<<<<<< HEAD\n", "2: alignment-lock is a mark of a merge conflict"),
        ("[a.md]\np-1 zh - en -\np-1 zh - en -\n", "3: alignment-lock gives p-1 to a second block"),
        ("[a.md]\np-1 zh 12 en -\n", "2: alignment-lock is no line of the lock"),
        ("p-1 zh - en -\n", "1: alignment-lock stands before the first page"),
        ("[a.md]\n\n[a.md]\n", "3: alignment-lock has the page a.md once more"),
    ],
)
def test_a_lock_with_an_error_is_named_by_line(tmp_path: Path, text: str, error: str) -> None:
    path = tmp_path / "alignment.lock"
    with pytest.raises(SourceError) as caught:
        read_lock(text, path)
    assert str(caught.value).startswith(f"{path}:{error}")
    assert len(caught.value.findings) == 1


def fall_behind(folder: Path) -> tuple[Path, Path, str]:
    """Return a stock book whose Chinese has been reworded in one paragraph and whose English lacks another, the English
    page, and its text when it was whole."""
    book = write_book(folder)
    assert run(book, "alignment", "record").returncode == 0
    chinese, english = book / "docs" / "zh" / "chapter.md", book / "docs" / "en" / "chapter.md"
    chinese.write_text(chinese.read_text(encoding="utf-8").replace("將開啟的", "即將開啟的"), encoding="utf-8")
    text = english.read_text(encoding="utf-8")
    english.write_text(text.replace("There are regular talks on three levels.\n", ""), encoding="utf-8")
    return book, english, text


def test_staff_and_readers_see_what_is_stale_until_it_is_accepted(tmp_path: Path) -> None:
    """In a folder that git does not know."""
    book, english, text = fall_behind(tmp_path / "book")
    checked = run(book, "checks")
    found = [line for line in checked.stdout.splitlines() if "alignment-" in line]
    assert [line.split(" ")[:3] for line in found] == [
        ["docs/en/chapter.md:8:", "alignment-stale", "chapter#p-1"],
        ["docs/zh/chapter.md:21:", "alignment-missing", "chapter#p-2"],
    ]
    # Readers are told, too: it stops no publication.
    assert checked.returncode == 0
    assert "accept chapter#p-1" in found[0]
    assert run(book, "alignment", "accept", "chapter#p-9").returncode == 1
    assert run(book, "alignment", "accept", "chapter#p-1").stdout == "chapter#p-1 in step\n"
    english.write_text(text, encoding="utf-8")
    assert [line for line in run(book, "checks").stdout.splitlines() if "alignment-" in line] == []


def test_an_English_page_shows_what_is_stale_and_what_is_missing(tmp_path: Path, build_book: Builder) -> None:  # noqa: N802
    book, _, _ = fall_behind(tmp_path / "book")
    done = build_book(book)
    assert done.returncode == 0, done.stdout
    page = html.parse(str(book / "site" / "en" / "chapter" / "index.html")).getroot()
    (stale,), (missing,) = page.xpath("//*[@class='stale']"), page.xpath("//*[@class='missing']")
    assert (stale.get("id"), missing.get("id")) == ("p-1", "p-2")
    assert [link.get("href") for link in (*stale.iter("a"), *missing.iter("a"))] == [
        "#p-1",
        "../../chapter/#p-1",
        "../../chapter/#p-2",
    ]
    notice = " ".join(page.xpath("string(//*[contains(@class, 'translation-notice--stale')])").split())
    assert notice.startswith("One passage of this page is out of date")
    assert "本頁有 1 段尚未譯成英文。" in notice
    index = "".join(search_scripts(book / "site"))
    assert "Out of date" not in index
    assert "Not yet translated" not in index


def run(book: Path, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", f"hooks.{module}", *arguments]
    return subprocess.run(command, cwd=book, text=True, capture_output=True, check=False)
