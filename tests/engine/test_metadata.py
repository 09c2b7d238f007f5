"""What the head of each page tells programs, in books that state all, little or nothing of themselves."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import extruct
import pytest
from jinja2 import Environment, FileSystemLoader
from lxml import etree
from PIL import Image

from hooks.configuration import Identity
from hooks.editions.offered import EDITIONS
from hooks.history import History
from hooks.languages import LANG, Language
from hooks.metadata import make_head
from hooks.metadata.card import card_picture, in_columns, phrases
from hooks.metadata.descriptions import LIMIT, excerpt
from hooks.metadata.facts import read_facts
from hooks.sources import Sources
from tests import ROOT
from tests.conftest import Published, once_for_all
from tests.tools.book import write_book, write_bylaws, write_harbour, write_sanctuary
from tests.tools.site import SITE_URL, Element, read_pages
from tests.tools.vocabularies import faults_of_nodes, faults_of_sitemap
from tests.tools.warm import build

NOTHING = History(False, "", [], {})
NO_ADDRESS = {"mkdocs.yml": {"replace": {'site_url: !ENV [SITE_URL, "https://diptych.example/book/"]\n': ""}}}
HIDDEN = {
    "mkdocs.yml": {
        "replace": {
            "  - chapter.md": "  - chapter.md\n  - notice.md",
            "  publication:": "  publication:\n    chapters: [chapter.md]",
        }
    },
    # What the cover says in its first words.
    "docs/zh/chapter.md": {"replace": {"title: 第一章": "title: 第一章\ndescription: 開卷。"}},
    "docs/zh/notice.md": "---\ntitle: 啟事\nrobots: noindex\n---\n\n# 啟事\n\n本頁不供搜尋。\n",
    "docs/en/notice.md": "---\ntitle: Notice\ntranslation: official\nrobots: noindex\n---\n\n# Notice\n\nNo.\n",
}
# What each book states: all that can be stated; an English original; a law without a date; next to nothing; that, and
# no address; a page that search engines leave out.
BOOKS = {
    "harbour": None,
    "sanctuary": lambda folder: write_sanctuary(folder),
    "bylaws": lambda folder: write_bylaws(folder),
    "minimal": lambda folder: write_book(folder),
    "unaddressed": lambda folder: write_book(folder, NO_ADDRESS),
    "hidden": lambda folder: write_book(folder, HIDDEN),
}
ADDRESSED = [name for name in BOOKS if name != "unaddressed"]
HREFLANG = {"zh": "zh-Hant", "en": "en"}


class Book:
    """A built book: its folder, and its pages by their address below the site's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def pages(self) -> dict[str, Element]:
        return read_pages(self.folder)

    @cached_property
    def manifests(self) -> dict[Language, dict[str, Any]]:
        files: dict[Language, str] = {"zh": "publication.json", "en": "en/publication.json"}
        return {of: json.loads((self.folder / file).read_text(encoding="utf-8")) for of, file in files.items()}

    def chapters(self) -> Iterator[tuple[Language, str, dict[str, Any]]]:
        """Yield the language and address of each chapter that has a text, and what the manifest says of it."""
        for language, manifest in self.manifests.items():
            for page in manifest["readingOrder"]:
                if page["properties"]["translation"] != "pending":
                    yield language, ("en/" if language == "en" else "") + page["href"], page

    def there(self, address: str) -> bool:
        """Return whether the site has what stands at an address in full."""
        below = address.removeprefix(SITE_URL).partition("#")[0]
        path = self.folder / below / "index.html" if below.endswith("/") or not below else self.folder / below
        return address.startswith(SITE_URL) and path.is_file()


@pytest.fixture(scope="session")
def books(common: Path, harbour: Published) -> dict[str, Book]:
    """Every book, built under one address."""

    def make(name: str) -> Path:
        def write(folder: Path) -> None:
            done = build(BOOKS[name](folder), SITE_URL=SITE_URL)  # type: ignore[misc]
            assert done.returncode == 0, done.stdout

        return once_for_all(common / f"metadata-{name}", write) / "site"

    return {name: Book(harbour.folder if name == "harbour" else make(name)) for name in BOOKS}


