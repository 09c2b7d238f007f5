"""What has changed since print or publication: from git and the printed text to the pages and books."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from hooks.checks import check_sources
from hooks.editions.colophon import make_colophon
from hooks.history import read_history
from hooks.history.changes import marks, read_changes
from hooks.history.texts import page_blocks
from hooks.history.wording import compare_words
from hooks.languages import LANG
from hooks.sources import Sources
from tests.tools.book import Builder, lay, write_book, write_bylaws, write_harbour
from tests.tools.clone import ALONE, Clone, noon
from tests.tools.editions import small_publication
from tests.tools.examples import examples
from tests.tools.site import Element, of_class, read_page, words

ZH, EN, TABLE = "docs/zh/chapter.md", "docs/en/chapter.md", "docs/data/sales.csv"
TRUST = "信任是夥伴關係的基礎，這是我們將開啟的新章節。"
LEVELS = "依國家安全會議、國防部、各軍種等三個層級，建立常態性會談。"
EDITOR = "Lin Hai <lin@example.org>"
ROLE = {"zh": "執行編輯", "en": "Editor"}
SETTINGS = {
    '    slug: ""  # no editions\n': "    slug: book\n    editors: {LIN@example.org: {zh: 執行編輯, en: Editor}}\n",
    "  - chapter.md\n": "  - chapter.md\n  - about.md\n",
}
ABOUT = {
    "docs/zh/about.md": "---\ntitle: 關於本書\ntemplate: about.html\n---\n\n# 關於本書 {#about}\n\n甲。\n",
    "docs/en/about.md": "---\ntitle: About\ntranslation: unofficial\ntemplate: about.html\n---\n\n"
    "# About {#about}\n\nA.\n",
    "mkdocs.yml": {"replace": SETTINGS},
}
NOTED = {ZH: {"replace": {"依國家": "依[^a]國家", "/// data-table": "[^a]: 編者註：原文如此。\n\n/// data-table"}}}


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """The stock book with a page about it, in a repository."""
    return Clone(write_book(tmp_path / "book", ABOUT))


# What git knows -----------------------------------------------------------------------------------------------------


def test_a_corrected_word_is_an_edit_with_its_commit(clone: Clone) -> None:
    day = clone.replace(ZH, "基礎", "根本", "更正一字", EDITOR)
    (edit,) = clone.history.edits
    assert (edit.language, edit.page, edit.id) == ("zh", "chapter.md", "p-1")
    assert (edit.before, edit.after) == (TRUST, TRUST.replace("基礎", "根本"))
    assert edit.commit
    assert edit.commit == (clone.git("rev-parse", "HEAD")[:10], noon(day), "更正一字", ROLE)


def test_pages_are_dated_by_their_words(clone: Clone) -> None:
    corrected = clone.replace(ZH, "基礎", "根本")
    clone.replace(EN, "Trust is", "*Trust* is")
    row = clone.replace(TABLE, "戰機", "飛機")
    history = clone.history
    begun = noon("2020-01-01")
    assert (history.complete, history.begun, history.known) == (True, begun, "")
    # The table is printed on the chapter, and the list of changes on the page about the book.
    assert history.changed["zh", "chapter.md"] == noon(row) > noon(corrected)
    assert history.changed["en", "chapter.md"] == begun
    assert history.changed["zh", "index.md"] == begun
    assert history.changed["en", "about.md"] == noon(row)


def test_several_corrections_of_a_paragraph_are_as_many_edits(clone: Clone) -> None:
    clone.replace(ZH, "基礎", "根本")
    clone.replace(ZH, "新章節。", "新篇章。")
    once, twice = TRUST.replace("基礎", "根本"), TRUST.replace("基礎", "根本").replace("新章節", "新篇章")
    assert clone.edits == [("zh/chapter.md", "p-1", TRUST, once), ("zh/chapter.md", "p-1", once, twice)]


def test_a_paragraph_inserted_above_leaves_the_others_be(clone: Clone) -> None:
    clone.replace(ZH, "基礎", "根本")
    clone.replace(ZH, "信任是", "插入的一段話。\n\n信任是")
    changed, inserted = clone.edits
    assert inserted[2:] == ("", "插入的一段話。")
    assert changed[2:] == (TRUST, TRUST.replace("基礎", "根本"))
    assert changed[1] == id_of(clone, "信任是")
    assert inserted[1] == id_of(clone, "插入")


def test_a_paragraph_that_is_split_or_joined_is_no_edit_and_is_followed(clone: Clone) -> None:
    longer = "第二句話在這裡說明會談的內容。"
    clone.replace(ZH, "會談。", f"會談。{longer}")
    clone.replace(ZH, f"會談。{longer}", f"會談。\n\n{longer}", "Split")
    clone.replace(ZH, "說明會談", "記下會談")
    added, changed = clone.edits
    assert added[2:] == (LEVELS, LEVELS + longer)
    # The words of either edit stand in the second part now.
    assert {added[1], changed[1]} == {id_of(clone, "第二句話")}
    assert changed[2:] == (longer, longer.replace("說明", "記下"))
    clone.replace(ZH, "會談。\n\n第二", "會談。第二", "Join")
    assert [edit[1] for edit in clone.edits] == [id_of(clone, "依國家")] * 2


def test_a_paragraph_that_moved_is_no_edit_and_is_followed(clone: Clone) -> None:
    clone.replace(ZH, "基礎", "根本")
    moved = TRUST.replace("基礎", "根本")
    lay(clone.folder / ZH, {"replace": {f"{moved}\n\n": ""}})
    clone.replace(ZH, "建立常態性會談。\n", f"建立常態性會談。\n\n{moved}\n", "Move")
    assert clone.edits == [("zh/chapter.md", id_of(clone, "信任是"), TRUST, moved)]


def test_a_note_is_followed_by_its_name(clone: Clone) -> None:
    clone.commit("Add a note", NOTED)
    clone.replace(ZH, "原文如此", "照錄原文")
    added, changed = clone.edits
    assert added == ("zh/chapter.md", "fn:a", "", "編者註：原文如此。")
    assert changed == ("zh/chapter.md", "fn:a", "編者註：原文如此。", "編者註：照錄原文。")


def test_a_row_is_followed_by_its_id_with_the_cells_that_differ(tmp_path: Path) -> None:
    clone = Clone(write_harbour(tmp_path / "harbour"))
    clone.replace("docs/data/cranes.csv", "起重機四座", "起重機五座")
    clone.replace("docs/data/cranes.csv", "1911-2,", "1911-9,1911,steam,吊鉤一具,One hook,\n1911-2,")
    assert clone.edits[0] == ("zh/data.md", "cranes-1911-1", "K-14 起重機四座", "K-14 起重機五座")
    assert sorted(clone.edits[1:]) == [
        ("en/data.md", "cranes-1911-9", "", "1911 · Steam · One hook"),
        ("zh/data.md", "cranes-1911-9", "", "1911 · 蒸汽 · 吊鉤一具"),
    ]


def test_rows_without_ids_are_known_by_their_place(clone: Clone) -> None:
    clone.replace(TABLE, "戰機", "飛機")
    assert clone.edits == [("zh/chapter.md", "table-sales", "戰機", "飛機")]


def test_a_title_of_a_table_is_followed(clone: Clone) -> None:
    title = clone.sources.tables["sales"].caption["en"]
    path = "docs/data/datapackage.json"
    text = (clone.folder / path).read_text(encoding="utf-8")
    clone.commit("Retitle", {path: text.replace(f'"title_en": "{title}"', '"title_en": "Another title"')})
    assert clone.edits == [("en/chapter.md", "table-sales", title, "Another title")]


def test_a_title_is_followed_once(clone: Clone) -> None:
    clone.replace(ZH, "title: 第一章", "title: 首章")
    assert clone.edits == [("zh/chapter.md", "", "第一章", "首章")]
    clone.commit("Both", {ZH: {"replace": {"title: 首章": "title: 第一篇", "# 第一章": "# 第一篇"}}})
    assert sorted(clone.edits[1:]) == [
        ("zh/chapter.md", "", "首章", "第一篇"),
        ("zh/chapter.md", "chapter", "第一章", "第一篇"),
    ]
    clone.commit("Both again", {ZH: {"replace": {"title: 第一篇": "title: 第二章", "# 第一篇": "# 第二章"}}})
    assert clone.edits[3:] == [("zh/chapter.md", "chapter", "第一篇", "第二章")]


def test_a_page_is_followed_through_a_new_name(clone: Clone) -> None:
    clone.replace(ZH, "基礎", "根本")
    for language in LANG:
        clone.git("mv", f"docs/{language}/chapter.md", f"docs/{language}/第一 章.md")
    clone.commit("Rename", {"mkdocs.yml": {"replace": {"- chapter.md": "- 第一 章.md"}}})
    clone.replace("docs/zh/第一 章.md", "根本", "根基")
    assert [edit[0] for edit in clone.edits] == ["zh/第一 章.md"] * 2
    assert clone.edits[0][2] == TRUST


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("Merge pull request #12 from someone/fix\n\n更正一字", "更正一字"),
        ("Merge branch 'fix' into 'main'\n\n更正一字\n\nSee merge request book!12", "更正一字"),
        ("Merge branch 'fix'", "Correct the foundation"),
    ],
)
def test_a_merge_is_one_edit_with_the_reason_and_author_of_what_it_brought(
    clone: Clone, message: str, reason: str
) -> None:
    clone.git("switch", "--quiet", "--create", "fix")
    clone.replace(ZH, "基礎", "根基", "Correct the foundation", EDITOR)
    clone.commit("Merge nothing", {"README": "Another file.\n"})
    clone.git("switch", "--quiet", "main")
    day = clone.commit("Elsewhere", {"NOTES": "Notes.\n"})
    clone.git("merge", "--quiet", "--no-ff", "--message", message, "fix")
    (edit,) = clone.history.edits
    assert edit.commit
    assert edit.commit[1:] == (noon(day), reason, ROLE)


def test_the_number_of_a_request_is_no_reason(clone: Clone) -> None:
    clone.replace(ZH, "基礎", "根本", "更正一字 (#12)")
    assert [edit.commit and edit.commit.reason for edit in clone.history.edits] == ["更正一字"]


def test_a_revert_is_told_and_leaves_no_mark(clone: Clone) -> None:
    clone.replace(ZH, "基礎", "根本")
    assert len(marks(read_changes(clone.sources, clone.history))) == 1
    clone.git("revert", "--no-edit", "HEAD")
    assert [edit[2:] for edit in clone.edits] == [
        (TRUST, TRUST.replace("基礎", "根本")),
        (TRUST.replace("基礎", "根本"), TRUST),
    ]
    assert marks(read_changes(clone.sources, clone.history)) == {}


def test_what_is_no_word_is_no_edit(clone: Clone) -> None:
    text = (clone.folder / ZH).read_text(encoding="utf-8")
    clone.commit("Line ends and a mark", {ZH: {"text": text.replace("\n", "\r\n"), "encoding": "utf-8-sig"}})
    clone.commit("Back", {ZH: text})
    clone.commit("Emphasis", {ZH: {"replace": {"基礎": "**基礎**"}}})
    clone.commit("A comment and a link", {ZH: {"replace": {"信任是": "[信任](index.md)<!-- why -->是"}}})
    clone.commit("Wrapped", {ZH: {"replace": {"等三個層級，建立": "等三個層級，\n建立"}}})
    clone.commit("Attributes", {ZH: {"replace": {"新章節。": "新章節。\n{: .signature }"}}})
    history = clone.history
    assert history.edits == []
    assert history.changed["zh", "chapter.md"] == noon("2020-01-01")


def test_a_file_that_was_not_utf_8_is_passed_over(clone: Clone) -> None:
    text = (clone.folder / ZH).read_text(encoding="utf-8")
    clone.commit("From an old editor", {ZH: {"text": text, "encoding": "big5"}})
    clone.commit("Front matter that is none", {ZH: text.replace("title: 第一章", "title: [")})
    clone.commit("As it should be", {ZH: text})
    assert clone.edits == []


def test_what_is_not_committed_has_no_commit_and_no_day(clone: Clone) -> None:
    lay(clone.folder / ZH, {"replace": {"基礎": "根本"}})
    (edit,) = clone.history.edits
    assert (edit.id, edit.commit) == ("p-1", None)
    assert ("zh", "chapter.md") not in clone.history.changed


def test_what_a_page_began_with_is_no_edit(clone: Clone) -> None:
    page = "---\ntitle: {0}\n{1}---\n\n# {0} {{#next}}\n\n{2}\n"
    pending = "---\ntitle: Next\ntranslation: pending\n---\n"
    laid = {"docs/zh/next.md": page.format("其次", "", "文字。"), "docs/en/next.md": pending}
    clone.commit("A page", laid | {"mkdocs.yml": {"replace": {"- about.md": "- next.md\n  - about.md"}}})
    english = page.format("Next", "translation: unofficial\n", "The words that were to come.")
    translated = clone.commit("Its translation", {"docs/en/next.md": english})
    assert clone.edits == []
    assert clone.history.changed["en", "next.md"] == noon(translated)


def test_only_what_came_after_the_day_is_listed(clone: Clone) -> None:
    first = clone.replace(ZH, "基礎", "根本")
    second = clone.replace(ZH, "新章節。", "新篇章。")
    lay(clone.folder / "mkdocs.yml", {"replace": {"    slug: book\n": f"    slug: book\n    changes_since: {first}\n"}})
    assert [edit.commit and edit.commit.time for edit in clone.history.edits] == [noon(second)]
    assert clone.history.changed["zh", "chapter.md"] == noon(second)


def test_a_repository_of_one_commit_has_no_changes(clone: Clone) -> None:
    history = clone.history
    assert (history.complete, history.begun, history.edits) == (True, noon("2020-01-01"), [])
    assert set(history.changed.values()) == {noon("2020-01-01")}


def test_a_worktree_is_a_clone_of_its_own(clone: Clone, tmp_path: Path) -> None:
    clone.replace(ZH, "基礎", "根本")
    clone.git("worktree", "add", "--quiet", "-b", "other", str(tmp_path / "work tree"))
    for name in ("hooks", "overrides"):
        (tmp_path / "work tree" / name).symlink_to((clone.folder / name).resolve())
    assert read_history(Sources(tmp_path / "work tree")) == clone.history


def test_a_shallow_clone_invents_nothing(clone: Clone, tmp_path: Path) -> None:
    clone.replace(ZH, "基礎", "根本")
    edge = clone.replace(ZH, "新章節。", "新篇章。")
    last = clone.replace(EN, "three levels", "four levels")
    history = read_history(Sources(shallow(clone, tmp_path / "shallow", 2)))
    assert (history.complete, history.begun, history.known) == (False, "", noon(edge))
    assert [(edit.language, edit.after) for edit in history.edits] == [
        ("en", "There are regular talks on four levels.")
    ]
    assert history.changed == {
        ("en", "chapter.md"): noon(last),
        **dict.fromkeys([("zh", "about.md"), ("en", "about.md")], noon(last)),
    }


def lose_git(folder: Path) -> Path:
    shutil.rmtree(folder / ".git")
    return folder


def put_inside(folder: Path) -> Path:
    subprocess.run(["git", "init", "--quiet"], cwd=folder.parent, env=ALONE, check=True)
    return lose_git(folder)


@pytest.mark.parametrize("move", [lose_git, put_inside])
def test_a_copy_without_a_history_of_its_own_knows_nothing(clone: Clone, move: Callable[[Path], Path]) -> None:
    clone.replace(ZH, "基礎", "根本")
    assert read_history(Sources(move(clone.folder))) == (False, "", [], {}, "")


def test_a_machine_without_git_knows_nothing(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert clone.history == (False, "", [], {}, "")


def test_a_repository_without_a_commit_knows_nothing(tmp_path: Path) -> None:
    folder = write_book(tmp_path / "book")
    subprocess.run(["git", "init", "--quiet"], cwd=folder, env=ALONE, check=True)
    assert read_history(Sources(folder)) == (False, "", [], {}, "")


def test_what_a_user_has_set_changes_nothing(clone: Clone) -> None:
    clone.replace(ZH, "基礎", "根本", "更正一字")
    before = clone.history
    for name, value in {
        "color.ui": "always",
        "core.quotepath": "true",
        "log.showSignature": "true",
        "format.pretty": "fuller",
        "diff.noprefix": "true",
        "log.decorate": "full",
        "i18n.logOutputEncoding": "big5",
    }.items():
        clone.git("config", name, value)
    assert clone.history == before


def test_a_check_asks_git_for_nothing(clone: Clone, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "git"
    command.write_text(f"#!/bin/sh\necho >>'{asked}'\n", encoding="utf-8")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    check_sources(clone.sources)
    assert not asked.exists()


# Any edits ----------------------------------------------------------------------------------------------------------

WORDS = "燈塔 船隻 港口 守燈人 風向 潮水 石階 小廟 起重機 堤防 light keeper harbour 1904 K-12".split()
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=3, max_size=9).map(lambda found: "".join(found) + "。")


@settings(examples(8), database=None, phases=[Phase.generate])
@given(data=st.data())
def test_every_chain_of_edits_ends_in_the_present_text(data: st.DataObject, tmp_path_factory: Any) -> None:
    clone = Clone(write_book(tmp_path_factory.mktemp("any") / "book"))
    head, _, _ = (clone.folder / ZH).read_text(encoding="utf-8").partition("信任")
    head = re.sub("/// page.*?///\n\n", "", head, flags=re.DOTALL)
    paragraphs = [f"{number}。{data.draw(SENTENCE)}{data.draw(SENTENCE)}" for number in "甲乙丙丁"]

    def write() -> None:
        text = head + "\n\n".join(paragraphs) + "\n"
        clone.commit("Edit", {ZH: text})

    write()
    begun = len(clone.edits)
    for _ in range(6):
        at = data.draw(st.integers(0, len(paragraphs) - 1))
        match data.draw(st.sampled_from(["reword", "insert", "remove", "move", "split"])):
            case "reword":
                place = data.draw(st.integers(0, len(paragraphs[at])))
                paragraphs[at] = paragraphs[at][:place] + data.draw(st.sampled_from(WORDS)) + paragraphs[at][place:]
            case "insert":
                paragraphs.insert(at, data.draw(SENTENCE))
            case "remove" if len(paragraphs) > 1:
                del paragraphs[at]
            case "move":
                paragraphs.append(paragraphs.pop(at))
            case "split":
                place = len(paragraphs[at]) // 2
                paragraphs[at : at + 1] = [paragraphs[at][:place], paragraphs[at][place:]]
        paragraphs = [paragraph for paragraph in paragraphs if paragraph]
        write()
    edits = clone.edits[begun:]
    blocks = page_blocks((clone.folder / ZH).read_text(encoding="utf-8"))
    # The words of one edit stand in several blocks where they were split since.
    present = squeezed("".join(block.text for block in blocks))
    ids = set(clone.sources.alignment["chapter.md"].ids["zh"])
    for _, key, before, after in edits:
        assert squeezed(before) != squeezed(after)
        assert key == "" or key in ids
    # What a later edit began with, or took away, is there no more.
    since: list[str] = []
    for _, _, before, after in reversed(edits):
        assert squeezed(after) in present or any(squeezed(after) in one or one in squeezed(after) for one in since)
        since.append(squeezed(before))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


# Words --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "places"),
    [
        ("它能吊起五噸的貨物。", "它能吊起六噸的貨物。", ["它能吊起[-五-]{+六+}噸的貨物。"]),
        ("Trust is the path.", "Trust is the long path.", ["Trust is the {+long +}path."]),
        ("", "新的一段。", ["{+新的一段。+}"]),
        ("刪去的一段。", "", ["[-刪去的一段。-]"]),
        ("完全不同的句子", "另外東西罷了", ["[-完全不同的句子-]{+另外東西罷了+}"]),
        (
            "甲" + "子丑寅卯辰巳午未申酉戌亥" * 3 + "乙" + "春夏秋冬東西南北左右前後" * 3,
            "丙" + "子丑寅卯辰巳午未申酉戌亥" * 3 + "丁" + "春夏秋冬東西南北左右前後" * 3,
            ["[-甲-]{+丙+}子丑寅卯辰巳午未…", "…辰巳午未申酉戌亥[-乙-]{+丁+}春夏秋冬東西南北…"],
        ),
    ],
)
def test_words_are_given_with_some_around_them(before: str, after: str, places: list[str]) -> None:
    signs = {"same": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}
    found = ["".join(signs[piece.kind].format(piece.text) for piece in place) for place in compare_words(before, after)]
    assert found == places


# Since print --------------------------------------------------------------------------------------------------------

LAW = "docs/zh/chapter-1.md"
PRINTED, NOW = "記錄往來的船隻", "紀錄往來的船隻"


@pytest.fixture
def bylaws(tmp_path: Path) -> Clone:
    """The bylaws, which were printed, in a repository."""
    return Clone(write_bylaws(tmp_path / "book"))


def test_a_printed_text_as_it_stands_has_no_changes(bylaws: Clone) -> None:
    changes = read_changes(bylaws.sources, bylaws.history)
    assert (changes.printed, changes.complete, changes.listed) == (True, True, [])
    assert changes.normalised["page_numbers"] > 0


def test_a_correction_of_the_plan_is_told_with_its_reason_and_day_once(bylaws: Clone) -> None:
    text = (bylaws.folder / "source" / "paper.txt").read_text(encoding="utf-8")
    line = next(number for number, line in enumerate(text.split("\n"), 1) if PRINTED in line)
    plan = f"corrections: [{{line: {line}, printed: {PRINTED}, corrected: {NOW}, reason: 印行時誤植。}}]\npages:\n"
    laid = {LAW: {"replace": {PRINTED: NOW}}, "source/plan.yml": {"replace": {"pages:\n": plan}}}
    day = bylaws.commit("Correct a word", laid)
    (change,) = read_changes(bylaws.sources, bylaws.history).listed
    assert (change.day, change.reason, len(change.entries)) == (day, "印行時誤植。", 1)
    # Where git knows nothing, the plan does.
    lose_git(bylaws.folder)
    changes = read_changes(bylaws.sources, bylaws.history)
    (change,) = changes.listed
    assert (change.day, change.reason, changes.complete) == ("", "印行時誤植。", False)
    (entry,) = change.entries
    assert [piece.kind for piece in entry.words[0] if piece.kind != "same"] == ["old", "new"]
    assert (entry.edit.language, entry.edit.page, entry.edit.id) == ("zh", "chapter-1.md", "p-1")


def test_a_difference_from_print_that_git_knows_is_told_once(bylaws: Clone) -> None:
    bylaws.replace(LAW, PRINTED, NOW, "Correct a word")
    (change,) = read_changes(bylaws.sources, bylaws.history).listed
    assert (change.reason, len(change.entries)) == ("Correct a word", 1)
    lose_git(bylaws.folder)
    (change,) = read_changes(bylaws.sources, bylaws.history).listed
    assert (change.day, change.reason, len(change.entries)) == ("", "", 1)


# Pages and books ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def corrected(common: Path) -> Path:
    """The stock book, built after a word was corrected in Chinese, a row in both languages, and nothing by hand."""
    from tests.conftest import once_for_all
    from tests.tools.warm import build

    def make(folder: Path) -> None:
        clone = Clone(write_book(folder, ABOUT))
        clone.replace(ZH, "基礎", "根本", "更正一字", EDITOR)
        clone.replace(EN, "three levels", "four levels", "Correct a <number>", EDITOR)
        done = build(folder)
        assert done.returncode == 0, done.stdout

    return once_for_all(common / "corrected", make) / "site"


@pytest.mark.site
@pytest.mark.parametrize(("place", "language"), [("about", "zh"), ("en/about", "en")])
def test_a_correction_shows_on_the_page_about_the_book_in_both_languages(
    corrected: Path, place: str, language: str
) -> None:
    page = read_page(corrected / place / "index.html")
    (section,) = of_class(page, "changes")
    assert section.get("aria-labelledby") == "changes"
    assert len(page.xpath('//*[@id="changes"]')) == 1
    text = words(section)
    days = {"zh": ["2020 年 1 月 2 日", "2020 年 1 月 3 日"], "en": ["January 2, 2020", "January 3, 2020"]}
    for said in (*days[language], ROLE[language], "更正一字", "Correct a <number>"):
        assert said in text
    gone, came = ([words(one) for one in section.iter(tag)] for tag in ("del", "ins"))
    assert (gone, came) == (["three", "基礎"], ["four", "根本"])
    links = [link.get("href") for link in section.iter("a")]
    assert [link.partition("#")[2] for link in links] == ["p-2", "p-1"]
    assert "lin@" not in text
    assert "Lin" not in text


@pytest.mark.site
def test_a_changed_block_says_so_and_leads_to_its_entry(corrected: Path) -> None:
    page = read_page(corrected / "chapter" / "index.html")
    (mark,) = of_class(page, "changed-mark")
    assert mark.getparent().get("id") == "p-1"
    assert mark.get("title") == "2020 年 1 月 2 日"
    assert "2020 年 1 月 2 日" in words(mark)
    place, _, key = mark.get("href").partition("#")
    about = read_page(corrected / "chapter" / place / "index.html")
    (entry,) = about.xpath("//*[@id=$key]", key=key)
    assert "根本" in words(entry)
    assert of_class(read_page(corrected / "index.html"), "changed-mark") == []


@pytest.mark.site
@pytest.mark.parametrize("language", LANG)
def test_the_colophon_of_the_books_has_the_same(corrected: Path, language: str) -> None:
    said = ["2020", ROLE[language], "更正一字", "Correct a", "基礎", "根本", "three", "four", "→"]
    pdf = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", corrected / "downloads" / f"book.{language}.pdf", "-"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    with zipfile.ZipFile(corrected / "downloads" / f"book.{language}.epub") as epub:
        (name,) = [name for name in epub.namelist() if name.endswith("colophon.xhtml")]
        colophon = epub.read(name).decode()
    for one in said:
        assert one.replace(" ", "") in re.sub(r"\s", "", pdf.stdout)
        assert one in colophon
    assert "<del>" in colophon
    assert "<ins>" in colophon


def shallow(clone: Clone, folder: Path, depth: int) -> Path:
    clone.git("clone", "--quiet", "--depth", str(depth), clone.folder.as_uri(), str(folder))
    for name in ("hooks", "overrides"):
        (folder / name).symlink_to((clone.folder / name).resolve())
    return folder


def section_of(folder: Path, place: str) -> Element:
    (section,) = of_class(read_page(folder / "site" / place / "index.html"), "changes")
    return section


def without_editions(clone: Clone) -> Clone:
    clone.commit("No editions", {"mkdocs.yml": {"replace": {"slug: book": 'slug: ""'}}})
    return clone


def test_a_shallow_clone_says_what_is_unknown(clone: Clone, tmp_path: Path, build_book: Builder) -> None:
    without_editions(clone)
    edge = clone.replace(ZH, "基礎", "根本")
    clone.replace(EN, "three levels", "four levels")
    folder = shallow(clone, tmp_path / "shallow", 2)
    done = build_book(folder)
    assert done.returncode == 0, done.stdout
    assert edge == "2020-01-03"
    assert "版本紀錄不全，2020 年 1 月 3 日以前有無更動不明。" in words(section_of(folder, "about"))
    assert "before January 3, 2020 is not known" in words(section_of(folder, "en/about"))
    assert "根本" not in words(section_of(folder, "about"))
    assert of_class(read_page(folder / "site" / "chapter" / "index.html"), "changed-mark") == []


def test_a_build_without_git_says_that_nothing_is_known(clone: Clone, build_book: Builder) -> None:
    without_editions(clone)
    clone.replace(ZH, "基礎", "根本")
    done = build_book(clone.folder, PATH="")
    assert done.returncode == 0, done.stdout
    section = section_of(clone.folder, "about")
    assert [words(part) for part in section] == ["更動紀錄", "製作本版時沒有版本紀錄，文字有無更動不明。"]
    assert words(section_of(clone.folder, "en/about")[0]) == "Changes"


def test_where_nothing_has_changed_the_page_says_so_and_old_addresses_lead_there(
    clone: Clone, build_book: Builder
) -> None:
    by_hand = {
        "docs/zh/about.md": "\n## 更動 {#changes}\n\n無。\n",
        "docs/en/about.md": "\n## Changes {#changes}\n\nNone.\n",
    }
    without = {path: (clone.folder / path).read_text(encoding="utf-8") for path in by_hand}
    without_editions(clone).commit("By hand", {path: without[path] + more for path, more in by_hand.items()})
    subprocess.run([sys.executable, "-m", "hooks.alignment", "record"], cwd=clone.folder, check=True)
    (*_, kept) = clone.sources.alignment["about.md"].ids["zh"]
    day = clone.commit("By itself", without)
    lay(clone.folder / "mkdocs.yml", {"replace": {'    slug: ""': f'    changes_since: {day}\n    slug: ""'}})
    done = build_book(clone.folder)
    assert done.returncode == 0, done.stdout
    for place, none in (("about", "無。"), ("en/about", "None.")):
        section = section_of(clone.folder, place)
        assert words(section).endswith(none)
        for key in ("changes", kept):
            assert len(section.xpath("//*[@id=$key]", key=key)) == 1


def test_what_staff_have_written_by_hand_stays(clone: Clone, build_book: Builder) -> None:
    by_hand = "\n## 更動 {#changes}\n\n甲改作乙。\n"
    without_editions(clone).commit("By hand", {"docs/zh/about.md": {"replace": {"甲。\n": f"甲。\n{by_hand}"}}})
    done = build_book(clone.folder)
    assert done.returncode == 0, done.stdout
    section = section_of(clone.folder, "about")
    assert section.get("aria-labelledby") == "changes-listed"
    assert len(section.xpath("//*[@id='changes']")) == len(section.xpath("//*[@id='changes-listed']")) == 1


@pytest.mark.parametrize("about", [{}, {"about": {"html": '<h2 id="changes">By hand</h2><p>Words.</p>'}}])
def test_a_book_has_the_list_whatever_the_page_about_it_says(clone: Clone, about: dict[str, Any]) -> None:
    clone.replace(EN, "three levels", "four levels")
    changes = read_changes(clone.sources, clone.history)
    publication = small_publication("en", chapter={"html": ""}, **about)
    blocks = make_colophon(replace(publication, changes=changes)).blocks
    headings = [node["body"] for node in blocks if node.get("id") == "changes"]
    assert headings == [["By hand"] if about else ["Changes"]]
    assert [node["type"] for node in blocks if node["type"] == "list"] == ["list"]


def id_of(clone: Clone, begins: str) -> str:
    """Return the id of the paragraph of the chapter that begins with some words."""
    sources = clone.sources
    blocks = sources.conversions["zh", "chapter.md"].blocks
    ids = sources.alignment["chapter.md"].ids["zh"]
    (found,) = [key for key, block in zip(ids, blocks, strict=True) if block.text.startswith(begins)]
    return found
