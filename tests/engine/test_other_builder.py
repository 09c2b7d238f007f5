"""ProperDocs, the fork of MkDocs, makes the very same site of the same sources."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Published
from tests.tools import book
from tests.tools.site import SITE_URL


def contents(site: Path) -> dict[str, bytes]:
    """Return the content of every file below `site` by its path."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_both_builders_make_the_same_site(harbour: Published, tmp_path: Path) -> None:
    options = ("--config-file", "mkdocs.yml", "--site-dir", str(tmp_path / "site"))
    done = book.build(harbour.folder.parent, *options, builder="properdocs", SITE_URL=SITE_URL)
    assert done.returncode == 0, done.stdout
    ours, theirs = contents(harbour.folder), contents(tmp_path / "site")
    assert sorted(theirs) == sorted(ours)
    assert [name for name, content in ours.items() if theirs[name] != content] == []
