"""Reads what a browser has printed: the text of each page of its PDF, as the reader sees it."""

from __future__ import annotations

import re
import zlib

OBJECT = re.compile(rb"^(\d+) 0 obj\n(.*?)\nendobj", re.MULTILINE | re.DOTALL)
STREAM = re.compile(rb"stream\n(.*)\nendstream", re.DOTALL)
FONT_IN_USE = re.compile(rb"/(F\d+) (\d+) 0 R")
SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-F]+)> Tj")
MAPPED = re.compile(rb"<(\w+)> <(\w+)>(?: <(\w+)>)?\n")


def read_pdf(pdf: bytes) -> list[str]:
    """Return the text of each page, without white space, of a PDF as Chromium writes it: its letters come as codes of
    a font that has a table of what they mean (ISO 32000-1, 9.10)."""
    objects = {int(number): body for number, body in OBJECT.findall(pdf)}
    return [read_page(body, objects) for body in objects.values() if re.match(rb"<</Type /Page\n", body)]


def read_page(page: bytes, objects: dict[int, bytes]) -> str:
    fonts = {name: letters(objects[int(number)], objects) for name, number in FONT_IN_USE.findall(page)}
    text, font = "", b""
    for name, codes in SHOWN.findall(content(page, rb"/Contents (\d+) 0 R", objects)):
        font = name or font
        width = next((len(code) for code in fonts[font]), 4)
        text += "".join(fonts[font].get(codes[at : at + width], "") for at in range(0, len(codes), width))
    return re.sub(r"\s", "", text)


def letters(font: bytes, objects: dict[int, bytes]) -> dict[bytes, str]:
    """Return what each code of a font stands for."""
    table = content(font, rb"/ToUnicode (\d+) 0 R", objects)
    found: dict[bytes, str] = {}
    for section in re.findall(rb"beginbf\w+\n(.*?)endbf", table, re.DOTALL):
        for first, last, meaning in MAPPED.findall(section):
            if not meaning:
                found[first] = bytes.fromhex(last.decode()).decode("utf-16-be")
                continue
            for step in range(int(last, 16) - int(first, 16) + 1):
                code = b"%0*X" % (len(first), int(first, 16) + step)
                found[code] = chr(int(meaning, 16) + step)
    return found


def content(owner: bytes, reference: bytes, objects: dict[int, bytes]) -> bytes:
    """Return the stream to which an object refers, unpacked; nothing if there is none."""
    found = re.search(reference, owner)
    stream = found and STREAM.search(objects[int(found[1])])
    return zlib.decompress(stream[1]) if stream else b""
