"""What is deposited with Crossref to register the DOIs of the publication and of its chapters.

Schema 5.4.0, https://www.crossref.org/documentation/schema-library/. The DOI of the publication is the one that it
states, or `prefix/slug`; that of a chapter has the name of its page after it. A title is that of the translation where
there is one, with the original's as `original_language_title`, as the schema has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from lxml import etree

from hooks.configuration import Configuration
from hooks.records.work import Work, one_line

VERSION = "5.4.0"
NAMESPACE = f"http://www.crossref.org/schema/{VERSION}"
JATS, XSI = "http://www.ncbi.nlm.nih.gov/JATS1", "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA = f"{NAMESPACE} https://www.crossref.org/schemas/crossref{VERSION}.xsd"
# Settings without which there is no deposit.
NEEDED = ("slug", "date", "doi_prefix", "depositor")
# What Crossref takes after the prefix: a page whose name has other signs has no DOI of its own.
SUFFIX = re.compile(r"[A-Za-z0-9._;()/-]+")
# What Crossref takes for a year, and the longest name of a person.
YEARS, NAME_LENGTH = range(1400, 2201), 60


def lacking(configuration: Configuration) -> list[str]:
    """Return the settings that a deposit needs and the publication does not state."""
    date = configuration.identity(configuration.original).date
    stated = {
        "slug": configuration.slug,
        "date": date[:4].isdecimal() and int(date[:4]) in YEARS,
        "doi_prefix": configuration.doi_prefix,
        "depositor": configuration.depositor,
    }
    return [name for name in NEEDED if not stated[name]]


def make_crossref(work: Work) -> bytes | None:
    """Return the deposit as an XML file; None where a setting lacks that it needs, or the moment of the sources is not
    known: a deposit with a later one takes the place of one before."""
    revision = work.original.revision
    if lacking(work.configuration) or not revision.time:
        return None
    moment = re.sub(r"\D", "", revision.time)
    names = {None: NAMESPACE, "jats": JATS, "xsi": XSI}
    root = etree.Element(f"{{{NAMESPACE}}}doi_batch", nsmap=names, version=VERSION)
    root.set(f"{{{XSI}}}schemaLocation", SCHEMA)
    head = _add(root, "head")
    _add(head, "doi_batch_id", f"{work.configuration.slug}-{moment}"[-100:])
    _add(head, "timestamp", moment)
    depositor = _add(head, "depositor")
    _add(depositor, "depositor_name", work.configuration.depositor["name"])
    _add(depositor, "email_address", work.configuration.depositor["email"])
    _add(head, "registrant", work.configuration.depositor["registrant"])
    paper = _add(_add(root, "body"), "report-paper", publication_type="full_text")
    _add_paper(paper, work)
    _add_chapters(paper, work)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))


def doi(work: Work, chapter: str = "") -> str:
    """Return the DOI of the publication, or of a chapter by its name; none for a name that Crossref does not take."""
    prefix, stated = work.configuration.doi_prefix, work.number("doi")
    own = stated if stated.startswith(f"{prefix}/") else f"{prefix}/{work.configuration.slug}"
    return f"{own}.{chapter}" if SUFFIX.fullmatch(chapter) else "" if chapter else own


def _add_paper(paper: Any, work: Work) -> None:
    publication = work.original
    metadata = _add(paper, "report-paper_metadata", language=work.configuration.original)
    contributors = _add(metadata, "contributors") if publication.creators else None
    for place, name in enumerate(map(one_line, publication.creators)):
        said = {"sequence": "additional" if place else "first", "contributor_role": "author"}
        # A name of a person has no digits and is no longer than that.
        if name == publication.publisher or len(name) > NAME_LENGTH or re.search(r"[\d?]", name):
            _add(contributors, "organization", name, **said)
        else:
            _add(_add(contributors, "person_name", **said), "name", name)
    other = work.translation
    _add_titles(metadata, work, [(publication.title, publication.subtitle), (other.title, other.subtitle)])
    for language in work.languages:
        if text := work.publications[language].description:
            abstract = etree.SubElement(metadata, f"{{{JATS}}}abstract")
            abstract.set("{http://www.w3.org/XML/1998/namespace}lang", language)
            for paragraph in filter(None, map(one_line, text.split("\n"))):
                etree.SubElement(abstract, f"{{{JATS}}}p").text = paragraph
    date = _add(metadata, "publication_date")
    parts = dict(zip(("year", "month", "day"), publication.date.split("-"), strict=False))
    for name in ("month", "day", "year"):
        if name in parts:
            _add(date, name, parts[name])
    if number := work.number("isbn"):
        _add(metadata, "isbn", number)
    if publication.publisher:
        _add(_add(metadata, "publisher"), "publisher_name", one_line(publication.publisher))
    _add_doi(metadata, doi(work), publication.address)


def _add_chapters(paper: Any, work: Work) -> None:
    translated = {chapter.name: chapter for chapter in work.translation.chapters if chapter.translation != "pending"}
    for chapter in work.original.chapters:
        if number := doi(work, chapter.name):
            item = _add(paper, "content_item", component_type="chapter", language=work.configuration.original)
            _add_titles(item, work, [(one.title, "") for one in (chapter, translated.get(chapter.name)) if one])
            _add_doi(item, number, chapter.address)


def _add_titles(parent: Any, work: Work, titles: Iterable[tuple[str, str]]) -> None:
    """Add titles, each with its subtitle, the original's first."""
    found = list(dict.fromkeys((one_line(title), one_line(subtitle)) for title, subtitle in titles))
    element = _add(parent, "titles")
    for (title, subtitle), original in zip(reversed(found), (False, True), strict=False):
        language = {"language": work.configuration.original} if original else {}
        _add(element, "original_language_title" if original else "title", title, **language)
        if subtitle:
            _add(element, "subtitle", subtitle)


def _add_doi(parent: Any, number: str, address: str) -> None:
    data = _add(parent, "doi_data")
    _add(data, "doi", number)
    _add(data, "resource", address)


def _add(parent: Any, name: str, text: str = "", **attributes: str) -> Any:
    element: Any = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
    element.text = one_line(text) or None
    return element
