"""`python -m tests.tools.pictures`: makes the pictures of the guide for staff (`CONTRIBUTING*.md`), of pages of the
harbour book as they are built, and of what the checks and workflows say of it, as GitHub shows that."""

from __future__ import annotations

import base64
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from jinja2 import Environment, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup
from PIL import Image
from playwright.sync_api import Browser, FloatRect

from hooks.alignment.requests import changed_alone, question
from hooks.checks import check_sources
from hooks.checks._github import summary
from hooks.languages import LANG
from hooks.sources import Sources
from tests import ROOT
from tests.tools.book import Builder, build, lay, write_harbour
from tests.tools.browser import open_browser
from tests.tools.server import serve

HERE = Path(__file__).parent
FOLDER = ROOT / ".github" / "pictures" / "guide"
# Those that are the same in both languages have no language in their name.
PICTURES = {
    "passage": ("zh", "en"),
    "stale": ("",),
    "row": ("zh", "en"),
    "edit": ("zh", "en"),
    "finding": ("zh", "en"),
    "comment": ("",),
    "summary": ("",),
}
PAGE, TABLE, ROW = "docs/zh/harbour.md", "docs/data/visits.csv", "1901-2"
OLD, NEW, WRONG = "（Keelung）的港灣三面是山", "（Keelung）的港灣三面環山", "（Keelung的港灣三面環山"
ADDRESS = "example.org/harbour/"
ROWS = "thead:has(~ tbody #visits-1901-2), tbody:has(#visits-1901-2), tbody:has(#visits-1902-1)"
# What a picture shows of a page: its address, what of it, and the sign there that is pointed at.
SHOWN = {
    "passage-zh": ("harbour/#p-1", "#p-1", "#p-1 > .paragraph-link"),
    "passage-en": ("en/harbour/#p-1", "#p-1", "#p-1 > .paragraph-link"),
    "stale": ("parallel/harbour/", ".parallel__row#p-1", ".stale-mark"),
    "row-zh": (
        f"data/#visits-{ROW}",
        ROWS,
        f"#visits-{ROW} .paragraph-link",
    ),
    "row-en": (
        f"en/data/#visits-{ROW}",
        ROWS,
        f"#visits-{ROW} .paragraph-link",
    ),
}
WIDTH, AROUND = 732, 30
BRACKET = "text-bracket"
# Leaves nothing on a page but some of its parts; says how far down it is.
ALONE = """parts => {
  document.querySelector("header").remove();
  const kept = [...document.querySelectorAll(parts)];
  for (const other of document.querySelectorAll("article *"))
    if (!kept.some(one => one.contains(other) || other.contains(one))) other.style.visibility = "hidden";
  return scrollY;
}"""
# So many colors are enough for text, and make a file small.
COLORS = 32


def main() -> int:
    """Write every picture, and say how large it is."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, open_browser() as browser:
        for name, picture in draw(Path(folder), browser):
            (FOLDER / f"{name}.webp").write_bytes(picture)
            print(f"{name}.webp: {len(picture) / 1000:.0f} kB")
    return 0


def names() -> list[str]:
    """Return the names of the pictures, without their ending."""
    return [f"{name}-{language}".rstrip("-") for name, languages in PICTURES.items() for language in languages]


def draw(folder: Path, browser: Browser, how: Builder = build) -> Iterator[tuple[str, bytes]]:
    """Yield each picture by its name, as WebP; `folder` is empty, for the book that they show."""
    facts = changed_book(folder)
    done = how(folder / "book", SITE_URL=f"https://{ADDRESS}")
    assert done.returncode == 0, done.stdout
    with serve(folder / "book" / "site", f"/{ADDRESS.partition('/')[2]}") as origin:
        shots = {name: shot(browser, origin, *shown) for name, shown in SHOWN.items()}
    page = browser.new_page(viewport={"width": 760, "height": 600}, device_scale_factor=2)
    for name in names():
        page.set_content(composed(name, facts, shots.get(name)))
        yield name, small(page.locator("#picture").screenshot())
    page.close()


def changed_book(folder: Path) -> dict[str, Any]:
    """Write the harbour book with a change in one language into a folder, and return what is said of that, and of the
    same change with a mistake in it."""
    before, book = (write_harbour(folder / name) for name in ("before", "book"))
    facts: dict[str, Any] = {"rows": rows(book), "change": change(book)}
    lay(book / PAGE, {"replace": {OLD: WRONG, "的格式寫成。[^books]": "的格式寫成。[^boks]"}})
    found = check_sources(Sources(book))
    for one in found:
        object.__setattr__(one, "path", Path(one.path).relative_to(book).as_posix())
    facts["findings"] = [(one.code, [one.message.text(of) for of in LANG]) for one in found if one.code == BRACKET]
    facts["summary"] = summary(found, "https://github.com/owner/name/blob/main/CODES.md")
    lay(book / PAGE, {"replace": {WRONG: NEW, "[^boks]": "[^books]"}})
    facts["comment"] = question(changed_alone(Sources(before), Sources(book)))
    return facts


def rows(book: Path) -> dict[str, Any]:
    """Return the first lines of a table's file, each with its id apart."""
    lines = (book / TABLE).read_text(encoding="utf-8").split("\n")[:4]
    parts = [(number, *line.partition(",")) for number, line in enumerate(lines, 1)]
    return {
        "path": TABLE,
        "lines": [{"number": n, "id": key, "rest": f",{rest}", "wanted": key == ROW} for n, key, _, rest in parts],
    }


