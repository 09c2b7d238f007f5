"""Every block is recorded and translated, and no pair has changed since it was last declared in step."""

from __future__ import annotations

import re

from hooks.alignment import Pair, State
from hooks.blocks.context import BodyBlock
from hooks.blocks.fences import fenced_lines, find_fences
from hooks.findings import Finding
from hooks.pages import SourcePage
from hooks.sources import Sources

STOPS_BUILD = False
RECORD = "run `python -m hooks.alignment record`"
# What stands in a line of Markdown and not in the text: a list's marker, notes, links' targets, tags, attributes.
MARKUP = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s|\[\^[^\]]*\]|(?<=\])\([^)]*\)|<[^>]*>|\{[:#][^}]*\}")
BESIDE_WORDS = re.compile(r"[\W_]+")
BEGINNING = 40


def check(sources: Sources) -> list[Finding]:
    """Return `alignment-stale`, `-missing`, `-extra` and `-unrecorded`, each at the line of the English block (of the
    Chinese where there is no English); raise SourceError where the lock or a page cannot be read."""
    pages = {(page.language, page.name): page for page in sources.pages}
    findings = []
    for name, alignment in sources.alignment.items():
        zh, en = pages.get(("zh", name)), pages.get(("en", name))
        for pair in alignment.pairs:
            page, block = (en, pair.en) if pair.en else (zh, pair.zh)
            errors = judge(pair, name.removesuffix(".md"), waiting=en is None or not en.body.strip())
            if page and block:
                line = block_line(page, block) if errors else 0
                findings += [Finding(str(page.path), line, code, message) for code, message in errors]
    return findings


def judge(pair: Pair, page: str, waiting: bool) -> list[tuple[str, str]]:
    """Return what is wrong with a pair; nothing is missing from a page that is `waiting` for its translation."""
    name = f"{page}#{pair.id}"
    accept = f"then run `python -m hooks.alignment accept {name}`"
    errors = []
    if pair.state.stale:
        beginning = pair.zh.words if pair.zh else ""
        message = f"{name} is older than its Chinese, which now begins “{beginning}”: translate it anew, {accept}"
        errors.append(("alignment-stale", message))
    elif pair.state == State.ENGLISH:
        message = f"{name} has been changed, its Chinese has not: read the two against each other, {accept}"
        errors.append(("alignment-stale", message))
    elif pair.state == State.MISSING and not waiting:
        message = f"{name} is not yet translated: write its English at the same place of its page, then {RECORD}"
        errors.append(("alignment-missing", message))
    elif pair.state == State.ENGLISH_ONLY:
        message = f"{name} has no Chinese: take it away, or join it to the block that it belongs to; where several new "
        message += "blocks stand together, translate them all"
        errors.append(("alignment-extra", message))
    if pair.unrecorded:
        errors.append(("alignment-unrecorded", f"{name} is not in docs/alignment.lock yet: {RECORD}"))
    return errors


def block_line(page: SourcePage, block: BodyBlock) -> int:
    """Return the line of a page on which a block begins, or the page's first where that cannot be seen."""
    wanted = BESIDE_WORDS.sub("", block.text)[:BEGINNING]
    fences = find_fences(page.body, page.first_line)
    tables = [fence.line for fence in fences if fence.argument and block.id == f"table-{fence.argument}"]
    inside = fenced_lines(fences)
    lines = [
        (number, BESIDE_WORDS.sub("", MARKUP.sub("", line)))
        for number, line in enumerate(page.body.split("\n"), start=page.first_line)
        if number not in inside
    ]
    found = [number for number, words in lines if words.startswith(wanted) or (words and wanted.startswith(words))]
    return (tables or found or [page.first_line])[0]
