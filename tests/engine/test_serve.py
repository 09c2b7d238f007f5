"""The live preview shows a change of text, table, template, style and hook."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import IO, NamedTuple

import pytest

from tests import ROOT
from tests.tools.book import write_book

# Seconds without a word from the preview after which a change that does not show counts as lost.
PATIENCE = 60


class Preview(NamedTuple):
    """A book, the address of its preview, and the lines that the preview prints."""

    book: Path
    address: str
    printed: SimpleQueue[str]

    def show(self, page: str, words: str) -> str:
        """Return the text of a page as soon as it is served and has the words; each line that the preview prints may
        be what makes it so. Raises queue.Empty where that never comes."""
        while True:
            with suppress(OSError), urllib.request.urlopen(self.address + page, timeout=PATIENCE) as response:
                text: str = response.read().decode()
                if words in text:
                    return text
            self.printed.get(timeout=PATIENCE)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """The preview of a stock book, started as `make serve` starts it."""
    book = write_book(tmp_path_factory.mktemp("serve") / "book")
    for shared in ("hooks", "overrides"):
        (book / shared).unlink()
        subprocess.run(["cp", "-r", str(ROOT / shared), str(book / shared)], check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    rule = re.search(r"^serve:.*\n\t(.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert rule
    command = rule[1].replace("$(ENV)/bin/", f"{Path(sys.executable).parent}/").replace("$(RUN)", sys.executable)
    command = command.replace("mkdocs serve", f"mkdocs serve --dev-addr {address}")
    process = subprocess.Popen(
        command,
        shell=True,
        cwd=book,
        env=os.environ | {"NO_COLOR": "1"},
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout
    printed: SimpleQueue[str] = SimpleQueue()
    threading.Thread(target=pass_on, args=[process.stdout, printed]).start()
    try:
        yield Preview(book, f"http://{address}/book/", printed)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def pass_on(lines: IO[str], to: SimpleQueue[str]) -> None:
    for line in lines:
        to.put(line)


@pytest.mark.parametrize(
    ("path", "old", "new", "page", "shows"),
    [
        ("docs/zh/chapter.md", "信任是", "互信是", "chapter/", "互信是夥伴關係的基礎"),
        ("docs/data/sales.csv", "戰機", "軍艦", "chapter/", "軍艦"),
        ("overrides/404.html", 'class="lost"', 'class="lost changed"', "404.html", 'class="lost changed"'),
        ("overrides/assets/diptych.css", ":root", ".changed, :root", "assets/diptych.css", ".changed,:root"),
        ("hooks/blocks/page_break.py", '"page-mark"', '"page-mark changed"', "chapter/", '"page-mark changed"'),
        ("hooks/words/zh.yml", "印刷版第", "印本第", "chapter/", "印本第 1 頁"),
    ],
    ids=["text", "table", "template", "style", "hook", "word"],
)
def test_a_change_shows(preview: Preview, path: str, old: str, new: str, page: str, shows: str) -> None:
    assert shows not in preview.show(page, "")
    file = preview.book / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    assert shows in preview.show(page, shows)


def test_what_is_new_gets_its_id(preview: Preview) -> None:
    page, lock = preview.book / "docs" / "zh" / "chapter.md", preview.book / "docs" / "alignment.lock"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("/// page | 2", "這是新寫的一段。\n\n/// page | 2"), encoding="utf-8")
    preview.show("chapter/", "這是新寫的一段")
    (line,) = [line for line in lock.read_text(encoding="utf-8").splitlines() if "這是新寫的一段" in line]
    assert f'id="{line.split()[0]}"' in preview.show("chapter/", "這是新寫的一段")
