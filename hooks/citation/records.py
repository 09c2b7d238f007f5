"""What is cited as records for reference managers: BibTeX, RIS and CSL-JSON.

BibTeX as Patashnik's `btxdoc` has it, with the `url`, `isbn` and `langid` of BibLaTeX, which others pass over; RIS as
Research Information Systems' format specification of 2011 has it. A field that the item lacks is left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from hooks.citation.items import Item, publication_item
from hooks.languages import LANG
from hooks.sources import Sources

# The kinds of item: BibTeX's entry, and RIS's type.
KINDS = {"report": ("techreport", "RPRT"), "chapter": ("incollection", "CHAP"), "webpage": ("misc", "ELEC")}
# What TeX reads as its own.
TEX = {sign: f"\\{sign}" for sign in "{}%&$#_"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
# BibTeX's fields of text, by CSL's variables.
BIBTEX = {
    "container-title": "booktitle",
    "publisher": "publisher",
    "collection-title": "series",
    "ISBN": "isbn",
    "ISSN": "issn",
    "DOI": "doi",
}
RIS = {
    "title": "TI",
    "container-title": "T2",
    "publisher": "PB",
    "collection-title": "T3",
    "ISBN": "SN",
    "ISSN": "SN",
    "DOI": "DO",
    "URL": "UR",
    "language": "LA",
}
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


class Format(NamedTuple):
    """A format: what it is called, how its files end, their media type, and what makes the text of some items."""

    name: str
    ending: str
    type: str
    write: Callable[[Sequence[Item]], str]


def bibtex(items: Sequence[Item]) -> str:
    """Return items as BibTeX, an entry each."""
    return "\n".join(_entry(item) for item in items)


def ris(items: Sequence[Item]) -> str:
    """Return items as RIS, a record each. Its lines end in CR LF."""
    return "".join(f"{line}\r\n" for item in items for line in (*_record(item), ""))


def csl_json(items: Sequence[Item]) -> str:
    """Return items as CSL-JSON, a list."""
    return json.dumps(list(items), ensure_ascii=False, indent=2) + "\n"


FORMATS = (
    Format("BibTeX", ".bib", "application/x-bibtex", bibtex),
    Format("RIS", ".ris", "application/x-research-info-systems", ris),
    Format("CSL-JSON", ".csl.json", "application/vnd.citationstyles.csl+json", csl_json),
)


def record_files(sources: Sources) -> dict[str, str]:
    """Return the text of each file of records by its name below `downloads`: the publication, the original before the
    translation; none without a slug."""
    configuration = sources.configuration
    items = [publication_item(configuration, one) for one in (configuration.original, configuration.translation)]
    return {f"{configuration.slug}{one.ending}": one.write(items) for one in FORMATS if configuration.slug}


def _entry(item: Item) -> str:
    kind = KINDS[item["type"]][0]
    fields = {name: _tex(item[variable]) for variable, name in BIBTEX.items() if variable in item}
    if kind == "techreport" and "publisher" in fields:
        fields["institution"] = fields.pop("publisher")
    written = {
        # In braces of their own: a name as it stands, and a title in the letters that it has.
        "author": " and ".join(f"{{{_tex(author['literal'])}}}" for author in item.get("author", ())),
        "title": f"{{{_tex(item['title'])}}}",
        **fields,
        "pages": item.get("page", "").replace("–", "--"),
        **dict(_dates(item)),
        # Read word for word.
        "url": item.get("URL", ""),
        "langid": "english" if item["language"] == LANG["en"] else "chinese-traditional",
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in written.items() if value]
    return f"@{kind}{{{item['id']},\n{''.join(lines)}}}\n"


def _dates(item: Item) -> Iterator[tuple[str, str]]:
    for name, number in zip(("year", "month", "day"), _issued(item), strict=False):
        yield name, MONTHS[number - 1] if name == "month" else str(number)


def _record(item: Item) -> Iterator[str]:
    yield f"TY  - {KINDS[item['type']][1]}"
    yield f"ID  - {item['id']}"
    for author in item.get("author", ()):
        yield f"AU  - {author['literal']}"
    issued = _issued(item)
    if issued:
        yield f"PY  - {issued[0]}"
    if len(issued) > 1:
        yield "DA  - " + "/".join(f"{number:02}" for number in issued) + "/" * (4 - len(issued))
    begins, _, ends = item.get("page", "").partition("–")
    for tag, value in [*((tag, item.get(name)) for name, tag in RIS.items()), ("SP", begins), ("EP", ends)]:
        if value:
            yield f"{tag}  - {value}"
    yield "ER  - "


def _issued(item: Item) -> list[int]:
    parts: list[list[int]] = item.get("issued", {}).get("date-parts", [[]])
    return parts[0]


def _tex(text: str) -> str:
    return "".join(TEX.get(sign, sign) for sign in text)
