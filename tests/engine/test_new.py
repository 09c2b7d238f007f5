"""Another publication starts from two texts, or from none, and needs no other edit to be checked and built; a newer
engine takes the place of an older one, and of nothing else."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from hooks.checks import check_sources
from hooks.checks.configuration import RULES
from hooks.new.__main__ import main
from hooks.new.engine import SUMS, engine_files, file_hash, read_sums
from hooks.new.lines import file_name
from hooks.new.split import split
from hooks.new.tidy import close_levels, tidy
from hooks.new.update import main as update
from hooks.sources import Sources
from tests import ROOT
from tests.tools.book import Builder
from tests.tools.cases import Case, cases

# A picture of one grey dot.
DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==")
ZH = """\
---
title: 溼地手冊
author: 林水
---

# 潮間帶 {#tide}

招潮蟹在泥灘上覓食。[^crab]下一節寫水鳥。

![泥灘與招潮蟹](crab.png)

# 水鳥 {#birds}

秋天有鷸鴴經過。[^birds]

[^crab]: 雄蟹有一隻大螯。
[^birds]: 調查由志工進行。
"""
EN = """\
---
title: A Handbook of the Wetland
author: Lin Shui
---

# The tidal flat {#tide}

Fiddler crabs feed on the mud.[^crab] The next part is about waders.

![The mud and a fiddler crab](crab.png)

# Waders {#birds}

Sandpipers and plovers pass in autumn.[^birds]

[^crab]: The male has one large claw.
[^birds]: Volunteers count them.
"""


def start(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with a text in both languages, and their picture."""
    for name, content in {"zh.md": ZH, "en.md": EN}.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "crab.png").write_bytes(DOT)
    return tmp_path


def as_docx(folder: Path) -> None:
    import pypandoc

    for language in ("zh", "en"):
        options = {"outputfile": str(folder / f"{language}.docx"), "cworkdir": str(folder)}
        pypandoc.convert_file(str(folder / f"{language}.md"), "docx", format="markdown", **options)


def as_folders(folder: Path) -> None:
    for language in ("zh", "en"):
        (folder / language).mkdir()
        (folder / language / "crab.png").write_bytes(DOT)
        for name, chapter in zip(("1-tide", "2-birds"), split((folder / f"{language}.md").read_text())[1], strict=True):
            (folder / language / f"{name}.md").write_text(chapter.text, encoding="utf-8")


FORMS = {"docx": as_docx, "folder": as_folders}


