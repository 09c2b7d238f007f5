"""XHTML elements, and what the handlers of a content document share."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml.builder import ElementMaker

from hooks.editions.document import Node
from hooks.editions.pictures import Picture
from hooks.editions.publication import Publication
from hooks.languages import LANG
from hooks.words import words

# lxml has no type hints.
Element = Any

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TYPE = f"{{{OPS}}}type"
E = ElementMaker(namespace=XHTML, nsmap={None: XHTML, "epub": OPS})
# What the sides of a book in both languages are called, the original first.
SIDES = ("original", "translation")
# What an id of XML may not hold; a colon, as in `fn:1`, would be a namespace's.
NOT_IN_ID = re.compile(r"[^A-Za-z0-9_.\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u3001-\ud7ff-]")


@dataclass
class Context:
    """A content document while it is made: the publication, the name of its page and the notes of that, and what gives
    the content of a file by its path below `docs/`. Noted by the handlers: the ids as they stand in it by those of the
    page, its links, which are set when all documents are there, the pictures that it shows by their paths, and the
    widths below which its tables are stacked. Where a document is in both languages, each has such a context, the
    second with a `prefix` to its ids."""

    publication: Publication
    page: str
    notes: Mapping[str, Node]
    read: Callable[[str], bytes]
    ids: dict[str, str] = field(default_factory=dict)
    links: list[tuple[Element, Node]] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
    widths: set[int] = field(default_factory=set)
    prefix: str = ""

    @property
    def words(self) -> Mapping[str, str]:
        return words(self.publication.language)

    @property
    def source(self) -> str:
        """The path of its page below `docs/`."""
        return f"{self.publication.language}/{self.page}.md"

    def id(self, name: str) -> str:
        """Return an id of the page as XML allows it; a valid one stays as it is."""
        name = self.prefix + name
        if name not in self.ids:
            valid = NOT_IN_ID.sub("-", name)
            valid = valid if re.match(r"[^\d.-]", valid) else f"_{valid}"
            while valid in self.ids.values():
                valid += "-"
            self.ids[name] = valid
        return self.ids[name]

    def attributes(self, node: Node) -> dict[str, str]:
        """Return the id and the language of a node, where it has them, as attributes."""
        own = {"id": self.id(node["id"])} if node.get("id") else {}
        return own | (language(node["lang"]) if node.get("lang") else {})


def language(tag: str) -> dict[str, str]:
    """Return the attributes that say a language."""
    return {"lang": tag, XML_LANG: tag}


def beside(contents: Sequence[Sequence[Any]], contexts: Sequence[Context]) -> list[Element]:
    """Return what a place of the book has in each language that it has it in, each in a box that says the language and
    which side it is."""
    return [
        E.div({"class": side}, language(LANG[context.publication.language]), *content)
        for side, content, context in zip(SIDES, contents, contexts, strict=True)
        if content
    ]
