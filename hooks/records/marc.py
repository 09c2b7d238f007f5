"""MARC 21, as MARCXML: a brief record of the publication as an online resource.

https://www.loc.gov/marc/bibliographic/, https://www.loc.gov/standards/marcxml/. It is catalogued in the language of the
original, by RDA with the punctuation of ISBD. What the other language says stands beside it: the title as a parallel
title (245, 246), names in linked fields (880), notes in fields of their own. Names are as the publication writes them:
nobody has said what of a name is its surname, so they stand in 720, which is for such names.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator

from pymarc import Field, Indicators, Leader, Record, Subfield
from pymarc.marcxml import record_to_xml_node

from hooks.editions.publication import Publication
from hooks.languages import Language
from hooks.records.work import Work, one_line, valid_doi, valid_isbn, valid_issn
from hooks.words import words
from hooks.words.dates import date_in_words

CODES: dict[Language, str] = {"zh": "chi", "en": "eng"}
# Language material, a monograph, in Unicode; at the abbreviated level, with the punctuation of ISBD.
LEADER = "00000nam a22000003i 4500"
# 006: a document among the electronic resources. 007: one that is got over a network; no more has been said.
ELECTRONIC, REMOTE = "m     o  d        ", "cr |||||||||||"
FORMATS = {"application/pdf": "PDF", "application/epub+zip": "EPUB"}
ARTICLE = re.compile(r"(?:The|An|A) ")
# An entry of a field: the code of a subfield and its value.
Part = tuple[str, str]


def make_marc(work: Work) -> bytes:
    """Return the record as a MARCXML file."""
    record = Record()
    record.leader = Leader(LEADER)
    for field in sorted(_Fields(work).all(), key=lambda field: field.tag):
        record.add_field(field)  # type: ignore[no-untyped-call]
    node = record_to_xml_node(record, namespace=True)  # type: ignore[no-untyped-call]
    etree.indent(node)
    return bytes(etree.tostring(node, encoding="utf-8", xml_declaration=True)) + b"\n"


class _Fields:
    """The fields of a record; `linked` counts those that have one in the other language."""

    def __init__(self, work: Work) -> None:
        self.work, self.linked = work, 0
        self.publication = work.original
        self.language = work.configuration.original
        self.said = words(self.language)

    def all(self) -> Iterator[Field]:
        """Yield every field, those of one kind in order."""
        for fields in (self.control, self.numbers, self.titles, self.imprint, self.form, self.notes, self.names):
            yield from fields()

    def control(self) -> Iterator[Field]:
        revision, date = self.publication.revision, self.publication.date.replace("-", "")
        yield Field("001", data=self.work.configuration.slug)
        if revision.time:
            yield Field("005", data=re.sub(r"\D", "", revision.time) + ".0")
        yield Field("006", data=ELECTRONIC)
        yield Field("007", data=REMOTE)
        entered = revision.date.replace("-", "")[2:] or "|" * 6
        # A date with its month is a detailed one; what has not been said is so.
        printed = f"{'e' if date[4:] else 's'}{date.ljust(8)}" if date else "nuuuuuuuu"
        yield Field("008", data=f"{entered}{printed}xx |||||o|||||||| ||{CODES[self.language]} d")

    def numbers(self) -> Iterator[Field]:
        for name, number in self.publication.identifiers.items():
            number = one_line(number)
            if name.lower() == "isbn":
                good = valid_isbn(number)
                yield _field("020", "  ", ("a", good) if good else ("z", number))
            elif name.lower() == "issn":
                good = valid_issn(number)
                # That of a series stands with its name.
                if not good or not self.publication.series:
                    yield _field("022", "  ", ("a", good) if good else ("y", number))
            elif name.lower() == "doi" and valid_doi(number):
                yield _field("024", "7 ", ("a", valid_doi(number)), ("2", "doi"))
            else:
                yield _field("024", "8 ", ("a", number), ("q", f"({name.upper()})"))
        yield _field("040", "  ", ("b", CODES[self.language]), ("e", "rda"))
        codes = [CODES[language] for language in self.work.languages]
        if len(codes) > 1:
            yield _field("041", "1 ", *(("a", code) for code in codes), ("h", CODES[self.language]))

    def titles(self) -> Iterator[Field]:
        parallel = self.work.translation
        title, *other = [text for _, text in self.work.both(lambda publication: publication.title)]
        chain = [("", title), (" : ", one_line(self.publication.subtitle))]
        chain += [(" = ", other[0]), (" : ", one_line(parallel.subtitle))] if other else []
        creators = one_line(self.said["cover.separator"].join(self.publication.creators))
        # What joins a part to the next stands at the end of the part before.
        chain = [(sign, text) for sign, text in [*chain, (" / ", creators)] if text]
        ends = [sign.rstrip() for sign, _ in chain[1:]] + [""]
        parts = [text + end for (_, text), end in zip(chain, ends, strict=True)]
        count = len(parts) - bool(creators)
        rest = [("b", " ".join(parts[1:count])), ("c", " ".join(parts[count:]))]
        article = ARTICLE.match(title) if self.language == "en" else None
        yield _field("245", f"0{len(article[0]) if article else 0}", ("a", parts[0]), *rest)
        if other:
            name = other[0] if self.language == "en" else ARTICLE.sub("", other[0], count=1)
            subtitle = one_line(parallel.subtitle)
            yield _field("246", "31", ("a", name + " :" * bool(subtitle)), ("b", subtitle))

    def imprint(self) -> Iterator[Field]:
        def imprint(publication: Publication) -> list[Part]:
            publisher, date = one_line(publication.publisher), date_in_words(publication.date, publication.language)
            return [("b", publisher + "," * bool(publisher and date)), ("c", date)]

        def series(publication: Publication) -> list[Part]:
            name = one_line(publication.series)
            number = self.work.number("issn") if name else ""
            return [("a", name + "," * bool(number)), ("x", number)]

        yield from self.in_both("264", " 1", imprint)
        yield from self.in_both("490", "0 ", series)

    def form(self) -> Iterator[Field]:
        pages = printed_pages(self.publication)
        extent = self.said["records.extent_printed"].format(pages) if pages else self.said["records.extent"]
        yield _field("300", "  ", ("a", extent))
        yield _field("336", "  ", ("a", self.said["records.content"]), ("b", "txt"), ("2", "rdacontent"))
        yield _field("337", "  ", ("a", self.said["records.media"]), ("b", "c"), ("2", "rdamedia"))
        yield _field("338", "  ", ("a", self.said["records.carrier"]), ("b", "cr"), ("2", "rdacarrier"))
        formats = dict.fromkeys(["HTML", *(FORMATS[offer.type] for offer in self.work.offers if offer.type in FORMATS)])
        kinds = [("b", name) for name in formats]
        yield _field("347", "  ", ("a", self.said["records.file"]), *kinds, ("2", "rdaft"))
        address = self.work.configuration.address
        for publication in (self.publication, self.work.translation):
            if address and publication.language in self.work.languages:
                yield _field("856", "40", ("u", publication.address), ("q", "text/html"))
        for offer in self.work.offers if address else ():
            named = (("3", offer.title), ("u", address + offer.href), ("q", offer.type))
            yield _field("856", "40", *named)

    def notes(self) -> Iterator[Field]:
        for _, text in self.work.both(lambda publication: publication.description):
            yield _field("520", "  ", ("a", text))
        for _, text in self.work.both(lambda publication: publication.rights):
            yield _field("540", "  ", ("a", text))

    def names(self) -> Iterator[Field]:
        publisher = self.publication.publisher
        for place, creator in enumerate(self.publication.creators):
            if creator != publisher:

                def name(publication: Publication, place: int = place) -> list[Part]:
                    return [("a", one_line(publication.creators[place])), ("4", "cre")]

                yield from self.in_both("720", "  ", name)
        roles = ["cre"] * (publisher in self.publication.creators) + ["pbl"]

        def body(publication: Publication) -> list[Part]:
            return [("a", one_line(publication.publisher)), *(("4", role) for role in roles)] if publisher else []

        yield from self.in_both("710", "2 ", body)

    def in_both(self, tag: str, indicators: str, read: Callable[[Publication], list[Part]]) -> Iterator[Field]:
        """Yield a field with what the original says, linked to one with what the translation says where its name, the
        first part, is another."""
        own, theirs = read(self.publication), read(self.work.translation)
        if own[:1] != theirs[:1]:
            self.linked += 1
            yield _field(tag, indicators, ("6", f"880-{self.linked:02}"), *own)
            yield _field("880", indicators, ("6", f"{tag}-{self.linked:02}"), *theirs)
        elif any(value for _, value in own):
            yield _field(tag, indicators, *own)


def printed_pages(publication: Publication) -> int:
    """Return the number of the last printed page that the text marks; 0 where it marks none by a number."""
    marks = re.findall(r'data-page="(\d+)"', "".join(chapter.article.html for chapter in publication.chapters))
    return max(map(int, marks), default=0)


def _field(tag: str, indicators: str, *parts: Part) -> Field:
    """Return a field with those of its parts that have a value."""
    return Field(tag, Indicators(*indicators), [Subfield(code, value) for code, value in parts if value])
