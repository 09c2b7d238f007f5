"""Makes a figure of each picture that stands by itself, with its size and its caption."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from hooks.blocks.context import PageContext
from hooks.pictures import picture_size

FIGURE = "picture"
# `![](line.svg){: .decorative }`: nothing that a reader who does not see it would miss.
DECORATIVE = "decorative"


def set_pictures(root: etree.Element, page: PageContext) -> None:
    """Set each picture that is all of its paragraph as a figure, with its title as the caption, and write the size of
    every picture, so that nothing moves when it comes. In a `<figure>` of the author's the caption stands by itself."""
    for figure in root.iter("figure"):
        _take_captions_out(figure)
    for caption in [*root.iter("figcaption"), *root.iter("caption")]:
        _set_lines(caption)
    parents = {child: parent for parent in root.iter() for child in parent}
    for paragraph in [element for element in root.iter("p") if only_picture(element) is not None]:
        parent = parents[paragraph]
        if parent.tag == "figure":
            _unwrap(paragraph, parent)
        elif parent.tag in ("li", "td", "th", "dd"):
            continue
        else:
            _make_figure(paragraph)
    for figure in root.iter("figure"):
        if not figure.get("class") and figure.find(".//img") is not None:
            figure.set("class", FIGURE)
    for picture in root.iter("img"):
        _set_size(picture, page)


def only_picture(element: etree.Element) -> etree.Element | None:
    """Return the picture of an element that holds nothing else, or a link around it."""
    inside = list(element)
    if len(inside) != 1 or (element.text or "").strip() or (inside[0].tail or "").strip():
        return None
    if inside[0].tag == "img":
        return inside[0]
    return only_picture(inside[0]) if inside[0].tag == "a" else None


def _make_figure(paragraph: etree.Element) -> None:
    picture = only_picture(paragraph)
    assert picture is not None
    paragraph.tag = "figure"
    paragraph.set("class", f"{FIGURE} {paragraph.get('class', '')}".strip())
    paragraph[0].tail = None
    if title := picture.attrib.pop("title", ""):
        etree.SubElement(paragraph, "figcaption").text = title


def _take_captions_out(figure: etree.Element) -> None:
    """Put each caption that stands inside a paragraph or emphasis at the end of its figure."""
    parents = {child: parent for parent in figure.iter() for child in parent}
    for caption in [caption for caption in figure.iter("figcaption") if parents[caption] is not figure]:
        parent = parents[caption]
        parent.remove(caption)
        figure.append(caption)
        while parent is not figure and not len(parent) and not (parent.text or "").strip():
            parents[parent].remove(parent)
            parent = parents[parent]


def _set_lines(caption: etree.Element) -> None:
    """Let a caption of one paragraph stand without it, and those of more be lines."""
    paragraphs = caption.findall("p")
    if len(caption) == 1 and paragraphs:
        caption.text, caption[:] = paragraphs[0].text, list(paragraphs[0])
    for paragraph in paragraphs if len(caption) > 1 else ():
        paragraph.tag = "span"
        if paragraph is not paragraphs[0]:
            caption.insert(list(caption).index(paragraph), etree.Element("br"))


def _unwrap(paragraph: etree.Element, figure: etree.Element) -> None:
    at = list(figure).index(paragraph)
    paragraph[0].tail = paragraph.tail
    figure[at : at + 1] = list(paragraph)
    figure.set("class", FIGURE)


def _set_size(picture: etree.Element, page: PageContext) -> None:
    if DECORATIVE in picture.get("class", "").split():
        picture.set("alt", "")
    source = picture.get("src", "")
    try:
        size = picture_size(source, page.read(source))
    except FileNotFoundError:
        # Reported with the links that lead nowhere.
        return
    width, height = (picture.get(name, "") for name in ("width", "height"))
    # What the author says of one is kept; what is no number is reported.
    if size and all(size) and not (width and height) and (not width + height or (width + height).isdecimal()):
        ratio = int(width) / size[0] if width else int(height) / size[1] if height else 1
        picture.set("width", str(round(size[0] * ratio)))
        picture.set("height", str(round(size[1] * ratio)))
