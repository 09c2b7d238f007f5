"""The blocks of a content document and its notes: nodes in, XHTML out, one handler a type of node."""

from __future__ import annotations

from collections.abc import Callable

from hooks.blocks.markers import CLASSES
from hooks.blocks.notes import AUTHORS
from hooks.editions.document import Node
from hooks.editions.epub.figures import data_figure
from hooks.editions.epub.inline import inline, page_mark
from hooks.editions.epub.tables import data_table, grid
from hooks.editions.epub.xhtml import TYPE, Context, E, Element
from hooks.editions.phrases import display
from hooks.languages import LANG


def blocks(nodes: list[Node], context: Context) -> list[Element]:
    """Return the elements of block nodes, a line each. Raises SourceError for a picture that no book can hold."""
    elements = [element for node in nodes for element in _block(node, context)]
    for element in elements:
        element.tail = "\n"
    return elements


def notes(context: Context) -> list[Element]:
    """Return the sections of the notes of a document, the author's and the editor's, each of which reading systems show
    at its reference; nothing where there are none."""
    kinds = note_kinds(context)
    sections = []
    for kind, found in kinds.items():
        name = context.words[f"blocks.{kind}_notes"]
        title = [E.h2({"class": "footnotes__title"}, name)] if kinds["author"] else []
        listed = [note_box(note, kind, context) for note in found.values()]
        sections += [notes_section(kind, name, [*title, *listed])] * bool(found)
    return sections


def note_kinds(context: Context) -> dict[str, dict[str, Node]]:
    """Return the notes of a document, `author` and `editor`, by their names."""
    kinds: dict[str, dict[str, Node]] = {"author": {}, "editor": {}}
    for name, note in context.notes.items():
        kinds["editor" if note["editor"] else "author"][name] = note
    return kinds


def notes_section(kind: str, name: str, content: list[Element]) -> Element:
    """Return the section of the notes of one kind, which is called `name`."""
    box = E.section({"class": "footnotes", TYPE: "footnotes", "aria-label": name}, *content)
    if kind == "author":
        box.set("class", f"footnotes {AUTHORS}")
    return box


def note_box(note: Node, kind: str, context: Context) -> Element:
    """Return a note; its number leads back to where the text first refers to it, arrows to where it does again."""
    label = {"aria-label": context.words[f"blocks.{kind}_note_back"].format(note["number"])}
    first, *further = [
        {"href": f"#{context.id(name)}", TYPE: "backlink", "role": "doc-backlink", **label}
        for name in note["references"]
    ]
    body = blocks(note["body"], context)
    if body[0].tag != E.p().tag:
        body.insert(0, E.p())
    number = E.a({"class": "footnote__number"}, first, str(note["number"]))
    number.tail, body[0].text = f" {body[0].text or ''}", None
    body[0].insert(0, number)
    if further and body[-1].tag != E.p().tag:
        body.append(E.p())
    body[-1].extend(E.a({"class": "footnote-backref"}, back, "↩") for back in further)
    box = E.aside({TYPE: "footnote", "role": "doc-footnote"}, context.attributes(note), *body)
    box.tail = "\n"
    return box


def _block(node: Node, context: Context) -> list[Element]:
    if node["type"] == "heading":
        # A printed page begins beside a heading, not in it: a list of headings reads out their names.
        first = next((at for at, part in enumerate(node["body"]) if not _opens_page(part)), len(node["body"]))
        marks = [page_mark(mark, context, "div") for mark in node["body"][:first]]
        words = display(node["body"][first:], context.publication)
        return [*marks, E(f"h{node['level']}", context.attributes(node), *inline(words, context))]
    return [BLOCKS[node["type"]](node, context)]


def _opens_page(node: Node) -> bool:
    return isinstance(node, dict) and node["type"] == "page" and not node["inside"]


def _paragraph(node: Node, context: Context) -> Element:
    paragraph = E.p(context.attributes(node), *inline(node["body"], context))
    stale = any(part["type"] == "stale" for part in node["body"] if isinstance(part, dict))
    if kinds := [kind for kind in (node.get("class"), "stale" if stale else "") if kind]:
        paragraph.set("class", " ".join(kinds))
    return paragraph


