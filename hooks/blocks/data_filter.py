"""The form that filters a table: by text, years and categories. A script brings it to life; without it it is hidden."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from hooks.blocks.data_table import add
from hooks.data.tables import Table
from hooks.languages import Language

WORDS: dict[str, dict[Language, str]] = {
    "form": {"zh": "篩選：{}", "en": "Filter: {}"},
    "text": {"zh": "文字", "en": "Text"},
    "from": {"zh": "起年", "en": "From"},
    "to": {"zh": "迄年", "en": "To"},
    "category": {"zh": "分類", "en": "Category"},
    "all": {"zh": "全部", "en": "All"},
    "clear": {"zh": "清除條件", "en": "Clear"},
    "more": {"zh": "再看 {} 列", "en": "Show {} more"},
    "sort": {"zh": "依「{}」排序", "en": "Sort by {}"},
    "shown": {"zh": "符合 {} 列，共 {} 列", "en": "{} of {} rows"},
    "none": {"zh": "沒有符合的列", "en": "No rows match"},
}


def add_filter(parent: Element, table: Table, language: Language) -> None:
    """Add the form of a table; what the script says stands in the form's `data-` attributes."""
    said = {f"data-{name}": WORDS[name][language] for name in ("more", "sort", "shown", "none")}
    label = WORDS["form"][language].format(table.short_title[language])
    form = {
        "class": "data-filter",
        "data-table": table.name,
        "aria-label": label,
        "data-search-exclude": "",
        "autocomplete": "off",
    }
    box = SubElement(parent, "form", {**form, **said, "hidden": ""})
    control = _label(box, WORDS["text"][language], "text")
    SubElement(control, "input", {"type": "search", "name": "text", "spellcheck": "false"})
    years = sorted({group.year for group in table.groups if group.year is not None})
    for name, preset in (("from", years[:1]), ("to", years[-1:])):
        if years:
            options = [(str(year), str(year), year in preset) for year in years]
            _select(_label(box, WORDS[name][language], name), name, options)
    for column in table.categories:
        held = {row.values[column.name] for row in table.rows}
        options = [("", WORDS["all"][language], True)]
        options += [(value, text[language], False) for value, text in column.labels.items() if value in held]
        _select(_label(box, (column.title or WORDS["category"])[language], "category"), column.name, options)
    add(box, "button", WORDS["clear"][language], type="reset")
    SubElement(box, "output", {"class": "data-filter__count"})


def _label(parent: Element, text: str, kind: str) -> Element:
    control = SubElement(parent, "label", {"class": f"data-filter__{kind}"})
    add(control, "span", text)
    return control


def _select(parent: Element, name: str, options: list[tuple[str, str, bool]]) -> None:
    select = SubElement(parent, "select", {"name": name})
    for value, text, selected in options:
        add(select, "option", text, value=value, **({"selected": ""} if selected else {}))
