"""The ids of blocks that are gone lead to where their words stood, on every page of a site and nowhere else."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from hooks.alignment import align
from hooks.alignment.lock import read_lock
from hooks.alignment.retired import retired
from hooks.blocks.context import BodyBlock
from tests.conftest import Published, once_for_all
from tests.tools import book
from tests.tools.browser import opened
from tests.tools.server import serve
from tests.tools.site import BASE, build, search_scripts

ZH = "zh 0123456789ab 00010002"
EN = "en 0123456789ab 00010002"
# Of the harbour's: a paragraph in the middle, the first of a section, a heading that has another id now, a further part
# of a paragraph, a section, and one that was published in English alone; a hand-written anchor keeps its id.
LOCK = {
    "p-1 ": f"p-90 paragraph {ZH} {EN} # the first of a section\n",
    "p-2 ": f"p-91 paragraph {ZH} {EN} # in the middle\n",
    "works ": f"building heading {ZH} {EN} # had another id\n",
    "p-4 ": f"p-92 paragraph in p-5 {ZH} en - # a part\np-93 paragraph zh - {EN} # English alone\n",
    "market ": f"gone heading {ZH} {EN} # a section\np-94 paragraph {ZH} {EN} # again\n",
}
GONE = ("p-90", "p-91", "building", "p-92", "gone")
# The page that follows an id, in both languages: where each is now.
HOSTS = {"p-90": "opening", "p-91": "p-1", "building": "works", "p-92": "p-5", "gone": "market"}


def lay(folder: Path) -> Path:
    """Write the harbour book with lines in its lock whose blocks are gone."""
    folder = book.write_harbour(folder)
    path = folder / "docs" / "alignment.lock"
    text = path.read_text(encoding="utf-8")
    head, page, rest = text.partition("[harbour.md]\n")
    rest, end, others = rest.partition("\n\n")
    lines = []
    for line in rest.split("\n"):
        before = [lines_ for key, lines_ in LOCK.items() if line.startswith(key)]
        after = line.startswith("works ")
        lines += [*([] if after else before), line + "\n", *(before if after else [])]
    path.write_text(head + page + "".join(lines).rstrip("\n") + end + others, encoding="utf-8")
    source = folder / "docs" / "zh" / "harbour.md"
    words = source.read_text(encoding="utf-8")
    source.write_text(words.replace("港務簿記下了", '<span id="p-94"></span>港務簿記下了'), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def gone(common: Path) -> Iterator[Published]:
    """The harbour book, some of whose blocks are gone."""
    folder = once_for_all(common / "gone", lambda folder: build(lay(folder), folder / "site")) / "site"
    with serve(folder, BASE) as origin:
        yield Published(folder, origin, "harbour", common / "舊 段")


@pytest.mark.parametrize(
    ("lines", "zh", "found"),
    [
        # At the block before, in order.
        ("a heading, p-1 paragraph, p-2 paragraph", "a heading", {"a": ["p-1", "p-2"]}),
        # At what follows, where nothing stands before.
        ("p-1 paragraph, a heading", "a heading", {"a": ["p-1"]}),
        # A heading that is gone leads into what follows; one whose id was changed to the new one.
        ("a heading, p-1 item, b heading, c heading", "a heading, p-1 item, c heading", {"c": ["b"]}),
        ("a heading, b heading", "b heading", {"b": ["a"]}),
        ("a heading", "b heading", {"b": ["a"]}),
        # Nothing is left.
        ("a heading", "", {}),
    ],
)
def test_an_id_goes_with_the_block_at_its_place(lines: str, zh: str, found: dict[str, list[str]]) -> None:
    written = "".join(f"{line} {ZH} {EN}\n" for line in lines.split(", "))
    lock = read_lock(f"[page.md]\n{written}", Path("lock"))["page.md"]
    now = [BodyBlock("p", key, key, kind) for key, kind in (block.split() for block in zh.split(", ") if block)]
    assert retired(align(lock, now, []), "zh") == found
    assert retired(align(lock, [], now), "zh") == {}


@pytest.mark.site
@pytest.mark.parametrize("folder", ["", "en/"])
def test_an_old_link_leads_to_the_block_at_its_place(folder: str, gone: Published) -> None:
    page = gone.pages[f"{folder}harbour/"]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for name in (*GONE, *(["p-93"] * bool(folder))):
        (anchor,) = page.xpath(f'//span[@id="{name}"]')
        (host,) = anchor.xpath("ancestor::*[@id][1]/@id")
        assert host == HOSTS.get(name, "p-3"), name
        assert (len(anchor), anchor.text) == (0, None)
    assert (not page.xpath('//*[@id="p-93"]')) == (not folder)
    # What an author wrote by hand stays where it is.
    assert bool(page.xpath('//span[@id="p-94"][@aria-hidden]')) == bool(folder)


@pytest.mark.site
def test_side_by_side_an_old_link_leads_to_the_row(gone: Published) -> None:
    page = gone.pages["parallel/harbour/"]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for name in GONE:
        row = page.xpath(f'//*[@id="{name}"]/ancestor::*[contains(@class, "parallel__row")]/@id')
        assert row == [HOSTS[name]]


@pytest.mark.site
def test_books_and_search_know_nothing_of_them(gone: Published) -> None:
    index = "".join(search_scripts(gone.folder))
    assert not [name for name in GONE if f'"{name}"' in index]
    for path in (gone.folder / "downloads").glob("*.epub"):
        with zipfile.ZipFile(path) as epub:
            texts = [epub.read(name).decode() for name in epub.namelist() if name.endswith("html")]
        assert not [name for name in GONE for text in texts if f'id="{name}"' in text]


@pytest.mark.site
@pytest.mark.parametrize("folder", ["", "en/"])
def test_nobody_hears_or_sees_an_anchor(folder: str, gone: Published, browser: Browser) -> None:
    with opened(browser, f"{gone.origin}{folder}harbour/#p-91") as page:
        shown = page.evaluate(
            """() => {
              const anchor = document.querySelector("#p-91"), block = anchor.parentElement.closest("[id]");
              const header = document.querySelector(".head").getBoundingClientRect().bottom;
              const top = block.getBoundingClientRect().top;
              return [anchor.getBoundingClientRect().width, top >= header - 1 && top < innerHeight / 2];
            }"""
        )
        assert shown == [0, True]
        tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        client = page.context.new_cdp_session(page)
        client.send("DOM.enable")
        document = client.send("DOM.getDocument")["root"]["nodeId"]
        found = client.send("DOM.querySelector", {"nodeId": document, "selector": "#p-91"})["nodeId"]
        number = client.send("DOM.describeNode", {"nodeId": found})["node"]["backendNodeId"]
        assert all(node["ignored"] for node in tree if node.get("backendDOMNodeId") == number)


def test_a_book_that_lost_no_block_has_none(harbour: Published) -> None:
    assert not [place for place, page in harbour.pages.items() if page.xpath("//span[@id][@aria-hidden]")]
