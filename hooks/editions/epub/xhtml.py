"""HTML as the site has it, made XHTML as a book must have it (EPUB 3.3, section 6.1)."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from hooks.findings import Finding, SourceError

# lxml has no type hints.
Element = Any

SPACES = {
    "xhtml": "http://www.w3.org/1999/xhtml",
    "svg": "http://www.w3.org/2000/svg",
    "math": "http://www.w3.org/1998/Math/MathML",
    "xlink": "http://www.w3.org/1999/xlink",
}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What a reading system sets without a script, a form or another document.
ELEMENT_NAMES = """
    a abbr article aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em
    figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark nav ol p pre q rp rt ruby s samp section
    small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr
"""
ATTRIBUTE_NAMES = """
    abbr alt cite class colspan datetime dir headers height href hreflang id lang open reversed role rowspan scope span
    src start title value width
"""
# The HTML parser lowers what SVG and MathML write in both cases (HTML, 13.2.6.5, but for animations and filters).
MIXED_NAMES = """
    clipPath clipPathUnits definitionURL gradientTransform gradientUnits lengthAdjust linearGradient markerHeight
    markerUnits markerWidth maskContentUnits maskUnits pathLength patternContentUnits patternTransform patternUnits
    preserveAspectRatio radialGradient refX refY spreadMethod startOffset textLength textPath viewBox
"""
ELEMENTS, ATTRIBUTES = set(ELEMENT_NAMES.split()), set(ATTRIBUTE_NAMES.split())
MIXED = {name.lower(): name for name in MIXED_NAMES.split()}
VOID = ("br", "col", "hr", "img", "wbr")
# Of SVG, what runs, moves, filters or holds HTML.
UNFIT = re.compile(r"script|foreignobject|animate|set$|filter|fe[a-z]+$")


def to_xhtml(element: Element, path: str) -> Element:
    """Return an HTML element of the page at `path`, with all that is in it, in the namespaces that XML wants;
    attributes that mean something to the site alone are dropped. Raises SourceError for an element that no EPUB may
    hold."""
    return _convert(element, "xhtml", path)


def _convert(element: Element, space: str, path: str) -> Element:
    space = element.tag if element.tag in ("svg", "math") else space
    fit = element.tag in ELEMENTS if space == "xhtml" else not UNFIT.match(element.tag)
    if not fit:
        message = f"holds <{element.tag}>, which an EPUB cannot show: write it as text, a list, a table or a picture"
        raise SourceError([Finding(path, 0, "epub-element", message)])
    name = MIXED.get(element.tag, element.tag) if space != "xhtml" else element.tag
    made = etree.Element(f"{{{SPACES[space]}}}{name}", nsmap={None: SPACES[space]})
    for key, value in element.attrib.items():
        _set_attribute(made, key, value, space)
    # Written as <a></a>, for readers that take XHTML for HTML.
    made.text = element.text or (None if space != "xhtml" or name in VOID else "")
    for child in element:
        if isinstance(child.tag, str):
            made.append(_convert(child, space, path))
            made[-1].tail = child.tail
        # A comment goes, what follows it stays.
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + (child.tail or "")
        else:
            made.text = (made.text or "") + (child.tail or "")
    return made


def _set_attribute(made: Element, key: str, value: str, space: str) -> None:
    if key.startswith("{"):
        made.set(key, value)
    elif key == "lang":
        made.set("lang", value)
        made.set(XML_LANG, value)
    elif key in ATTRIBUTES or key.startswith("aria-"):
        made.set(key, value)
    elif key == "xlink:href":
        made.set(f"{{{SPACES['xlink']}}}href", value)
    elif space != "xhtml" and not re.match(r"data-|on|xmlns|tabindex", key) and ":" not in key:
        made.set(MIXED.get(key, key), value)
