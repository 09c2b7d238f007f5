"""The form that filters a table: by text, years and categories. A script brings it to life; without it it is hidden."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from hooks.blocks.data_table import add
from hooks.data.tables import Table
from hooks.languages import Language
from hooks.words import in_both, words


def add_filter(parent: Element, table: Table, language: Language) -> None:
    """Add the form of a table; what the script says stands in the form's `data-` attributes."""
    said = words(language)
    label = said["data.filter"].format(table.short_title[language])
    form = {
        "class": "data-filter",
        "data-table": table.name,
        "aria-label": label,
        "data-search-exclude": "",
        "autocomplete": "off",
        "data-more": said["data.filter_more"],
        "data-sort": said["data.filter_sort"],
        "data-shown": said["data.filter_shown"],
        "data-none": said["data.filter_none"],
        "data-failed": said["data.filter_failed"],
        "hidden": "",
    }
    box = SubElement(parent, "form", form)
    control = _label(box, said["data.filter_text"], "text")
    SubElement(control, "input", {"type": "search", "name": "text", "spellcheck": "false"})
    years = sorted({group.year for group in table.groups if group.year is not None})
    ends = (("from", said["data.filter_from"], years[:1]), ("to", said["data.filter_to"], years[-1:]))
    for name, title, preset in ends:
        if years:
            options = [(str(year), str(year), year in preset) for year in years]
            _select(_label(box, title, name), name, options)
    for column in table.categories:
        held = {row.values[column.name] for row in table.rows}
        options = [("", said["data.filter_all"], True)]
        options += [(value, text[language], False) for value, text in column.labels.items() if value in held]
        titles = column.title or in_both("data.untitled_category")
        _select(_label(box, titles[language], "category"), column.name, options)
    add(box, "button", said["data.filter_clear"], type="reset")
    SubElement(box, "output", {"class": "data-filter__count"})


def _label(parent: Element, text: str, kind: str) -> Element:
    control = SubElement(parent, "label", {"class": f"data-filter__{kind}"})
    add(control, "span", text)
    return control


def _select(parent: Element, name: str, options: list[tuple[str, str, bool]]) -> None:
    select = SubElement(parent, "select", {"name": name})
    for value, text, selected in options:
        add(select, "option", text, value=value, **({"selected": ""} if selected else {}))
