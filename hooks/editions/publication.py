"""A publication in one language, as an edition takes it: what the manifest says, and the text of its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from hooks.blocks.context import Missing
from hooks.data.tables import Table
from hooks.editions.revision import Revision
from hooks.languages import Language
from hooks.translation.status import PageStatus


class Article(NamedTuple):
    """The text of a page: its HTML as converted for print, the ids of its body blocks by their place (`data-block`),
    and, of a translation, the ids of the blocks that are out of date and the blocks that are missing."""

    html: str
    ids: list[str]
    stale: frozenset[str] = frozenset()
    missing: tuple[Missing, ...] = ()


class Chapter(NamedTuple):
    """A page of the text: its name (`summary`), title, address on the web, what it is in the book in the words of
    DPUB-ARIA (`chapter`, `foreword`), what the translation is (`official`, `unofficial`, `pending`; "" for the
    original), how far it is (None for the original), and its text."""

    name: str
    title: str
    address: str
    part: str
    translation: str
    status: PageStatus | None
    article: Article


@dataclass(frozen=True)
class Publication:
    """A publication in one language.

    Its title, the lines in which that is set, and the title in the other language; publisher, rights and description,
    each empty where nobody has stated it; its address on the web; the text of its cover; its chapters in order; the page
    about it, if there is one; the address of every page by its name, those that are no chapters included; the data
    tables; and the revision of the sources.
    """

    language: Language
    title: str
    lines: list[str]
    other_title: str
    publisher: str
    rights: str
    description: str
    address: str
    cover: Article
    chapters: list[Chapter]
    about: Chapter | None
    addresses: Mapping[str, str]
    tables: Mapping[str, Table]
    revision: Revision
