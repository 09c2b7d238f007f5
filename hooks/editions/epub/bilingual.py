"""A book in both languages: each block of the original, and under it what stands for that in the translation.

To read one language alone needs no script, and no reading system that knows of languages: after each title stand two
`details`, and while one is open, the stylesheet hides the other language's side of every pair that follows. Where a
reading system does not know `details`, both languages show. EPUB's own ways are renditions, alternate style sheets and
`linear="no"`: hardly any reading system follows the first two, and of the third few lead on from chapter to chapter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from hooks.editions.document import Document, Node
from hooks.editions.epub.blocks import blocks, note_box, note_kinds, notes_section
from hooks.editions.epub.pages import ContentDocument, content_document
from hooks.editions.epub.tables import data_table, grid, is_alike
from hooks.editions.epub.xhtml import SIDES, Context, E, Element, beside, language
from hooks.editions.pairing import Unit, by_language, pair, units
from hooks.editions.publication import Chapter, Publication
from hooks.languages import LANG

NO_ROWS: Mapping[str, str] = MappingProxyType({})


def contexts_of(
    publications: Sequence[Publication], name: str, documents: Sequence[Document], read: Callable[[str], bytes]
) -> list[Context]:
    """Return the contexts of a content document with the page `name` in each of the languages: no id of one is one of
    the other."""
    lead, second = publications
    first = Context(lead, name, documents[0].notes, read)
    return [first, Context(second, name, documents[1].notes, read, first.ids, prefix=f"{second.language}-")]


def paired_chapter(
    chapters: Sequence[Chapter], documents: Sequence[Document], contexts: Sequence[Context]
) -> ContentDocument:
    """Return a chapter in both languages, the original first. Raises SourceError where a picture cannot be held."""
    lead, second = chapters
    file = lead.name.replace("/", "-")
    content = _pairs(documents, contexts, lead.article.rows)
    return _document(f"{file}.xhtml", lead.part, (lead.title, second.title), content, contexts, f"title-{file}")


def paired_colophon(documents: Sequence[Document], contexts: Sequence[Context]) -> ContentDocument:
    """Return the page that says in both languages what edition this is."""
    titles = tuple(context.words["colophon.title"] for context in contexts)
    heading = _pair([[E.h1(title)] for title in titles], contexts)
    content = [*heading, *_pairs(documents, contexts, NO_ROWS)]
    return _document("colophon.xhtml", "colophon", titles, content, contexts, "colophon")


def _document(
    file: str,
    kind: str,
    titles: Sequence[str],
    content: list[Element],
    contexts: Sequence[Context],
    heading: str,
) -> ContentDocument:
    first = content[0].find(f".//{E.h1().tag}") if content else None
    if first is None:
        (box,) = _pair([[E.h1(title)] for title in titles], contexts)
        content.insert(0, box)
        first = box.find(f".//{E.h1().tag}")
    first.set("id", first.get("id") or heading)
    content[1:1] = [_alone(context, side) for context, side in zip(contexts, SIDES, strict=True)]
    return content_document(file, kind, titles, [*content, *_notes(contexts)], contexts)


def _alone(context: Context, side: str) -> Element:
    """Return what shows a language alone while it is open."""
    said, tag = context.words, language(LANG[context.publication.language])
    box = E.details({"class": f"alone {side}-alone"}, tag, E.summary(said["epub.alone"]), E.p(said["epub.alone_while"]))
    box.tail = "\n"
    return box


def _pairs(documents: Sequence[Document], contexts: Sequence[Context], rows: Mapping[str, str]) -> list[Element]:
    """Return the blocks of a page in both languages as pairs; `rows` names those of more than two blocks."""
    first, second = (units(document.blocks, rows) for document in documents)
    found = []
    for row in pair(first, second):
        if (table := _table([unit.nodes if unit else [] for unit in row], contexts)) is not None:
            found.append(table)
            continue
        both: dict[str, list[Element]] = {context.publication.language: [] for context in contexts}
        for unit, context in zip(row, contexts, strict=True):
            nodes = unit.nodes if unit else []
            for node in chain.from_iterable(map(by_language, nodes)):
                own = next((one for one in contexts if _is_in(node, one.publication)), context)
                # What a page says of itself in the other language is called by a name in that.
                using = own if node["type"] == "notice" else context
                both[own.publication.language] += blocks([node], using)
        found += _pair(list(both.values()), contexts)
    return found


def _table(row: Sequence[list[Node]], contexts: Sequence[Context]) -> Element:
    """Return a table that stands in both languages as one; None where there is none, or its rows are not the same."""
    nodes = [node for side in row for node in side]
    made = None
    if [[node["type"] for node in side] for side in row] == [["table"], ["table"]]:
        made = data_table(list(zip(nodes, contexts, strict=True)))
    elif [[node["type"] for node in side] for side in row] == [["grid"], ["grid"]] and is_alike(*nodes):
        made = grid(list(zip(nodes, contexts, strict=True)))
    if made is not None:
        made.tail = "\n"
    return made


def _is_in(node: Node, publication: Publication) -> bool:
    return bool(node.get("lang", "").startswith(publication.language))


def _pair(sides: Sequence[list[Element]], contexts: Sequence[Context]) -> list[Element]:
    """Return both sides of a pair in a box, each with its language; nothing for nothing."""
    box = E.div({"class": "pair"}, *beside(sides, contexts))
    box.tail = "\n"
    return [box] if len(box) else []


def _notes(contexts: Sequence[Context]) -> list[Element]:
    """Return the sections of the notes, those of one name as a pair."""
    sides = [note_kinds(context) for context in contexts]
    sections = []
    for kind in ("author", "editor"):
        first, second = ([Unit(name, [note]) for name, note in kinds[kind].items()] for kinds in sides)
        names = [context.words[f"blocks.{kind}_notes"] for context in contexts]
        # As in the edition in one language.
        titled = [name if kinds["author"] and kinds[kind] else "" for name, kinds in zip(names, sides, strict=True)]
        title = _pair([[E.h2({"class": "footnotes__title"}, name)] if name else [] for name in titled], contexts)
        listed = []
        for row in pair(first, second):
            boxes = [
                [note_box(node, kind, context) for node in (unit.nodes if unit else [])]
                for unit, context in zip(row, contexts, strict=True)
            ]
            for side, context in zip(boxes, contexts, strict=True):
                for box in side:
                    # A reading system takes a note out of its pair to show it.
                    box.attrib.update(language(LANG[context.publication.language]))
            listed += _pair(boxes, contexts)
        sections += [notes_section(kind, names[0], [*title, *listed])] * bool(listed)
    return sections
