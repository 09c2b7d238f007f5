"""A copy of the site that wget has made reads as the site does, from files alone."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.conftest import Published
from tests.tools.asking import Visitor
from tests.tools.site import read_page

# As people keep a site: every page with what it needs, links to files, no robots asked.
WGET = ("wget", "--quiet", "--no-proxy", "--mirror", "--convert-links", "--adjust-extension", "--page-requisites")
ALONE = ("--no-parent", "--execute", "robots=off", "--directory-prefix")
# Pages that no link leads to.
UNLINKED = ["404.html"]
SHOWN = "return document.querySelector('article').innerText;"


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_a_mirror_has_every_page_with_its_text(harbour: Published, tmp_path: Path, visit: Visitor) -> None:
    done = subprocess.run([*WGET, *ALONE, str(tmp_path), harbour.origin], check=False)
    assert done.returncode == 0
    (mirror,) = (path.parent for path in tmp_path.rglob("chapter/index.html"))
    found = {path.relative_to(mirror).as_posix().removesuffix("index.html") for path in mirror.rglob("index.html")}
    assert sorted(found) == sorted(place for place in harbour.pages if place not in UNLINKED)
    for place in found:
        (mirrored,) = read_page(mirror / place / "index.html").xpath("//article")
        (own,) = harbour.pages[place].xpath("//article")
        assert bare(mirrored.text_content()) == bare(own.text_content())
    text = visit((mirror / "harbour" / "index.html").as_uri(), SHOWN)
    for paragraph in harbour.pages["harbour/"].xpath('//article//p[@id="p-1" or @id="p-15"]/text()'):
        assert bare(paragraph) in bare(text)