def change(book: Path) -> dict[str, Any]:
    """Return a line of a page that is changed, in its three parts, with the lines around it."""
    lines = (book / PAGE).read_text(encoding="utf-8").split("\n")
    at = next(place for place, line in enumerate(lines) if OLD in line)
    start, _, end = lines[at].partition(OLD)
    around = [(number + 1, lines[number]) for number in range(at - 2, at + 1)]
    parts = {"before": start, "old": OLD, "new": NEW, "wrong": WRONG, "after": end}
    return {"path": PAGE, "line": at + 1, "around": around, **parts}


def shot(browser: Browser, origin: str, address: str, parts: str, sign: str) -> dict[str, Any]:
    """Return what a page shows of some parts, as a picture, with its address and where a sign is in it."""
    page = browser.new_page(viewport={"width": WIDTH, "height": 900}, device_scale_factor=2)
    page.goto(f"{origin}{address}", wait_until="networkidle")
    down = page.evaluate(ALONE, parts)
    boxes = [box for one in page.locator(parts).all() if (box := one.bounding_box())]
    top, bottom = min(box["y"] for box in boxes), max(box["y"] + box["height"] for box in boxes)
    clip = FloatRect(x=0, y=down + top - AROUND, width=WIDTH, height=bottom - top + 2 * AROUND)
    picture = page.screenshot(clip=clip, full_page=True)
    mark = page.locator(sign).first.bounding_box()
    assert mark
    page.close()
    place, _, fragment = address.partition("#")
    return {
        "address": ADDRESS + place,
        "fragment": f"#{fragment}" if fragment else "",
        "image": base64.b64encode(picture).decode(),
        "mark": {**mark, "y": mark["y"] - top + AROUND},
    }


def composed(name: str, facts: dict[str, Any], shot: dict[str, Any] | None) -> str:
    """Return the page that is a picture."""
    kind, _, language = name.partition("-")
    said = yaml.safe_load((HERE / "words.yml").read_text(encoding="utf-8"))
    template = Environment(undefined=StrictUndefined, autoescape=True).from_string(
        (HERE / "picture.html").read_text(encoding="utf-8")
    )
    return template.render(
        **facts,
        name=kind,
        lang=LANG["en" if language == "en" else "zh"],
        shot=shot,
        words=said[language or "zh"].get(kind, {}),
        schematic=said[language]["schematic"] if language else " ".join(of["schematic"] for of in said.values()),
        markdown=Markup(as_github(facts[kind])) if kind in ("comment", "summary") else "",
    )


def as_github(text: str) -> str:
    """Return Markdown as GitHub shows it, with boxes to tick, the first one ticked."""
    html: str = MarkdownIt("commonmark").enable("table").render(text)
    boxes = html.replace("<li>[ ] ", '<li><span class="box"></span>')
    return boxes.replace('<span class="box"></span>', '<span class="box on">✓</span>', 1)


def small(picture: bytes) -> bytes:
    """Return a picture with few colors."""
    out = io.BytesIO()
    few = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLORS, dither=Image.Dither.NONE)
    few.convert("RGB").save(out, "WEBP", lossless=True)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
