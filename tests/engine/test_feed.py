"""The Atom feeds: valid, one a language, complete, the newest first, and none where nothing is known."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree, html

from hooks.feed import NEWEST, make_feeds
from hooks.history import Commit, Edit, History
from hooks.history.wording import whole_texts
from hooks.languages import LANG, Language, other
from hooks.sources import Sources
from hooks.words import words
from tests.tools import book

SCHEMA = etree.RelaxNG(etree.parse(str(Path(__file__).parents[1] / "tools" / "atom.rng")))
SPACES = {"a": "http://www.w3.org/2005/Atom", "x": "http://www.w3.org/1999/xhtml"}
SITE = "https://diptych.example/harbour/"
ADDRESSES: dict[Language, str] = {"zh": "feed.xml", "en": "en/feed.xml"}
BEGUN = "2026-01-01T00:00:00Z"
FIRST = Commit("a" * 10, "2026-02-01T08:00:00Z", "更正年份 & <月份>\x0b", {"zh": "執行編輯", "en": "Managing editor"})
SECOND = Commit("b" * 10, "2026-03-01T08:00:00Z", "", {"zh": "", "en": ""})
EDITS = [
    Edit("en", "harbour.md", "p-2", "The harbour of 1863.", "The harbour of 1864.", None),
    Edit("zh", "data.md", "visits-1951-1", "三艘", "四艘", SECOND),
    Edit("zh", "foreword.md", "p-9", "", "新的一段。", SECOND),
    Edit("zh", "harbour.md", "p-2", "章程訂於十八世紀，港務簿還在。", "章程訂於十九世紀，港務簿還在。", FIRST),
    Edit("zh", "harbour.md", "p-3", "刪去的 a < b。", "", FIRST),
    Edit("en", "gone away.md", "p-1", "Old words", "New words", FIRST),
]
HISTORY = History(True, BEGUN, EDITS, {})


@pytest.fixture
def harbour_sources(tmp_path: Path) -> Sources:
    return Sources(book.write_harbour(tmp_path / "book"))


@pytest.mark.parametrize("name", ["harbour", "sanctuary", "bylaws"])
@pytest.mark.parametrize("history", [HISTORY, HISTORY._replace(begun=""), HISTORY._replace(edits=[])])
def test_feeds_are_valid(name: str, history: History, tmp_path: Path) -> None:
    write: Any = getattr(book, f"write_{name}")
    feeds = make_feeds(Sources(write(tmp_path / "book")), history)
    assert list(feeds) == list(ADDRESSES.values())
    for content in feeds.values():
        feed = etree.fromstring(content)
        assert SCHEMA.validate(feed), SCHEMA.error_log
        # What appendix B says in Schematron: an author; of each entry, words or where they are.
        assert feed.xpath("a:author", namespaces=SPACES)
        assert not feed.xpath("a:entry[not(a:content or a:link[@rel='alternate'])]", namespaces=SPACES)
        ids = feed.xpath("//a:id/text()", namespaces=SPACES)
        assert len(ids) == len(set(ids))
        parsed = feedparser.parse(content)
        assert (parsed.bozo, parsed.version) == (False, "atom10")
        assert [entry.updated for entry in parsed.entries] == sorted((e.updated for e in parsed.entries), reverse=True)


def test_a_feed_says_what_the_publication_does(harbour_sources: Sources) -> None:
    for language, content in zip(LANG, make_feeds(harbour_sources, HISTORY).values(), strict=True):
        identity, feed = harbour_sources.configuration.identity(language), feedparser.parse(content).feed
        assert feed.title == words(language)["feed.title"].format(identity.title)
        assert feed.subtitle == identity.subtitle
        assert [author.name for author in feed.authors] == identity.creators
        assert feed.rights == identity.rights
        assert feed.language == LANG[language]
        links = {(link.rel, link.type): (link.hreflang, link.href) for link in feed.links}
        here = SITE + ("" if language == "zh" else "en/")
        theirs = other(language)
        assert links == {
            ("self", "application/atom+xml"): (LANG[language], SITE + ADDRESSES[language]),
            ("alternate", "text/html"): (LANG[language], here),
            ("alternate", "application/atom+xml"): (LANG[theirs], SITE + ADDRESSES[theirs]),
        }


def test_what_is_not_stated_leaves_nothing_empty(tmp_path: Path) -> None:
    sources = Sources(book.write_book(tmp_path / "book"))
    for content in make_feeds(sources, HISTORY._replace(edits=EDITS[3:])).values():
        feed = etree.fromstring(content)
        assert not feed.xpath("//*[not(*)][not(normalize-space())][not(@href)]")
        assert feed.xpath("string(a:author/a:name)", namespaces=SPACES) in ("小書", "A small book")


def test_a_change_is_an_entry_a_page_and_commit(harbour_sources: Sources) -> None:
    chinese, english = (feedparser.parse(feed).entries for feed in make_feeds(harbour_sources, HISTORY).values())
    said = words("zh")
    assert [entry.title for entry in chinese] == [
        said["feed.rows"].format("資料"),
        said["feed.added"].format("序言"),
        said["feed.changed"].format("港口"),
        "港口與燈塔",
    ]
    assert [entry.updated for entry in chinese] == [SECOND.time, SECOND.time, FIRST.time, BEGUN]
    assert chinese[2].link == f"{SITE}harbour/"
    assert (chinese[2].author, chinese[2].summary) == ("執行編輯", "更正年份 & <月份>")
    assert (chinese[3].link, chinese[3].published) == (SITE, BEGUN)
    # A row is in both languages; what has no commit yet, in neither. A page that is gone has its file's name.
    gone, rows = words("en")["feed.changed"].format("gone away"), words("en")["feed.rows"].format("Data")
    assert [entry.title for entry in english] == [rows, gone, "The Harbour and Its Lights"]
    assert english[1].link == f"{SITE}en/"


def test_an_entry_shows_the_words_that_differ_in_their_place(harbour_sources: Sources) -> None:
    feed = etree.fromstring(make_feeds(harbour_sources, HISTORY)["feed.xml"])
    (content,) = feed.xpath("a:entry[a:author]/a:content/x:div", namespaces=SPACES)
    reason, *passages = content.xpath("x:p", namespaces=SPACES)
    assert reason.text == "更正年份 & <月份>"
    shown = [etree.tostring(p, encoding="unicode", method="xml") for p in passages]
    assert "章程訂於十<del>八</del><ins>九</ins>世紀，港務簿還在。" in shown[0]
    assert passages[1].xpath("string(x:a/@href)", namespaces=SPACES) == f"{SITE}harbour/#p-2"
    assert passages[2].xpath("string(x:del)", namespaces=SPACES) == "刪去的 a < b。"


def test_a_feed_has_the_newest_and_no_more(harbour_sources: Sources) -> None:
    commits = [FIRST._replace(name=f"{at:010}", time=f"2026-02-01T08:{at:02}:00Z") for at in range(60)]
    edits = [EDITS[3]._replace(commit=commit) for commit in commits]
    entries = feedparser.parse(make_feeds(harbour_sources, History(True, BEGUN, edits, {}))["feed.xml"]).entries
    assert [entry.updated for entry in entries] == [commit.time for commit in commits[:9:-1]]
    assert len(entries) == NEWEST


def test_the_same_history_makes_the_same_bytes(harbour_sources: Sources) -> None:
    assert make_feeds(harbour_sources, HISTORY) == make_feeds(Sources(harbour_sources.root), HISTORY)


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        ("一二三四五", "一二六四五", [("same", "一二"), ("old", "三"), ("new", "六"), ("same", "四五")]),
        ("number one", "number two", [("same", "number "), ("old", "one"), ("new", "two")]),
        # What is left between two changes is read with them.
        ("a b c d e", "a x c y e", [("same", "a "), ("old", "b c d"), ("new", "x c y"), ("same", " e")]),
        ("", "new", [("new", "new")]),
        ("old", "", [("old", "old")]),
    ],
)
def test_texts_differ_by_words(before: str, after: str, parts: list[tuple[str, str]]) -> None:
    found = list(whole_texts(before, after))
    assert "".join(text for side, text in found if side != "new") == before
    assert "".join(text for side, text in found if side != "old") == after
    assert found == parts


@pytest.mark.parametrize("git", [True, False])
def test_every_page_leads_to_the_feed_of_its_language_where_there_is_one(
    git: bool, tmp_path: Path, build_book: book.Builder
) -> None:
    folder = book.write_book(tmp_path / "book")
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "Begin"]) if git else ():
        who = ["-c", "user.name=A", "-c", "user.email=a@b.example"]
        subprocess.run(["git", *who, *arguments], cwd=folder, check=True)
    done = build_book(folder)
    site = folder / "site"
    assert done.returncode == 0, done.stdout
    assert ("No feeds are written" in done.stdout) == (not git)
    assert (site / "feed.xml").exists() == (site / "en" / "feed.xml").exists() == git
    for path in site.rglob("index.html"):
        language: Language = "en" if "en" in path.relative_to(site).parts else "zh"
        links = html.parse(str(path)).xpath('//link[@type="application/atom+xml"]')
        assert [(path.parent / link.get("href")).resolve() for link in links] == [site / ADDRESSES[language]] * git
        assert {link.get("title") for link in links} <= {words(language)["changes.title"]}
