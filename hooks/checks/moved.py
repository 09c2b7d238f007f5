"""What the publication says of pages that have moved leads to pages that are there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from hooks.checks.configuration import line_of_name
from hooks.configuration import NAME
from hooks.findings import Finding
from hooks.messages import Said, say
from hooks.moved import page_name
from hooks.sources import Sources

STOPS_BUILD = True
PAGE = re.compile(r"(?!.*(?:^|/)\.)[^/#?:\\]+(?:/[^/#?:\\]+)*/?")
# Where other things stand than pages, or the pages of the other language.
TAKEN = ("assets", "cite", "downloads", "en", "parallel", "search")
ID = re.compile(r'\bid="([^"]+)"')


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `moved-page` for an old name that is no page's, that stands twice, or whose page or folder is still there;
    and for a new one that is not there, has no such id, or leads back to the old."""
    path = sources.root / NAME
    lines = sources.text(path).split("\n")
    moved = sources.configuration.moved
    pairs = {old: new for old, new in moved.items() if isinstance(old, str) and isinstance(new, str)}
    for old, new in pairs.items():
        message = _wrong_old(sources, old, pairs) or _wrong_new(sources, old, new, pairs)
        if message:
            yield Finding(str(path), line_of_name(lines, old), "moved-page", message)


def _wrong_old(sources: Sources, old: str, pairs: dict[str, str]) -> Said | None:
    names = {page.name for page in sources.pages}
    if not PAGE.fullmatch(old) or old.removesuffix(".md").partition("/")[0] in TAKEN:
        return say("moved-page/place", old=old)
    addresses = Counter(sources.configuration.page_address("zh", page_name(one)) for one in pairs)
    here = sources.configuration.page_address("zh", page_name(old))
    if addresses[here] > 1:
        return say("moved-page/twice", old=old)
    there = next((name for name in names if sources.configuration.page_address("zh", name) == here), "")
    return say("moved-page/there", old=old, there=there) if there else None


def _wrong_new(sources: Sources, old: str, new: str, pairs: dict[str, str]) -> Said | None:
    moved = {page_name(before): after for before, after in pairs.items()}
    name, _, place = new.partition("#")
    names = {page.name for page in sources.pages}
    passed = {page_name(old)}
    while name not in names and page_name(name) in moved:
        if page_name(name) in passed:
            return say("moved-page/circle", old=old)
        passed.add(page_name(name))
        name, _, place = moved[page_name(name)].partition("#")
    if name not in names:
        close = get_close_matches(name, names, n=1, cutoff=0.8)
        remedy = say("moved-page/close", meant=close[0]) if close else say("moved-page/text")
        return say("moved-page/lost", old=old, name=name, remedy=remedy)
    if place and place not in _ids(sources, name):
        return say("moved-page/id", old=old, name=name, place=place)
    return None


def _ids(sources: Sources, name: str) -> set[str]:
    """Return every id that is or was on a page, in whichever language."""
    ids = {line.id for line in sources.lock.get(name, [])}
    for (_, page), conversion in sources.conversions.items():
        ids |= set(ID.findall(conversion.html)) if page == name else set()
    return ids | {key for keys in sources.alignment[name].ids.values() for key in keys}