@pytest.mark.parametrize(
    ("form", "zh", "en", "names"),
    [
        ("md", "zh.md", "en.md", ["the-tidal-flat.md", "waders.md"]),
        ("docx", "zh.docx", "en.docx", ["the-tidal-flat.md", "waders.md"]),
        ("folder", "zh", "en", ["tide.md", "birds.md"]),
        ("one side", "zh.md", "", ["chapter-1.md", "chapter-2.md"]),
        ("none", "", "", ["chapter-1.md"]),
    ],
)
def test_a_publication_is_checked_and_built_at_once(
    form: str, zh: str, en: str, names: list[str], texts: Path, build_book: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    if form in FORMS:
        FORMS[form](texts)
    book = texts / "溼地"
    given = [
        argument for language, name in (("zh", zh), ("en", en)) if name for argument in (f"--{language}", texts / name)
    ]
    assert start(book, *given) == 0
    monkeypatch.chdir(book)
    sources = Sources()
    assert [str(finding) for finding in check_sources(sources)] == []
    assert sources.configuration.chapters == names
    done = build_book(book, PYTHONPATH=str(book))
    assert done.returncode == 0, done.stdout
    for language in ("", "en/"):
        for name in names:
            assert (book / "site" / language / name.removesuffix(".md") / "index.html").is_file()
    if zh:
        page = (book / "site" / names[0].removesuffix(".md") / "index.html").read_text(encoding="utf-8")
        assert "雄蟹有一隻大螯" in page
        assert "調查由志工進行" not in page
        (picture,) = (book / "docs" / "images").iterdir()
        assert (book / "site" / "images" / picture.name).read_bytes() == DOT
    assert not any(page.unrecorded for page in sources.alignment.values())


@pytest.mark.parametrize("original", ["zh", "en"])
def test_a_chapter_in_the_place_of_the_one_to_be_written_is_new(original: str, tmp_path: Path) -> None:
    assert start(tmp_path / "book", "--original", original) == 0
    status = "---\ntranslation: unofficial\n---\n\n"
    texts = {"zh": "# 第一章　招潮蟹\n\n在泥灘上覓食。\n", "en": "# Chapter 1 Fiddler crabs\n\nThey feed on the mud.\n"}
    for language, text in texts.items():
        page = tmp_path / "book" / "docs" / language / "chapter-1.md"
        page.write_text(("" if language == original else status) + text, encoding="utf-8")
    (finding,) = check_sources(Sources(tmp_path / "book"))
    assert (finding.code, "has 2 blocks" in str(finding.message)) == ("alignment-unrecorded", True)


@cases("new")
def test_texts_become_pages(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`input` are files beside a new folder `book`, and `arguments` those of the command; `output` has the errors with
    which it ends, or the pages, settings and pictures that `shows` names, and what it `says` of them."""
    monkeypatch.chdir(tmp_path)
    for name, content in case["input"].items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        given = content if isinstance(content, dict) else {"text": content}
        path.write_bytes(
            bytes.fromhex(given["hex"]) if "hex" in given else given["text"].encode(given.get("encoding") or "utf-8")
        )
    before = sorted(tmp_path.rglob("*"))
    failed = start("book", *case["arguments"].split())
    said = capsys.readouterr()
    if failed:
        assert sorted(tmp_path.rglob("*")) == before
        case.check({"errors": said.err.splitlines()})
        return
    shown = {
        name: (tmp_path / "book" / name).read_text(encoding="utf-8") if (tmp_path / "book" / name).is_file() else None
        for name in case["output"].get("shows", {})
    }
    says = said.out.partition("\n\n")[0].splitlines()
    pages = [
        f"docs/{path.relative_to(tmp_path / 'book' / 'docs').as_posix()}"
        for path in sorted((tmp_path / "book" / "docs").rglob("*.*"))
    ]
    others = [name for name in pages if not name.endswith(("index.md", "about.md", ".lock"))]
    case.check({"says": says, "pages": others, "shows": shown})


def test_a_word_file_leaves_its_contents_and_its_own_places_behind(tmp_path: Path) -> None:
    import pypandoc

    text = "# One {#one}\n\nSee [the second](#two) and [the web](https://host.example/).\n\n# Two {#two}\n\nText.\n"
    options = {"outputfile": str(tmp_path / "en.docx"), "extra_args": ["--toc"]}
    pypandoc.convert_text(text, "docx", format="markdown", **options)
    assert start(tmp_path / "book", "--en", tmp_path / "en.docx") == 0
    assert sorted(path.name for path in (tmp_path / "book" / "docs" / "en").iterdir()) == [
        "about.md",
        "index.md",
        "one.md",
        "two.md",
    ]
    page = (tmp_path / "book" / "docs" / "en" / "one.md").read_text(encoding="utf-8")
    assert page == "# One\n\nSee the second and [the web](https://host.example/).\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# One\n\n### Two\n\n#### Three\n", "# One\n\n## Two\n\n### Three\n"),
        ("# One\n\n## Two\n\n### Three\n", "# One\n\n## Two\n\n### Three\n"),
        ("# One\n\n```\n### no heading\n```\n\n### Two\n", "# One\n\n```\n### no heading\n```\n\n## Two\n"),
    ],
)
def test_no_level_of_headings_is_left_out(before: str, after: str) -> None:
    assert close_levels(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\uf9ea\n", "離\n"),
        ("甲──乙\n", "甲——乙\n"),
        ("one\x0btwo\x0c\n", "one  \ntwo\n"),
        ("a<br></br>b\n", "a<br>b\n"),
        ("```\na──b\n```\n", "```\na──b\n```\n"),
    ],
)
def test_a_text_is_spelled_as_the_site_takes_it(before: str, after: str) -> None:
    assert tidy(before) == after


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The Tidal Flat", "the-tidal-flat"),
        ("Café – the sailor’s guide", "cafe-the-sailors-guide"),
        ("A title that goes on and on until nobody reads it", "a-title-that-goes-on-and-on-until-nobody"),
        ("潮間帶", ""),
    ],
)
def test_a_chapter_has_the_name_of_its_title(title: str, name: str) -> None:
    assert file_name(title) == name


# The engine -------------------------------------------------------------------------------------------------------


@pytest.fixture
def started(tmp_path: Path) -> Path:
    """A publication without texts."""
    assert start(tmp_path / "book") == 0
    return tmp_path / "book"


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A newer engine: one file more, one less, and one that has changed."""
    folder = tmp_path / "newer engine"
    assert start(folder) == 0
    (folder / "hooks" / "added.py").write_text("# new\n", encoding="utf-8")
    (folder / "hooks" / "staging.py").unlink()
    (folder / "overrides" / "404.html").write_text("new\n", encoding="utf-8")
    return folder


def update_from(newer: Path, book: Path) -> subprocess.CompletedProcess[str]:
    # As it is named from the folder of the older.
    python = os.path.relpath(sys.executable, book)
    command = ["make", "--no-print-directory", "update", f"FROM={newer}", f"PYTHON={python}"]
    return subprocess.run(command, cwd=book, capture_output=True, text=True, check=False)


def contents(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_what_else_may_be_stated_has_an_example_that_can_be_used() -> None:
    text = (ROOT / "hooks" / "new" / "templates" / "mkdocs.yml").read_text(encoding="utf-8")
    examples = yaml.safe_load("\n".join(re.findall(r"^    # ([a-z_]+: .*)$", text, re.MULTILINE)))
    assert {"doi_prefix", "depositor"} <= {*examples}
    assert [name for name, value in examples.items() if name in RULES and not RULES[name].fits(value)] == []


def test_a_newer_engine_takes_the_place_of_the_older(started: Path, newer: Path) -> None:
    for name in ("mkdocs.yml", "README.md", "docs/zh/index.md", ".github/workflows/site.yml"):
        (started / name).write_text("mine\n", encoding="utf-8")
    (started / "overrides" / "mine.html").write_text("mine\n", encoding="utf-8")
    before, fresh = contents(started), contents(newer)
    done = update_from(newer, started)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert lines[:3] == ["overrides/404.html: replaced", "hooks/added.py: added", "hooks/staging.py: removed"]
    after = contents(started)
    engine = {*engine_files(newer), SUMS}
    assert {name for name in after if after[name] == b"mine\n"} == {
        name for name in before if before[name] == b"mine\n"
    }
    assert {name: after.get(name) for name in engine - {SUMS}} == {name: fresh[name] for name in engine - {SUMS}}
    assert after.keys() == before.keys() - {"hooks/staging.py"} | {"hooks/added.py"}
    assert read_sums(started).keys() == engine - {SUMS}
    assert update_from(newer, started).stdout.splitlines()[-1] == "The engine is this one already."


def test_an_edited_engine_is_refused_by_name(started: Path, newer: Path) -> None:
    for name in ("overrides/404.html", "hooks/staging.py", "hooks/added.py", "hooks/pages.py"):
        with (started / name).open("a", encoding="utf-8") as file:
            file.write("# mine\n")
    before = contents(started)
    done = update_from(newer, started)
    assert done.returncode != 0
    said = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert [line.split(": ")[0:2] for line in said[:-1]] == [
        ["hooks/added.py:0", "is this publication's own, and the newer engine has one"],
        ["hooks/pages.py:0", "was edited here"],
        ["hooks/staging.py:0", "was edited here"],
        ["overrides/404.html:0", "was edited here"],
    ]
    assert said[-1] == "Nothing was changed."
    assert contents(started) == before


def test_an_update_that_was_cut_short_goes_on(started: Path, newer: Path) -> None:
    (started / "overrides" / "404.html").write_text("new\n", encoding="utf-8")
    (started / "hooks" / "staging.py").unlink()
    assert update_from(newer, started).returncode == 0
    assert read_sums(started).keys() == {*engine_files(newer)}


@pytest.mark.parametrize("source", ["", "nowhere", "book"])
def test_an_update_from_no_engine_says_what_to_write(source: str, started: Path) -> None:
    before = contents(started)
    done = update_from(started.parent / source if source else Path(), started)
    assert done.returncode != 0
    assert "make update FROM=../diptych" in done.stderr
    assert contents(started) == before


def test_an_engine_without_a_record_is_not_updated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert update([str(tmp_path)]) == 1
    assert SUMS in capsys.readouterr().err


def test_the_record_is_that_of_the_files(started: Path) -> None:
    names = read_sums(started)
    assert {*names} == {*engine_files(started)} == {*engine_files(ROOT)}
    assert names["Makefile"] == hashlib.sha256((ROOT / "Makefile").read_bytes()).hexdigest()
    (started / "Makefile").write_bytes((ROOT / "Makefile").read_bytes().replace(b"\n", b"\r\n"))
    assert file_hash(started / "Makefile") == names["Makefile"]
