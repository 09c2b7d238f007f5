"""The English beside the Chinese: cases of one page with a glossary."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from hooks.checks.translation import check
from hooks.configuration import Configuration
from hooks.findings import SourceError
from hooks.sources import Sources
from hooks.translation.glossary import write_paragraphs
from hooks.translation.numerals import Number
from hooks.translation.numerals_en import english_numbers
from hooks.translation.numerals_zh import chinese_numbers
from tests.tools.cases import Case, cases
from tests.tools.values import OWN

TITLES = {"title": "表", "title_en": "Table"}


def column(name: str, title: str, **more: str) -> dict[str, str]:
    return {"name": name, "type": "string", "title": title} | more


PACKAGE = {
    "name": "case",
    "resources": [
        {
            "name": "visits",
            "path": "visits.csv",
            **TITLES,
            "schema": {
                "fields": [
                    column("year", "年", title_en="Year", type="year"),
                    column("item_zh", "項目"),
                    column("item_en", "Item"),
                ]
            },
        },
        {
            "name": "glossary",
            "path": "glossary.csv",
            **TITLES,
            "schema": {
                "fields": [
                    column("term_zh", "名詞"),
                    column("term_en", "Term"),
                    column("paragraphs", "段落", title_en="Paragraphs"),
                ]
            },
        },
    ],
}
TITLE = {"zh": "title: 章", "en": "title: Chapter"}


@cases("translation")
def test_case(case: Case, tmp_path: Path) -> None:
    """`input` has a page in Chinese (`zh`) and in English (`en`), and may have the `glossary`, its `paragraphs` as they
    were typed, a table's `rows` and the `exceptions`; `output` is the findings."""
    given = case["input"]
    write_docs(tmp_path / "docs", given)
    publication = {"title": "Title", "original": given.get("original", "zh")}
    configuration = Configuration({**OWN.configuration.settings, "extra": {"publication": publication}})
    exceptions = tmp_path / "source" / "translation-exceptions.yml"
    exceptions.parent.mkdir()
    exceptions.write_text(given.get("exceptions", ""), encoding="utf-8")
    try:
        findings = check(Sources(tmp_path, configuration))
    except SourceError as error:
        findings = error.findings
    case.check([str(finding).replace(f"{tmp_path}/", "") for finding in findings])


def write_docs(docs: Path, given: dict[str, Any]) -> Path:
    """Write the page and the tables of a case."""
    data = docs / "data"
    data.mkdir(parents=True)
    (data / "datapackage.json").write_text(json.dumps(PACKAGE, ensure_ascii=False), encoding="utf-8")
    rows = given.get("rows", "1996,甲,A\n")
    (data / "visits.csv").write_text(f"year,item_zh,item_en\n{rows}", encoding="utf-8")
    out = io.StringIO()
    places = given.get("paragraphs", "")
    terms = given.get("glossary", {"乙字": "term"})
    csv.writer(out).writerows([["term_zh", "term_en", "paragraphs"], *([zh, en, places] for zh, en in terms.items())])
    (data / "glossary.csv").write_text(out.getvalue(), encoding="utf-8", newline="")
    for language, title in TITLE.items():
        (docs / language).mkdir()
        status = "" if language == given.get("original", "zh") else "\ntranslation: unofficial"
        (docs / language / "page.md").write_text(f"---\n{title}{status}\n---\n\n{given[language]}", encoding="utf-8")
    if "paragraphs" not in given:
        write_paragraphs(Sources(docs.parent, OWN.configuration))
    return docs


@cases("numbers")
def test_numbers(case: Case) -> None:
    """`input` has texts in each language; `output` what each of them counts, dates or names, a number that the other
    language need not have with `?` before it, and the other ways to read one after `/`."""
    readers = {"zh": chinese_numbers, "en": english_numbers}
    found = {
        language: [f"{text}: {' '.join(map(shown, readers[language](text)))}".strip() for text in texts]
        for language, texts in case["input"].items()
    }
    case.check(found)


def shown(number: Number) -> str:
    return ("" if number.certain else "?") + "/".join(number.values)
