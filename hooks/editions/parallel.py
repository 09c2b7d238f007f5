"""Side-by-side pages: each chapter's Chinese and English in two columns, one row a pair of blocks."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from lxml.builder import E

from hooks.alignment import PageAlignment, State
from hooks.editions.built_pages import page_bytes, read_page
from hooks.editions.counterparts import counterparts
from hooks.editions.pairing import AFTER, pair, runs
from hooks.languages import LANG
from hooks.words import words

# lxml has no type hints.
Element = Any

FOLDER = "parallel"
REFERENCES = ("aria-labelledby", "aria-describedby")
# What the head of the Chinese page says of that page alone.
OF_ONE_LANGUAGE = (
    '//head/link[(@rel="alternate" and @hreflang) or starts-with(@rel, "schema.")] | //head/meta[@name="description"'
    ' or @name="author" or @property="og:description" or starts-with(@name, "citation_") or starts-with(@name, "DC")'
    ' or starts-with(@property, "article:")] | //head/script[@type="application/ld+json"]'
    ' | //p[@class="since-visit"]'
)
# What leads from a page to another file, or to the folder of all.
ADDRESSES = ("href", "src", "action", "data-root", "data-worker")


class Part(NamedTuple):
    """A block of a built page: its id, if any, what tells it from the others of its page, and its elements."""

    id: str
    key: str
    elements: list[Element]


Pairs = list[tuple[Part | None, Part | None]]


def make_parallel_pages(site: Path, chapters: Mapping[str, PageAlignment]) -> None:
    """Write `parallel/<page>` below `site` for each of the `chapters`, which are named by their source (`summary.md`)
    and stand there in both languages; and beside it a script a language that has the passages of the other."""
    addresses = [_address(site, chapter) for chapter in chapters]
    for address, alignment in zip(addresses, chapters.values(), strict=True):
        page, english = (read_page(site / folder / address) for folder in ("", "en"))
        _move(page, address, f"{FOLDER}/{address}")
        _move(english, f"en/{address}", f"{FOLDER}/{address}")
        taken = set(page.xpath("//@id"))
        pairs = _pairs(page, english, alignment)
        path = site / FOLDER / address
        path.parent.mkdir(parents=True, exist_ok=True)
        # Before they become rows.
        scripts = counterparts([(zh.elements if zh else [], en.elements if en else []) for zh, en in pairs])
        for language, script in scripts.items():
            path.with_suffix(f".{language}.js").write_text(script, encoding="utf-8")
        _set_head(page, _set_text(page, pairs, taken, alignment), address.removesuffix("index.html"))
        _set_ways_out(page, address, addresses)
        path.write_bytes(page_bytes(page))


def moved(link: str, source: str, target: str) -> str:
    """Return what `link` on the page at `source` must be on the page at `target`; both are files below the site."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return link
    aim = posixpath.normpath(posixpath.join(posixpath.dirname(source), parts.path))
    path = posixpath.relpath(aim, posixpath.dirname(target) or ".") + "/" * parts.path.endswith("/")
    return parts._replace(path=path).geturl()


def parts_of(article: Element) -> list[Part]:
    """Return the blocks of a built page's article: a list's items one by one, a page's mark with what follows it."""
    found: list[Part] = []
    marks: list[Element] = []
    for element in article.iterchildren("*"):
        if "page-mark" in element.classes:
            marks.append(element)
        elif "pending" not in element.classes:
            for name, part in _items(element) or [(element.get("id", ""), element)]:
                found.append(Part(name, _key(name, element, part, found), [*marks, part]))
                marks = []
    return found


def joined(parts: list[Part], rows: Mapping[str, str]) -> list[Part]:
    """Return the parts of a page, those of one row as one."""
    found = []
    for row, start, end in runs([part.id or part.key for part in parts], rows):
        elements = [element for part in parts[start:end] for element in part.elements]
        found.append(Part(parts[start].id, row or parts[start].key, elements))
    return found


def _address(site: Path, chapter: str) -> str:
    """Return the file of a chapter below the folder of each language; nothing if it is not in both."""
    name = chapter.removesuffix(".md")
    files = (f"{name}/index.html", f"{name}.html")
    return next((file for file in files if (site / file).exists() and (site / "en" / file).exists()), "")


def _move(page: Element, source: str, target: str) -> None:
    for name in ADDRESSES:
        for element in page.xpath(f"//*[@{name}]"):
            element.set(name, moved(element.get(name), source, target))


def _key(name: str, element: Element, part: Element, before: list[Part]) -> str:
    """Return an id as it is, or that of the first block inside; what a page has once by its tag, and all else by its
    kind and where it stands."""
    # A title that is not yet translated has no id.
    if element.tag == "h1" or "footnote" in element.classes:
        return "h1" if element.tag == "h1" else str(element.get("class"))
    place = next((block.id for block in reversed(before) if block.id), "")
    inside = next((inner.get("id") for inner in part.iter("p", "li", "h2", "h3", "h4") if inner.get("id")), "")
    return name or inside or f"{element.get('class', element.tag)}{AFTER}{place}"