@pytest.fixture(params=BOOKS)
def book(request: pytest.FixtureRequest, books: dict[str, Book]) -> Book:
    """One of them."""
    return books[request.param]


@pytest.fixture(params=ADDRESSED)
def addressed(request: pytest.FixtureRequest, books: dict[str, Book]) -> Book:
    """One of those whose address is known."""
    return books[request.param]


# What stands there is true -----------------------------------------------------------------------------------------


def test_nothing_in_a_head_is_empty(book: Book) -> None:
    for place, page in book.pages.items():
        for element in page.xpath("//head/meta | //head/link"):
            assert all(value.strip() for value in element.attrib.values()), (place, element.attrib)
        for text in page.xpath('//head/script[@type="application/ld+json"]/text()'):
            assert not list(empty(json.loads(text))), place


def test_every_address_in_a_head_is_there(addressed: Book) -> None:
    for place, page in addressed.pages.items():
        if place == "404.html":
            continue
        assert page.xpath('//link[@rel="canonical"]/@href') == [SITE_URL + place]
        assert contents(page, "og:url") == [SITE_URL + place]
        named = [
            name for name in ("og:image", "citation_pdf_url", "citation_fulltext_html_url") if contents(page, name)
        ]
        for name in [*named, "og:image"]:
            assert all(map(addressed.there, contents(page, name))), (place, name)
        for node in structured(page):
            for address in addresses(node):
                assert addressed.there(address), (place, address)


def test_the_languages_of_a_page_name_each_other(addressed: Book) -> None:
    names: dict[str, dict[str, str]] = {}
    for place, page in addressed.pages.items():
        links = page.xpath('//head/link[@rel="alternate"][@hreflang]')
        names[SITE_URL + place] = {link.get("hreflang"): link.get("href") for link in links}
    paired = [address for address, alternates in names.items() if alternates]
    for address in paired:
        alternates = names[address]
        assert alternates.keys() == {*HREFLANG.values(), "x-default"}
        assert address in alternates.values()
        assert all(names[other] == alternates for other in alternates.values()), address
    for address in names.keys() - {*paired}:
        place = address.removeprefix(SITE_URL)
        page = addressed.pages[place]
        assert place == "404.html" or place.startswith("parallel/") or contents(page, "robots") == ["noindex"], place


def test_a_site_without_an_address_names_none(books: dict[str, Book]) -> None:
    book = books["unaddressed"]
    for page in book.pages.values():
        assert not page.xpath('//head/link[@rel="canonical" or @hreflang]')
        assert not contents(page, "og:url") + contents(page, "og:image")
        assert all(not list(addresses(node)) for node in structured(page))
    assert contents(book.pages["chapter/"], "citation_title") == ["第一章"]
    assert contents(book.pages["chapter/"], "twitter:card") == ["summary"]
    assert not [*book.folder.rglob("card.png"), *book.folder.glob("sitemap.xml*")]
    assert "Sitemap" not in (book.folder / "robots.txt").read_text(encoding="utf-8")


def test_what_search_engines_shall_leave_out_says_so_and_is_in_no_list(books: dict[str, Book]) -> None:
    book = books["hidden"]
    sitemap = (book.folder / "sitemap.xml").read_text(encoding="utf-8")
    for place in ("notice/", "en/notice/"):
        page = book.pages[place]
        assert contents(page, "robots") == ["noindex"]
        assert not structured(page)
        assert not contents(page, "citation_title")
    assert "chapter/" in sitemap
    assert "notice" not in sitemap
    left_out = [place for place in book.pages if contents(book.pages[place], "robots") and "notice" not in place]
    assert [place for place in left_out if "cite/" not in place] == ["404.html", "en/search/", "search/"]


def test_a_page_that_is_not_yet_translated_is_cited_by_nobody(books: dict[str, Book]) -> None:
    page = books["harbour"].pages["en/rules/"]
    assert contents(page, "og:title") == ["The Rules"]
    assert not contents(page, "description") + contents(page, "citation_title") + contents(page, "DC.title")
    assert not structured(page)
    (report,) = structured(books["harbour"].pages["en/"])
    assert SITE_URL + "en/rules/" not in [part["@id"] for part in report["hasPart"]]


