"""Every block in the pages is one that the build knows, with arguments and options that it takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from pymdownx.blocks.block import Block

from hooks.blocks import BLOCKS
from hooks.blocks.data_table import DataTable
from hooks.blocks.fences import Fence, find_fences
from hooks.blocks.page_break import PageBreak
from hooks.blocks.pull_quote import PullQuote
from hooks.findings import Finding
from hooks.pages import SourcePage
from hooks.sources import Sources

STOPS_BUILD = True


def check(sources: Sources) -> Iterator[Finding]:
    """Yield a finding for each block that pymdownx would let through as literal text, or that names no table."""
    tables = sorted(sources.package.resources) if sources.package else []
    for page in sources.pages:
        for line, code, message in page_errors(page, tables):
            yield Finding(str(page.path), line, code, message)


def page_errors(page: SourcePage, tables: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Yield the line, code and message of each error in the blocks of a page; `tables` are those that there are."""
    seen = set()
    for fence in find_fences(page.body, page.first_line):
        if fence.argument and (fence.name, fence.argument) in seen:
            message = f"has {fence.name} {fence.argument} once more: take one of the two away"
            yield fence.line, "block-twice", message
        seen.add((fence.name, fence.argument))
        for code, message in _errors(fence, tables):
            yield fence.line, code, message


def _errors(fence: Fence, tables: Sequence[str]) -> list[tuple[str, str]]:
    block = BLOCKS.get(fence.name)
    if not fence.name:
        return [("block-syntax", "opens no block: write `/// name`, or take the slashes away")]
    if not fence.end:
        return [("block-open", f"opens the block {fence.name}, which is never closed: write `///` on a line under it")]
    if block is None:
        return [("block-unknown", f"has no block {fence.name}: write {_one_of(fence.name, list(BLOCKS))}")]
    if block.ARGUMENT and not fence.argument:
        return [("block-argument", f"needs its argument: write `/// {fence.name} | …`")]
    if not block.ARGUMENT and fence.argument:
        return [("block-argument", f"takes no argument: write `/// {fence.name}` and options on the lines under it")]
    if fence.name == DataTable.NAME and fence.argument not in tables:
        return [("table-unknown", f"has no table {fence.argument}: write {_one_of(fence.argument, tables)}")]
    if fence.name == PageBreak.NAME and not fence.argument.isalnum():
        return [("block-argument", f"has the page number “{fence.argument}”: write it as printed, `/// page | 11`")]
    return _content_errors(fence, block) + _option_errors(fence, block)


def _content_errors(fence: Fence, block: type[Block]) -> list[tuple[str, str]]:
    has_content = any(line.strip() for _, line in fence.content)
    holds_text = getattr(block, "HOLDS_TEXT", False)
    if holds_text and not has_content:
        return [("block-content", f"has {fence.name} without words: write them above the closing `///`")]
    if has_content and not holds_text:
        return [("block-content", f"holds text, which the block {fence.name} does not print: put it under the `///`")]
    return []


def _option_errors(fence: Fence, block: type[Block]) -> list[tuple[str, str]]:
    if fence.options is None:
        return [
            ("block-option", "has options that are not YAML: write one `name: value` a line, set in by four spaces")
        ]
    errors = []
    for name, value in fence.options.items():
        if name not in block.OPTIONS:
            message = f"has no option {name}: write {_one_of(name, list(block.OPTIONS))}"
            errors.append(("block-option", message if block.OPTIONS else f"has no option {name}: it takes none"))
            continue
        default, parse = block.OPTIONS[name]
        try:
            parse(value)
        except ValueError:
            written = "nothing" if value is None else value
            wanted = "true or false" if isinstance(default, bool) else f'text, `{name}: "{value or "…"}"`'
            errors.append(("block-option", f"has {written} for {name}: write {wanted}"))
    if block is PullQuote and "from" not in fence.options:
        errors.append(("block-option", "does not say what it quotes: write `    from: p-…`, the paragraph's id"))
    return errors


def _one_of(name: str, known: Sequence[str]) -> str:
    close = get_close_matches(name, known, n=1)
    return close[0] if close else f"one of {', '.join(known)}"
