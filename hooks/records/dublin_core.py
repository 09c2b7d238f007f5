"""Dublin Core, as repositories harvest it: the fifteen elements in the container of OAI-PMH.

https://www.dublincore.org/specifications/dublin-core/dces/, http://www.openarchives.org/OAI/2.0/oai_dc.xsd. What the
publication says in both languages stands twice, each with its `xml:lang`, the original first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from hooks.editions.publication import Publication
from hooks.languages import LANG
from hooks.records.work import Work, full_title, one_line, valid_doi, valid_isbn

OAI, DC = "http://www.openarchives.org/OAI/2.0/oai_dc/", "http://purl.org/dc/elements/1.1/"
XSI, XML = "http://www.w3.org/2001/XMLSchema-instance", "http://www.w3.org/XML/1998/namespace"
SCHEMA = f"{OAI} http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
# A word of the DCMI Type Vocabulary.
TYPE = "Text"


def make_dublin_core(work: Work) -> bytes:
    """Return the record as an XML file."""
    root = etree.Element(f"{{{OAI}}}dc", nsmap={"oai_dc": OAI, "dc": DC, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", SCHEMA)
    for name, language, text in _elements(work):
        element: Any = etree.SubElement(root, f"{{{DC}}}{name}")
        element.text = text
        if language:
            element.set(f"{{{XML}}}lang", language)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))


def _elements(work: Work) -> Iterator[tuple[str, str, str]]:
    """Yield the name, language and text of each element."""
    publication, configuration = work.original, work.configuration

    def title(publication: Publication) -> str:
        return full_title(publication.title, publication.subtitle, publication.language)

    def both(name: str, texts: list[tuple[Any, str]]) -> Iterator[tuple[str, str, str]]:
        yield from ((name, LANG[language], text) for language, text in texts)

    yield from both("title", work.both(title))
    for place in range(len(publication.creators)):
        yield from both("creator", work.both(lambda one, place=place: one.creators[place]))  # type: ignore[misc]
    yield from both("publisher", work.both(lambda one: one.publisher))
    yield from both("description", work.both(lambda one: one.description))
    if publication.date:
        yield "date", "", publication.date
    yield "type", "", TYPE
    for kind in dict.fromkeys(["text/html", *(offer.type for offer in work.offers)]):
        yield "format", "", kind
    if configuration.address:
        for language in work.languages:
            yield "identifier", "", work.publications[language].address
    for name, number in publication.identifiers.items():
        yield "identifier", "", _identifier(name, one_line(number))
    for language in work.languages:
        yield "language", "", LANG[language]
    yield from both("relation", work.both(lambda one: one.series))
    yield from both("rights", work.both(lambda one: one.rights))


def _identifier(name: str, number: str) -> str:
    """Return a number as an address or a URN where there is one, and else with its name."""
    if name.lower() == "doi" and valid_doi(number):
        return f"https://doi.org/{valid_doi(number)}"
    if name.lower() == "isbn" and valid_isbn(number):
        return f"urn:isbn:{valid_isbn(number)}"
    return f"{name.upper()} {number}"