def test_a_page_in_both_languages_is_neither_of_its_texts(addressed: Book) -> None:
    found = [(place, page) for place, page in addressed.pages.items() if place.startswith("parallel/")]
    assert found
    for place, page in found:
        assert contents(page, "og:url") == [SITE_URL + place]
        assert " · " in contents(page, "og:title")[0]
        names = page.xpath("//head/meta/@name | //head/meta/@property")
        assert not [name for name in names if re.match("citation_|DC|article:|og:description|author", name)]
        assert contents(page, "description")[0].startswith(contents(page, "og:title")[0])
        assert not structured(page)
        assert not page.xpath('//head/link[starts-with(@rel, "schema.")]')


# What programs read ------------------------------------------------------------------------------------------------


def test_three_vocabularies_say_the_same_of_a_chapter(book: Book) -> None:
    told = 0
    for language, place, page in book.chapters():
        read = extracted(book.pages[place], place)
        graph = dict(read["opengraph"][0]["properties"])
        core = {
            one["name"]: one["content"] for group in read["dublincore"] for one in group["elements"] + group["terms"]
        }
        nodes = nodes_of(read["json-ld"])
        titles = {graph["og:title"], core["DC.title"], nodes["Chapter"]["name"], page["title"]}
        assert len(titles) == 1
        assert core["DC.language"] == nodes["Chapter"]["inLanguage"] == LANG[language]
        assert graph["og:type"] == "article"
        told += 1
    assert told


def test_a_chapter_is_a_part_of_its_report_and_the_translation_of_its_original(addressed: Book) -> None:
    original = addressed.manifests["zh"]["metadata"]["original"]
    reports = {of: structured(addressed.pages["en/" if of == "en" else ""])[0] for of in LANG}
    for language, place, page in addressed.chapters():
        chapter = nodes_of(structured(addressed.pages[place]))["Chapter"]
        report = reports[language]
        assert report["@type"] == "Report"
        assert chapter["isPartOf"] == {"@id": report["@id"]}
        parts = report["hasPart"] if isinstance(report["hasPart"], list) else [report["hasPart"]]
        assert [part["position"] for part in parts if part["@id"] == chapter["@id"]] == [chapter["position"]]
        other = place.removeprefix("en/") if language == "en" else f"en/{place}"
        relation = "workTranslation" if LANG[language] == original else "translationOfWork"
        assert chapter[relation] == {"@id": SITE_URL + other}
        unofficial = page["properties"]["translation"] == "unofficial"
        assert chapter.get("creativeWorkStatus") == (
            {"zh": "非官方譯文", "en": "Unofficial translation"}[language] if unofficial else None
        )
    assert reports["zh"]["@id"] == SITE_URL
    assert reports["en"]["@id"] == SITE_URL + "en/"


def test_a_report_states_what_its_publication_states(books: dict[str, Book]) -> None:
    (report,) = structured(books["harbour"].pages["en/"])
    assert report["publisher"] == {"@type": "Organization", "name": "Coast Press"}
    # Nobody has said whether they are persons.
    assert report["author"] == [{"name": "Lin Hai"}, {"name": "Chou Teng"}]
    assert report["datePublished"] == "2011-07"
    assert report["identifier"] == {"@type": "PropertyValue", "propertyID": "isbn", "value": "978-986-00-0000-0"}
    assert report["isPartOf"] == {"@type": "CreativeWorkSeries", "name": "Coast Series"}
    assert report["alternativeHeadline"] == "For those who are new here"
    assert report["copyrightNotice"] == "© Coast Press"
    formats = [file["encodingFormat"] for file in report["encoding"]]
    assert formats == [one.type for one in EDITIONS if one.is_download and "en" in one.languages]
    (least,) = structured(books["minimal"].pages["en/"])
    assert {*least} == {
        *("@context", "@type", "@id", "name", "inLanguage", "creativeWorkStatus", "translationOfWork"),
        *("description", "image", "hasPart"),
    }


