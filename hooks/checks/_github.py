"""What GitHub Actions shows of findings: an annotation on each line, and a summary of the job. Both languages stand in
both, since nobody knows who reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from hooks.findings import Finding
from hooks.languages import LANG
from hooks.words import in_both

# What a workflow command gives another meaning, in its message and in its properties.
DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
PROPERTY = DATA | {":": "%3A", ",": "%2C"}
CODE = re.compile(r"(`[^`]*`)")
# GitHub shows no summary that is longer than a mebibyte.
LARGEST = 1_000_000


def reference(environment: Mapping[str, str]) -> str:
    """Return the address of the page that explains every code, in the state that a job is about; "" outside of GitHub
    Actions. A code is its anchor."""
    parts = [environment.get(f"GITHUB_{name}", "") for name in ("SERVER_URL", "REPOSITORY", "SHA")]
    return "{}/{}/blob/{}/CODES.md".format(*parts) if all(parts) else ""


def annotation(finding: Finding, codes_page: str) -> str:
    """Return the workflow command that shows a finding on its line, with the address that explains its code."""
    place = {"file": finding.path, "line": finding.line, "col": finding.column, "title": finding.code}
    properties = ",".join(f"{name}={_escaped(str(value), PROPERTY)}" for name, value in place.items() if value)
    lines = [finding.message.text(language) for language in LANG]
    message = "\n".join([*lines, f"{codes_page}#{finding.code}"] if codes_page else lines)
    return f"::{'warning' if finding.is_hint else 'error'} {properties}::{_escaped(message, DATA)}"


def summary(findings: Sequence[Finding], codes_page: str) -> str:
    """Return the findings as Markdown: a table for each file, in both languages, with links to what explains them."""
    titles = in_both("checks.title")
    text = f"## {' · '.join(titles[language].format(len(findings)) for language in LANG)}\n"
    if not findings:
        return f"{text}\n{_both('checks.none')}\n"
    heads = [_both("checks.line"), _both("checks.code"), *(in_both(f"languages.{one}")[one] for one in LANG)]
    shown, room = 0, LARGEST - len(text.encode())
    for path, found in groupby(findings, key=lambda finding: finding.path):
        table = f"\n### {_cell(path)}\n\n| {' | '.join(heads)} |\n|{' --- |' * len(heads)}\n"
        room -= len(table.encode())
        for finding in found:
            place = ":".join(str(number) for number in (finding.line, finding.column) if number)
            said = [_cell(finding.message.text(language)) for language in LANG]
            hints = in_both("checks.hint")
            said = [words + hints[one] * finding.is_hint for one, words in zip(LANG, said, strict=True)]
            code = f"[`{finding.code}`]({codes_page}#{finding.code})" if codes_page else f"`{finding.code}`"
            row = f"| {' | '.join([place, code, *said])} |\n"
            room -= len(row.encode())
            if room < 0:
                more = in_both("checks.more")
                left = " ".join(more[language].format(len(findings) - shown) for language in LANG)
                return f"{text}{table}\n{left}\n"
            table += row
            shown += 1
        text += table
    return text


def _both(key: str) -> str:
    return " ".join(in_both(key).values())


def _escaped(text: str, signs: dict[str, str]) -> str:
    return re.sub("[" + "".join(signs) + "]", lambda found: signs[found[0]], text)


def _cell(text: str) -> str:
    """Return a text as it stands in a cell of a table: only what is code in it is set as such."""
    parts = CODE.split(" ".join(text.split()))
    plain = [re.sub(r"([\\*_\[\]<>~#|`&])", r"\\\1", part) for part in parts[::2]]
    code = [part.replace("|", "\\|") for part in parts[1::2]]
    return "".join(a + b for a, b in zip(plain, [*code, ""], strict=True))
