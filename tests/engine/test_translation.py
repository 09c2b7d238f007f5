"""The English beside the Chinese: cases of one page with a glossary, and the whole publication."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from hooks.checks import alignment
from hooks.checks.translation import check, compare
from hooks.findings import SourceError
from hooks.sources import Sources
from hooks.translation.glossary import write_paragraphs
from hooks.translation.numerals import chinese_numbers, english_numbers
from tests import ROOT
from tests.tools.cases import cases
from tests.tools.values import OWN

FRONT = {"zh": "---\ntitle: 章\n---\n", "en": "---\ntitle: Chapter\ntranslation: unofficial\n---\n"}


@cases("translation")
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
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
    assert [str(finding).replace(f"{tmp_path}/", "") for finding in findings] == case["output"]


def write_docs(docs: Path, given: dict[str, Any]) -> Path:
    """Write the page and the tables of a case, described as the publication's own are."""
    data = docs / "data"
    data.mkdir(parents=True)
    package = json.loads((ROOT / "docs" / "data" / "datapackage.json").read_text(encoding="utf-8"))
    described = [resource for resource in package["resources"] if resource["name"] in ("exchanges", "glossary")]
    package["resources"] = [resource | {"notes": []} for resource in described]
    columns = ("year", "item_zh", "item_en")
    fields = [field for field in described[0]["schema"]["fields"] if field["name"] in columns]
    package["resources"][0]["schema"] = {"fields": fields}
    (data / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")
    rows = given.get("rows", "1996,甲,A\n")
    (data / "exchanges.csv").write_text(f"year,item_zh,item_en\n{rows}", encoding="utf-8")
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


def test_the_publication_has_no_finding_and_much_to_check() -> None:
    findings, figures = compare(OWN)
    print(figures)
    # A correction of the Chinese may be published before its English is mended: readers see that it is out of date.
    if not alignment.check(OWN):
        assert [str(finding) for finding in findings] == []
    assert min(figures.terms, figures.occurrences, figures.numbers) > 100


@pytest.mark.parametrize(
    ("path", "old", "new", "finding"),
    [
        ("en/evolution.md", "150 F-16A/B fighters", "15 F-16A/B fighters", "translation-number p-2 lacks “150”"),
        ("en/evolution.md", "F-35B", "F-35", "translation-number p-13 lacks “F-35B”"),
        ("en/evolution.md", "NT$610.8 billion", "NT$61.08 billion", "translation-number p-14 lacks “6108 億”"),
        ("en/evolution.md", "in October 2007", "in 2007", "translation-number p-10 lacks “10 月”"),
        ("en/evolution.md", "by 2010 China’s", "China’s", "translation-number p-8 lacks “2010”"),
        ("en/summary.md", "90 percent form", "19 percent form", "translation-number p-3 lacks “百分之九十”"),
        ("en/summary.md", "developed seven main", "developed main", "translation-number p-3 lacks “七大”"),
        ("en/evolution.md", "Ting Mao-shih", "Ding Maoshi", "translation-term p-5 has no English for 丁懋時"),
        ("data/arms-sales.csv", "30 AH-64D", "13 AH-64D", "translation-number 2008 lacks “30”"),
        ("data/datapackage.json", "US$500 million", "US$50 million", "translation-number arms-sales note 1 lacks"),
        ("en/new-chapter.md", "Track II", "二軌", "translation-chinese has Chinese, “二軌”"),
    ],
)
def test_a_slip_in_the_publication(path: str, old: str, new: str, finding: str, tmp_path: Path) -> None:
    docs = Path(shutil.copytree(ROOT / "docs", tmp_path / "docs"))
    shutil.copytree(ROOT / "source", tmp_path / "source")
    text = (docs / path).read_text(encoding="utf-8")
    assert old in text
    (docs / path).write_text(text.replace(old, new), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    found = [str(finding) for finding in check(Sources(tmp_path, OWN.configuration))]
    assert [one for one in found if one.startswith(f"{docs / path}:{line}: {finding}")], found


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
