"""The blocks of a page as it once was, and their words: quicker than a conversion, and close enough to tell what has
been changed."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from hooks.blocks.fences import Fence, find_fences
from hooks.findings import SourceError
from hooks.pages import FRONT_MATTER, SourcePage, read_page

HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*\s*$")
ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)]|:)\s+")
NOTE = re.compile(r"\[\^(?P<name>[^\]]+)\]:\s*")
CODE = re.compile(r"\s*(?:```|~~~)")
# What has no words: a rule, the line under a heading, attributes, what defines a link or an abbreviation.
NO_WORDS = re.compile(r"\s*(?:(?:-{3,}|\*{3,}|_{3,}|={3,})|(?<!\\)\{:?[^}]*\}|\[[^^\]][^\]]*\]:.*|\*\[[^\]]+\]:.*)\s*$")
ROW = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?$")
# Inline markup, and what of it is text; the last alternative is any other character for itself.
INLINE = re.compile(
    r"`+(?P<code>[^`]+)`+|\[\^[^\]]+\]|!?\[(?P<link>(?:[^\[\]]|\[[^\]]*\])*)\](?:\([^)]*\)|\[[^\]]*\])"
    r"|<(?P<reading>r[tp])\b.*?</(?P=reading)>|<(?P<address>(?:https?|mailto):[^>\s]+)>|</?[a-zA-Z][^>]*>"
    r"|\*+|~~|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)|\{:[^}]*\}|\{#[\w-]+\}"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])|\\$|(?P<entity>&\#?\w+;)|(?P<text>[^`\[!<*~_\\&{]+|.)",
    re.DOTALL,
)
# Space that tells no two words apart: anywhere but between two that are written with spaces.
NO_SPACE = re.compile(r"(?<![!-~\u00a1-\u2027]) | (?![!-~\u00a1-\u2027])")


class Block:
    """A block of a page: a `title` of its front matter, a `heading`, `item`, `note` (with its name), `table`, `code` or
    any other `text`; its lines as written, and the line of the file on which it begins."""

    def __init__(self, kind: str, line: int, name: str = "") -> None:
        self.kind, self.line, self.name = kind, line, name
        self.lines: list[str] = []

    @cached_property
    def text(self) -> str:
        """The words of the block, without markup."""
        return plain(self.kind, "\n".join(self.lines))

    @cached_property
    def key(self) -> str:
        """The same words, however they are spaced and wrapped."""
        return key_of(self.text)


@cache
def key_of(text: str) -> str:
    """Return a text without the space that tells no words apart."""
    return NO_SPACE.sub("", text)


def read_version(content: bytes, path: Path, like: SourcePage) -> list[Block] | None:
    """Return the blocks of a page whose file had this content; None for one that is no UTF-8."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return None
    try:
        page = read_page(text, path, like.language, like.name)
    except SourceError:
        body = FRONT_MATTER.sub("", text)
        page = SourcePage(path, like.language, like.name, text, {}, body, text[: -len(body)].count("\n") + 1, [])
    return page_blocks(page)


def page_blocks(page: SourcePage) -> list[Block]:
    """Return the blocks of a page in order, but for pull-quotes, which repeat its words, and data tables."""
    blocks = [block for block in _blocks(page) if block.text]
    title = _text_of(page.meta.get("title"))
    if title and key_of(title) not in [block.key for block in blocks if block.kind == "heading"]:
        first = Block("title", 1)
        first.lines = [title]
        blocks.insert(0, first)
    return blocks


def _text_of(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _blocks(page: SourcePage) -> Iterator[Block]:
    lines = page.body.split("\n")
    fences = {fence.line: fence for fence in find_fences(page.body, page.first_line)}
    block: Block | None = None
    parted = False
    at = 0
    while at < len(lines):
        line, number = lines[at], page.first_line + at
        made, end = _set_apart(lines, at, number, fences.get(number))
        note, heading, item = NOTE.match(line), HEADING.match(line), ITEM.match(line)
        in_note = block is not None and block.kind == "note" and line.startswith("    ")
        begins = made or note or ((heading or item) and not in_note) or (parted and not in_note)
        if block and line.strip() and (begins or block.kind == "heading"):
            yield block
            block = None
        if made:
            yield made
        elif line.strip() and not NO_WORDS.match(line):
            if not block:
                kind = "note" if note else "heading" if heading else "item" if item else "text"
                block = Block(kind, number, note["name"] if note else "")
                line = heading[1] if heading else line[found.end() :] if (found := note or item) else line
            elif ROW.match(line):
                block.kind = "table"
            block.lines.append(line)
        parted = not line.strip()
        at = end
    if block:
        yield block


def _set_apart(lines: list[str], at: int, number: int, fence: Fence | None) -> tuple[Block | None, int]:
    """Return the code or the block of ours that begins on a line, if one does, and the place of the line after it."""
    if fence:
        made = Block("text", number)
        made.lines = [words for _, words in fence.content] if fence.name == "caption" else []
        return made, at + max(fence.end - fence.line, 0) + 1
    if opening := CODE.match(lines[at]):
        ends = (end for end in range(at + 1, len(lines)) if lines[end].strip().startswith(opening[0].strip()))
        end = next(ends, len(lines))
        made = Block("code", number)
        made.lines = lines[at + 1 : end]
        return made, end + 1
    return None, at + 1


@cache
def plain(kind: str, written: str) -> str:
    """Return the words of a block as it is written."""
    if kind in ("code", "title"):
        return _folded(written)
    text = ""
    for line in written.split("\n"):
        if NO_WORDS.match(line) or (kind == "table" and ROW.match(line)):
            continue
        line = ITEM.sub("", line) if kind == "note" else line
        line = line.strip().lstrip("> ") if kind != "table" else " ".join(line.strip().strip("|").split("|"))
        # As a browser joins the lines of a paragraph, and print those of Chinese.
        text += " " + line if text and line and text[-1].isascii() and line[0].isascii() else line
    return _folded(_without_markup(text))


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _without_markup(text: str) -> str:
    found = []
    for match in INLINE.finditer(text):
        if match["link"] is not None:
            found.append(_without_markup(match["link"]))
        elif match["entity"]:
            found.append(html.unescape(match["entity"]))
        else:
            found.append(match["code"] or match["address"] or match["escaped"] or match["text"] or "")
    return "".join(found)
