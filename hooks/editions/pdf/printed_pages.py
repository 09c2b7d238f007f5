"""The marks of printed pages in the margins, as parts of the text for those who hear it: each is read beside the
paragraph in which the page begins, never in a sentence, and no copy of the text has it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import pikepdf

from hooks.editions.pdf.tags import BLOCKS, INLINE, children, content, language_of, place_of
from hooks.languages import LANG, Language

# What is drawn over a finished page, the numbers of printed pages first; and a text in it.
DRAWN = b"/Artifact<</Type/Page>>BDC"
NUMBER = re.compile(rb"q [^\n]* cm[^\n]*\nBT.*?\nET\nQ\n", re.DOTALL)
# A run of the text and where it begins.
RUN = re.compile(rb"/Span<<[^\n]*?/?MCID (\d+)[^\n]*>>BDC\nq \S+ \S+ \S+ \S+ (\S+) (\S+) cm")
# A line is found by the number beside it, which stands a little higher or lower; in points.
BESIDE = 8.0


class Mark(NamedTuple):
    """Where a printed page begins: what that is called in each language, whether a line is broken there, and the page
    (from 1) with the distance from the left in points."""

    names: Mapping[Language, str]
    inside: bool
    page: int
    x: float


def tag_printed_pages(document: pikepdf.Pdf, marks: Sequence[Mark], middle: float) -> None:
    """Make each number in the margins that is one of `marks`, in their order, a part of the text. On a sheet of two
    columns these stand left and right of its `middle`."""
    owners = document.Root.StructTreeRoot.ParentTree.Nums
    by_page = {int(owners[at]): owners[at + 1] for at in range(0, len(owners), 2)}
    for number, found in groupby(marks, key=lambda mark: mark.page):
        page = document.pages[number - 1]
        _tag_page(document, page, by_page[int(page.StructParents)], list(found), middle)


def _tag_page(document: pikepdf.Pdf, page: pikepdf.Page, owners: Any, marks: list[Mark], middle: float) -> None:
    text, _, drawn = page.Contents.read_bytes().rpartition(DRAWN)
    runs = [(int(run[1]), float(run[2]), float(run[3])) for run in RUN.finditer(text)]
    numbers = list(NUMBER.finditer(drawn))
    made, end = b"", 0
    for mark, number in zip(marks, numbers[: len(marks)], strict=True):
        height = float(number[0].split()[6])
        owner = owners[_nearest(runs, mark, height, middle)]
        made += drawn[end : number.start()]
        made += b"EMC/Span<</MCID %d/ActualText()>>BDC\n%sEMC%s\n" % (len(owners), number[0], DRAWN)
        end = number.end()
        element = document.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.P, Pg=page.obj, K=len(owners))
        )
        lang = language_of(owner) or str(document.Root.Lang)
        element.Alt = pikepdf.String(next(name for key, name in mark.names.items() if LANG[key][:2] == lang[:2]))
        _insert(element, owner, inside=mark.inside)
        owners.append(element)
    page.Contents.write(text + DRAWN + made + drawn[end:])


def _nearest(runs: list[tuple[int, float, float]], mark: Mark, height: float, middle: float) -> int:
    """Return the run of text at a mark: on its line, the last that begins before it, or the first of a new line."""
    column = [run for run in runs if (run[1] < middle) == (mark.x < middle)] or runs
    nearest = min(abs(y - height) for _, _, y in column)
    line = [run for run in column if abs(run[2] - height) < nearest + 1]
    before = [run for run in line if run[1] <= mark.x + 0.5]
    if mark.inside and before:
        return max(before, key=lambda run: run[1])[0]
    return min(line, key=lambda run: abs(run[1] - mark.x))[0]


def _insert(element: Any, owner: Any, *, inside: bool) -> None:
    """Put a mark after the block in which its page begins, or before the one that it begins with."""
    while owner.S in INLINE:
        owner = owner.P
    holder, place = _after(owner) if inside else _before(owner)
    below = content(holder)
    # Where several begin in one block, they follow each other.
    while inside and place < len(below) and isinstance(below[place], pikepdf.Dictionary) and "/Alt" in below[place]:
        place += 1
    element.P = holder
    holder.K = pikepdf.Array([*below[:place], element, *below[place:]])


def _after(block: Any) -> tuple[Any, int]:
    """Return an element and the place in it that follows a block; at its end where it holds no blocks beside others."""
    return (block.P, place_of(block) + 1) if block.S in BLOCKS else (block, len(content(block)))


def _before(block: Any) -> tuple[Any, int]:
    """Return an element and the place in it that comes before a block; for an item of a list, between the two that it
    follows and is: its label goes with its text."""
    body = block.P if block.S in BLOCKS else block
    if body.S in ("/LBody", "/Lbl") and (body is block or place_of(block) == 0):
        item = body.P
        items = children(item.P)
        at = next(at for at, one in enumerate(items) if one.objgen == item.objgen)
        if not at:
            return item.P.P, place_of(item.P)
        before = children(items[at - 1])[-1]
        return before, len(content(before))
    return (block.P, place_of(block)) if block.S in BLOCKS else (block, 0)
