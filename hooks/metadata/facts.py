"""What is known of a publication and its pages, for the heads of the pages: sources in, plain values out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from hooks.configuration import Configuration, Identity
from hooks.editions.offered import offers
from hooks.history import History
from hooks.languages import LANG, Language, other
from hooks.metadata.card import CARDS
from hooks.metadata.datasets import Dataset, read_datasets
from hooks.metadata.descriptions import make_descriptions
from hooks.metadata.pagination import printed_pages
from hooks.rendering import Conversion, PageKey
from hooks.sources import Sources

COVER, DATA, ABOUT = "index.md", "data.md", "about.md"
PDF = "application/pdf"


class File(NamedTuple):
    """A file that is offered: its address in full, media type and languages."""

    address: str
    type: str
    languages: tuple[Language, ...]


class PageFacts(NamedTuple):
    """A page: its language and name (`summary.md`), title, address and that of its counterpart in the other language,
    each in full or "" where the site's is not known; its description; whose it is, where the page says so; what it is
    as a translation (`official`, `unofficial`, `pending`; "" for the original); its place among the chapters from 1, or
    0; the first and last page of the printed edition, where they are known; the moment of its last change, if that is
    known; and whether search engines shall leave it out."""

    language: Language
    name: str
    title: str
    address: str = ""
    counterpart: str = ""
    description: str = ""
    author: str = ""
    translation: str = ""
    position: int = 0
    printed: tuple[str, str] | None = None
    changed: str = ""
    hidden: bool = False


class Facts(NamedTuple):
    """A publication in one language: what it says of itself, whether it was written in it, the address of its cover and
    of that in the other language, its pages by name in the order of the chapters, the files that are offered in it, its
    data tables, and the address of the picture for link previews; addresses are "" where the site's is not known."""

    language: Language
    identity: Identity
    original: bool
    configuration: Configuration
    pages: Mapping[str, PageFacts]
    files: list[File]
    datasets: list[Dataset]
    card: str

    @property
    def cover(self) -> PageFacts:
        """The page that stands for the whole."""
        address = address_of(self.configuration, self.language, COVER)
        counterpart = address_of(self.configuration, other(self.language), COVER)
        cover = self.pages.get(COVER, PageFacts(self.language, COVER, ""))
        return cover._replace(title=self.identity.title, address=address, counterpart=counterpart)

    @property
    def pdf(self) -> str:
        """The address of the PDF in this language alone, if one is offered."""
        return next((one.address for one in self.files if one.type == PDF and one.languages == (self.language,)), "")


def read_facts(sources: Sources, history: History) -> dict[Language, Facts]:
    """Return what is known of a publication, in each language."""
    configuration = sources.configuration
    descriptions, printed = make_descriptions(sources), printed_pages(sources)
    chapters = [name for name in configuration.chapters if name != COVER]
    facts = {}
    for language in LANG:
        pages = {}
        conversions = {name: one for (of, name), one in sources.conversions.items() if of == language}
        for name in [*(name for name in chapters if name in conversions), *(conversions.keys() - {*chapters})]:
            key: PageKey = (language, name)
            pages[name] = _page(configuration, conversions[name])._replace(
                description=descriptions.get(key, ""),
                position=chapters.index(name) + 1 if name in chapters else 0,
                printed=printed.get(key),
                changed=history.changed.get(key, ""),
            )
        address = configuration.address
        facts[language] = Facts(
            language=language,
            identity=configuration.identity(language),
            original=language == configuration.original,
            configuration=configuration,
            pages=pages,
            files=[
                File(address + offer.href, offer.type, offer.languages)
                for offer in (offers(sources, language) if address else [])
                if language in offer.languages
            ],
            datasets=read_datasets(sources, language),
            card=address and address + CARDS[language],
        )
    return facts


def address_of(configuration: Configuration, language: Language, name: str) -> str:
    """Return the address of a page in full, as a URL has it; "" where the site's is not known."""
    address = configuration.address
    return address and address + quote(configuration.page_address(language, name))


def is_hidden(meta: Mapping[str, Any]) -> bool:
    """Return whether the front matter of a page says that search engines shall leave it out."""
    return meta.get("robots") == "noindex"


def _page(configuration: Configuration, conversion: Conversion) -> PageFacts:
    source = conversion.source
    return PageFacts(
        language=source.language,
        name=source.name,
        title=conversion.title,
        address=address_of(configuration, source.language, source.name),
        counterpart=address_of(configuration, other(source.language), source.name),
        author=str(source.meta.get("author") or ""),
        translation=str(source.meta.get("translation") or ""),
        hidden=is_hidden(source.meta),
    )