def test_each_table_is_a_dataset_with_its_files(books: dict[str, Book]) -> None:
    catalogue = nodes_of(structured(books["harbour"].pages["en/data/"]))["DataCatalog"]
    visits, cranes = catalogue["dataset"]
    assert visits["name"] == "Table 1: Ships That Came"
    assert visits["description"] == "Source: the harbour books"
    assert visits["license"] == {"@type": "CreativeWork", "name": "CC0: no rights reserved."}
    assert re.fullmatch(r"\d{4}/\d{4}", visits["temporalCoverage"])
    assert visits["variableMeasured"] == ["Year", "Item"]
    assert {Path(file["contentUrl"]).suffix for file in cranes["distribution"]} == {".csv", ".xlsx", ".json"}
    for dataset in (visits, cranes):
        id = dataset["@id"].partition("#")[2]
        assert books["harbour"].pages["en/data/"].get_element_by_id(id) is not None
    assert nodes_of(structured(books["harbour"].pages["about/"]))["AboutPage"]["about"] == {"@id": SITE_URL}


def test_every_property_is_one_of_its_type(books: dict[str, Book], tmp_path: Path) -> None:
    pages = [(page, place) for book in books.values() for place, page in book.pages.items()]
    documents = [document for one in pages for document in extracted(*one, "json-ld")["json-ld"]]
    kinds = {node["@type"] for document in documents for node in document.get("@graph", [document])}
    assert kinds == {"Report", "Chapter", "BreadcrumbList", "DataCatalog", "AboutPage"}
    assert not faults_of_nodes(documents, tmp_path)


def test_the_sitemap_is_one_by_its_schema(addressed: Book, tmp_path: Path) -> None:
    assert faults_of_sitemap(addressed.folder / "sitemap.xml", tmp_path) == []


# The rules by which Zotero's translators for any site read a head: the last of these tags says what it is, and a tag of
# Highwire's is worth more than one of Dublin Core.
KINDS = {"citation_technical_report_institution": "report", "citation_inbook_title": "bookSection"}
FIELDS = {
    "title": ("citation_title", "DC.title"),
    "book": ("citation_inbook_title",),
    "publisher": ("citation_publisher", "DC.publisher"),
    "language": ("citation_language", "DC.language"),
    "pdf": ("citation_pdf_url",),
    "date": ("citation_publication_date", "DCTERMS.issued"),
}


def test_a_reference_manager_knows_a_report_and_its_chapters(books: dict[str, Book]) -> None:
    for name in ("harbour", "sanctuary", "bylaws"):
        book = books[name]
        for language, manifest in book.manifests.items():
            folder, metadata = "en/" if language == "en" else "", manifest["metadata"]
            pdf = f"{SITE_URL}downloads/{name}.{language}.pdf"
            (publisher,) = metadata["publisher"]
            common = {"publisher": publisher["name"][LANG[language]], "language": LANG[language], "pdf": pdf}
            title = metadata["title"][LANG[language]]
            date = {"date": metadata["date"].replace("-", "/")} if "date" in metadata else {}
            report = {"kind": "report", "title": title} | common | date
            assert reference(book.pages[folder]) == report
        for language, place, page in book.chapters():
            metadata = book.manifests[language]["metadata"]
            found = reference(book.pages[place])
            assert (found["kind"], found["title"]) == ("bookSection", page["title"])
            assert found["book"] == metadata["title"][LANG[language]]
            assert found["publisher"] == metadata["publisher"][0]["name"][LANG[language]]
            assert found["pdf"] == f"{SITE_URL}downloads/{name}.{language}.pdf"
            assert contents(book.pages[place], "citation_author") == [
                one["name"][LANG[language]] for one in metadata.get("author", [])
            ]


@pytest.mark.parametrize(
    ("name", "place", "pages"),
    [
        ("harbour", "foreword/", ["1", "2"]),
        ("harbour", "charts/", ["8"]),
        ("harbour", "en/foreword/", []),
        ("bylaws", "chapter-2/", ["2", "3"]),
        ("bylaws", "en/chapter-2/", ["5", "6"]),
        # No page begins in it, and nothing says that it is on that of the chapter before.
        ("bylaws", "chapter-3/", []),
    ],
)
def test_a_chapter_says_its_printed_pages(name: str, place: str, pages: list[str], books: dict[str, Book]) -> None:
    page = books[name].pages[place]
    assert contents(page, "citation_firstpage") + contents(page, "citation_lastpage") == pages
    assert nodes_of(structured(page))["Chapter"].get("pagination", "") == "–".join(pages)


