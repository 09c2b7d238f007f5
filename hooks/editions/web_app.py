"""The publication as an app: the manifest by which a phone puts it among its own (W3C Web Application Manifest), and
what keeps its pages in the browser, to be read without a network (overrides/assets/offline/)."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from hooks.assets import WORKER, minified
from hooks.editions.offline import copy_in_words
from hooks.editions.palette import palette
from hooks.editions.publication import Publication
from hooks.languages import LANG
from hooks.pictures import TYPES
from hooks.words import words
from hooks.words.sizes import size_in_words

OVERRIDES = Path(__file__).parents[2] / "overrides"
# Where they stand below the site: the worker, and what is said of the version that it keeps.
SCRIPT, ABOUT = "offline.js", "offline.json"
# What a page is shown with. The rest is there to be downloaded, or for programs.
SHOWN = {".html", ".css", ".js", ".webmanifest", ".woff2", *TYPES}
NOT_SHOWN = {SCRIPT, "card.png", "en/card.png"}
NAMES = ("keep", "working", "remove", "hint", "now", "full", "failed", "refused")
ICONS = (("icon-192.png", 192, "any"), ("icon-512.png", 512, "any"), ("icon-maskable.png", 512, "maskable"))


def make_web_manifest(publication: Publication) -> bytes:
    """Return the manifest of the app in one language. Its addresses are relative to where it stands, beside the cover
    of that language; the app has the pages of both. A short name, which nobody has stated, is left to the phone: it
    cuts the title."""
    root = "./" if publication.language == "zh" else "../"
    plate = palette()["plate"]
    manifest = {
        "name": publication.title,
        "description": publication.description,
        "lang": LANG[publication.language],
        "dir": "ltr",
        "start_url": "./",
        "scope": root,
        "display": "standalone",
        "theme_color": plate,
        "background_color": plate,
        "icons": [
            {"src": f"{root}assets/images/{name}", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for name, size, purpose in ICONS
        ],
    }
    stated = {name: value for name, value in manifest.items() if value}
    return (json.dumps(stated, ensure_ascii=False, indent=2) + "\n").encode()


def write_offline(site: Path, publications: Iterable[Publication]) -> None:
    """Write the worker into a `site` to which nothing more is done, with the SHA-256 of all that it keeps, and what it
    says: its words, the version, and the size in all. The same site makes the same bytes."""
    files = kept_files(site)
    size = sum((site / name).stat().st_size for name in files)
    about = {LANG[one.language]: _said(one, size) for one in publications}
    (site / ABOUT).write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    sums = {name: _sum(site / name) for name in sorted([*files, ABOUT])}
    listed = json.dumps(sums, ensure_ascii=False, separators=(",", ":"))
    (site / SCRIPT).write_text(f"{minified(OVERRIDES / WORKER)}\nserveKept({listed});\n", encoding="utf-8")


def kept_files(site: Path) -> list[str]:
    """Return the names of the files that are kept of a `site`, in order: its pages and what they are shown with."""
    names = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.suffix.lower() in SHOWN}
    return sorted(names - NOT_SHOWN)


def _said(publication: Publication, size: int) -> dict[str, str]:
    said = words(publication.language)
    return {
        "size": size_in_words(size),
        "kept": "".join(copy_in_words(publication, "")),
        **{name: said[f"offline.{name}"] for name in NAMES},
    }


def _sum(path: Path) -> str:
    return base64.b64encode(hashlib.sha256(path.read_bytes()).digest()).decode()
