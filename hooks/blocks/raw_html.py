"""Makes elements of the HTML that stands in Markdown, so that every pass and every edition sees what is in them.

Text inside `<div>`, `<details>`, `<table>` and the like is Markdown, as it is on GitHub; no attribute has to say so.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Mapping
from typing import Any, Literal

from markdown import Markdown
from markdown.extensions.md_in_html import HTMLExtractorExtra, MarkdownInHtmlExtension, MarkdownInHtmlProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import STX

BLOCKS = {
    *("div", "section", "details", "summary", "figure", "figcaption", "blockquote", "p", "dl", "dt", "dd"),
    *("h1", "h2", "h3", "h4", "h5", "h6"),
    *("ul", "ol", "li", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
}
INLINE = "abbr|a|bdi|bdo|b|cite|code|del|dfn|em|ins|i|kbd|mark|rb|rp|rt|ruby|samp|small|span|strong|sub|sup|s|time|var"
NAMED = re.compile(r"""([\w:-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
# In the line of its picture, or within emphasis.
ANY = f"{INLINE}|figcaption"
# The innermost element: one a run, so that as many runs find elements inside elements.
ELEMENT = rf"<({ANY})((?:\s[^<>]*)?)>((?:(?!</?(?:{ANY})\b).)*?)</\1\s*>"
EMPTY = r"<(img|br|wbr)((?:\s[^<>]*?)?)/?>"
DEPTH = 4


def register(md: Markdown) -> None:
    """Let a converter take HTML so."""
    MarkdownInHtmlExtension().extendMarkdown(md)
    md.preprocessors.register(BlockHtml(md), "html_block", 20)
    md.parser.blockprocessors.register(InsideHtml(md.parser), "markdown_block", 105)
    for run in range(DEPTH):
        md.inlinePatterns.register(InlineHtml(ELEMENT if run else EMPTY, md), f"diptych-html-{run}", 98 - run)


class BlockHtml(Preprocessor):
    """As Python-Markdown's `md_in_html`, with its extractor as below."""

    def run(self, lines: list[str]) -> list[str]:
        parser = Extractor(self.md)
        parser.feed("\n".join(lines))
        parser.close()
        return "".join(parser.cleandoc).split("\n")


class Extractor(HTMLExtractorExtra):
    """Takes the content of an element for Markdown, unless `markdown="0"` says that it is none."""

    mdstack: list[str]
    mdstate: list[Literal["block", "span", "off", None]]

    def get_state(self, tag: str, attrs: Mapping[str, str]) -> Literal["block", "span", "off", None]:
        known = {"markdown": "1"} if tag in BLOCKS and (not self.mdstate or self.mdstate[-1] != "off") else {}
        return super().get_state(tag, {**known, **attrs})

    def at_line_start(self) -> bool:
        """Elements inside others may be set in as far as their author likes."""
        line = self.rawdata[self.line_offset : self.line_offset + self.offset]
        return bool(super().at_line_start() or (self.mdstack and not line.strip()))


class InsideHtml(MarkdownInHtmlProcessor):
    """Parses what stands in an element, without the spaces that set all of it in."""

    def parse_element_content(self, element: etree.Element) -> None:
        if element.get("markdown") == "block" and element.text:
            element.text = _dedented(element.text)
        super().parse_element_content(element)


def _dedented(text: str) -> str:
    """Return a text without the spaces that set it in; elements in it are set in nowhere."""
    lines = text.split("\n")
    own = [line for line in lines[1:] if line.strip() and not line.startswith(STX)]
    indent = min((len(line) - len(line.lstrip(" ")) for line in own), default=0)
    return "\n".join("" if line.isspace() else line.removeprefix(" " * indent) for line in lines)


class InlineHtml(InlineProcessor):
    """Makes an element of one that stands inside a paragraph."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, int, int]:  # type: ignore[override]  # noqa: N802
        pairs = NAMED.findall(m[2])
        element = etree.Element(
            m[1].lower(), {name.lower(): html.unescape(value.strip("\"'")) for name, value in pairs}
        )
        if m.re.groups > 2:
            element.text = m[3]
        return element, m.start(0), m.end(0)
