"""A tag makes a release with every edition, from a clean clone, as its workflow is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from hooks.editions.offered import CHECKSUMS
from tests.tools.workflow import GitHub, begin_repository, git, run_workflow


@pytest.mark.site
def test_a_tag_releases_every_edition(tmp_path: Path) -> None:
    book = begin_repository(tmp_path)
    git(book, "tag", "v1")
    git(book, "push", "--quiet", "origin", "v1")
    github = GitHub(tmp_path / "origin.git", tmp_path / "github")
    address = "https://owner.example/harbour"
    said = {
        "github.ref": "v1",
        "github.ref_name": "v1",
        "github.token": "token",
        "steps.pages.outputs.base_url": address,
    }
    run_workflow("release.yml", github, said, tmp_path / "run")
    downloads = tmp_path / "run-release" / "site" / "downloads"
    offered = {line.split()[1] for line in (downloads / CHECKSUMS).read_text(encoding="utf-8").splitlines()}
    assert len(offered) > 5
    _, created, asked = github.asked
    assert created.startswith("release create v1 --verify-tag ")
    assert asked.startswith("release upload v1 ")
    assert {word.rpartition("/")[2] for word in asked.split() if "/downloads/" in word} == {*offered, CHECKSUMS}
    assert address in (downloads.parent / "sitemap.xml").read_text(encoding="utf-8")
