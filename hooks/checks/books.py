"""The books can set every chapter: its elements, its pictures, the order of its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath
from urllib.parse import unquote

from hooks.checks.links import link_line
from hooks.editions.document import Node, document_of
from hooks.editions.manifest import make_manifest
from hooks.editions.pictures import is_picture
from hooks.editions.publication import read_publication
from hooks.editions.revision import Revision
from hooks.findings import Finding, SourceError
from hooks.languages import LANG
from hooks.pages import SourcePage
from hooks.sources import Sources

STOPS_BUILD = True
EMPTY = re.compile(r" {0,3}#+[ #]*")
# What an element that Markdown makes looks like in its source.
MARKS = {"h5": "#####", "h6": "######", "pre": "```", "dl": ":", "table": r"\|"}
# Those that stand set in, in a note.
MARKS |= {f"h{level}": r" {4}" + "#" * level + " " for level in range(1, 5)}


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `edition-element` for an element that the books cannot set, `edition-picture` for a picture that they
    cannot hold, and `edition-heading` for a heading that skips a level. A publication without books has none."""
    if not sources.configuration.slug:
        return
    for language in LANG:
        publication = read_publication(make_manifest(sources, Revision(), language, []), sources, Revision())
        for chapter in [*publication.chapters, *([publication.about] if publication.about else [])]:
            page = sources.page((language, f"{chapter.name}.md"))
            try:
                document = document_of(chapter, publication, sources)
            except SourceError as error:
                for finding in error.findings:
                    yield Finding(str(page.path), _line(page, finding.message), finding.code, finding.message)
                continue
            for node in _pictures([*document.blocks, *document.notes.values()]):
                # One that is not there is reported as any other link.
                path = sources.docs / language / PurePosixPath(f"{chapter.name}.md").parent / unquote(node["src"])
                if ":" in node["src"] or (path.is_file() and not is_picture(path.suffix, sources.read(path))):
                    message = f"shows the picture {node['src']}, which no book can hold: use PNG, JPEG or SVG of docs/"
                    yield Finding(str(page.path), link_line(page, node["src"]), "edition-picture", message)
            headings = [node for node in document.blocks if node["type"] == "heading"]
            if any(not heading["body"] for heading in headings):
                line = next((at for at, words in enumerate(page.text.split("\n"), 1) if EMPTY.fullmatch(words)), 1)
                message = "has a heading without words: write them, or remove it"
                yield Finding(str(page.path), line, "edition-heading", message)
            for before, heading in pairwise(headings):
                if heading["level"] > before["level"] + 1:
                    words = "".join(part for part in heading["body"] if isinstance(part, str)).strip()
                    message = f"skips a level before the heading “{words}”: write {'#' * (before['level'] + 1)} there"
                    yield Finding(str(page.path), link_line(page, words), "edition-heading", message)


def _pictures(nodes: list[Node]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, dict):
            if node.get("type") == "image":
                yield node
            for part in ("body", "items"):
                yield from _pictures(node.get(part, []))


def _line(page: SourcePage, message: str) -> int:
    """Return the line on which the element that a message names first stands."""
    tag = re.findall("<([^>]+)>", message)[0]
    written = rf"|^\s*{MARKS[tag]}" if tag in MARKS else ""
    mark = re.compile(rf"<{re.escape(tag)}\b{written}", re.IGNORECASE)
    return next((number for number, line in enumerate(page.text.split("\n"), start=1) if mark.search(line)), 1)
