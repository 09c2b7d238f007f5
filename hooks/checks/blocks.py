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
from hooks.messages import Said, say
from hooks.pages import SourcePage
from hooks.sources import Sources

STOPS_BUILD = True


def check(sources: Sources) -> Iterator[Finding]:
    """Yield a finding for each block that pymdownx would let through as literal text, or that names no table."""
    tables = sorted(sources.package.resources) if sources.package else []
    for page in sources.pages:
        for line, code, message in page_errors(page, tables):
            yield Finding(str(page.path), line, code, message)


def page_errors(page: SourcePage, tables: Sequence[str]) -> Iterator[tuple[int, str, Said]]:
    """Yield the line, code and message of each error in the blocks of a page; `tables` are those that there are."""
    seen = set()
    for fence in find_fences(page.body, page.first_line):
        if fence.argument and (fence.name, fence.argument) in seen:
            message = say("block-twice", name=fence.name, argument=fence.argument)
            yield fence.line, "block-twice", message
        seen.add((fence.name, fence.argument))
        for code, message in _errors(fence, tables):
            yield fence.line, code, message


def _errors(fence: Fence, tables: Sequence[str]) -> list[tuple[str, Said]]:
    block = BLOCKS.get(fence.name)
    if not fence.name:
        return [("block-syntax", say("block-syntax"))]
    if not fence.end:
        return [("block-open", say("block-open", name=fence.name))]
    if block is None:
        return [("block-unknown", say("block-unknown/name", found=fence.name, meant=_one_of(fence.name, list(BLOCKS))))]
    if block.ARGUMENT and not fence.argument:
        return [("block-argument", say("block-argument/lacks", name=fence.name))]
    if not block.ARGUMENT and fence.argument:
        return [("block-argument", say("block-argument/extra", name=fence.name))]
    if fence.name == DataTable.NAME and fence.argument not in tables:
        return [
            ("table-unknown", say("table-unknown/name", found=fence.argument, meant=_one_of(fence.argument, tables)))
        ]
    if fence.name == PageBreak.NAME and not fence.argument.isalnum():
        return [("block-argument", say("block-argument/page", found=fence.argument))]
    return _content_errors(fence, block) + _option_errors(fence, block)


def _content_errors(fence: Fence, block: type[Block]) -> list[tuple[str, Said]]:
    has_content = any(line.strip() for _, line in fence.content)
    holds_text = getattr(block, "HOLDS_TEXT", False)
    if holds_text and not has_content:
        return [("block-content", say("block-content/empty", name=fence.name))]
    if has_content and not holds_text:
        return [("block-content", say("block-content/text", name=fence.name))]
    return []


def _option_errors(fence: Fence, block: type[Block]) -> list[tuple[str, Said]]:
    if fence.options is None:
        return [("block-option", say("block-option/yaml"))]
    errors = []
    for name, value in fence.options.items():
        if name not in block.OPTIONS:
            message = say("block-option/unknown", found=name, meant=_one_of(name, list(block.OPTIONS)))
            errors.append(("block-option", message if block.OPTIONS else say("block-option/none", found=name)))
            continue
        default, parse = block.OPTIONS[name]
        try:
            parse(value)
        except ValueError:
            written = say("block-option/nothing") if value is None else str(value)
            wanted = say("block-option/text", name=name, value=str(value or "…"))
            wanted = say("block-option/truth") if isinstance(default, bool) else wanted
            errors.append(("block-option", say("block-option/value", name=name, written=written, wanted=wanted)))
    if block is PullQuote and "from" not in fence.options:
        errors.append(("block-option", say("block-option/from")))
    return errors


def _one_of(name: str, known: Sequence[str]) -> Said | str:
    close = get_close_matches(name, known, n=1)
    return close[0] if close else say("block-unknown/one-of", names=known)