# Values ------------------------------------------------------------------------------------------------------------


# What a cover no longer says where a fact is left out: names of tags, and properties of the report.
GONE = {
    "subtitle": {"alternativeHeadline"},
    "publisher": {"citation_technical_report_institution", "DC.publisher", "publisher"},
    "creators": {"citation_author", "DC.creator", "author"},
    "date": {"citation_publication_date", "DCTERMS.issued", "datePublished"},
    "series": {"DCTERMS.isPartOf", "isPartOf"},
    "identifiers": {"citation_isbn", "identifier"},
    # Its first words stand in the place of that.
    "description": set(),
    "rights": {"DC.rights", "copyrightNotice"},
    "slug": {"citation_pdf_url", "encoding"},
}


@pytest.mark.parametrize("field", GONE)
def test_a_fact_left_out_leaves_nothing(field: str, tmp_path: Path) -> None:
    book = write_harbour(tmp_path / "book")
    text = (book / "mkdocs.yml").read_text(encoding="utf-8")
    left = re.sub(rf"^    {field}:.*\n(      .*\n)*", '    slug: ""\n' * (field == "slug"), text, flags=re.MULTILINE)
    before, after = (names_in_heads(book, configuration) for configuration in (text, left))
    assert before["index.md"] - after["index.md"] == GONE[field]
    assert all(after[page] <= before[page] for page in before)


def test_a_change_is_dated_and_what_is_not_known_to_have_changed_is_not(tmp_path: Path) -> None:
    sources = Sources(write_harbour(tmp_path / "book"))
    moment = "2026-11-30T05:40:00Z"
    facts = read_facts(sources, History(True, "", [], {("en", "harbour.md"): moment}))["en"]
    head = make_head(facts, "harbour.md", "The Harbour", {})
    assert ("article:modified_time", moment) in named(head.metas)
    assert ("DCTERMS.modified", moment) in named(head.metas)
    assert json.loads(head.json)["@graph"][0]["dateModified"] == moment
    other = make_head(facts, "lights.md", "The Lights", {})
    assert moment not in str(other)
    # Of the whole nobody knows the last change as long as that of a part is not known.
    assert moment not in make_head(facts, "index.md", "", {}).json


def test_the_sitemap_dates_what_has_changed(tmp_path: Path) -> None:
    class Named:
        def __init__(self, **values: Any) -> None:
            self.__dict__.update(values)

    def file(language: str, name: str) -> Named:
        page = Named(is_link=False, meta=Named(robots=""))
        return Named(
            src_uri=f"{language}/{name}.md", url=f"{'en/' * (language == 'en')}{name}/", page=page, alternates={}
        )

    files = {language: [file(language, name) for name in ("a", "b")] for language in LANG}
    changed = {
        ("zh", "a.md"): "2026-11-29T00:00:00Z",
        ("en", "a.md"): "2026-11-30T00:00:00Z",
        ("zh", "b.md"): "2026-11-28",
    }
    text = (
        Environment(loader=FileSystemLoader(ROOT / "overrides"))
        .get_template("sitemap.xml")
        .render(
            config=Named(site_url=SITE_URL),
            i18n_alternates=files,
            history=Named(changed=changed),
            configuration=Named(chapters=["a.md", "b.md"]),
        )
    )
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    dates = {
        entry.findtext("s:loc", "", names).removeprefix(SITE_URL): entry.findtext("s:lastmod", None, names)
        for entry in etree.fromstring(text.encode())
    }
    assert dates == {
        "a/": "2026-11-29T00:00:00Z",
        "en/a/": "2026-11-30T00:00:00Z",
        "parallel/a/": "2026-11-30T00:00:00Z",
        "b/": "2026-11-28",
        "en/b/": None,
        "parallel/b/": None,
    }
    (tmp_path / "sitemap.xml").write_text(text, encoding="utf-8")
    assert faults_of_sitemap(tmp_path / "sitemap.xml", tmp_path) == []


