"""Every link of a page to another file of the publication, and every picture, leads to one that is there."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from difflib import get_close_matches
from urllib.parse import unquote, urlsplit

from hooks.citation.pages import FOLDER
from hooks.data.downloads import PACKAGE, formats
from hooks.findings import Finding
from hooks.languages import LANG
from hooks.languages import other as other_language
from hooks.messages import say
from hooks.pages import SourcePage
from hooks.sources import Sources

STOPS_BUILD = True


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `link-target` for each link to a file that is not there; links to folders and to other hosts are not
    followed, as MkDocs does not."""
    files = {path.relative_to(sources.docs).as_posix() for path in sources.docs.rglob("*") if path.is_file()}
    files |= {f"{page.language}/{FOLDER}/{page.name}" for page in sources.pages}
    if sources.package:
        made = [name for table in sources.package.resources for name in formats(table)]
        files |= {f"data/{name}" for name in [*made, PACKAGE]}
    for conversion in sources.conversions.values():
        page = conversion.source
        other = other_language(page.language)
        for link in conversion.links:
            try:
                parts = urlsplit(link)
            except ValueError:
                # Said where addresses are checked.
                continue
            path = unquote(parts.path)
            if parts.scheme or parts.netloc or path.startswith(("/", "\\")) or not posixpath.splitext(path)[1]:
                continue
            target = posixpath.normpath(posixpath.join(page.language, posixpath.dirname(page.name), path))
            # What both languages share may be named as if it stood beside the pages.
            shared = target.partition("/")[2] if target.partition("/")[0] in LANG else target
            # A page of the other language is not there while this one is built.
            own = target.partition("/")[0] not in LANG or target.startswith(f"{page.language}/")
            if not (own and target in files) and shared not in files:
                close = get_close_matches(target, [file for file in files if not file.startswith(f"{other}/")], n=1)
                hint = posixpath.relpath(close[0], posixpath.dirname(f"{page.language}/{page.name}")) if close else ""
                remedy = say("link-target/close", meant=hint) if hint else say("link-target/lost")
                message = say("link-target/target", found=link, remedy=remedy)
                yield Finding(str(page.path), link_line(page, link), "link-target", message)


def link_line(page: SourcePage, link: str) -> int:
    """Return the line on which a page names a link, or its first where that cannot be seen."""
    lines = page.text.split("\n")
    return next((number for number, line in enumerate(lines, start=1) if link in line), page.first_line)
