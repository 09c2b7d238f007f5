"""Line breaks, verse, and the cells of tables: small forms that a page gives its elements."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from hooks.blocks.context import PageContext

# As GitHub and Pandoc write a break: a backslash at the end of a line.
BREAK = r"\\\n"
# The class of a paragraph whose lines are lines of verse: `{: .verse }` under it.
VERSE = "verse"
ALIGNED = re.compile(r"text-align: (left|center|right);")


def break_verse(root: etree.Element, page: PageContext) -> None:
    """Keep the lines of each paragraph of verse."""
    for paragraph in root.iter("p"):
        if VERSE in paragraph.get("class", "").split():
            for element in list(paragraph.iter()):
                _break_lines(element)


def set_cells(root: etree.Element, page: PageContext) -> None:
    """Say of each cell of a Markdown table how it is aligned, by class, and of each title what it heads; leave out
    titles that are all empty."""
    for table in root.iter("table"):
        head = table.find("thead")
        if head is not None and not any("".join(cell.itertext()).strip() or len(cell) for cell in head.iter("th")):
            table.remove(head)
        for cell in table.iter():
            if found := ALIGNED.fullmatch(cell.get("style", "")):
                del cell.attrib["style"]
                cell.set("class", f"align-{found[1]}")
        for cell in head.iter("th") if head is not None else ():
            cell.set("scope", cell.get("scope", "col"))


def _break_lines(element: etree.Element) -> None:
    """Put a break at the end of each line of the text of an element, and of what stands between its children."""
    for child in [None, *element]:
        text = (element.text if child is None else child.tail) or ""
        if child is not None and child.tag == "br":
            text = text.lstrip()
        first, *lines = re.split(r"\s*\n\s*", text)
        at = 0 if child is None else list(element).index(child) + 1
        for place, line in enumerate(lines, at):
            br = etree.Element("br")
            br.tail = line
            element.insert(place, br)
        if child is None:
            element.text = first
        else:
            child.tail = first
