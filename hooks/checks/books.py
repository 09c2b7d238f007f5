"""The books can set what every page holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

from hooks.editions.document import document_of
from hooks.editions.document.blocks import BLOCKS
from hooks.editions.document.inline import KINDS, unknown_element
from hooks.editions.manifest import make_manifest
from hooks.editions.publication import read_publication
from hooks.editions.revision import Revision
from hooks.findings import Finding, SourceError
from hooks.languages import LANG
from hooks.messages import Said, say
from hooks.pages import SourcePage
from hooks.sources import Sources

STOPS_BUILD = True
# What an element that Markdown makes looks like in its source.
MARKS = {"h5": "#####", "h6": "######", "table": r"\|"}
# Those that stand set in, in a note.
MARKS |= {f"h{level}": r" {4}" + "#" * level + " " for level in range(1, 5)}
# What stands in the elements that the books know, and in what the blocks of a page make.
INSIDE = set(
    "br img li dt dd figcaption summary caption thead tbody tfoot tr th td col colgroup ruby rt rp div".split()
)
CODE = re.compile(r"^ *(`{3,}|~{3,}).*?^ *\1|<!--.*?-->|`[^`\n]+`", re.DOTALL | re.MULTILINE)
PAIRED = "div|section|details|summary|figure|figcaption|blockquote|table|tr|th|td|ul|ol|li|dl|dt|dd|pre"


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `edition-element` for each element that the books cannot set, or that is not closed."""
    for page in sources.conversions.values():
        root = html.fragment_fromstring(page.html, create_parent=True)
        for made in root.xpath('//*[contains(@class, "data-table")]'):
            made.drop_tree()
        tags = {str(element.tag) for element in root.iter("*")}
        for tag in tags - {*BLOCKS, *KINDS, *INSIDE}:
            yield from _found(page.source, tag, unknown_element(tag))
        yield from _open(page.source)
    # What stands where the books do not expect it.
    for language in LANG if sources.configuration.slug else ():
        publication = read_publication(make_manifest(sources, Revision(), language, []), sources, Revision())
        for chapter in [*publication.chapters, *([publication.about] if publication.about else [])]:
            try:
                document_of(chapter, publication, sources)
            except SourceError as error:
                for finding in error.findings:
                    (tag, *_) = re.findall("<([^>]+)>", str(finding.message))
                    yield from _found(sources.page((language, f"{chapter.name}.md")), tag, finding.message)


def _found(page: SourcePage, tag: str, message: Said) -> Iterator[Finding]:
    """Yield a finding for each line on which an element stands."""
    written = rf"|^\s*{MARKS[tag]}(?!#)" if tag in MARKS else ""
    mark = re.compile(rf"<{re.escape(tag)}\b{written}", re.IGNORECASE)
    lines = [number for number, line in enumerate(_without_code(page).split("\n"), start=1) if mark.search(line)]
    for line in lines or [page.first_line]:
        yield Finding(str(page.path), line, "edition-element", message)


def _open(page: SourcePage) -> Iterator[Finding]:
    """Yield a finding for each element that is opened and not closed, or closed and not opened."""
    opened: list[tuple[str, int]] = []
    for number, line in enumerate(_without_code(page).split("\n"), start=1):
        for end, tag in re.findall(rf"<(/?)({PAIRED})\b[^>]*>", line, re.IGNORECASE):
            tag = tag.lower()
            if not end:
                opened.append((tag, number))
            elif opened and opened[-1][0] == tag:
                opened.pop()
            elif tag in [one for one, _ in opened]:
                yield _never_closed(page, *opened[-1])
                return
            else:
                message = say("edition-element/closed", tag=tag)
                yield Finding(str(page.path), number, "edition-element", message)
                return
    for tag, number in opened:
        yield _never_closed(page, tag, number)


def _never_closed(page: SourcePage, tag: str, line: int) -> Finding:
    message = say("edition-element/open", tag=tag)
    return Finding(str(page.path), line, "edition-element", message)


def _without_code(page: SourcePage) -> str:
    """Return the text of a page without listings and comments, line for line."""
    return CODE.sub(lambda found: "\n" * found[0].count("\n"), page.text)
