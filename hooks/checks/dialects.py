"""What other dialects of Markdown have, and this one prints as signs, is named with what stands for it here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

from hooks.checks._texts import is_printed
from hooks.checks.links import link_line
from hooks.findings import Finding
from hooks.sources import Sources

STOPS_BUILD = False
# What it looks like, and what to write instead.
DIALECTS = {
    r"\$\$[^$]+\$\$|\$(?=[^\s$])[^$\n]*[\\^_][^$\n]*(?<=[^\s$])\$": "say the formula in words, or show it as a picture",
    r"(?<![A-Za-z0-9:\\])\\[a-zA-Z]{3,}(?:\{[^{}\n]*\})?": "delete it, or write what it stands for",
    r"!?\[\[[^\[\]\n]+\]\]": "write `[words](page.md)`, or `![words](picture.png)`",
    r"\{\{.*?\}\}|\{%.*?%\}": "delete it, or write what it stands for",
    r"\[@[\w:-]+(?:[;,][^\]\n]*)?\]": "write a note, `[^name]`, and `[^name]: …` at the end of the page",
    r"\^\[[^\]\n]+\]": "write `[^name]`, and the note as `[^name]: …` at the end of the page",
    r"==(?=\S)[^=\n]+(?<=\S)==": "write `<mark>…</mark>`",
    r"(?<=\w)~\w{1,5}~(?!~)": "write `<sub>…</sub>`",
    r"(?<=\w)\^\w{1,5}\^": "write `<sup>…</sup>`",
    r"^:{3,}.*$|^(?:!!!|\?\?\?)\+? [a-z]+.*$": "write a quotation with `>`, or `<details>`",
    r"^\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]": "write it as words, such as `**Note**`",
    r"^\[[ xX]\](?= )": "write ☐ or ☑",
    r"^\| [^|\n]+$": "write a row of a table with `|` between its cells, or verse with `{: .verse }` below it",
}
PATTERNS = [(re.compile(pattern, re.MULTILINE), remedy) for pattern, remedy in DIALECTS.items()]
# In these, signs are meant.
CODE = "//code | //pre | //kbd | //samp"


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `text-dialect` for each such sign in the text of a page that stands so in its source: one that an author
    has escaped is meant as text, and so is what the printed source has."""
    for page in sources.conversions.values():
        root = html.fragment_fromstring(page.html, create_parent=True)
        if root.xpath('//div[@class="toc"]'):
            message = "has [TOC], and a page has its contents beside it, a book at its beginning: delete it"
            yield Finding(str(page.source.path), link_line(page.source, "[TOC]"), "text-dialect", message)
        for code in root.xpath(CODE):
            code.drop_tree()
        text = root.text_content()
        for pattern, remedy in PATTERNS:
            for found in pattern.finditer(text):
                written = re.search(rf"(?<!\\){re.escape(found[0])}", page.source.text)
                if written and not is_printed(sources, text, found.start(), found.end()):
                    shown = found[0] if len(found[0]) <= 40 else f"{found[0][:36]}…"
                    message = f"has “{shown}”, which is printed as it stands: {remedy}"
                    yield Finding(str(page.source.path), link_line(page.source, found[0]), "text-dialect", message)
