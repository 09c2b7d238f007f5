"""The scripts and stylesheets of the site: what every page needs in one file of each kind, without comments and spaces,
which serve whoever edits them and were a quarter of what a reader loads first. No name is changed."""

from __future__ import annotations

from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

MINIFY = {".css": cssmin, ".js": jsmin}
# What a file is published with, in this order: each stands beside it, and alone is not published.
TOGETHER = {
    "diptych.css": ("marks.css", "furniture.css", "search.css", "print.css"),
    "diptych.js": (
        "contents.js",
        "find.js",
        "place.js",
        "controls.js",
        "notes.js",
        "visits.js",
        "counterpart.js",
        "passage.js",
        "offline.js",
    ),
}
# Published at the root of the site, with what it keeps (hooks/editions/web_app.py).
WORKER = "assets/offline/worker.js"


def is_asset(name: str) -> bool:
    """Say whether a file, by its name below `overrides` (`assets/diptych.css`), is a script or a stylesheet."""
    return name.startswith("assets/") and Path(name).suffix in MINIFY


def read_asset(overrides: Path, name: str) -> str | None:
    """Return a script or a stylesheet as it is published; None for what is published within another."""
    path = overrides / name
    if name == WORKER or any(path.name in parts for parts in TOGETHER.values()):
        return None
    return minified(path, *(path.with_name(part) for part in TOGETHER.get(path.name, ())))


def minified(*paths: Path) -> str:
    """Return scripts, or stylesheets, as one."""
    return str(MINIFY[paths[0].suffix]("\n".join(path.read_text(encoding="utf-8") for path in paths)))
