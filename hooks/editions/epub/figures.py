"""The figures of data tables in a book whose letters are as large as its reader likes: Table objects in, XHTML out.

Words are XHTML, or drawn in a measure of their own size; dots keep theirs, and stand as far apart as the page allows.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from hooks.data.figure import figure
from hooks.editions.document import Node
from hooks.editions.epub.inline import inline
from hooks.editions.epub.xhtml import Context, E, Element
from hooks.editions.tables import figure_words

SVG = "{http://www.w3.org/2000/svg}"
# A year is named on the narrowest page, in the largest letters, where it has this share of the width to itself.
APART = 30.0
NAMES = {"year": "data-figure__year", "line": "data-figure__year-line", "base": "data-figure__base"}


def data_figure(node: Node, context: Context) -> Element:
    """Return the figure of a data table under its title and what it shows: a drawing for each category, and the
    years."""
    table, language = context.publication.tables[node["name"]], context.publication.language
    drawing = etree.fromstring(figure(table, language))
    lines = drawing.xpath(".//*[@class='figure__year-line']")
    key = f"figure-{table.name}"
    lanes: list[Element] = []
    for number, lane in enumerate(drawing.xpath(".//*[@class='figure__lane']"), 1):
        lanes += _lane(lane, lines, f"{key}-{number}", context)
    title, note = (inline(nodes, context) for nodes in figure_words(table, language))
    said = " ".join(drawing.findtext(f"{SVG}{name}") for name in ("title", "desc"))
    return E.figure(
        {"class": "data-figure"},
        context.attributes({"id": key}),
        E.figcaption(E.div({"class": "data-figure__title"}, *title), E.p(*note)),
        E.div({"class": "data-figure__drawing", "role": "group", "aria-label": said}, *lanes, _years(drawing)),
    )


def _lane(lane: Element, lines: Sequence[Element], key: str, context: Context) -> list[Element]:
    """Return the name of a category and its dots, each of which leads to its row. What says so is no text of the page,
    which a search would find."""
    circles = list(lane.iter(f"{SVG}circle"))
    top = min(float(circle.get("cy")) - float(circle.get("r")) for circle in circles) - 3
    base = next(lane.iterfind(f"{SVG}line"))
    height = float(base.get("y1")) - top + 1
    made = _svg(f"{height:.1f}", role="list")
    for line in lines:
        across = {name: line.get(name) for name in ("x1", "x2")}
        etree.SubElement(made, f"{SVG}line", {"class": NAMES["line"], **across, "y1": "0", "y2": "100%"})
    foot = dict.fromkeys(("y1", "y2"), f"{height - 0.5:.1f}")
    etree.SubElement(made, f"{SVG}line", {"class": NAMES["base"], "x1": "0", "x2": "100%", **foot})
    for item in lane.iterfind(f"{SVG}g"):
        link, circle = item[0], next(item.iter(f"{SVG}circle"))
        name = link.find(f"{SVG}title")
        link.set("aria-label", name.text)
        link.remove(name)
        link.set("href", f"#{context.id(link.get('href')[1:])}")
        circle.set("cy", f"{float(circle.get('cy')) - top:.1f}")
        made.append(item)
    label = lane.find(f"{SVG}text")
    if label is None:
        return [made]
    made.set("aria-labelledby", context.id(key))
    count = label[0].text
    return [E.p({"class": "data-figure__lane", "id": context.id(key)}, f"{label.text}\u00a0", E.span(count)), made]


def _years(drawing: Element) -> Element:
    """Return the names of the years, those that stand apart in any letters marked."""
    made = _svg("1.4em")
    made.set("aria-hidden", "true")
    texts = [text for text in drawing.iter(f"{SVG}text") if text.get("text-anchor")]
    named = [text for text in texts if text.get("class") == "figure__year"]
    shares = {text: float(text.get("x").rstrip("%")) for text in texts}
    kept: list[Element] = [named[0]]
    for text in named[1:]:
        if shares[text] - shares[kept[-1]] >= APART and (
            text is named[-1] or shares[named[-1]] - shares[text] >= APART
        ):
            kept.append(text)
    for text in texts:
        kind = "" if text in kept else "--near" if text in named else "--nearer"
        name = f"{NAMES['year']} {NAMES['year']}{kind}" if kind else NAMES["year"]
        across = {"class": name, "x": text.get("x"), "y": "1.1em", "text-anchor": "middle"}
        etree.SubElement(made, f"{SVG}text", across).text = text.text
    return made


def _svg(height: str, **attributes: str) -> Element:
    return etree.Element(f"{SVG}svg", {"width": "100%", "height": height, **attributes}, nsmap={None: SVG[1:-1]})
