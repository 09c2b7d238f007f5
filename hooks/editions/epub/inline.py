"""What stands inside a paragraph: nodes in, XHTML out, one handler a type of node."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hooks.editions.document import Node
from hooks.editions.epub.xhtml import TYPE, Context, E, Element, language
from hooks.editions.pictures import read_picture
from hooks.languages import LANG


def inline(nodes: list[Node], context: Context) -> list[Any]:
    """Return the texts and elements of inline nodes. Raises SourceError for a picture that no book can
    hold."""
    return [node if isinstance(node, str) else INLINE[node["type"]](node, context) for node in nodes]


def page_mark(node: Node, context: Context, tag: str = "span") -> Element:
    """Return where a printed page begins. The label is spoken; the number in `title` is what reading systems and the
    stylesheet show."""
    label = context.words["blocks.printed_page"].format(node["number"])
    mark = E(tag, {"class": "page-mark" if node["inside"] else "page-mark opening"}, context.attributes(node))
    mark.attrib.update({"role": "doc-pagebreak", TYPE: "pagebreak", "title": node["number"], "aria-label": label})
    # Written as <span></span>, for readers that take XHTML for HTML.
    mark.text = ""
    return mark


def _element(tag: str) -> Callable[[Node, Context], Element]:
    return lambda node, context: E(tag, *inline(node["body"], context))


def _passage(node: Node, context: Context) -> Element:
    return E.span(language(node["lang"]), *inline(node["body"], context))


def _link(node: Node, context: Context) -> Element:
    link = E.a(*inline(node["body"], context))
    context.links.append((link, node))
    return link


def _note_reference(node: Node, context: Context) -> Element:
    target = {"href": f"#{context.id(context.notes[node['note']]['id'])}", "role": "doc-noteref", TYPE: "noteref"}
    note = context.notes[node["note"]]
    # A bare number is no name.
    name = {} if note["editor"] else {"aria-label": context.words["blocks.author_note_name"].format(note["number"])}
    return E.sup(context.attributes(node), E.a({"class": "footnote-ref"}, target, name, node["mark"]))


def _stale(node: Node, context: Context) -> Element:
    link = E.a({"class": "stale-mark", "hreflang": LANG[context.publication.original]}, context.words["blocks.stale"])
    context.links.append((link, node))
    return link


def _ruby(node: Node, context: Context) -> Element:
    """Return characters with their readings."""
    ruby = E.ruby()
    for item in node["items"]:
        base = E.span(*inline(item["body"], context))
        reading = [E.rt(*inline(item["reading"], context))] if item["reading"] else []
        ruby.extend([base, *reading])
    return ruby


def _image(node: Node, context: Context) -> Element:
    picture = read_picture(node["src"], context.source, context.read)
    context.pictures[picture.path] = picture
    image = E.img({"src": picture.path, "alt": node["alt"]})
    image.attrib.update({name: node[name] for name in ("title", "width", "height") if node.get(name)})
    return image


def _phrase(node: Node, context: Context) -> Element:
    """Return words inside which no line ends."""
    return E.span({"class": "phrase"}, *inline(node["body"], context))


INLINE: dict[str, Callable[[Node, Context], Element]] = {
    "em": _element("em"),
    "strong": _element("strong"),
    "code": _element("code"),
    "del": _element("del"),
    "ins": _element("ins"),
    "mark": _element("mark"),
    "ruby": _ruby,
    "sub": _element("sub"),
    "sup": _element("sup"),
    "lang": _passage,
    "link": _link,
    "break": lambda node, context: E.br(),
    "page": page_mark,
    "phrase": _phrase,
    "note-reference": _note_reference,
    "stale": _stale,
    "image": _image,
}
