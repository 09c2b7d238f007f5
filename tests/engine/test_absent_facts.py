"""A fact that the publication does not state leaves nothing behind: no empty label, comma or bracket, in any output."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from hooks.checks.configuration import RULES
from hooks.editions.pdf import make_pdf
from tests.tools.absent import absences, faults
from tests.tools.book import HARBOUR, Builder, write_harbour
from tests.tools.editions import small_publication, with_documents

# What makes a publication the one that it is, its files and its contents; all else may be left out.
STRUCTURE = {"slug", "title", "original", "chapters", "roles", "groups", "moved"}
# Facts that the harbour book lacks, or has in a form that is not valid.
MORE: dict[str, Any] = {
    "identifiers": {"isbn": "978-986-00-0000-9", "issn": "1234-5679", "doi": "10.12345/coast", "gpn": "1009900000"},
    "doi_prefix": "10.12345",
    "depositor": {"name": "海岸出版社", "email": "doi@example.org", "registrant": "Coast Press"},
    "report": {"mail": "errata@example.org", "issues": "https://example.org/issues/new"},
    "editors": {"Editor": {"zh": "執行編輯", "en": "Managing editor"}},
    "changes_since": "2026-01-31",
}
BOOK: dict[str, Any] = yaml.safe_load((HARBOUR / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV ", ""))
STATED = BOOK["extra"]["publication"] | {name: value for name, value in MORE.items() if name in RULES}
FACTS = sorted(STATED.keys() - STRUCTURE)
# Left out together: settings for those who publish, of which no output says anything by itself; and what stands on a
# line of its own wherever it is said.
TOGETHER = (("depositor", "doi_prefix"), ("changes_since", "editors", "report"), ("description", "rights", "series"))
ALONE = [(name,) for name in FACTS if not any(name in group for group in TOGETHER)]
LEFT_OUT = [(), *ALONE, *TOGETHER, tuple(FACTS)]


def test_every_setting_that_may_be_left_out_is_left_out_once() -> None:
    assert sorted(RULES.keys() - STRUCTURE) == FACTS
    assert {name for group in LEFT_OUT[:-1] for name in group} >= {*FACTS}


@pytest.mark.parametrize("names", LEFT_OUT, ids=lambda names: "-".join(names) or "nothing")
def test_nothing_is_left_of_a_fact_that_is_not_stated(
    names: tuple[str, ...], tmp_path: Path, build_book: Builder
) -> None:
    book = write_harbour(tmp_path / "book", {"mkdocs.yml": with_publication(names)})
    # Without a fact, without a version, too.
    environment = {"SOURCE_DATE_EPOCH": "1769898600"} if names != LEFT_OUT[-1] else {}
    done = build_book(book, **environment)
    assert done.returncode == 0, done.stdout
    assert absences(book / "site") == []
    assert bool([*book.glob("site/downloads/*.crossref.xml")]) == ({"date", *TOGETHER[0]}.isdisjoint(names))


def with_publication(left_out: tuple[str, ...]) -> str:
    """Return the harbour book's settings with all that can be stated but for what is left out."""
    settings = BOOK | {"extra": {"publication": {name: STATED[name] for name in STATED if name not in left_out}}}
    return yaml.safe_dump(settings | {"site_url": "https://press.example.org/harbour/"}, allow_unicode=True)


PAGE = "<!doctype html><html lang='en'><head><title>T</title></head><body>{}</body></html>".format
XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head><body>{}</body></html>'.format


