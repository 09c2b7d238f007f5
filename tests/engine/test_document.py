"""The text of a page as one tree: every edition sets what stands in it, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hooks.editions.document import Document, read_document
from hooks.findings import SourceError
from tests.tools.cases import Case, cases
from tests.tools.editions import small_publication


def document(case: dict[str, Any]) -> Document:
    """Return the document of a case: a page `chapter` beside another, in English where it says nothing else."""
    page = {"html": case["input"]} | case.get("page", {})
    publication = small_publication(case.get("language", "en"), chapter=page, other={"html": ""})
    return read_document(publication.chapters[0], publication)


@cases("document")
def test_a_page_becomes_a_tree(case: Case) -> None:
    """`input` is the HTML of a page, converted for print, and `page` what is known of it besides; `output` its blocks
    and `notes`, or `error` what is said of it. The title that a page without one gets is left out."""
    if "error" in case:
        with pytest.raises(SourceError) as error:
            document(case)
        assert str(error.value) == case["error"].strip()
        return
    blocks, notes = document(case)
    case.check(blocks if "<h1" in case["input"] else blocks[1:])
    if notes or "notes" in case:
        case.check(notes, "notes")
    # Plain values only.
    assert json.loads(json.dumps([blocks, notes])) == [blocks, notes]


def test_a_page_without_a_title_has_that_of_the_chapter() -> None:
    title = {"type": "heading", "level": 1, "body": ["Title of chapter"]}
    assert document({"input": "<h2>Part</h2>"}).blocks[0] == title
    assert document({"input": ""}).blocks == [title]
