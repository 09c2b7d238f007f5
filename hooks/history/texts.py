"""The blocks of a page as it once was, and their words: quicker than a conversion, and close enough to tell what has
been changed."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import cache

import yaml

from hooks.blocks.fences import CLOSING, OPENING
from hooks.comments import take_comments
from hooks.pages import FRONT_MATTER

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

    def __init__(self, kind: str, line: int, name: str = "", lines: list[str] | None = None) -> None:
        self.kind, self.line, self.name = kind, line, name
        self.lines = lines or []

    @property
    def text(self) -> str:
        """The words of the block, without markup."""
        return plain(self.kind, "\n".join(self.lines))

    @property
    def key(self) -> str:
        """The same words, however they are spaced and wrapped."""
        return key_of(self.text)

    def is_written_as(self, other: Block) -> bool:
        """Return whether two blocks are the same, markup included."""
        return self.lines == other.lines and self.kind == other.kind and self.name == other.name


@cache
def key_of(text: str) -> str:
    """Return a text without the space that tells no words apart."""
    return NO_SPACE.sub("", text)


def read_version(content: bytes) -> list[Block] | None:
    """Return the blocks of a page whose file had this content; None for one that could not be published: it is no
    UTF-8, or its front matter no YAML."""
    text = text_of(content)
    front = FRONT_MATTER.match(text or "")
    return None if text is None or (front and _title(front[1] or "") is None) else page_blocks(text)


def text_of(content: bytes) -> str | None:
    """Return the text of a file, without a byte order mark, its lines ending in LF; None for one that is no UTF-8."""
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return None


def page_blocks(text: str) -> list[Block]:
    """Return the blocks of a page in order, but for pull-quotes, which repeat its words, and data tables."""
    front = FRONT_MATTER.match(text)
    start = front.end() if front else 0
    blocks = list(_blocks(take_comments(text[start:])[0], text.count("\n", 0, start) + 1))
    title = _title(front[1] or "") if front else ""
    return [Block("title", 1, lines=[title]), *blocks] if title else blocks


@cache
def _title(front_matter: str) -> str | None:
    """Return the title in the front matter of a page, "" where it has none; None where that is no YAML."""
    try:
        meta = yaml.load(front_matter, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError):
        return None
    title = meta.get("title") if isinstance(meta, dict) else None
    return "" if title is None else str(title).strip()


def _blocks(body: str, first_line: int) -> Iterator[Block]:
    lines = body.split("\n")
    block: Block | None = None
    parted = False
    at = 0
    while at < len(lines):
        line, number = lines[at], first_line + at
        made, end = _set_apart(lines, at, number)
        note, heading, item = NOTE.match(line), HEADING.match(line), ITEM.match(line)
        in_note = block is not None and block.kind == "note" and line.startswith("    ")
        begins = made or note or ((heading or item) and not in_note) or (parted and not in_note)
        if block and line.strip() and (begins or block.kind == "heading"):
            yield block
            block = None
        if made and made.lines:
            yield made
        elif not made and line.strip() and not NO_WORDS.match(line):
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


def _set_apart(lines: list[str], at: int, number: int) -> tuple[Block | None, int]:
    """Return the code or the block of ours that begins on a line, if one does, and the place of the line after it."""
    if "///" in lines[at] and (opening := OPENING.match(lines[at])):
        ends = (
            end for end in range(at + 1, len(lines)) if (found := CLOSING.match(lines[end])) and found[1] == opening[1]
        )
        end = next(ends, len(lines))
        words = [line for line in lines[at + 1 : end] if line.strip()]
        return Block("text", number, lines=words if opening[2].lower() == "caption" else []), end + 1
    if opening := CODE.match(lines[at]):
        ends = (end for end in range(at + 1, len(lines)) if lines[end].strip().startswith(opening[0].strip()))
        end = next(ends, len(lines))
        return Block("code", number, lines=lines[at + 1 : end]), end + 1
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
