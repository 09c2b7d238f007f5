"""The English beside the Chinese: cases of one page with a glossary."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from hooks.checks.translation import check
from hooks.findings import SourceError
from hooks.sources import Sources
from hooks.translation.glossary import write_paragraphs
from hooks.translation.numerals import chinese_numbers, english_numbers
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
FRONT = {"zh": "---\ntitle: 章\n---\n", "en": "---\ntitle: Chapter\ntranslation: unofficial\n---\n"}


@cases("translation")
def test_case(case: Case, tmp_path: Path) -> None:
    """`input` has a page in Chinese (`zh`) and in English (`en`), and may have the `glossary`, its `paragraphs` as they
    were typed, a table's `rows` and the `exceptions`; `output` is the findings."""
    given = case["input"]
    write_docs(tmp_path / "docs", given)
    exceptions = tmp_path / "source" / "translation-exceptions.yml"
    exceptions.parent.mkdir()
    exceptions.write_text(given.get("exceptions", ""), encoding="utf-8")
    try:
        findings = check(Sources(tmp_path, OWN.configuration))
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
    for language, front in FRONT.items():
        (docs / language).mkdir()
        (docs / language / "page.md").write_text(f"{front}\n{given[language]}", encoding="utf-8")
    if "paragraphs" not in given:
        write_paragraphs(Sources(docs.parent, OWN.configuration))
    return docs


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1994-2003 年、1980 年代、二〇〇一年", ["1994", "2003", "1980", "2001"]),
        ("1996 年 3 月，十二月", ["1996", "month 3", "month 12"]),
        ("6108 億、5 億美金、3 百萬、1,500 架", ["610800000000", "US$500000000", "3000000", "1500"]),
        ("百分之九十，3％，百分之 2.5", ["90%", "3%", "2.5%"]),
        ("兩項、二十五年、七大面向、三個、一百二十次", ["2", "25", "7", "3", "120"]),
        ("第一任期、第四個公報、表二、（三）", ["1", "4", "2", "3"]),
        ("一項、兩岸、兩國、十分、再三、一點一滴、九二一", []),
        (
            "F-16 A/B 與 F-16C/D、P3-C、C4I、AIM-120、FX戰機、GDP",
            ["F-16A/B", "F-16C/D", "P3-C", "C4I", "AIM-120", "FX", "GDP"],
        ),
    ],
)
def test_numbers_in_chinese(text: str, values: list[str]) -> None:
    assert sorted(number.value for number in chinese_numbers(text)) == sorted(values)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1994–2003, the 1980s", ["1994", "2003", "1980"]),
        ("in March 1996, it may", ["month 3", "1996"]),
        ("NT$610.8 billion, US$500 million, 1,500", ["610800000000", "US$500000000", "1500"]),
        ("90 percent, 3%, ninety percent", ["90%", "3%", "90%"]),
        ("two-week, Seven, both, a decade, the fourth", ["2", "7", "2", "10", "4"]),
        ("150 F-16A/B fighters, F-16s, the PAC‑3", ["150", "F-16A/B", "F-16", "PAC-3"]),
        ("someone, tenure, often", []),
    ],
)
def test_numbers_in_english(text: str, values: list[str]) -> None:
    assert sorted(number.value for number in english_numbers(text)) == sorted(values)