def archive(name: str, content: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.html", PAGE("<p>海岸出版社（）</p>"), "an empty bracket （）"),
        ("a.html", PAGE("<p>Coast Press ( )</p>"), "an empty bracket ( )"),
        ("a.html", PAGE("<p>林海，《》</p>"), "an empty bracket 《》"),
        ("a.html", PAGE("<p>林海，〈〉、「」</p>"), "an empty bracket 〈〉"),
        ("a.html", PAGE("<p>cited as “”</p>"), "an empty bracket “”"),
        ("a.html", PAGE("<p>林海，，2011 年</p>"), "a separator too many ，，"),
        ("a.html", PAGE("<p>林海、，2011 年</p>"), "a separator too many 、，"),
        ("a.html", PAGE("<p>林海，。</p>"), "a separator too many ，。"),
        ("a.html", PAGE("<p>Lin Hai, , 2011</p>"), "a separator too many , ,"),
        ("a.html", PAGE("<p>Lin Hai; ; 2011</p>"), "a separator too many ; ;"),
        ("a.html", PAGE("<p>Lin Hai · · 2011</p>"), "a separator too many · ·"),
        ("a.html", PAGE("<p>Lin Hai (, 2011)</p>"), "a separator too many (,"),
        ("a.html", PAGE("<p>Lin <i>Hai</i>,<span></span> , 2011</p>"), "a separator too many , ,"),
        ("a.html", PAGE("<p>，2011 年</p>"), "a separator at an end"),
        ("a.html", PAGE("<p>Lin Hai,</p>"), "a separator at an end"),
        ("a.html", PAGE("<ul><li>出版者：</li></ul>"), "a separator at an end"),
        ("a.html", PAGE("<dl><dt>出版者</dt></dl>"), "a label without a value <dt>"),
        ("a.html", PAGE("<dl><dt>出版者</dt><dd> </dd></dl>"), "an element without text <dd>"),
        ("a.html", PAGE("<p></p>"), "an element without text <p>"),
        ("a.html", PAGE("<p>by None, 2011</p>"), "a placeholder None"),
        ("a.html", PAGE("<p>None</p>"), "a word for nothing"),
        ("a.html", PAGE("<p>undefined pages</p>"), "a placeholder undefined"),
        ("a.html", PAGE("<p>NaN pages</p>"), "a placeholder NaN"),
        ("a.html", PAGE("<p>By {} in {year}</p>"), "a placeholder {"),
        ("a.html", PAGE("<p>{{ title }}</p>"), "a placeholder {{"),
        ("a.html", PAGE('<meta name="author" content="">'), "an empty value at <meta> content"),
        ("a.html", PAGE('<meta name="citation_author" content="林海，">'), "a separator at an end at <meta> content"),
        ("a.html", PAGE('<link rel="canonical" href="">'), "an address with a part missing"),
        ("a.html", PAGE('<a href="https://example.org/None/">T</a>'), "an address with a part missing"),
        ("a.html", PAGE('<script type="application/ld+json">{"author": null}</script>'), "an empty value at .author"),
        ("a.html", PAGE('<script type="application/ld+json">{"isPartOf": {}}</script>'), "an empty value at .isPartOf"),
        ("a.json", '{"metadata": {"subtitle": ""}}', "an empty value at .metadata.subtitle"),
        ("a.csl.json", '[{"publisher": null}]', "an empty value at [].publisher"),
        ("feed.xml", "<feed><title/></feed>", "an element without text <title>"),
        ("feed.xml", '<feed><link href=""/></feed>', "an empty value at <link> href"),
        ("a.marc.xml", '<r><subfield code="c">，2011</subfield></r>', "a separator at an end"),
        ("a.marc.xml", '<r><d><subfield code="b">海岸出版社,</subfield></d></r>', "a separator at an end"),
        ("CITATION.cff", "title: T\ndoi:\n", "an empty value at .doi"),
        ("a.bib", "@report{a,\n  title = {T},\n  publisher = {},\n}", "an empty value at publisher"),
        ("a.ris", "TY  - RPRT\nPB  - \nER  - \n", "an empty value at PB"),
        ("a.txt", "Title\nDate: \n", "a separator at an end"),
        ("a.csv", "id,text\n1,（）\n", "an empty bracket （）"),
        ("a.epub", archive("EPUB/a.xhtml", XHTML("<p>（）</p>")), "EPUB/a.xhtml: an empty bracket"),
        ("a.epub", archive("EPUB/package.opf", "<p><creator/></p>"), "EPUB/package.opf: an element without text"),
        ("a-site.zip", archive("a.txt", "Version: "), "a.txt: a separator at an end"),
        ("a.docx", "", "is of a kind that nobody reads"),
    ],
)
def test_what_an_absent_fact_leaves_is_found(name: str, content: str | bytes, fault: str) -> None:
    found = [*faults(name, content.encode() if isinstance(content, str) else content)]
    assert any(one.startswith(fault) for one in found), found


def test_what_an_absent_fact_leaves_in_a_book_that_is_set_is_found() -> None:
    publication = small_publication("zh", chapter={"html": "<p>文。</p>"})
    _, documents = with_documents(publication)
    left = replace(publication, publisher=" ", series="（）", title="港口，")
    found = [*faults("a.pdf", make_pdf([(left, documents)], lambda path: b""))]
    assert any(fault.startswith("an empty bracket （） at the text") for fault in found), found
    assert "a label without a value in the text: '出版'" in found
    assert any(fault.startswith("a separator at an end at /Title") for fault in found), found
    assert [*faults("a.pdf", make_pdf([(publication, documents)], lambda path: b""))] == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", PAGE("<p>無。</p><p>None.</p><p>如下：</p><ul><li>林海，2011 年；（海岸）</li></ul>")),
        ("a.html", PAGE('<p><img src="a.png" alt=""></p><p><a href="https://example.org/a/">a</a>: f(x)</p>')),
        ("a.html", PAGE("<dl><dt>出版者</dt><dd>海岸出版社</dd></dl><table><tr><td></td></tr></table>")),
        ("data/a.json", '[{"id": "a", "added": null}]'),
        ("a.bib", "@report{a,\n  title = {{T}: {U}},\n  year = 2011,\n}"),
        ("a.ris", "TY  - RPRT\nPB  - Coast Press\nER  - \n"),
    ],
)
def test_what_stands_for_something_is_no_fault(name: str, content: str) -> None:
    assert [*faults(name, content.encode())] == []