def _items(element: Element) -> list[tuple[str, Element]]:
    """Return the id of each item of a list, and the item in a list of its own."""
    found = []
    for number, item in enumerate(element.findall("li") if element.tag in ("ul", "ol") else []):
        box = element.makeelement(element.tag, dict(element.attrib))
        if box.tag == "ol":
            box.set("start", str(int(box.get("start", "1")) + number))
        elif "enumerated" in box.classes:
            # Its marker is printed, and a list of one says nothing.
            box.set("role", "presentation")
        box.append(item)
        found.append((item.get("id", ""), box))
    return found


def _pairs(page: Element, english: Element, alignment: PageAlignment) -> Pairs:
    (article,), (other,) = page.xpath("//article"), english.xpath("//article")
    return list(pair(*(joined(parts_of(side), alignment.rows) for side in (article, other))))


def _set_text(page: Element, pairs: Pairs, taken: set[str], alignment: PageAlignment) -> str:
    """Put the pairs in the place of the Chinese text of `page`, whose ids are `taken`, and return the title in both
    languages."""
    (article,) = page.xpath("//article")
    english = [en for _, en in pairs if en]
    _rename_ids([element for part in english for element in part.elements], taken - {part.id for part in english})
    missing = {pair.id for pair in alignment.pairs if pair.state == State.MISSING}
    article[:] = [_row(zh, en, taken, missing) for zh, en in pairs]
    article.text = "\n"
    article.classes.discard("paired")
    article.classes.add("parallel")
    titles = ["".join(title.xpath("text() | *[not(self::a or self::sup)]//text()")) for title in article.iter("h1")]
    return " · ".join(titles)


def _rename_ids(english: list[Element], taken: set[str]) -> None:
    """Set `en-` before each id that is `taken`, and before what refers to it."""
    inside = [element for part in english for element in part.iter("*")]
    names = {name: f"en-{name}" for element in inside if (name := element.get("id")) in taken}
    for element in inside:
        if element.get("id") in names:
            element.set("id", names[element.get("id")])
        place, _, name = element.get("href", "").partition("#")
        if name in names and not place:
            element.set("href", f"#{names[name]}")
        for reference in REFERENCES:
            if reference in element.attrib:
                words = element.get(reference).split()
                element.set(reference, " ".join(names.get(word, word) for word in words))


def _row(zh: Part | None, en: Part | None, taken: set[str], missing: set[str]) -> Element:
    """Return a pair as a row that has its id; what is `missing` in the other language is shown to be."""
    sides = []
    # What the row is called, and what the English is called beside Chinese of another id.
    name, other = zh.id if zh else "", en.id if en else ""
    other = f"en-{other}" if other in taken - {name} else other
    for block, language in zip((zh, en), LANG.values(), strict=True):
        elements = block.elements if block else []
        for element in elements:
            for owner in element.xpath("descendant-or-self::*[@id=$id]", id=block.id if block else ""):
                del owner.attrib["id"]
                if block is en and name not in ("", other):
                    owner.set("id", other)
            element.tail = "\n"
        # A reader view throws short divisions away.
        sides.append(E.section({"class": "parallel__side", "lang": language}, *elements))
    for block, beside, side, language in ((zh, en, sides[1], "en"), (en, zh, sides[0], "zh")):
        if block and not beside and block.id in missing:
            side.append(E.p({"class": "parallel__missing"}, words(language)["status.kinds.pending"]))
    row = E.section({"class": "parallel__row"}, *sides)
    if name or other:
        row.set("id", name or other)
    row.tail = "\n"
    return row


def _set_head(page: Element, title: str, here: str) -> None:
    """Give the page its own title and address; it is no translation of another page, and no text that is cited."""
    name = page.find("head/title")
    name.text = words("zh")["parallel.page_title"].format(title, name.text.rpartition("｜")[2])
    for part in page.xpath(OF_ONE_LANGUAGE):
        part.drop_tree()
    name.addnext(E.meta(name="description", content=words("zh")["parallel.description"].format(title)))
    for element in page.xpath('//head/link[@rel="canonical"] | //head/meta[@property="og:url"]'):
        place = "href" if element.tag == "link" else "content"
        element.set(place, f"{element.get(place).removesuffix(here)}{FOLDER}/{here}")
    for element in page.xpath('//head/meta[@property="og:title"]'):
        element.set("content", title)
    # For the margins of paper.
    for address in page.xpath('//head/link[@rel="canonical"]/@href'):
        page.find("body").set("data-address", address)


def _set_ways_out(page: Element, address: str, chapters: list[str]) -> None:
    """Lead to the Chinese text where the page led to this one, and before and after to the side-by-side pages."""
    target = f"{FOLDER}/{address}"
    chinese = moved(posixpath.basename(address).replace("index.html", "./"), address, target)
    for link in page.xpath('//a[@class="side-by-side"]'):
        (here,) = link.xpath("../*[@aria-current]")
        here.tag, link.tag = "a", "span"
        here.attrib.update({"href": chinese, "hreflang": LANG["zh"], "data-keeps-place": ""})
        link.set("aria-current", here.attrib.pop("aria-current"))
        for name in ("href", "data-keeps-place"):
            del link.attrib[name]
    pages = [chapter.removesuffix("index.html") for chapter in chapters]
    side_by_side = {moved(page, "", target): moved(f"{FOLDER}/{page}", "", target) for page in pages}
    for link in page.xpath('//head/link[@rel="prev" or @rel="next"] | //footer//a[@rel="prev" or @rel="next"]'):
        link.set("href", side_by_side.get(link.get("href"), link.get("href")))
