"""The live preview shows a change of text, table, template, style and hook."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import ROOT
from tests.tools.book import write_book

PATIENCE = 60  # seconds until a change that does not show counts as lost


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A book and the address of its preview, started as `make serve` starts it."""
    book = write_book(tmp_path_factory.mktemp("serve") / "book", {})
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
        command, shell=True, cwd=book, env=os.environ | {"NO_COLOR": "1"}, start_new_session=True
    )
    try:
        yield book, f"http://{address}/new-chapter/"
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.parametrize(
    ("path", "old", "new", "page", "shows"),
    [
        ("docs/zh/chapter.md", "信任是", "互信是", "chapter/", "互信是夥伴關係的基礎"),
        ("docs/data/sales.csv", "戰機", "軍艦", "chapter/", "軍艦"),
        ("overrides/404.html", "找不到這一頁", "查無此頁", "404.html", "查無此頁"),
        ("overrides/assets/diptych.css", ":root", "/* changed */ :root", "assets/diptych.css", "/* changed */"),
        ("hooks/blocks/page_break.py", "印刷版第", "印本第", "chapter/", "印本第 1 頁"),
    ],
    ids=["text", "table", "template", "style", "hook"],
)
def test_a_change_shows(preview: tuple[Path, str], path: str, old: str, new: str, page: str, shows: str) -> None:
    book, address = preview
    wait_for(address + page, "")
    text = (book / path).read_text(encoding="utf-8")
    assert old in text
    assert shows not in wait_for(address + page, "")
    (book / path).write_text(text.replace(old, new), encoding="utf-8")
    assert shows in wait_for(address + page, shows)


def wait_for(url: str, words: str) -> str:
    """Return the text at `url` as soon as it is served and has the words, or what was there in the end."""
    text = b""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE) as response:
                text = response.read()
            if words in text.decode():
                break
        except OSError:
            pass
        time.sleep(0.2)
    return text.decode()
