"""The scripts and stylesheets of the site, published without comments and spaces: those serve whoever edits them, and
were a quarter of what a reader loads first."""

from __future__ import annotations

from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

MINIFY = {".css": cssmin, ".js": jsmin}


def minify_assets(site: Path, overrides: Path) -> None:
    """Take comments and spaces out of the files below `site` that are the publication's own: those that stand in
    `overrides`, too. The theme's are so already. No name is changed."""
    for path in sorted((overrides / "assets").rglob("*")):
        if path.suffix in MINIFY:
            published = site / path.relative_to(overrides)
            published.write_text(MINIFY[path.suffix](published.read_text(encoding="utf-8")), encoding="utf-8")
