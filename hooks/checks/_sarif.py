"""Findings as SARIF 2.1.0, which editors and code hosts read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from hooks.findings import Finding
from hooks.languages import LANG
from hooks.messages import codes

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(findings: Sequence[Finding], codes_page: str) -> dict[str, Any]:
    """Return a log with one run, which has every code as a rule, with the address that explains it where there is one,
    and every finding as a result, in both languages."""
    rules = list(codes())
    driver = {"name": "Diptych", "rules": [_rule(code, codes_page) for code in rules]}
    results = [_result(finding, rules.index(finding.code)) for finding in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str, codes_page: str) -> dict[str, Any]:
    wrong, write = ("\n".join(codes()[code][language][name] for language in LANG) for name in ("wrong", "write"))
    level = "note" if codes()[code].get("hint") else "error"
    texts = {"shortDescription": {"text": wrong}, "help": {"text": write}}
    address = {"helpUri": f"{codes_page}#{code}"} if codes_page else {}
    return {"id": code, **texts, **address, "defaultConfiguration": {"level": level}}


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    region = {"startLine": finding.line, "startColumn": finding.column}
    given = {name: number for name, number in region.items() if number}
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(finding.path.replace("\\", "/"))}}
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": "note" if finding.is_hint else "error",
        "message": {"text": "\n".join(finding.message.text(language) for language in LANG)},
        "locations": [{"physicalLocation": place | ({"region": given} if finding.line else {})}],
    }
