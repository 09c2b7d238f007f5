"""What was written as a heading, a list, a row, a listing, a quotation, an element or a comment is printed as one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hooks.blocks.lang_spans import HAN
from hooks.blocks.raw_html import INLINE
from hooks.checks._texts import ROW, TITLES_END
from hooks.findings import Finding
from hooks.messages import Said, say
from hooks.pages import SourcePage
from hooks.sources import Sources

STOPS_BUILD = False
FENCE = re.compile(r"[ >]*(?:[-*+] +)?(`{3,}|~{3,})(.*)")
HEADING = re.compile(r" {0,3}(#{1,6})([^#\s{].*)")
WIDE_HEADING = re.compile(r" {0,3}(＃+)")
ITEM = re.compile(f" *(-|\\+|\\*(?!.*\\*)|\\d{{1,3}}[.)])([{HAN}「『《（][^\n]*|(?<=[-.)])[A-Za-z][a-z]+ [^\n]*)")
LISTED = re.compile(r" *(?:[-+*]|\d{1,3}[.)]) ")
EMPTY_ITEM = re.compile(r"[ >]*([-+*]|\d{1,3}[.)]) *(?:<br ?/?>|&nbsp;)? *")
WIDE_NUMBER = re.compile(r"\[\^[^\]\n]+\]：")
# What is meant for the reference to a note, and for a note of the editor's.
REFERENCE = re.compile(r"[\[［(（] ?[\^＾] ?([A-Za-z0-9][\w.-]*) ?[\]］)）]")
EDITORS = re.compile(r"\[\^[^\]\n]+\]: *((編|譯)者?[注按案]|Eds?\.|Editor(?:ial)? note)\s*[：:]", re.IGNORECASE)
BULLET = re.compile(r" *([•●▪‣·－]|[–—](?![–—]))\s*([^\s–—－].*)")
QUOTED = re.compile(r" {0,3}> ?(.*\S)")
SENTENCE_END = re.compile(r"[。！？.!?][」』”’）)]*\s*(?:\[\^[^\]]+\])?$")
STRONG = re.compile(r"\*\*|~~")
COMMENT = re.compile("<[!！]\\s*[-—–－]|[<＜]！|＜!|<!-(?!-)|<--|[-—]->(?!\\w)")
CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|\\.|\]\([^()\s]*\)|https?://\S+")
TAG = re.compile(rf"<(/?)({INLINE})(?:\s[^<>]*)?>", re.IGNORECASE)
EMPTY_LINE = re.compile(r"[ >]*$")


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `text-markup` for what Markdown would take for something else, `text-fence` for a listing that is never
    closed, and `text-cells` for a row of a table with another number of cells than its head."""
    for page in sources.pages:
        for line, code, message in _errors(page):
            yield Finding(str(page.path), line, code, message)


def _errors(page: SourcePage) -> Iterator[tuple[int, str, Said]]:
    fence, begun, head, before = "", 0, 0, ""
    paragraph: list[tuple[int, str]] = []
    for number, line in enumerate(page.body.split("\n"), page.first_line):
        found = FENCE.match(line)
        if fence:
            if found and found[1].startswith(fence) and not found[2].strip():
                fence = ""
            continue
        if found and not (found[1][0] == "`" and "`" in found[2]):
            fence, begun = found[1], number
        if fence or EMPTY_LINE.fullmatch(line):
            yield from _in_paragraph(paragraph)
            paragraph, head, before = [], 0, ""
            continue
        words = CODE.sub("", line)
        if TITLES_END.fullmatch(line) and ROW.search(before):
            head = len(_cells(line))
            if len(_cells(before)) != head:
                yield number - 1, "text-cells", say("text-cells/titles", titles=len(_cells(before)), head=head)
        elif head and ROW.search(line) and len(_cells(line)) != head:
            yield number, "text-cells", say("text-cells/row", count=len(_cells(line)), head=head)
        elif not head:
            yield from ((number, "text-markup", message) for message in _in_line(line, words, before))
        paragraph.append((number, words))
        before = line
    yield from _in_paragraph(paragraph)
    if fence:
        yield (
            begun,
            "text-fence",
            say("text-fence", fence=fence),
        )


def _cells(line: str) -> list[str]:
    bare = re.sub(r"(`+).*?\1", "", line).strip(" >")
    return ROW.split(re.sub(r"(?<!\\)\|$", "", bare.removeprefix("|")))


def _in_line(line: str, words: str, before: str) -> Iterator[Said]:
    if found := HEADING.match(line):
        yield say("text-markup/heading", found=_short(found[0]), sign=found[1], rest=_short(found[2]))
    if found := WIDE_HEADING.match(line):
        yield say("text-markup/wide", found=found[1], meant="#" * len(found[1]))
    if found := ITEM.match(words):
        yield say("text-markup/item", found=_short(found[0].strip()), sign=found[1], rest=_short(found[2]))
    if found := EMPTY_ITEM.fullmatch(line):
        yield say("text-markup/empty", found=found[1])
    if (found := BULLET.match(line)) and (found[1] in "•●▪‣" or BULLET.match(before) or LISTED.match(before)):
        yield say("text-markup/bullet", found=_short(found[0].strip()), sign=found[1], rest=_short(found[2]))
    for found in REFERENCE.finditer(words):
        if found[0] != (meant := f"[^{found[1]}]"):
            yield say("text-markup/reference", found=found[0], meant=meant)
    if found := EDITORS.match(line):
        written = say("text-markup/editor-en") if found[1].isascii() else f"{found[2]}者註："
        yield say("text-markup/editor", found=found[1], meant=written)
    if (found := WIDE_NUMBER.match(line)) and not before:
        yield say("text-markup/note", found=found[0], meant=found[0][:-1])
    quoted = QUOTED.match(before)
    if quoted and not QUOTED.match(line) and SENTENCE_END.search(quoted[1]) and not re.match(r"\s*(?:\{|<|///)", line):
        yield say("text-markup/quotation", words=_short(quoted[1]))
    if found := COMMENT.search(words):
        yield say("text-markup/comment", found=_short(words[found.start() :]))


def _in_paragraph(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str, Said]]:
    """Yield signs of emphasis and elements that a paragraph opens and does not close."""
    open_signs: dict[str, tuple[int, str]] = {}
    open_tags: list[tuple[str, int]] = []
    for number, words in lines:
        for found in STRONG.finditer(words):
            sign, after = found[0], words[found.end() : found.end() + 1]
            if sign in open_signs:
                del open_signs[sign]
            # One after a figure is a mark of its own (0.5**); one at the end of a paragraph closes nothing.
            elif after.strip() and after not in "*~" and not words[: found.start()][-1:].isdigit():
                open_signs[sign] = number, words[found.start() :]
        for end, tag in TAG.findall(words):
            if not end:
                open_tags.append((tag.lower(), number))
            elif tag.lower() in [opened for opened, _ in open_tags]:
                while open_tags.pop()[0] != tag.lower():
                    pass
            else:
                yield number, "text-markup", say("text-markup/closed", tag=tag)
    for sign, (number, words) in open_signs.items():
        yield (
            number,
            "text-markup",
            say("text-markup/sign", words=_short(words), sign=sign),
        )
    for tag, number in open_tags:
        yield number, "text-markup", say("text-markup/open", tag=tag)


def _short(words: str) -> str:
    return words if len(words) <= 24 else f"{words[:20]}…"