# Descriptions ------------------------------------------------------------------------------------------------------


def test_no_two_pages_describe_themselves_alike(book: Book) -> None:
    said = [text for page in book.pages.values() for text in contents(page, "description")]
    assert len(said) == len({*said})
    # A page that has a text says something of it.
    for _, place, _ in book.chapters():
        (description,) = contents(book.pages[place], "description")
        assert contents(book.pages[place], "og:description") == [description]


def test_a_page_without_a_description_says_its_own_first_words(books: dict[str, Book]) -> None:
    for place in ("chapter-1/", "en/chapter-1/", "chapter-3/", "en/chapter-3/"):
        (description,) = contents(books["bylaws"].pages[place], "description")
        assert description in " ".join(books["bylaws"].pages[place].xpath("//article")[0].text_content().split())


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("zh", "燈亮著，船就回得來。守燈人不睡。" + "浪" * LIMIT + "。", "燈亮著，船就回得來。守燈人不睡。"),
        ("zh", "港口有燈，" + "船" * LIMIT, "港口有燈…"),
        ("zh", "浪" * 200, "浪" * (LIMIT - 1) + "…"),
        ("zh", "他說：「燈亮了。」" + "浪" * LIMIT, "他說：「燈亮了。」"),
        ("zh", "他說：「燈亮了。" + "浪" * LIMIT + "」", "他說…"),
        ("zh", "以下是章程：", "以下是章程"),
        ("en", "The U.S. Navy came. It left by night. " + "Wave " * LIMIT, "The U.S. Navy came. It left by night."),
        ("en", "Mr. Lin lit the lamp " + "and lit it again " * LIMIT, None),
        ("en", "A light without a stop", "A light without a stop"),
        ("en", "", ""),
    ],
)
def test_an_excerpt_ends_where_a_sentence_or_a_phrase_does(language: Language, text: str, words: str | None) -> None:
    found = excerpt(text, language)
    assert len(found) <= LIMIT
    if words is None:
        assert text.startswith(found.removesuffix("…") + " ")
        assert len(found) > LIMIT - 20
    else:
        assert found == words


# Cards -------------------------------------------------------------------------------------------------------------

LONG: dict[Language, str] = {
    "zh": "數位時代下港口與燈塔的管理、維護與航行安全之跨領域整合研究："
    "從第一盞燈到最後一位守燈人的政策建議報告（增訂第二版）",
    "en": "Harbours and Lights in the Age of the Computer: An Interdisciplinary Study of Their Keeping, Their Upkeep, "
    "and the Safety of All at Sea, with Recommendations from the First Lamp to the Last Keeper (Second Edition)",
}


def test_each_language_has_a_card(addressed: Book) -> None:
    for folder in ("", "en/"):
        content = (addressed.folder / folder / "card.png").read_bytes()
        assert len(content) < 100_000
        with Image.open(io.BytesIO(content)) as picture:
            assert (picture.format, picture.size) == ("PNG", (1200, 630))
    for place, page in addressed.pages.items():
        if place != "404.html":
            folder = "en/" if place.startswith("en/") else ""
            assert contents(page, "og:image") == [f"{SITE_URL}{folder}card.png"]
            sizes = [contents(page, f"og:image:{name}") for name in ("width", "height", "type")]
            assert sizes == [["1200"], ["630"], ["image/png"]]
            assert contents(page, "og:site_name")[0] in contents(page, "og:image:alt")[0]


