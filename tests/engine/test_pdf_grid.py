"""The lines of a book stand on one grid on all its pages, whatever stands between them."""

from __future__ import annotations

import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from hooks.editions.pdf import make_pdf
from hooks.editions.revision import Revision
from hooks.languages import LANG, Language
from tests.tools.editions import Book, read_book, small_publication, with_documents
from tests.tools.values import OWN, read_own

# What may stand between two paragraphs.
BETWEEN = [
    "<h2>{long}</h2>",
    "<h2>{short}</h2><h3>{short}</h3><h4>{short}</h4>",
    "<blockquote><p>{long}</p></blockquote>",
    '<figure role="doc-pullquote"><blockquote><p>{short}</p></blockquote></figure>',
    '<figure role="doc-pullquote"><blockquote><p>{long}</p></blockquote></figure>',
    "<ul><li>{long}</li><li>{short}<ol><li>{long}</li></ol></li></ul>",
    '<ul data-marker="letters"><li>(A) {long}</li><li>(B) {short}</li></ul>',
    '<p class="verse">{short}<br>{short}</p>',
    "<dl><dt>{short}</dt><dd>{long}</dd></dl>",
    "<hr>",
    "<pre><code>{short}</code></pre>",
    "<table><caption>{short}</caption><thead><tr><th>{short}</th><th>2</th></tr></thead>"
    + "<tbody><tr><td>{long}</td><td>{short}</td></tr></tbody>" * 14
    + "</table>",
    "<table><tbody><tr><td>{long}</td><td>{short}</td></tr></tbody></table>",
    '<figure data-block="0" data-table="sales"><table></table></figure>',
    '<p class="signature">{short}</p>',
]
SHORT = {"zh": "港口與船", "en": "The harbour"}
LONG = {
    "zh": "碼頭的工人每天清晨在此等候船隻進港，然後把貨物一件一件搬上岸，再由車輛運往城裡各處的市場。" * 2,
    "en": "Every morning workers of the harbour wait for ships and carry their load ashore piece by piece. " * 2,
}


def read_table(path: str) -> bytes:
    if path.startswith("data/"):
        return b"id,year\n"
    raise FileNotFoundError(path)


def of_all_blocks(language: Language) -> Book:
    """Return a book with every kind of block between paragraphs."""
    values = {"short": SHORT[language], "long": LONG[language]}
    paragraph = f"<p>{LONG[language]}</p>"
    html = "<h1>{short}</h1>".format(**values) + paragraph
    html += "".join(block.format(**values) + paragraph for block in BETWEEN)
    return with_documents(small_publication(language, chapter={"html": html, "ids": ["table-sales"]}))


def body_lines(path: Path) -> list[list[float]]:
    """Return, for each page after the contents and before the colophon, how far each line of the text is from the top
    in points. They are known by the height of the words that most are set in."""
    done = subprocess.run(["pdftotext", "-bbox-layout", path, "-"], capture_output=True, check=True)
    pages = [
        [
            (float(word.get("yMin")), round(float(word.get("yMax")) - float(word.get("yMin")), 2), len(word.text))
            for word in page.iter("{*}word")
        ]
        for page in etree.fromstring(done.stdout).iter("{*}page")
    ]
    sizes: Counter[float] = Counter()
    for page in pages:
        for _, size, letters in page:
            sizes[size] += letters
    ((common, _),) = sizes.most_common(1)
    return [sorted({round(top, 1) for top, size, _ in page if abs(size - common) < 0.01}) for page in pages[2:]]


@pytest.mark.parametrize("large", [False, True], ids=["small", "large"])
@pytest.mark.parametrize("language", LANG)
@pytest.mark.parametrize("kind", ["own", "all"])
def test_the_lines_of_all_pages_stand_on_one_grid(kind: str, language: Language, large: bool, tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    book = read_book(OWN, language, Revision()) if kind == "own" else of_all_blocks(language)
    path.write_bytes(make_pdf([book], read_own if kind == "own" else read_table, large=large))
    pages = [lines for lines in body_lines(path) if lines]
    steps = Counter(round(second - first, 1) for lines in pages for first, second in pairwise(lines))
    ((step, _),) = steps.most_common(1)
    first = pages[0][0]
    off = [
        (number, line)
        for number, lines in enumerate(pages, 3)
        for line in lines
        if abs((line - first + step / 2) % step - step / 2) > 0.3
    ]
    assert off == []
    assert len(pages) > 4


def test_no_chapter_ends_with_a_few_lines_alone_on_a_page(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    ends = []
    for count in range(24, 36):
        # Three pages and a little more: each paragraph has two lines.
        html = "<h1>T</h1>" + f"<p>{LONG['zh'][:50]}</p>" * count
        book = with_documents(small_publication("zh", chapter={"html": html}))
        path.write_bytes(make_pdf([book], read_table))
        *before, last = [lines for lines in body_lines(path) if lines]
        ends.append((len(before), len(last)))
    assert min(last for before, last in ends if before) >= 5
    # There are such with a page more than others.
    assert len({before for before, _ in ends}) > 1
