"""Pages and books say nothing that is not in the sources or in `hooks/words/`."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import yaml

from hooks.languages import LANG
from hooks.words import words
from tests import ROOT
from tests.tools.book import Builder, write_book
from tests.tools.said import HAN, NAMES, THEIRS, said_by_page

# Beside the stock book: a page of each template, and a chapter that is not yet translated.
PUBLICATION = {
    f"docs/{language}/{page}.md": f"---\ntitle: {title}\n{status}template: {page}.html\n---\n\n# {title}\n\n{text}"
    for language, title, status in (("zh", "頁", ""), ("en", "A page", "translation: official\n"))
    for page, text in (("data", "/// data-tables\n///\n"), ("about", ""))
} | {
    "docs/zh/next.md": "---\ntitle: 頁\n---\n\n# 頁\n",
    "docs/en/next.md": "---\ntitle: A page\ntranslation: pending\n---\n",
}
# What is looked for: words of Latin letters that are no name of a file, runs of Han characters, marks that are left.
FILE_NAME = re.compile(r"[\w-]+(?:\.\w+)+")
RUN = re.compile(rf"[A-Za-z]{{2,}}|{HAN.pattern}+|[«»]")
MARKED = re.compile(r"«[^«»]*»")


def test_a_publication_says_nothing_but_its_text_and_the_words(tmp_path: Path, build_book: Builder) -> None:
    """With every word in marks, all that pages and EPUBs say stands in marks, in the sources or in the theme."""
    configuration = {
        'slug: ""  # no editions': "slug: book",
        "- chapter.md\n": "- chapter.md\n  - next.md\n  - data.md\n  - about.md\n",
    }
    book = write_book(tmp_path / "book", {"mkdocs.yml": {"replace": configuration}} | PUBLICATION)
    (book / "hooks").unlink()
    shutil.copytree(ROOT / "hooks", book / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    for language in LANG:
        path = book / "hooks" / "words" / f"{language}.yml"
        path.write_text(yaml.safe_dump(marked(dict(words(language))), allow_unicode=True), encoding="utf-8")
    done = build_book(book)
    assert done.returncode == 0, done.stdout
    sources = [*(book / "docs").rglob("*.*"), *book.glob("*.yml"), *THEIRS]
    known = Known(" ".join([path.read_text(encoding="utf-8") for path in sources] + [*NAMES, "kB MB"]))
    runs = {f"{page}: {run}" for page, text in unmarked(book / "site") for run in RUN.findall(FILE_NAME.sub("", text))}
    # Records and citations have the words of their formats and styles.
    own = ("cite/", "en/cite/")
    assert sorted(run for run in runs if run.partition(": ")[2] not in known and not run.startswith(own)) == []


class Known:
    """Texts in which a run of Han characters may stand anywhere, and Latin letters as a word."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.runs = set(RUN.findall(text))

    def __contains__(self, run: str) -> bool:
        return run in self.runs if run.isascii() else run in self.text


def marked(said: dict[str, str]) -> dict[str, str]:
    """Return words in marks, but each month by itself, and no bare sign."""
    months = {key: " ".join(f"«{word}»" for word in said[key].split()) for key in said if key.endswith(".months")}
    return {key: f"«{word}»" if re.search(r"[^\W\d_]", word) else word for key, word in said.items()} | months


def unmarked(site: Path) -> Iterator[tuple[str, str]]:
    """Yield what each page of a site and of its EPUBs says outside the marks."""
    pages = [(path.relative_to(site).as_posix(), path.read_text(encoding="utf-8")) for path in site.rglob("*.html")]
    for path in site.rglob("*.epub"):
        with zipfile.ZipFile(path) as book:
            names = [file for file in book.namelist() if file.endswith(".xhtml")]
            pages += [(f"{path.name}/{file}", book.read(file).decode()) for file in names]
    assert any(".epub/" in page for page, _ in pages)
    for page, content in pages:
        text, attributes = said_by_page(content)
        for said in (text, *attributes):
            while MARKED.search(said):
                said = MARKED.sub("", said)
            yield page, " ".join(said.split())
