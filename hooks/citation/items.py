"""What is cited, as items of CSL-JSON 1.0: the publication, and a page of it as a chapter in it.

https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html. What nobody has stated is left out.
"""

from __future__ import annotations

from typing import Any

from hooks.configuration import Configuration
from hooks.languages import LANG, Language
from hooks.words import words

Item = dict[str, Any]
# Identifiers that CSL has a variable for, by their names in the configuration.
IDENTIFIERS = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN"}


def publication_item(configuration: Configuration, language: Language) -> Item:
    """Return the publication in one language: a report of its creators or else, as an institution, of its publisher.

    Its id is the slug, for the translation followed by the language; `URL` is the address of its cover.
    """
    identity = configuration.identity(language)
    key = configuration.slug or "publication"
    cover = configuration.page_address(language, "index.md")
    authors = identity.creators if any(identity.creators) else [identity.publisher]
    stated = {
        "id": key if language == configuration.original else f"{key}-{language}",
        "type": "report",
        "title": words(language)["cite.subtitle"].join(filter(None, (identity.title, identity.subtitle))),
        "author": [{"literal": name} for name in authors if name],
        "publisher": identity.publisher,
        "issued": {"date-parts": [list(map(int, identity.date.split("-")))]} if identity.date else {},
        "collection-title": identity.series,
        **{IDENTIFIERS[name]: number for name, number in identity.identifiers.items() if name in IDENTIFIERS},
        "URL": configuration.address and configuration.address + cover,
        "language": LANG[language],
    }
    return {name: value for name, value in stated.items() if value}


def page_item(publication: Item, configuration: Configuration, name: str, title: str, pages: str = "") -> Item:
    """Return the page `name` (`summary.md`) as a part of the publication: a chapter, or for a page that is none of the
    text, a document; `pages` are those of the printed edition."""
    language: Language = next(one for one, tag in LANG.items() if tag == publication["language"])
    chapter = name in configuration.chapters
    # A number of the whole is no number of its part, but for that of the book in which it stands.
    shared = {key: value for key, value in publication.items() if key not in ("DOI", "title", "page")}
    stated = {
        "id": f"{publication['id']}-{name.removesuffix('.md').replace('/', '-')}",
        "type": "chapter" if chapter else "webpage",
        "title": title,
        "container-title": publication["title"],
        "page": pages,
        "URL": configuration.address and configuration.address + configuration.page_address(language, name),
    }
    return shared | {key: value for key, value in stated.items() if value}


def at(item: Item, place: str, pages: str) -> Item:
    """Return the item of a passage: `place` is its id on the page, `pages` where it stands in print."""
    passage = {**item, "id": f"{item['id']}-{place}"}
    if "URL" in item:
        passage["URL"] = f"{item['URL']}#{place}"
    if pages:
        passage["page"] = pages
    else:
        passage.pop("page", None)
    return passage
