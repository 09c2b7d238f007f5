"""A site is published whole or not at all, whatever its folder is, and whoever builds at the same time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from hooks import staging
from tests.tools.book import QUIET, write_book


def make(folder: Path, words: str, count: int = 3) -> Path:
    """Write a small site."""
    for number in range(count):
        path = folder / f"page-{number}" / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")
    return folder


def said(site: Path) -> set[str]:
    """Return what the pages of a site say."""
    return {path.read_text(encoding="utf-8") for path in site.rglob("*.html")}


def publish(site: Path, words: str, count: int = 3) -> None:
    staged = staging.staging_folder(site)
    make(staged, words, count)
    staging.publish(site, staged)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    """A folder that is a file system of its own."""
    folder = tmp_path / "site"
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(folder)], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("nothing may be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_site_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for words, count in (("first", 3), ("second", 2)):
        publish(site, words, count)
        assert (said(site), len(names(site)), names(tmp_path)) == ({words}, count, ["site"])


def test_where_folders_cannot_change_places_they_are_renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "_exchanged", lambda one, other: False)
    test_a_site_takes_the_place_of_the_one_before(tmp_path)
    # Killed between two renames: the next build puts back what stood there.
    (tmp_path / "site").rename(tmp_path / ".site-next-before")
    staging.discard(staging.staging_folder(tmp_path / "site"))
    assert (said(tmp_path / "site"), names(tmp_path)) == ({"second"}, ["site"])


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, site = tmp_path / "disk" / "published", tmp_path / "site"
    site.symlink_to(real)
    for words in ("first", "second"):
        publish(site, words)
        assert (site.is_symlink(), said(real), names(real.parent)) == (True, {words}, ["published"])


def test_a_mount_point_is_filled(mounted: Path) -> None:
    for words, count in (("first", 3), ("second", 2)):
        publish(mounted, words, count)
        assert (said(mounted), len(names(mounted)), names(mounted.parent)) == ({words}, count, ["site"])
    staging.discard(staging.staging_folder(mounted))
    assert said(mounted) == {"second"}


def test_builds_at_the_same_time_do_not_meet(tmp_path: Path) -> None:
    """Each has its own folder, and removes none that another is filling."""
    site = tmp_path / "site"
    here = staging.staging_folder(site)
    make(here, "here")
    context = get_context("fork")
    other = context.Process(target=in_another_process, args=[site])
    other.start()
    other.join()
    assert other.exitcode == 0
    assert (said(here), said(site)) == ({"here"}, {"another"})
    staging.publish(site, here)
    assert (said(site), names(tmp_path)) == ({"here"}, ["site"])


def in_another_process(site: Path) -> None:
    # Those of the process that it was forked from are not its own.
    for descriptor in staging.HELD.values():
        os.close(descriptor)
    staging.HELD.clear()
    publish(site, "another")


def test_what_a_killed_build_leaves_is_removed_by_the_next(tmp_path: Path) -> None:
    site = make(tmp_path / "site", "before")
    left = make(tmp_path / ".site-next-1", "left")
    staging.discard(staging.staging_folder(site))
    assert (left.exists(), said(site)) == (False, {"before"})


@pytest.mark.site
@pytest.mark.parametrize("moment", ["Building documentation", "Documentation built"])
def test_a_build_that_is_killed_leaves_the_site_as_it_was(moment: str, tmp_path: Path) -> None:
    """As soon as it says so; and whatever it was doing then, what is there is whole."""
    book = write_book(tmp_path / "book")
    make(book / "site", "before")
    command: dict[str, Any] = {"cwd": book, "env": os.environ | QUIET, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-m", "mkdocs", "build", "--strict"], **command) as process:
        assert process.stderr
        for line in process.stderr:
            if moment in line:
                process.send_signal(signal.SIGKILL)
                break
    if said(book / "site") != {"before"}:
        assert (book / "site" / "sitemap.xml").is_file()
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict"], **command, check=False)
    assert done.returncode == 0, done.stderr
    assert [name for name in names(book) if name.startswith(".site")] == []


@pytest.mark.site
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user as well")
def test_a_folder_that_may_not_be_written_to_is_named(tmp_path: Path) -> None:
    book = write_book(tmp_path / "book")
    # Others may not look into the folders of tests.
    for folder in (tmp_path, *tmp_path.parents):
        if not folder.stat().st_mode & 0o005:
            folder.chmod(0o755)
    command = [sys.executable, "-B", "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(
        ["setpriv", "--reuid=65534", "--clear-groups", *command],
        cwd=book,
        env=os.environ | QUIET | {"HOME": "/nonexistent"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "nothing can be written here (Permission denied): ask whoever owns the folder" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_site_that_is_a_file_gives_way(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("not a folder", encoding="utf-8")
    publish(tmp_path / "site", "first")
    assert (said(tmp_path / "site"), names(tmp_path)) == ({"first"}, ["site"])
