"""The reference of the plan has every key, and each of its examples can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from hooks.source.fields import Fields
from hooks.source.plan import KEYS, read_plan
from tests import ROOT

REFERENCE = (ROOT / "hooks" / "source" / "README.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", REFERENCE, re.MULTILINE | re.DOTALL))
ROWS = [
    (record, *match)
    for record, text in SECTIONS.items()
    for match in re.findall(r"^\| `(\w+)` \| (.+) \| (.+) \| `(.+)` \|$", text, re.MULTILINE)
]


def test_every_key_is_in_the_reference_and_no_other() -> None:
    documented = {record: [row[1] for row in ROWS if row[0] == record] for record in SECTIONS}
    known = {record: sorted(types) for record, (_, types) in KEYS.items()}
    assert {record: sorted(keys) for record, keys in documented.items()} == known


@pytest.mark.parametrize(("record", "key", "english", "chinese", "example"), ROWS)
def test_an_example_can_be_read(record: str, key: str, english: str, chinese: str, example: str) -> None:
    assert re.search("[\u4e00-\u9fff]", chinese)
    fields = Fields("plan.yml", KEYS)
    mapping = yaml.compose(example)
    assert isinstance(mapping, yaml.MappingNode)
    ((name, node),) = mapping.value
    value = fields.value(KEYS[record][1][key], key, node)
    assert (name.value, fields.findings) == (key, [])
    assert value is not None


def test_the_example_of_a_plan_can_be_read() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", REFERENCE, re.DOTALL)
    plan = read_plan(example, Path("source/plan.yml"))
    assert plan.findings == []
    assert len(plan.pages) == len(plan.headings) == len(plan.items) == 1
