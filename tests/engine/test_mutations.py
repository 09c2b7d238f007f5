"""Mistakes of every kind, made at random in the stock books, are each found at their line; and no bytes raise."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from fnmatch import fnmatch
from pathlib import Path

import pytest

from hooks.checks import check_sources
from hooks.findings import Finding
from hooks.sources import Sources
from tests.tools.book import write_bylaws, write_harbour, write_sanctuary
from tests.tools.examples import share
from tests.tools.mutations import KINDS, Kind

# How many mistakes are made; more are asked for in the environment: MUTATIONS=1000.
COUNT = int(os.environ.get("MUTATIONS", share(200)))
SEED = int(os.environ.get("MUTATIONS_SEED", "1"))
# So many batches, so that tests that run side by side share them.
PARTS = 4
BOOKS: dict[str, Callable[[Path], Path]] = {
    "harbour": write_harbour,
    "sanctuary": write_sanctuary,
    "bylaws": write_bylaws,
}
# Where a book has its printed text, that comes first.
PRINT = (
    "collate-changed",
    "collate-structure",
    "collate-missing",
    "collate-added",
    "collate-note",
    "collate-page-mark",
)
Files = dict[str, list[str]]
Made = tuple[Kind, str, int]


def texts(book: Path) -> Files:
    """Return the lines of each file in which staff write."""
    paths = [path for path in (book / "docs").rglob("*") if path.suffix in (".md", ".csv", ".json")]
    return {
        path.relative_to(book).as_posix(): path.read_text(encoding="utf-8").split("\n")
        for path in [*paths, book / "mkdocs.yml"]
    }


def write(book: Path, files: Files, names: list[str]) -> None:
    for name in names:
        (book / name).write_text("\n".join(files[name]), encoding="utf-8")


def missed(book: Path, made: list[Made]) -> list[str]:
    found = {(finding.path, finding.line, finding.code) for finding in check_sources(Sources(book))}
    return [
        f"{kind.name} in {name}:{line}: {(book / name).read_text(encoding='utf-8').splitlines()[line - 1][:60]}"
        for kind, name, line in made
        if not any((str(book / name), line, code) in found for code in (*kind.codes, *PRINT))
    ]


@pytest.mark.parametrize("part", range(PARTS))
def test_each_mistake_is_found_where_it_is_and_nothing_else_is(part: int, tmp_path: Path) -> None:
    rng = random.Random(f"{SEED} {part}")
    books = {name: make(tmp_path / name) for name, make in BOOKS.items()}
    clean = {name: texts(book) for name, book in books.items()}
    assert {name: check_sources(Sources(book)) for name, book in books.items()} == {name: [] for name in BOOKS}
    kinds = [kind for place, kind in enumerate(KINDS * COUNT) if place < COUNT and place % PARTS == part]
    rng.shuffle(kinds)
    lost: list[str] = []
    made = 0
    while kinds:
        # One mistake a page, as many as there is room for; those that keep others from being found are made alone. What
        # follows from a mistake in one language of a page is not told of the other.
        batch: dict[str, list[Made]] = {name: [] for name in BOOKS}
        later: list[Kind] = []
        files = {name: {key: list(lines) for key, lines in of.items()} for name, of in clean.items()}
        for kind in kinds:
            places = [
                (book, name)
                for book in BOOKS
                for name in files[book]
                if fnmatch(name, kind.files)
                and not any(Path(name).name == Path(taken).name for _, taken, _ in batch[book])
            ]
            rng.shuffle(places)
            blocked = {book for book, of in batch.items() if any(one.alone for one, _, _ in of) or (kind.alone and of)}
            for book, name in places:
                line = None if book in blocked else kind.make(files[book][name], rng)
                if line:
                    batch[book].append((kind, name, line))
                    break
            else:
                later.append(kind)
        assert any(batch.values()), f"no place for {later[0].name}"
        for title, folder in books.items():
            names = [file for _, file, _ in batch[title]]
            write(folder, files[title], names)
            lost += missed(folder, batch[title])
            made += len(batch[title])
            write(folder, clean[title], names)
        kinds = later
    print(f"{made} mistakes, {len(lost)} missed")
    assert lost == []


STRAYS = {
    "docs/zh/internal.xlsx": "page-stray",
    "docs/data/~$visits.xlsx": "page-stray",
    "docs/notes.docx": "page-stray",
    "docs/en/harbour.md.bak": "page-stray",
    "docs/zh/Thumbs.db": "page-stray",
    "docs/private.yml": "page-stray",
    "docs/zh/Chapter.MD": "page-stray",
    "docs/zh/extra.md": "nav-lacks",
    "docs/zh/Harbour.md": "link-case",
}


@pytest.mark.parametrize("name", STRAYS)
def test_a_file_that_nobody_meant_to_publish_is_found(name: str, tmp_path: Path) -> None:
    book = write_harbour(tmp_path / "book")
    (book / name).write_text("---\ntitle: 題\n---\n", encoding="utf-8")
    path = str(book / name)
    found = [(finding.path.casefold(), finding.code) for finding in check_sources(Sources(book))]
    assert (path.casefold(), STRAYS[name]) in found


@pytest.mark.parametrize("name", ["docs/CNAME", "docs/zh/images/new.png", "docs/.DS_Store", "docs/zh/.hidden.docx"])
def test_what_may_stand_there_is_not(name: str, tmp_path: Path) -> None:
    book = write_harbour(tmp_path / "book")
    (book / name).parent.mkdir(exist_ok=True)
    (book / name).write_bytes(b"\x00\xff")
    assert check_sources(Sources(book)) == []


@pytest.mark.parametrize("seed", range(4))
def test_any_bytes_in_any_file_are_findings_or_none(seed: int, tmp_path: Path) -> None:
    rng = random.Random(f"{SEED} {seed}")
    books = [make(tmp_path / name) for name, make in BOOKS.items()]
    for _ in range(max(1, COUNT // 10)):
        book = rng.choice(books)
        paths = sorted(path for path in (book / "docs").rglob("*") if path.is_file())
        path = rng.choice([*paths, book / "mkdocs.yml", *sorted((book / "source").glob("*"))])
        before = path.read_bytes()
        path.write_bytes(damaged(before, rng))
        try:
            assert all(isinstance(finding, Finding) for finding in check_sources(Sources(book)))
        except Exception:
            shutil.copy(path, tmp_path / "culprit")
            raise
        finally:
            path.write_bytes(before)


SIGNS = [b"---\n", b"///\n", b"[^1]: ", b"|", b"<div>", b"```", b"\xef\xbb\xbf", b"{: ", b'"', b"{", b"\t", b"IIII"]


def damaged(content: bytes, rng: random.Random) -> bytes:
    """Return a file with bytes put in, or lines deleted, doubled, or in another order."""
    lines = content.split(b"\n")
    at = rng.randrange(len(lines))
    some = rng.randbytes(rng.randint(1, 12))
    signs = rng.choice(
        [b"---\n", b"///\n", b"[^1]: ", b"|", b"<div>", b"```", b"\xef\xbb\xbf", b"{: ", b'"', b"{", b"\t", b"IIII"]
    )
    how = rng.randrange(7)
    if how == 0:
        place = rng.randrange(len(content) + 1)
        return content[:place] + some + content[place:]
    if how == 1:
        return b"\n".join([*lines[:at], *lines[at + rng.randint(1, 3) :]])
    if how == 2:
        return b"\n".join([*lines[: at + 1], lines[at], *lines[at + 1 :]])
    if how == 3:
        rng.shuffle(lines)
        return b"\n".join(lines)
    if how == 4:
        return b"\n".join([*lines[:at], signs + lines[at], *lines[at + 1 :]])
    if how == 5:
        return content[: rng.randrange(len(content) + 1)]
    return b"\n".join([*lines[:at], lines[at].replace(b":", b"").replace(b",", b";"), *lines[at + 1 :]])
