"""Gathers a publication, in one language or in both, into the tree that `book.typ` sets."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urljoin

from hooks.editions import parallel
from hooks.editions.pdf.blocks import block_nodes
from hooks.editions.pdf.inline import Node, Page, inline_nodes, place
from hooks.editions.publication import Chapter, Publication
from hooks.editions.revision import Revision

# What the colophon takes from the page about the publication, by the ids of headings.
SECTIONS = ("provenance", "editorial-policy", "translation-status")


def make_book(publications: list[Publication], revision: Revision) -> dict[str, Any]:
    """Return the book of a publication in one language, or of the Chinese and the English side by side."""
    lead = publications[0]
    titles = {publication.language: publication.title for publication in publications}
    other = "en" if lead.language == "zh" else "zh"
    names = {chapter.address: chapter.name for p in publications for chapter in p.chapters if chapter.address}
    abouts = {p.language: _in_brief(p.about, p.chapters) for p in publications if p.about}
    return {
        "languages": list(titles),
        "titles": {other: lead.other_title} | titles,
        "lines": lead.lines,
        "publishers": {publication.language: publication.publisher for publication in publications},
        "chapters": [
            {
                "places": [place(language, chapter.name) for language, chapter in zip(titles, sides, strict=True)],
                "titles": {language: chapter.title for language, chapter in zip(titles, sides, strict=True)},
                "blocks": _blocks(dict(zip(titles, sides, strict=True)), names),
            }
            for sides in zip(*(publication.chapters for publication in publications), strict=True)
        ],
        "colophon": {
            "version": revision.version,
            "date": revision.date,
            "addresses": [publication.address for publication in publications if publication.address],
            "rights": [publication.rights for publication in publications if publication.rights],
            "blocks": _blocks(abouts, names) if len(abouts) == len(publications) else [],
        },
    }


def row_heads(book: dict[str, Any]) -> list[int]:
    """Return, for each table of a book in the order of print, how many columns head its rows."""
    nodes = _in_order([node for part in [*book["chapters"], book["colophon"]] for node in part["blocks"]], ("zh", "en"))
    return [[cell["head"] for cell in node["groups"][0][0]].count(True) for node in nodes if node["is"] == "table"]


def bookmark_levels(book: dict[str, Any]) -> list[int]:
    """Return the level of each bookmark: of the contents, the headings in the lead language, and the colophon."""
    nodes = _in_order([node for part in book["chapters"] for node in part["blocks"]], book["languages"][:1])
    return [1, *(node["level"] for node in nodes if node["is"] == "heading"), 1]


def _in_order(nodes: list[Node], languages: Sequence[str]) -> Iterator[Node]:
    for node in nodes:
        if node["is"] == "pair":
            for language in languages:
                yield from node[language]
        else:
            yield node
            for box in [node] if node["is"] == "quotation" else node.get("items", []):
                yield from _in_order(box["body"], languages)


def _blocks(sides: dict[Any, Chapter], names: dict[str, str]) -> list[Node]:
    """Return the blocks of a chapter, those of both languages in pairs, with what it says of its English below its
    title."""
    pages = {language: Page.of(chapter, language, names) for language, chapter in sides.items()}
    notices: dict[str, list[Node]] = {language: [] for language in sides}
    for language, chapter in sides.items():
        for notice in _notices(chapter, pages[language]):
            # Said in Chinese too: beside the Chinese, where it is there.
            notices["zh" if "lang" in notice and "zh" in sides else language].append(notice)
    if len(sides) == 2:
        articles = [parallel.blocks(chapter.article) for chapter in sides.values()]
        rows = [
            {
                language: block_nodes(block.elements, pages[language]) if block else []
                for language, block in zip(sides, row, strict=True)
            }
            for row in parallel.pair(*articles)
        ]
        found = [node for row in rows if any(row.values()) for node in _row(row)]
        status = {language: [{"is": "notice", "body": body}] if body else [] for language, body in notices.items()}
        below = [{"is": "pair"} | status] if any(status.values()) else []
    else:
        ((language, chapter),) = sides.items()
        found = block_nodes(chapter.article.iterchildren("*"), pages[language])
        below = [{"is": "notice", "body": notices[language]}] if notices[language] else []
    return found[:1] + below + found[1:]


def _notices(chapter: Chapter, page: Page) -> list[Node]:
    paragraphs = [part for notice in chapter.notices for part in notice.findall("p") or [notice]]
    return [
        {"body": inline_nodes(part, page)} | ({"lang": part.get("lang")} if part.get("lang") else {})
        for part in paragraphs
    ]


def _row(row: dict[str, list[Node]]) -> list[Node]:
    """Return a pair of blocks: a table and its translation, where they have the same rows, as one."""
    zh, en = row.values()
    if zh and en and (table := _table_in_both(zh[0], en[0])):
        rest = {language: nodes[1:] for language, nodes in row.items()}
        return [table, *([{"is": "pair"} | rest] if any(rest.values()) else [])]
    return [{"is": "pair"} | row]


def _table_in_both(zh: Node, en: Node) -> Node | None:
    """Return a data table with the columns of both languages, those that head its rows once, or None where the two
    differ in more than words."""
    if zh["is"] != "table" or en["is"] != "table" or "id" not in zh or _shape(zh) != _shape(en):
        return None
    heading = [[cell["head"] for cell in group[0]].count(True) for group in zh["groups"]]
    once = max(heading, default=0)
    head = [
        [_both(a, b) for a, b in zip(left[:once], right[:once], strict=True)] + left[once:] + _in_english(right[once:])
        for left, right in zip(zh["head"], en["head"], strict=True)
    ]
    groups = [
        [left + _in_english([cell for cell in right if not cell["head"]]) for left, right in zip(a, b, strict=True)]
        for a, b in zip(zh["groups"], en["groups"], strict=True)
    ]
    return zh | {
        "caption": _both({"body": zh["caption"]}, {"body": en["caption"]})["body"],
        "head": head,
        "groups": groups,
        "wide": zh["wide"] + en["wide"][once:],
    }


def _shape(table: Node) -> list[Any]:
    """Return what the rows of a table and its translation must share: the kind and span of each cell, and the words of
    those that head rows."""
    return [
        [(cell["head"], cell["rows"], cell["columns"], cell["body"] if cell["head"] else "") for cell in row]
        for group in table["groups"]
        for row in group
    ]


def _both(zh: Node, en: Node) -> Node:
    return zh | {"body": [*zh["body"], {"is": "break"}, {"is": "lang", "lang": "en", "body": en["body"]}]}


def _in_english(cells: list[Node]) -> list[Node]:
    return [cell | {"lang": "en"} for cell in cells]


def _in_brief(about: Chapter, chapters: list[Chapter]) -> Chapter:
    """Return the page about the publication with no more than a colophon has room for, and of its tables the rows of
    the `chapters`."""
    article = copy.deepcopy(about.article)
    taken = False
    for element in article.xpath("*[not(self::section)] | section/*"):
        if element.tag in ("h1", "h2"):
            taken = element.get("id") in SECTIONS
        if not taken:
            element.drop_tree()
    addresses = {chapter.address for chapter in chapters}
    for link in article.xpath(".//tbody//th/a"):
        if urljoin(about.address, link.get("href")) not in addresses:
            next(link.iterancestors("tr")).drop_tree()
    return about._replace(article=article, notices=[])
