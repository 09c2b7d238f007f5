"""What reference managers and library catalogues read: Highwire Press tags, as Google Scholar asks for them, and Dublin
Core in HTML (DCMI's `DC-HTML`), the element set of 1.1 and the terms beside it."""

from __future__ import annotations

from collections.abc import Iterator

from hooks.languages import LANG
from hooks.metadata.facts import COVER, Facts, PageFacts, address_of

# The schemas whose prefixes stand before names, as `<link rel="schema.…">`.
SCHEMAS = {"schema.DC": "http://purl.org/dc/elements/1.1/", "schema.DCTERMS": "http://purl.org/dc/terms/"}


def citation_tags(facts: Facts, page: PageFacts) -> list[tuple[str, str]]:
    """Return the tags of a cover or a chapter by which it is cited, each a name and a content, "" where nobody has
    stated it. A chapter says of the book no more than a reference to a chapter names."""
    return [*_highwire(facts, page), *_dublin_core(facts, page)]


def authors(facts: Facts, page: PageFacts) -> list[str]:
    """Return whose a page is: what it says itself, or else the publication's creators."""
    return [page.author] if page.author else facts.identity.creators


def _highwire(facts: Facts, page: PageFacts) -> Iterator[tuple[str, str]]:
    identity = facts.identity
    yield "citation_title", page.title
    yield from (("citation_author", author) for author in authors(facts, page))
    # Years, months and days, as Google Scholar wants them.
    yield "citation_publication_date", identity.date.replace("-", "/")
    yield "citation_language", LANG[facts.language]
    yield "citation_isbn", _number(facts, "isbn")
    yield "citation_pdf_url", facts.pdf
    if page.name == COVER:
        # Tells programs that this is a report.
        yield "citation_technical_report_institution", identity.publisher
        yield "citation_issn", _number(facts, "issn")
        yield "citation_doi", _number(facts, "doi")
        yield "citation_abstract_html_url", page.address
    else:
        yield "citation_inbook_title", identity.title
        yield "citation_publisher", identity.publisher
        first, last = page.printed or ("", "")
        yield "citation_firstpage", first
        yield "citation_lastpage", last if last != first else ""
        yield "citation_fulltext_html_url", page.address


def _dublin_core(facts: Facts, page: PageFacts) -> Iterator[tuple[str, str]]:
    identity = facts.identity
    yield "DC.title", page.title
    yield from (("DC.creator", author) for author in authors(facts, page))
    yield "DC.publisher", identity.publisher
    yield "DC.language", LANG[facts.language]
    yield "DC.rights", identity.rights
    yield "DCTERMS.issued", identity.date
    yield "DCTERMS.modified", page.changed
    if page.name == COVER:
        yield from (("DC.identifier", f"{name.upper()} {number}") for name, number in identity.identifiers.items())
        yield "DC.identifier", page.address
        yield "DCTERMS.isPartOf", identity.series
    else:
        yield "DC.identifier", page.address
        yield "DCTERMS.isPartOf", address_of(facts.configuration, facts.language, COVER)


def _number(facts: Facts, name: str) -> str:
    """Return the number that the publication has by this name, in whatever case that is written."""
    numbers = {of.lower(): number for of, number in facts.identity.identifiers.items()}
    return numbers.get(name, "")