@pytest.mark.parametrize("language", LANG)
@pytest.mark.parametrize("title", ["short", "long"])
def test_a_card_holds_any_title_and_is_the_same_each_time(language: Language, title: str) -> None:
    words = LONG[language] if title == "long" else {"zh": "燈", "en": "Light"}[language]
    identity = Identity(words, "", "", "", [], "", "", {}, "", "")
    content = card_picture(identity, language)
    assert content == card_picture(identity, language)
    assert len(content) < 100_000
    with Image.open(io.BytesIO(content)) as picture:
        image = picture.convert("RGB")
        plate = image.getpixel((2, 2))
        box = Image.eval(image.convert("L"), lambda value: 255 if value > 120 else 0).getbbox()
    assert plate == (0x17, 0x30, 0x4F)
    assert box
    # Nothing runs out of the margins, and the title is no footnote.
    assert 40 <= box[0] < box[2] <= 1160
    assert 40 <= box[1] < box[3] <= 590
    assert box[3] - box[1] >= 40


def test_a_title_is_broken_between_its_phrases() -> None:
    assert phrases("從第一盞燈到最後一位守燈人的報告（增訂第二版）") == [
        "從第一盞燈到最後一位守燈人的",
        "報告",
        "（增訂第二版）",
    ]
    assert phrases("參與者的港口與燈塔") == ["參與者的", "港口", "與燈塔"]
    assert in_columns("港口與燈塔") == ["港口與燈塔"]
    assert in_columns("北方海岸的港口與燈塔") == ["北方海岸的", "港口與燈塔"]
    assert in_columns("港口 2030") == []
    assert in_columns("海" * 30) == []


# Reading -----------------------------------------------------------------------------------------------------------


def contents(page: Element, name: str) -> list[str]:
    """Return what the head of a page says under a name."""
    return list(page.xpath("//head/meta[@name=$name or @property=$name]/@content", name=name))


def structured(page: Element) -> list[dict[str, Any]]:
    """Return the nodes of a page's JSON-LD."""
    texts = page.xpath('//head/script[@type="application/ld+json"]/text()')
    return [node for text in texts for document in [json.loads(text)] for node in document.get("@graph", [document])]


def nodes_of(nodes: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return nodes, or those of graphs, by their types."""
    return {node["@type"]: node for one in nodes for node in one.get("@graph", [one])}


def extracted(page: Element, place: str, *vocabularies: str) -> dict[str, Any]:
    """Return what a program that reads any page finds in this one: in these vocabularies, or in all."""
    text = etree.tostring(page, encoding="unicode", method="html")
    syntaxes = list(vocabularies or ("opengraph", "json-ld", "dublincore"))
    found: dict[str, Any] = extruct.extract(text, base_url=SITE_URL + place, syntaxes=syntaxes, errors="strict")
    return found


def reference(page: Element) -> dict[str, str]:
    """Return what a reference manager makes of a page."""
    names = page.xpath("//head/meta/@name")
    found = {"kind": next((KINDS[name] for name in reversed(names) if name in KINDS), "")}
    for field, tags in FIELDS.items():
        said = [text for tag in tags for text in contents(page, tag)]
        found |= {field: said[0]} if said else {}
    return found


def empty(value: Any) -> Iterator[Any]:
    """Yield what is empty in JSON."""
    if value in ("", None, [], {}) or (isinstance(value, str) and not value.strip()):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from empty(part)


def addresses(value: Any) -> Iterator[str]:
    """Yield the addresses in a node, but for the vocabulary's own."""
    for name, part in value.items() if isinstance(value, dict) else ():
        if name != "@context":
            yield from addresses(part)
    for part in value if isinstance(value, list) else ():
        yield from addresses(part)
    if isinstance(value, str) and re.match("https?:", value):
        yield value


def names_in_heads(book: Path, configuration: str) -> dict[str, set[str]]:
    """Return the names of what the head of each Chinese page of a book says, with this configuration; none of it is
    empty."""
    (book / "mkdocs.yml").write_text(configuration, encoding="utf-8")
    facts = read_facts(Sources(book), NOTHING)["zh"]
    names = {}
    for name, page in facts.pages.items():
        head = make_head(facts, name, page.title, {})
        said = json.loads(head.json or "{}")
        assert all(content.strip() for _, content in named(head.metas)), name
        assert not [one for one in empty(said) if one != {}], name
        names[name] = {tag for tag, _ in named(head.metas)} | {*said}
    return names


def named(metas: list[dict[str, str]]) -> list[tuple[str, str]]:
    return [(meta.get("name") or meta["property"], meta["content"]) for meta in metas]
