"""No edition reads the site's markup for meaning."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from tests import ROOT
from tests.tools import book

TEMPLATES = sorted((ROOT / "overrides").rglob("*.html"))
CLASS = re.compile(r'class="([^"]*)"')
EPOCH = "1000000000"


def classes() -> set[str]:
    """Return every class of the templates that is written out."""
    found = {
        name
        for path in TEMPLATES
        for names in CLASS.findall(path.read_text(encoding="utf-8"))
        for name in re.sub(r"{{.*?}}", "", names).split()
    }
    return {name for name in found if re.fullmatch(r"[a-z][\w-]+", name)}


def sums(folder: Path) -> dict[str, str]:
    """Return the digest of each book of a built site."""
    books = [path for path in (folder / "downloads").iterdir() if path.suffix in (".pdf", ".epub")]
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in books}


def test_a_class_of_the_templates_means_nothing_to_a_book(project: Path) -> None:
    """All of them are renamed at once, in the templates and in the styles."""
    before = book.build(project, "--site-dir", str(project / "before"), SOURCE_DATE_EPOCH=EPOCH)
    assert before.returncode == 0, before.stdout
    names = "|".join(sorted(map(re.escape, classes()), key=len, reverse=True))
    assert "cover__title" in names
    for path in (project / "overrides").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        renamed = CLASS.sub(lambda found: re.sub(rf"(?<![\w-])({names})(?![\w-])", r"\1-renamed", found[0]), text)
        path.write_text(renamed, encoding="utf-8")
    for path in (project / "overrides" / "assets").rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(rf"\.({names})(?![\w-])", r".\1-renamed", text), encoding="utf-8")
    after = book.build(project, "--site-dir", str(project / "after"), SOURCE_DATE_EPOCH=EPOCH)
    assert after.returncode == 0, after.stdout
    assert "cover__title-renamed" in (project / "after" / "index.html").read_text(encoding="utf-8")
    assert sums(project / "after") == sums(project / "before")
