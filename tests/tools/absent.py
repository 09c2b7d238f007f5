"""What an absent value leaves behind, in whatever a build has written: an empty bracket, a comma by itself, a label
with nothing after it, a placeholder. Every file is read by its kind; one of a kind that nobody reads is named, too."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zipfile
from collections.abc import Callable, Container, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import yaml
from lxml import etree, html

from hooks.languages import LANG
from hooks.words import words
from tests.tools.tagged import pieces

# lxml has no type hints.
Element = Any


class Text(NamedTuple):
    """A text or a value as a file has it: where, itself, and whether it is `whole`: all that an element, an attribute
    or a field holds. What `labels` is followed by what it names."""

    place: str
    text: str
    whole: bool = True
    labels: bool = False


BRACKETS = "() （） [] 【】 〔〕 {} 「」 『』 《》 〈〉 “” ‘’ «»".split()
EMPTY_BRACKET = re.compile("|".join(rf"{re.escape(one[0])}\s*{re.escape(one[1])}" for one in BRACKETS))
SEPARATORS = "，、；：,;:·｜|・"
# Two separators in a row, or one before a full stop or inside a bracket by itself; not `::` of code, nor `://`.
DOUBLED = re.compile(
    r"[，、；：｜・][\s]*[，、；：｜・。]|[,;·|]\s*[,;·|]|:\s+[,;:]|[,;]\s*:|[,;]\s*\.(?=\s|$)"
    r"|[(（\[「《]\s*[，、；：,;:·]|[，、；,;·]\s*[)）\]」》]|——\s*——"
)
BEGINS, ENDS = re.compile(rf"^\s*[{SEPARATORS}]"), re.compile(rf"[{SEPARATORS}—–]\s*$")
BIBTEX = re.compile(r"\s*@\w+\{")
PLACEHOLDER = re.compile(
    r"\{[A-Za-z_]*\}|\{\{|\}\}|\{%|%\}|\$\{|\bundefined\b|\bNaN\b|(?<![\w’])None(?![\w. ]|$)|\bnull\b"
)
NOTHING = {"None", "null", "undefined", "nan", "NaN"}
# Elements that are there for their text.
TEXTUAL = set(
    "title p li dt dd th caption figcaption h1 h2 h3 h4 h5 h6 blockquote summary button label option a cite time"
    " strong b em".split()
)
# What stands for text in an element.
STANDS_FOR_TEXT = ".//img | .//svg | .//input | .//*[@data-page] | .//object | .//textarea | .//select"
BLOCKS = TEXTUAL - set("a cite time label button option blockquote summary strong b em".split())
# Attributes that say something to a reader or a program wherever they stand.
SPOKEN = (
    "content title aria-label placeholder lang hreflang datetime href src rel type datatype property itemprop".split()
)
# What the facts of a colophon are called.
LABELS = {
    words(language)[f"colophon.{name}"]
    for language in LANG
    for name in ("address", "creators", "date", "name", "printed", "publisher", "rights", "series", "version")
}
# Metadata of a PDF that say what it is: Dublin Core, XMP and PDF.
TOLD = ("{http://purl.org/dc/", "{http://ns.adobe.com/xap/1.0/}", "{http://ns.adobe.com/pdf/", "{http://prismstandard")
# Parts of a manifest that have the same shape whether or not there is something in them.
SHAPED = {"children", "properties", "alternate"}


def absences(folder: Path) -> list[str]:
    """Return what stands below `folder` where a value is absent: one line a place, with the file and what is wrong."""
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return [
        f"{name}: {fault}" for name, path in files.items() for fault in faults(name, path.read_bytes(), beside=files)
    ]


def faults(name: str, content: bytes, beside: Container[str] = ()) -> Iterator[str]:
    """Yield what is wrong in one file, by its name; in an archive, not in those of its files that stand `beside` it."""
    if name.endswith((".zip", ".epub")):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.namelist():
                # The site's archive has one folder, in which the files have the names that they have on the site.
                if entry not in beside and entry.partition("/")[2] not in beside and not entry.endswith("/"):
                    yield from (f"{entry}: {fault}" for fault in faults(entry, archive.read(entry)))
        return
    read = next((reader for ending, reader in READERS.items() if name.endswith(ending)), None)
    if read is None:
        yield "is of a kind that nobody reads: give it a reader, or say that it has no texts"
        return
    for one in read(name, content):
        if isinstance(one, str):
            yield one
        else:
            yield from (f"{fault} at {one.place}: {one.text.strip()[:80]!r}" for fault in wrong(one))


def wrong(one: Text) -> Iterator[str]:
    """Yield what is wrong in a text."""
    text = one.text
    if found := EMPTY_BRACKET.search(text):
        yield f"an empty bracket {found[0]}"
    if found := DOUBLED.search(text):
        yield f"a separator too many {found[0]}"
    # BibTeX has braces of its own.
    if (found := PLACEHOLDER.search(text)) and not BIBTEX.match(text):
        yield f"a placeholder {found[0]}"
    if one.whole and text.strip() in NOTHING:
        yield "a word for nothing"
    if one.whole and not text.strip():
        yield "an empty value"
    dangling = BEGINS.search(text) or (not one.labels and ENDS.search(text))
    if one.whole and len(text.strip()) > 1 and dangling:
        yield "a separator at an end"


def of_html(name: str, content: bytes) -> Iterator[Text | str]:
    parse = html.xhtml_parser if name.endswith(".xhtml") else html.HTMLParser(encoding="utf-8")
    root = etree.fromstring(content, parse)
    if name.endswith(".xhtml"):
        html.xhtml_to_html(root)
    # What the theme's script is told is the theme's.
    for script in root.xpath('//script[contains(@type, "json")][not(@id="__config")]'):
        yield from of_json("script", (script.text or "").encode())
    for element in [*root.iter("script"), *root.iter("style")]:
        element.text = None
    for element in root.iter(etree.Element):
        place = f"<{element.tag}>"
        for key in SPOKEN:
            if key in element.attrib and not (key in ("href", "src") and element.tag == "a" and not element.get(key)):
                yield from _attribute(f"{place} {key}", key, element.get(key))
        text = " ".join(element.text_content().split()) if element.tag in TEXTUAL else ""
        if element.tag in TEXTUAL and not text and not element.xpath(STANDS_FOR_TEXT) and _is_read(element):
            yield f"an element without text {place} {' '.join(element.attrib.values())}".rstrip()
        if element.tag in ("span", "div") and not (element.attrib or len(element) or (element.text or "").strip()):
            yield f"an element without text {place}"
        if element.tag in BLOCKS and text and not element.xpath(".//p | .//li | .//pre"):
            # What a list, a table or a quotation follows may end with a colon.
            yield Text(place, text, labels=element.getnext() is not None or element.tag in ("th", "dt"))
        if element.tag == "dt":
            after = element.getnext()
            if after is None or after.tag not in ("dd", "dt"):
                yield f"a label without a value <dt>: {text!r}"
    for text in root.xpath("//body//text()[normalize-space()]"):
        yield Text(f"<{text.getparent().tag}>", str(text), whole=False)


def _is_read(element: Element) -> bool:
    """Return whether an element is read by anybody: not a place for a script, nor one that has a name beside."""
    hidden = element.xpath("ancestor-or-self::*[@hidden or @aria-hidden='true' or self::template]")
    named = any(element.get(key) for key in ("aria-label", "title", "id", "name", "for"))
    return not hidden and not named and not any(key.startswith("data-") for key in element.attrib)


def _attribute(place: str, key: str, value: str) -> Iterator[Text | str]:
    if key in ("href", "src"):
        if not value.strip() or re.search(r"(?<!:)//(?=[^/]*$)|/None\b|\bundefined\b|\{\w*\}", value.split("#")[0]):
            yield f"an address with a part missing {place}: {value!r}"
    else:
        yield Text(place, value, labels=key in ("placeholder", "aria-label"))


def of_xml(name: str, content: bytes) -> Iterator[Text | str]:
    for element in etree.fromstring(content).iter(etree.Element):
        place = f"<{etree.QName(element).localname}>"
        for key, value in element.attrib.items():
            # An indicator of MARC 21 is a space where it says nothing.
            if not value.strip() and not key.startswith("ind"):
                yield f"an empty value at {place} {key}"
        if len(element) == 0 and not element.attrib and not (element.text or "").strip():
            yield f"an element without text {place}"
        # The signs of a control field of MARC 21 stand for what has not been said.
        elif (element.text or "").strip() and place != "<controlfield>":
            # Punctuation of ISBD joins a subfield to the next.
            yield Text(place, element.text, labels=place == "<subfield>" and element.getnext() is not None)


def of_json(name: str, content: bytes) -> Iterator[Text | str]:
    said = json.loads(content)
    # A cell of a table may be empty: nobody has said anything there.
    if "data/" in name and isinstance(said, list):
        said = [{key: cell for key, cell in row.items() if cell is not None} for row in said]
    yield from _values(said, "")


def of_yaml(name: str, content: bytes) -> Iterator[Text | str]:
    yield from _values(yaml.safe_load(content), "")


def _values(value: Any, place: str) -> Iterator[Text | str]:
    if isinstance(value, dict | list) and not value:
        yield f"an empty value at {place or 'the root'}"
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in SHAPED:
                yield from _values(part, f"{place}.{key}")
            elif part:
                yield from (one for one in _values(part, f"{place}.{key}") if isinstance(one, Text) and one.text)
    elif isinstance(value, list):
        for part in value:
            yield from _values(part, f"{place}[]")
    elif value is None:
        yield f"an empty value at {place}"
    elif isinstance(value, str):
        yield Text(place, value)


def of_csv(name: str, content: bytes) -> Iterator[Text | str]:
    # A cell may be empty: nobody has said anything there.
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    yield from (Text("a cell", cell, whole=False) for row in rows for cell in row if cell)


def of_text(name: str, content: bytes) -> Iterator[Text | str]:
    for line in content.decode("utf-8-sig").splitlines():
        # A line that is empty parts two others.
        if line.strip():
            yield Text("a line", line)


def of_ris(name: str, content: bytes) -> Iterator[Text | str]:
    for line in filter(None, content.decode("utf-8-sig").splitlines()):
        tag, _, value = line.partition("  - ")
        if tag.strip() != "ER":
            yield Text(tag, value)


def of_bib(name: str, content: bytes) -> Iterator[Text | str]:
    for key, value in re.findall(r"^\s*([\w-]+)\s*=\s*(.*?),?\s*$", content.decode(), re.MULTILINE):
        yield Text(key, re.sub(r'^[{"]+|[}"]+$', "", value).replace("{", "").replace("}", ""))


def of_pdf(name: str, content: bytes) -> Iterator[Text | str]:
    path = io.BytesIO(content)
    with pikepdf.open(path) as book:
        for key, value in book.docinfo.items():
            yield Text(key, str(value))
        with book.open_metadata() as metadata:
            for key, value in metadata.items():
                # What a tool has done, and what PDF/A wants declared, are no texts.
                if key.startswith(TOLD):
                    yield from _values(sorted(value) if isinstance(value, set) else value, key)
        yield from (Text("the outline", str(item.title)) for item in _outline(book))
    texts = [piece.text for piece in pieces(path)]
    yield Text("the text", "".join(texts), whole=False)
    # In a book of set lines a label is known by its word alone.
    for label, named in pairwise([*map(str.strip, texts), ""]):
        if label in LABELS and (named in LABELS or not named):
            yield f"a label without a value in the text: {label!r}"


def _outline(book: pikepdf.Pdf) -> Iterator[Any]:
    with book.open_outline() as outline:
        found = [*outline.root]
        while found:
            item = found.pop()
            found += item.children
            yield item


def of_sheet(name: str, content: bytes) -> Iterator[Text | str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in ("docProps/core.xml", "xl/sharedStrings.xml"):
            if entry in archive.namelist():
                for element in etree.fromstring(archive.read(entry)).iter(etree.Element):
                    if (element.text or "").strip():
                        yield Text(entry, element.text, labels=True)


def of_packed(name: str, content: bytes) -> Iterator[Text | str]:
    yield from of_xml(name, gzip.decompress(content))


def without_texts(name: str, content: bytes) -> Iterator[Text | str]:
    return iter(())


Reader = Callable[[str, bytes], Iterator[Text | str]]
# The first that fits the end of a name.
READERS: dict[str, Reader] = {
    "SHA256SUMS": without_texts,
    "mimetype": without_texts,
    **dict.fromkeys((".html", ".xhtml"), of_html),
    **dict.fromkeys((".xml", ".opf", ".ncx", ".atom", ".rss", ".svg"), of_xml),
    ".gz": of_packed,
    **dict.fromkeys((".json", ".jsonld", ".webmanifest"), of_json),
    **dict.fromkeys((".cff", ".yml", ".yaml"), of_yaml),
    ".csv": of_csv,
    ".txt": of_text,
    ".ris": of_ris,
    ".bib": of_bib,
    ".pdf": of_pdf,
    ".xlsx": of_sheet,
    **dict.fromkeys((".css", ".js", ".map", ".png", ".jpg", ".webp", ".gif", ".ico"), without_texts),
    **dict.fromkeys((".woff", ".woff2", ".ttf", ".otf"), without_texts),
}
