"""Reads what a publication starts from: a text in Markdown or DOCX, or a folder of such texts, a chapter a file."""

from __future__ import annotations

import re
import tempfile
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

from hooks.findings import SourceError
from hooks.languages import Language
from hooks.new.errors import StartError
from hooks.new.pictures import Pictures
from hooks.new.split import Chapter, split
from hooks.new.tidy import close_levels, tidy
from hooks.pages import read_page
from hooks.translation.numerals_zh import value_of

FILTER = Path(__file__).parent / "templates" / "docx.lua"
# Markdown as Python-Markdown reads it.
DIALECT = "markdown_phpextra-header_attributes-link_attributes-markdown_attribute+yaml_metadata_block+four_space_rule"
ENDINGS = (".md", ".markdown", ".docx")
# The end of a name, or all of it, that says no more than the language.
LANGUAGE = re.compile(r"(^|[._ -])(zh|en|chinese|english|zh-tw|zh-hant(-tw)?)$", re.IGNORECASE)

# In figures or in Chinese, where that counts a chapter: 一帶 counts none.
NUMBER = re.compile(r"(\d+|[〇零一二三四五六七八九十百壹貳參肆伍陸柒捌玖拾]+(?=[章節篇部回卷講課、．._\s-]|$))")
FORMAL = str.maketrans("壹貳參肆伍陸柒捌玖拾", "一二三四五六七八九十")


class Manuscript(NamedTuple):
    """A text in one language: the path as it was given, what its front matter says, what stands before its first
    chapter, its chapters, and the names of their files where it came in several."""

    path: Path
    meta: dict[str, Any]
    before: str
    chapters: list[Chapter]
    names: list[str]

    @property
    def title(self) -> str:
        """The title of the whole: of its front matter, only chapter or file; "" for a file named by a language."""
        only = self.chapters[0].title if len(self.chapters) == 1 and not self.names else ""
        return str(self.meta.get("title") or "").strip() or only or LANGUAGE.sub("", self.path.stem)


def read_manuscript(path: Path, language: Language, pictures: Pictures) -> Manuscript:
    """Return the text in the file or folder at `path`; its pictures are added to `pictures`. Raises StartError with
    every error that is found."""
    if not path.exists():
        raise StartError([f"{path}:0: is not there: correct the name"])
    if not path.is_dir():
        meta, text = _read(path, language, pictures)
        before, chapters = split(text)
        if len(chapters) > 1 and not chapters[0].text.partition("\n")[2].strip():
            # A heading with nothing below it, before all others, is the title of the whole.
            meta = {"title": chapters.pop(0).title} | meta
        chapters = [Chapter(title, close_levels(text)) for title, text in chapters]
        return Manuscript(path, meta, close_levels(before), chapters, [])
    files = sorted((file for file in path.iterdir() if file.suffix.lower() in ENDINGS), key=_order)
    if not files:
        raise StartError([f"{path}:0: has no chapter: put a file in Markdown (.md) or DOCX a chapter there"])
    chapters, errors = [], []
    for file in files:
        try:
            meta, text = _read(file, language, pictures)
            title = next((part.title for part in split(text)[1] if part.title), str(meta.get("title") or file.stem))
            chapters.append(Chapter(title, close_levels(text)))
        except StartError as error:
            errors.append(error)
    if errors:
        raise StartError(errors)
    return Manuscript(path, {}, "", chapters, [LANGUAGE.sub("", file.stem) or file.stem for file in files])


def _read(path: Path, language: Language, pictures: Pictures) -> tuple[dict[str, Any], str]:
    """Return the front matter and the text of a file."""
    with tempfile.TemporaryDirectory() as folder:
        if zipfile.is_zipfile(path):
            text, beside = _from_docx(path, Path(folder)), Path(folder)
        else:
            text, beside = _decoded(path), path.parent
        try:
            page = read_page(text, path, language, path.name)
        except SourceError as error:
            raise StartError(f"{one.path}:{one.line}: {one.message}" for one in error.findings) from error
        if not page.body.strip():
            raise StartError([f"{path}:0: has no text: name another file"])
        # Line by line as in the file, for what is said about pictures.
        taken = pictures.take("\n" * (page.first_line - 1) + page.body, beside, path)
    return page.meta, tidy(taken[page.first_line - 1 :])


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
        if "\0" in text:
            raise UnicodeDecodeError("utf-8", content, content.index(0), content.index(0) + 1, "no text")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = "is neither UTF-8 nor DOCX (perhaps Big5, DOC or PDF): save it as Markdown in UTF-8, or as DOCX"
        raise StartError([f"{path}:{line}: {message}"]) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _from_docx(path: Path, folder: Path) -> str:
    """Return a Word file as Markdown, its pictures in `folder`."""
    # Pandoc is large, and needed here alone.
    import pypandoc

    options = ["--standalone", "--wrap=none", f"--lua-filter={FILTER}", "--extract-media=."]
    try:
        text = pypandoc.convert_file(str(path.resolve()), DIALECT, format="docx", extra_args=options, cworkdir=folder)
    except RuntimeError as error:
        message = "is no DOCX that can be read: open it in a word processor and save it as DOCX again"
        raise StartError([f"{path}:0: {message}"]) from error
    return str(text).replace("\r\n", "\n")


def _order(path: Path) -> list[tuple[int, str]]:
    """Sort `2-title` before `10-title`, and 第二章 before 第三章."""
    parts = NUMBER.split(path.stem.lower())
    return [(_value(part), "") if NUMBER.fullmatch(part) else (0, part) for part in parts]


def _value(number: str) -> int:
    return int(number) if number.isdecimal() else int(value_of(number.translate(FORMAL)))
