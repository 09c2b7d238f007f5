"""Pages that have moved: what stands at each of their old addresses leads to the new one."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from hooks.configuration import Configuration
from hooks.editions.parallel import FOLDER as PARALLEL
from hooks.languages import LANG, ROOT, Language
from hooks.sources import Sources
from hooks.words import words

SCRIPT = "assets/moved.js"
# What stands beside a chapter, below an address of its own, where there is such a page.
BESIDE = (PARALLEL, "cite", "en/cite")


class Move(NamedTuple):
    """An address below the site and the one to which it leads, with the language and the title of the page there."""

    old: str
    new: str
    language: Language
    title: str


def moved_pages(configuration: Configuration) -> dict[str, str]:
    """Return where each page that has moved is now (`summary.md#p-3`), by the name that it had (`old.md`, or
    `old/index.md` for `old/`). Where a page has moved more than once this is the last place; one that moves in a circle
    is none."""
    moved = {page_name(old): new for old, new in configuration.moved.items()}
    last = {}
    for old in moved:
        new, passed = moved[old], {old}
        while (name := page_name(new.partition("#")[0])) in moved and name not in passed:
            passed.add(name)
            new = moved[name] if "#" in moved[name] or "#" not in new else f"{moved[name]}#{new.partition('#')[2]}"
        if name not in moved:
            last[old] = new
    return last


def page_name(name: str) -> str:
    """Return a page's name from that or from its folder: `old.md`; `old/index.md` from `old/` or `old`."""
    return name if name.endswith(".md") else f"{name.rstrip('/')}/index.md"


def write_moved(site: Path, sources: Sources, render: Callable[..., str]) -> None:
    """Write the pages at the old addresses below `site`, in each language that has the new page, and for what stands
    beside it; `render` fills in their template."""
    for move in _moves(site, sources):
        path = site / _file(move.old)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(render(**_values(move, sources.configuration.address)), encoding="utf-8")


def _moves(site: Path, sources: Sources) -> list[Move]:
    configuration = sources.configuration
    moves = []
    for old, new in moved_pages(configuration).items():
        name, _, place = new.partition("#")
        for language in LANG:
            if (language, name) in sources.conversions:
                title = sources.page_title(language, name)
                addresses = [configuration.page_address(language, page) for page in (old, name)]
                moves.append(Move(addresses[0], addresses[1] + f"#{place}" * bool(place), language, title))
        for folder in BESIDE:
            before, after = (f"{folder}/{configuration.page_address(ROOT, page)}" for page in (old, name))
            if (site / _file(after)).is_file():
                own: Language = "en" if folder.startswith("en/") else ROOT
                # The same ids stand side by side, and nowhere else.
                kept = f"#{place}" * bool(place and folder == PARALLEL)
                moves.append(Move(before, after + kept, own, sources.page_title(own, name)))
    return moves


def _values(move: Move, site: str) -> dict[str, Any]:
    folder = posixpath.dirname(move.old) or "."
    path, _, place = move.new.partition("#")
    link = posixpath.relpath(path or ".", folder) + "/" * (path.endswith("/") or not path)
    return {
        "lang": LANG[move.language],
        "words": words(move.language),
        "title": move.title,
        "link": link + f"#{place}" * bool(place),
        "canonical": site and site + path,
        "script": posixpath.relpath(SCRIPT, folder),
    }


def _file(address: str) -> str:
    return address + "index.html" if address.endswith("/") or not address else address
