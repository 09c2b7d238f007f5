"""PDF editions: a built site as three books, in Chinese, in English, and both side by side.

Each conforms to PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2).
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_tw
import typst

from hooks.editions.pdf.book import bookmark_levels, make_book, row_heads
from hooks.editions.pdf.finish import finish_pdf
from hooks.editions.publication import read_publication
from hooks.editions.revision import Revision
from hooks.languages import Language

TEMPLATE = Path(__file__).with_name("book.typ")
FONTS = Path(pylopdf_fonts_zh_tw.__file__).parent
EDITIONS: dict[str, tuple[Language, ...]] = {"zh": ("zh",), "en": ("en",), "zh-en": ("zh", "en")}


def make_pdfs(site: Path, chapters: list[str], slug: str, revision: Revision) -> list[Path]:
    """Write `downloads/<slug>.zh.pdf`, `.en.pdf` and `.zh-en.pdf` below `site`, and return them.

    `chapters` are named by their source (`summary.md`). The same site and revision give the same bytes. Raises
    SourceError where a page holds what the books cannot set, RuntimeError where the typesetter has a complaint.
    """
    (site / "downloads").mkdir(exist_ok=True)
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
    paths = []
    for name, languages in EDITIONS.items():
        publications = [read_publication(site, language, chapters) for language in languages]
        book = make_book(publications, revision)
        path = site / "downloads" / f"{slug}.{name}.pdf"
        pdf = finish_pdf(
            _compile(book, fonts, revision), row_heads(book), bookmark_levels(book), dated=revision.epoch is not None
        )
        path.write_bytes(pdf)
        paths.append(path)
    return paths


def _compile(book: dict[str, Any], fonts: typst.Fonts, revision: Revision) -> bytes:
    # PDF/A wants Typst to have a date; where there is none, it is taken out again.
    time = datetime.fromtimestamp(revision.epoch or 0, UTC)
    pdf, warnings = typst.compile_with_warnings(
        TEMPLATE,
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"book": json.dumps(book, ensure_ascii=False)},
        pdf_standards=["ua-1", "a-2a"],
        timestamp=time,
    )
    if warnings:
        raise RuntimeError("\n".join(f"{TEMPLATE.name}: {warning.diagnostic}" for warning in warnings))
    return bytes(pdf)
