"""What a publication adds to Markdown: the blocks that staff write, and the passes over a page's elements.

One Python-Markdown extension registers them all. It takes one option, `page`: the `PageContext` of the page, which is
then `md.page`, and may be set anew before each conversion.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable
from typing import Any

from markdown import Markdown
from markdown.inlinepatterns import SubstituteTagInlineProcessor
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block

from hooks.blocks import raw_html
from hooks.blocks.caption import Caption, check_captions
from hooks.blocks.changed import mark_changed
from hooks.blocks.context import PageContext
from hooks.blocks.data_table import DataTable
from hooks.blocks.data_tables import DataTables
from hooks.blocks.display import set_line_ends
from hooks.blocks.lang_spans import mark_languages
from hooks.blocks.lines import BREAK, break_verse, set_cells
from hooks.blocks.links import note_links
from hooks.blocks.lists import ListLines
from hooks.blocks.notes import name_notes, watch_notes
from hooks.blocks.page_break import PageBreak, place_page_marks
from hooks.blocks.paragraphs import link_paragraphs, name_headings, number_paragraphs
from hooks.blocks.pictures import set_pictures
from hooks.blocks.pull_quote import PullQuote, note_quotes
from hooks.blocks.retired import anchor_retired
from hooks.blocks.spacers import drop_spacers
from hooks.blocks.staleness import mark_stale

# By the name that staff write.
BLOCKS: dict[str, type[Block]] = {block.NAME: block for block in (Caption, DataTable, DataTables, PageBreak, PullQuote)}

# The passes that run before MkDocs makes an address of where each link and picture leads, in their order.
AS_WRITTEN: list[Callable[[etree.Element, PageContext], None]] = [
    check_captions,
    set_pictures,
    break_verse,
    set_cells,
]
# After the attributes of `{: … }` are set.
FIRST_AS_WRITTEN = 4
# Every other pass over a page's elements, in the order in which it runs, after those of Markdown and MkDocs; only
# `drop_spacers` and `name_headings` run before, since the table of contents takes headings' ids.
ORDER: list[Callable[[etree.Element, PageContext], None]] = [
    note_links,
    number_paragraphs,
    note_quotes,
    place_page_marks,
    mark_languages,
    link_paragraphs,
    mark_stale,
    anchor_retired,
    mark_changed,
    name_notes,
    set_line_ends,
]
# The last of the others has 0.
FIRST = -10
# After the attributes that authors write (8), before the table of contents, which names headings by itself (5).
BEFORE_CONTENTS = 6


class Pass(Treeprocessor):
    """A function of these lists as Python-Markdown runs it."""

    def __init__(self, md: Any, function: Callable[[etree.Element, PageContext], None]) -> None:
        super().__init__(md)
        self.function = function

    def run(self, root: etree.Element) -> None:
        self.function(root, self.md.page)  # type: ignore[attr-defined]


class DiptychExtension(BlocksExtension):
    """Registers the blocks and the passes."""

    def __init__(self, **options: Any) -> None:
        self.config = {"page": [PageContext(), "the page that is converted"]}
        super().__init__(**options)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802
        md.page = self.getConfig("page")  # type: ignore[attr-defined]
        for block in BLOCKS.values():
            block_mgr.register(block, {})
        md.treeprocessors.register(Pass(md, drop_spacers), "diptych-drop_spacers", BEFORE_CONTENTS + 1)
        md.treeprocessors.register(Pass(md, name_headings), "diptych-name_headings", BEFORE_CONTENTS)
        watch_notes(md)
        # Before the code of a page is taken out of it.
        md.preprocessors.register(ListLines(md), "diptych-lists", 28)
        raw_html.register(md)
        # Before a backslash keeps what follows it from being read.
        md.inlinePatterns.register(SubstituteTagInlineProcessor(BREAK, "br"), "diptych-break", 185)
        for place, function in enumerate(AS_WRITTEN):
            md.treeprocessors.register(Pass(md, function), f"diptych-{function.__name__}", FIRST_AS_WRITTEN - place)
        for place, function in enumerate(ORDER):
            md.treeprocessors.register(Pass(md, function), f"diptych-{function.__name__}", FIRST - place)


def makeExtension(**options: Any) -> DiptychExtension:  # noqa: N802
    """Return the extension for Python-Markdown."""
    return DiptychExtension(**options)
