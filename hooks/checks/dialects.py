"""What other dialects of Markdown have, and this one prints as signs, is named with what stands for it here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

from hooks.checks._texts import MOST, is_printed
from hooks.checks.links import link_line
from hooks.findings import Finding
from hooks.messages import say
from hooks.sources import Sources

STOPS_BUILD = False
# What it looks like, and what to write instead.
DIALECTS = {
    r"\$\$[^$]+\$\$|\$(?=[^\s$])[^$\n]*[\\^_][^$\n]*(?<=[^\s$])\$": say("text-dialect/formula"),
    r"(?<![A-Za-z0-9:\\])\\[a-zA-Z]{3,}(?:\{[^{}\n]*\})?": say("text-dialect/command"),
    r"!?\[\[[^\[\]\n]+\]\]": say("text-dialect/link"),
    r"\{\{.*?\}\}|\{%.*?%\}": say("text-dialect/command"),
    r"\[@[\w:-]+(?:[;,][^\]\n]*)?\]": say("text-dialect/citation"),
    r"\^\[[^\]\n]+\]": say("text-dialect/note"),
    r"==(?=\S)[^=\n]+(?<=\S)==": say("text-dialect/element", tag="mark"),
    r"(?<=\w)~\w{1,5}~(?!~)": say("text-dialect/element", tag="sub"),
    r"(?<=\w)\^\w{1,5}\^": say("text-dialect/element", tag="sup"),
    r"^:{3,}.*$|^(?:!!!|\?\?\?)\+? [a-z]+.*$": say("text-dialect/box"),
    r"^\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]": say("text-dialect/alert"),
    r"^\[[ xX]\](?= )": say("text-dialect/task"),
    r"^\| [^|\n]+$": say("text-dialect/row"),
    r"\\ (?=\S)": say("text-dialect/space"),
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
            message = say("text-dialect/contents")
            yield Finding(str(page.source.path), link_line(page.source, "[TOC]"), "text-dialect", message)
        for code in root.xpath(CODE):
            code.drop_tree()
        text = root.text_content()
        said: set[str] = set()
        for pattern, remedy in PATTERNS:
            for found in pattern.finditer(text):
                if found[0] in said or len(said) == MOST:
                    continue
                written = re.search(rf"(?<!\\){re.escape(found[0])}", page.source.text)
                if written and not is_printed(sources, text, found.start(), found.end()):
                    said.add(found[0])
                    shown = found[0] if len(found[0]) <= 40 else f"{found[0][:36]}…"
                    message = say("text-dialect/printed", found=shown, remedy=remedy)
                    yield Finding(str(page.source.path), link_line(page.source, found[0]), "text-dialect", message)
