"""The text of a tagged PDF in the order in which it is read aloud (ISO 32000-1, 14.7), piece by piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import pikepdf

# Codes and characters of a ToUnicode map: one to one, and a range from its first.
PAIRS = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
CODES = re.compile(rb"<([0-9A-Fa-f]+)>")


class Piece(NamedTuple):
    """A run of text: its language, and the kinds of the structure elements that it stands in, outermost first."""

    text: str
    language: str
    kinds: tuple[str, ...]


def pieces(path: Path | BinaryIO) -> list[Piece]:
    """Return the text of a PDF without what is no part of it."""
    with pikepdf.open(path) as book:
        runs: dict[Any, tuple[str, str]] = {}
        for page in book.pages:
            for number, run in _marked(page):
                text, language = runs.get((page.objgen, number), ("", ""))
                runs[page.objgen, number] = (text + run[0], language or run[1])
        return list(_read(book.Root.StructTreeRoot, runs, (), str(book.Root.Lang), None))


def structure(element: Any) -> Iterator[Any]:
    """Yield the structure elements below one, in order."""
    for child in _children(element):
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from structure(child)


def _read(element: Any, runs: dict[Any, Any], kinds: tuple[str, ...], language: str, page: Any) -> Iterator[Piece]:
    page = element.get("/Pg", page)
    language = str(element.get("/Lang", language))
    kinds = (*kinds, str(element.get("/S", ""))[1:])
    if kinds[-1] == "P" and "/Alt" in element:
        yield Piece(str(element.Alt), language, (*kinds, "Alt"))
        return
    for child in _children(element):
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield from _read(child, runs, kinds, language, page)
            continue
        is_number = not isinstance(child, pikepdf.Dictionary)
        if is_number or "/MCID" in child:
            place = page if is_number else child.get("/Pg", page)
            text, own = runs.get((place.objgen, int(child if is_number else child.MCID)), ("", ""))
            yield Piece(text, own or language, kinds)


def _children(element: Any) -> list[Any]:
    below = element.get("/K", [])
    return list(below) if isinstance(below, pikepdf.Array) else [below]


def _marked(page: pikepdf.Page) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield each run of marked text of a page: the number of its mark, its characters and its language."""
    fonts = {name: _characters(font) for name, font in page.Resources.get("/Font", {}).items()}
    marks: list[Any] = []
    characters: dict[int, str] = {}
    for step in pikepdf.parse_content_stream(page):
        operands = step.operands
        match str(step.operator):
            case "BDC":
                marks.append(operands[1])
            case "BMC":
                marks.append({})
            case "EMC":
                marks.pop()
            case "Tf":
                characters = fonts[str(operands[0])]
            case "Tj" | "TJ":
                texts: Any = operands[0] if str(step.operator) == "TJ" else operands
                codes = b"".join(bytes(text) for text in texts if isinstance(text, pikepdf.String))
                text = "".join(characters[codes[at] << 8 | codes[at + 1]] for at in range(0, len(codes), 2))
                for mark in marks:
                    if "/ActualText" in mark:
                        text = str(mark.ActualText)
                for mark in marks:
                    if "/MCID" in mark:
                        yield int(mark.MCID), (text, str(mark.get("/Lang", "")))


def _characters(font: Any) -> dict[int, str]:
    found: dict[int, str] = {}
    for kind, block in PAIRS.findall(font.ToUnicode.read_bytes()):
        codes = CODES.findall(block)
        if kind == b"char":
            for code, text in zip(codes[::2], codes[1::2], strict=True):
                found[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
        else:
            for first, last, text in zip(codes[::3], codes[1::3], codes[2::3], strict=True):
                start = bytes.fromhex(text.decode()).decode("utf-16-be")
                for code in range(int(first, 16), int(last, 16) + 1):
                    found[code] = start[:-1] + chr(ord(start[-1]) + code - int(first, 16))
    return found
