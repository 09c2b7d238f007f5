"""Draws a table as a figure: a dot a row, by year from left to right, in a lane for each category.

The drawing is as wide as its place: what stands across is a share of its width, all else is in pixels, so that text is
as large on a phone as at a desk. Colours and faces are the stylesheet's, by class.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring

from hooks.data.tables import Row, Table
from hooks.languages import Language
from hooks.words import in_both, words

# In pixels. A phone leaves a drawing 320, on which nothing may run into anything else.
PHONE = 320
DESK = 590
RADIUS = 7.0
STACK = 120
LABEL = 21
AXIS = 25
YEAR_LABEL = 32
# More dots could be told apart by nobody, and are slow to paint.
MOST = 1000
STEPS = (1, 2, 5, 10, 20, 25, 50, 100)


class Lane(NamedTuple):
    """The rows of one category, by year, under its label."""

    label: str
    rows: dict[int, list[Row]]

    @property
    def total(self) -> int:
        return sum(map(len, self.rows.values()))


class Scale(NamedTuple):
    """Where a year stands, as a share of the width: an equal step apart, with room for half a label at each end."""

    first: int
    last: int

    @property
    def margin(self) -> float:
        return max(0.5, (self.last - self.first) * YEAR_LABEL / 2 / (PHONE - YEAR_LABEL))

    @property
    def steps(self) -> float:
        return self.last - self.first + 2 * self.margin

    def share(self, year: float) -> float:
        return (year - self.first + self.margin) / self.steps

    def named(self) -> list[int]:
        """The years that a phone has room to name: round ones, and the first and last where those leave room."""
        apart = math.ceil(YEAR_LABEL / PHONE * self.steps)
        step = next((step for step in STEPS if step >= apart), STEPS[-1])
        round_ones = [year for year in range(self.first, self.last + 1) if year % step == 0]
        ends = [year for year in (self.first, self.last) if all(abs(year - other) >= apart for other in round_ones)]
        return sorted({*round_ones, *(ends if self.last - self.first >= apart else ends[:1])})


def figure(table: Table, language: Language, width: int | None = None) -> str:
    """Return the SVG of a table whose rows, a thousand at most, have years, ids and words that say what each one is, or
    nothing for another table.

    Each mark links to its row, `#exchanges-2001-4`. With a `width` in pixels nothing in it is relative, as paper needs.
    """
    years = [group.year for group in table.groups if group.year is not None]
    # Of rows of numbers a dot would say nothing.
    named = any(not cell.number for cell in table.rows[0].cells)
    if not (years and named and table.rows[0].id) or len(table.rows) > MOST:
        return ""
    scale, lanes = Scale(min(years), max(years)), _lanes(table, language)
    columns, radius = _grid(max(len(rows) for lane in lanes for rows in lane.rows.values()), scale)
    svg = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": "figure", "role": "graphics-document"})
    key = f"figure-{table.name}"
    svg.set("aria-labelledby", f"{key}-title")
    svg.set("aria-describedby", f"{key}-description")
    _add(svg, "title", figure_title(table, language), id=f"{key}-title")
    _add(svg, "desc", _description(lanes, scale, language, linked=width is None), id=f"{key}-description")
    ground = _add(svg, "g", "", aria_hidden="true")
    top = 0.0
    for lane in lanes:
        top = _draw_lane(svg, table, lane, language, scale, columns, radius, top, width)
    _draw_years(ground, scale, top, width)
    svg.set("width", str(width or "100%"))
    svg.set("height", _number(top + AXIS))
    svg.attrib.update({"font-size": "13", "font-family": "sans-serif", "fill": "currentColor"})
    return tostring(svg, encoding="unicode")


def figure_title(table: Table, language: Language) -> str:
    """Return what the figure of a table is called."""
    name = table.short_title[language]
    if not table.categories:
        return words(language)["data.figure_without_categories"].format(name)
    title = table.categories[0].title or in_both("data.untitled_category")
    return words(language)["data.figure"].format(name, title[language].lower())


def _lanes(table: Table, language: Language) -> list[Lane]:
    """Return a lane for each category that has rows, in the order of datapackage.json, or one for all, unlabelled."""
    column = next(iter(table.categories), None)
    found: dict[str, dict[int, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for group in table.groups:
        for row in group.rows:
            found[row.values[column.name] if column else ""][group.year or 0].append(row)
    if not column:
        return [Lane("", found[""])]
    labels = [(value, label[language]) for value, label in column.labels.items()]
    labels.append(("", words(language)["data.no_category"]))
    return [Lane(label, found[value]) for value, label in labels if value in found]


def _grid(most: int, scale: Scale) -> tuple[int, float]:
    """Return how many dots stand side by side in a year, and their radius, so that a lane stays low."""
    step = PHONE / scale.steps
    for columns in range(1, most + 1):
        radius = min(RADIUS, 0.44 * step / columns)
        if math.ceil(most / columns) * _pitch(radius) <= STACK or radius < 1:
            break
    return columns, radius


def _pitch(radius: float) -> float:
    return 2.25 * radius


def _draw_lane(
    svg: Element,
    table: Table,
    lane: Lane,
    language: Language,
    scale: Scale,
    columns: int,
    radius: float,
    top: float,
    width: int | None,
) -> float:
    """Draw a lane whose head is at `top`, and return where its foot is: its baseline."""
    box = _add(svg, "g", "", class_="figure__lane", role="list")
    if lane.label:
        box.set("aria-label", words(language)["data.figure_count"].format(lane.label, lane.total))
        bold = {"class_": "figure__label", "font_weight": "600", "aria_hidden": "true"}
        label = _add(box, "text", lane.label, x="0", y=_number(top + 15), **bold)
        _add(label, "tspan", str(lane.total), class_="figure__count", dx="7", font_weight="400")
        top += LABEL
    pitch = _pitch(radius)
    most = max(map(len, lane.rows.values()))
    foot = top + math.ceil(most / columns) * pitch + 4
    line = {"x2": str(width or "100%"), "stroke": "currentColor", "stroke_opacity": "0.4", "class_": "figure__base"}
    _add(box, "line", "", x1="0", y1=_number(foot), y2=_number(foot), **line)
    for year, rows in sorted(lane.rows.items()):
        for place, row in enumerate(rows):
            across = scale.share(year + (place % columns + 0.5) / columns - 0.5)
            item = _add(box, "g", "", role="listitem")
            link = _add(item, "a", "", href=f"#{table.name}-{row.id}", class_="figure__mark")
            text = " ".join(cell.text[language] for cell in row.cells)
            _add(link, "title", words(language)["data.figure_mark"].format(year, text))
            height = foot - 2 - (place // columns + 0.5) * pitch
            _add(link, "circle", "", cx=_across(across, width), cy=_number(height), r=_number(radius))
    return foot + 8


def _draw_years(ground: Element, scale: Scale, foot: float, width: int | None) -> None:
    """Draw a line up from each year that is named, and its name under it; others are named where there is room."""
    named = scale.named()
    for year in range(scale.first, scale.last + 1):
        place = _across(scale.share(year), width)
        if year in named:
            lines = {"y1": "0", "y2": _number(foot - 8), "stroke": "currentColor", "stroke_opacity": "0.2"}
            _add(ground, "line", "", x1=place, x2=place, class_="figure__year-line", **lines)
        tick = {"y1": _number(foot - 8), "y2": _number(foot - 4), "stroke": "currentColor", "stroke_opacity": "0.6"}
        _add(ground, "line", "", x1=place, x2=place, class_="figure__tick", **tick)
        if year in named or (width or DESK) / scale.steps >= YEAR_LABEL:
            kind = "figure__year" if year in named else "figure__year figure__year--wide"
            _add(
                ground,
                "text",
                str(year),
                x=place,
                y=_number(foot + 15),
                class_=kind,
                text_anchor="middle",
                font_size="12",
            )


def _description(lanes: list[Lane], scale: Scale, language: Language, *, linked: bool) -> str:
    said = words(language)
    counts = [said["data.figure_count"].format(lane.label, lane.total) for lane in lanes if lane.label]
    listed = said["data.figure_counts_separator"].join(counts) + said["data.figure_counts_end"] if counts else ""
    total = sum(lane.total for lane in lanes)
    key = "data.figure_description" if linked else "data.figure_description_printed"
    text = said[key].format(scale.first, scale.last, total, listed)
    return text.strip()


def _across(share: float, width: int | None) -> str:
    return _number(share * width) if width else f"{_number(share * 100)}%"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _add(parent: Element, tag: str, text: str, **attributes: str) -> Element:
    """Add an element; `class_` is `class`, and an underscore a hyphen."""
    child = SubElement(parent, tag, {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()})
    child.text = text or None
    return child
