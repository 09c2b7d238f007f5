"""What every book says of itself at its end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hooks.editions.colophon import make_colophon
from hooks.editions.publication import Publication
from hooks.editions.revision import Revision
from hooks.languages import LANG, Language
from hooks.words import words
from tests.tools.editions import small_publication

ABOUT = """<h1 id="about">About</h1><p>What the site is.</p>
<h2 id="downloads">Downloads</h2><p>For the site alone.</p>
<h2 id="citation">How to cite</h2><blockquote><p>A Book.</p></blockquote>
<h2 id="changes">Changes</h2><p>None.</p><h3 id="later">Later</h3><p>None either.</p>
<h2 id="editorial-policy">Policy</h2><ul><li>As printed.</li></ul>
<h2 id="provenance">Provenance</h2><p>Paper.</p>"""
STATUS = ["unofficial", 9, 6, 2, 1]


def test_sections_stand_in_the_order_of_the_list() -> None:
    about = {"html": ABOUT, "translation": "unofficial"}
    publication = small_publication("en", chapter={"html": "", "status": STATUS}, about=about)
    blocks = make_colophon(publication).blocks
    headings = [node["id"] for node in blocks if node["type"] == "heading"]
    assert headings == ["provenance", "editorial-policy", "changes", "later", "citation", "translation-status"]
    assert [node["type"] for node in blocks[:3]] == ["heading", "paragraph", "heading"]
    assert [node["type"] for node in blocks[-2:]] == ["grid", "facts"]


def test_each_chapter_says_how_far_it_is_translated() -> None:
    publication = small_publication("en", chapter={"html": "", "status": STATUS}, other={"html": ""})
    (grid,) = [node for node in make_colophon(publication).blocks if node["type"] == "grid"]
    (row,) = grid["groups"][0]
    assert [cell["body"] for cell in row[1:]] == [["Unofficial"], ["9"], ["6"], ["2"], ["1"]]
    assert (row[0]["head"], row[0]["body"][0]["page"]) == (True, "chapter")


def test_what_nobody_has_stated_is_left_out_but_for_the_version() -> None:
    publication = small_publication("en", chapter={"html": ""})
    assert facts(publication) == {
        "Title": ["Harbours", {"type": "break"}, {"type": "lang", "lang": LANG["zh"], "body": ["港口"]}],
        "Version": ["unknown (made without a record of versions)"],
        "Address": [link(publication.address)],
    }


def test_the_date_is_written_as_readers_of_the_language_write_it() -> None:
    expected: list[tuple[Language, str, str]] = [
        ("zh", "0123456789+（另有尚未登錄的更動）", "2001 年 9 月 9 日"),
        ("en", "0123456789+, with changes not yet recorded", "September 9, 2001"),
    ]
    for language, version, date in expected:
        publication = small_publication(language, chapter={"html": ""})
        found = facts(replace(publication, revision=Revision("0123456789+", 1_000_000_000)))
        said = words(language)
        assert (found[said["colophon.version"]], found[said["colophon.date"]]) == ([version], [date])


def facts(publication: Publication) -> dict[str, Any]:
    return {item["term"]: item["body"] for item in make_colophon(publication).blocks[-1]["items"]}


def link(address: str) -> dict[str, Any]:
    return {"type": "link", "page": "", "id": "", "address": address, "body": [address]}