def _list(node: Node, context: Context) -> Element:
    box = E("ol" if node["marker"] == "number" else "ul", context.attributes(node))
    if node["marker"] in CLASSES:
        # Safari takes a list without bullets for none.
        box.attrib.update({"class": CLASSES[node["marker"]], "role": "list"})
    if node["marker"] == "number" and node["start"] != 1:
        box.set("start", str(node["start"]))
    box.text = "\n"
    for item in node["items"]:
        box.append(_item(item, context))
        box[-1].tail = "\n"
    return box


def _item(item: Node, context: Context, tag: str = "li") -> Element:
    """Return an item of a list; a text that is no paragraph of its own stands in it as it is."""
    first, *rest = item["body"] or [{"type": "paragraph", "body": []}]
    if first["type"] != "paragraph" or first.get("id") or first.get("class"):
        return E(tag, context.attributes(item), *blocks(item["body"], context))
    return E(tag, context.attributes(item), *inline(first["body"], context), *blocks(rest, context))


def _pull_quote(node: Node, context: Context) -> Element:
    """They repeat words of the text: to be seen, but not to be read aloud a second time."""
    kind = {"class": "pull-quote", TYPE: "pullquote", "role": "doc-pullquote", "aria-hidden": "true"}
    copies = [copy | {"body": display(copy["body"], context.publication)} for copy in node["body"]]
    return E.aside(kind, *blocks(copies, context))


def _figure(node: Node, context: Context) -> Element:
    """Return a picture, or what else has a caption under it."""
    inside = inline if node["type"] == "picture" else blocks
    box = E.figure({"class": node["type"]}, context.attributes(node), *inside(node["body"], context))
    if node["caption"]:
        box.append(E.figcaption(*inline(node["caption"], context)))
    return box


def _definitions(node: Node, context: Context) -> Element:
    box = E.dl({"class": "definitions"}, context.attributes(node))
    for item in node["items"]:
        box.extend(E.dt(context.attributes(term), *inline(term["body"], context)) for term in item["terms"])
        box.extend(_item(definition, context, "dd") for definition in item["definitions"])
    return box


def _details(node: Node, context: Context) -> Element:
    """Return what a page opens on demand: a book shows it, under its title."""
    title = [E.p({"class": "details__title"}, *inline(node["title"], context))] if node["title"] else []
    return E.div({"class": "details"}, context.attributes(node), *title, *blocks(node["body"], context))


def _missing(node: Node, context: Context) -> Element:
    link = E.a(
        {"class": "missing__link", "hreflang": LANG[context.publication.original]},
        context.words["status.kinds.pending"],
    )
    context.links.append((link, node))
    return E.p({"class": "missing"}, context.attributes(node), link)


def _notice(node: Node, context: Context) -> Element:
    said = blocks(node["body"], context)
    # A single line stands under the title as one.
    if len(said) == 1:
        return E.div({"class": "translation-official"}, *said)
    return E.aside({"class": "translation-notice", "aria-label": context.words["notices.about"]}, *said)


def _facts(node: Node, context: Context) -> Element:
    terms = E.dl()
    for item in node["items"]:
        terms.extend([E.dt(item["term"]), E.dd(*inline(item["body"], context))])
    return terms


BLOCKS: dict[str, Callable[[Node, Context], Element]] = {
    "paragraph": _paragraph,
    "list": _list,
    "picture": _figure,
    "captioned": _figure,
    "listing": lambda node, context: E.pre(context.attributes(node), E.code(node["text"])),
    "definitions": _definitions,
    "details": _details,
    "quotation": lambda node, context: E.blockquote(context.attributes(node), *blocks(node["body"], context)),
    "pull-quote": _pull_quote,
    "table": lambda node, context: data_table([(node, context)]),
    "figure": data_figure,
    "grid": lambda node, context: grid([(node, context)]),
    "missing": _missing,
    "notice": _notice,
    "facts": _facts,
    "rule": lambda node, context: E.hr(),
}
