"""The author's notes and the editor's, each with labels and a list of its own, in every edition; comments in none."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from hooks.languages import LANG, Language
from hooks.words import words
from tests.conftest import Published
from tests.tools.site import Element
from tests.tools.tagged import pieces

FOLDERS: dict[Language, str] = {"zh": "", "en": "en/"}
# What each note of the chapter has, in the order of the lists.
NOTES: dict[Language, list[str]] = {
    "zh": ["逐月登記。", "斷過三次。", "港務史料中心。"],
    "en": ["kept by the month.", "broke three times.", "Center for Harbour Studies."],
}
XHTML = {"x": "http://www.w3.org/1999/xhtml"}
COMMENT = b"FOR-COLLEAGUES"
every_language = pytest.mark.parametrize("language", LANG)


def labels(language: Language) -> list[str]:
    """Return the labels of the notes of the chapter, in the order of the lists."""
    said = words(language)
    editors = [said["blocks.editor_note_mark"].format(number) for number in (1, 2)]
    return [said["blocks.author_note_mark"].format(1), *editors]


def check_lists(boxes: list[Element], language: Language) -> None:
    said = words(language)
    names = [said["blocks.author_notes"], said["blocks.editor_notes"]]
    assert [box.get("aria-label") for box in boxes] == names
    assert [box.xpath("string(*[local-name() = 'h2'])") for box in boxes] == names
    found = [box.xpath(".//*[starts-with(@id, 'fn:') or starts-with(@id, 'fn-')]") for box in boxes]
    assert [len(notes) for notes in found] == [1, 2]
    texts = ["".join(note.itertext()) for notes in found for note in notes]
    assert [text for text, part in zip(texts, NOTES[language], strict=True) if part not in text] == []
    (first,) = found[0]
    assert [len(first.xpath(f".//*[local-name() = '{tag}']")) for tag in ("li", "blockquote")] == [2, 1]


def check_references(links: list[Element], language: Language) -> None:
    author, *editors = labels(language)
    said = ["".join(link.itertext()) for link in links]
    assert said == [author, editors[0], author, editors[1]]


def check_names(links: list[Element], language: Language) -> None:
    said = words(language)
    names = [said["blocks.editor_note_name"].format(number) for number in (1, 2)]
    names.insert(0, said["blocks.author_note_name"].format(1))
    assert [link.get("aria-label") for link in links] == [names[0], names[1], names[0], names[2]]
    # As it is seen: the words themselves are for those who have no stylesheet.
    assert [link.get("data-mark") for link in links] == [link.findtext("span") for link in links]


@every_language
def test_a_page_has_two_lists(language: Language, harbour: Published) -> None:
    page = harbour.pages[f"{FOLDERS[language]}harbour/"]
    check_lists(page.xpath('//article//*[@role="doc-endnotes"]'), language)
    links = page.xpath('//article//a[@role="doc-noteref"]')
    check_references(links, language)
    check_names(links, language)


def test_side_by_side_both_kinds_stand_beside_each_other(harbour: Published) -> None:
    rows = harbour.pages["parallel/harbour/"].xpath('//*[*/*/@role="doc-endnotes"]')
    for tag in LANG.values():
        boxes = [row.xpath(f'*[@lang="{tag}"]/*[@role="doc-endnotes"]') for row in rows]
        assert [len(box.findall("ol/li")) for (box,) in boxes] == [1, 2]


def test_a_page_with_the_authors_notes_alone_has_no_word_of_an_editor(harbour: Published) -> None:
    for language, folder in FOLDERS.items():
        page = harbour.pages[f"{folder}lights/"]
        (box,) = page.xpath('//article//*[@role="doc-endnotes"]')
        assert "text-notes" in box.classes
        said = html.tostring(page, encoding="unicode") + chapter(harbour, language, "lights")
        assert words(language)["blocks.author_notes"] in said
        assert words(language)["blocks.editor_notes"] not in said


def chapter(harbour: Published, language: Language, name: str) -> str:
    """Return a chapter of the EPUB in a language."""
    with zipfile.ZipFile(harbour.folder / "downloads" / f"harbour.{language}.epub") as book:
        return book.read(f"EPUB/{name}.xhtml").decode()


@every_language
def test_an_epub_has_two_sections(language: Language, harbour: Published) -> None:
    page = html.etree.fromstring(chapter(harbour, language, "harbour").encode())
    check_lists(page.xpath("//x:section[contains(@class, 'footnotes')]", namespaces=XHTML), language)
    check_references(page.xpath("//x:a[@role='doc-noteref']", namespaces=XHTML), language)


@pytest.mark.parametrize("edition", ["zh", "en", "zh-en"])
def test_a_pdf_has_each_note_once_with_its_label_and_its_lists(edition: str, harbour: Published) -> None:
    path = harbour.folder / "downloads" / f"harbour.{edition}.pdf"
    notes = ["".join(piece.text.split()) for piece in pieces(path) if "Note" in piece.kinds]
    text = "".join(notes)
    for language in edition.split("-"):
        for label, part in zip(labels(language), NOTES[language], strict=True):  # type: ignore[arg-type,index]
            assert text.count("".join(part.split())) == 1
            # An editor's note says so in its first words: its label is the number alone.
            assert any(note == re.sub(r"\D", "", label) for note in notes)
    kinds = {kind for piece in pieces(path) if "Note" in piece.kinds for kind in piece.kinds}
    assert {"L", "LI", "BlockQuote"} <= kinds


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of every file below `folder`, those in archives and the texts of PDFs included."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield path.name, path.read_bytes()
        if path.suffix in (".zip", ".epub"):
            with zipfile.ZipFile(path) as archive:
                yield from ((name, archive.read(name)) for name in archive.namelist())
        elif path.suffix == ".pdf":
            yield path.name, subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout


def test_a_comment_is_in_no_output(harbour: Published) -> None:
    found = {name for name, content in contents(harbour.folder) if COMMENT in content}
    assert found == set()
