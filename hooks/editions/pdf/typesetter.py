"""Sets one book and ends: run as a program, so that what the typesetter keeps in memory goes with it.

In come a line of JSON, {template, fonts, epoch}, and the book as JSON; out come a line, {error, warnings, tags}, and
the PDF. Each of `tags` is what an invisible tag of the book says and where it is: its page, from the left and the top
in points.

Where the last page of a chapter would have a few lines alone, its pages are set a line or two shorter, which gives the
last one company.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from math import ceil
from typing import Any

import typst

# Asked of a book that is set.
TAGS = """query(selector(<bookmark>).or(<printed-page>).or(<chapter>)).map(tag => {
  let (page, x, y) = tag.location().position()
  (tag.value, page, x.pt(), y.pt())
})"""
# So many lines stand well on a page by themselves; and by how many the pages before it may be shorter.
ENOUGH, MOST = 5, 2


def main() -> None:
    """Read a book, set it and write what came of it."""
    said = json.loads(sys.stdin.buffer.readline())
    try:
        pdf, answer = typeset(sys.stdin.buffer.read().decode(), **said)
    except typst.TypstError as error:
        pdf, answer = b"", {"error": str(error), "warnings": [], "tags": []}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + pdf)


def typeset(book: str, template: str, fonts: list[str], epoch: int) -> tuple[bytes, dict[str, Any]]:
    """Return a book as a PDF, what the typesetter warns of, and the tags."""
    inputs = {"book": book}
    compiler = typst.Compiler(
        template,
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=fonts),
        ignore_system_fonts=True,
        sys_inputs=inputs,
    )
    # The pages are set here, and not a second time below, unless some are to be shorter.
    tags = json.loads(compiler.eval(TAGS))
    if lines := shorter(tags):
        inputs["shorter"] = json.dumps(lines)
    pdf, warnings = compiler.compile_with_warnings(
        sys_inputs=inputs,
        pdf_standards=["ua-1", "a-3a"],
        # PDF/A wants Typst to have a date; where there is none, it is taken out again.
        timestamp=datetime.fromtimestamp(epoch, UTC),
    )
    # One file: no format that makes one a page.
    assert isinstance(pdf, bytes)
    if lines:
        tags = json.loads(compiler.eval(TAGS))
    return pdf, {"error": "", "warnings": [warning.diagnostic for warning in warnings], "tags": tags}


def shorter(tags: list[Any]) -> dict[int, int]:
    """Return by how many lines the pages of chapters should be shorter, by their numbers."""
    found: dict[int, int] = {}
    begun: dict[int, int] = {}
    for tag, page, _, y in tags:
        if "chapter" not in tag:
            continue
        number = tag["chapter"]
        if tag["kind"] == "begin":
            begun[number] = page
            continue
        alone, before = ceil((y - tag["top"]) / tag["pitch"]), page - begun[number]
        enough = [lines for lines in range(1, MOST + 1) if alone < ENOUGH <= alone + lines * before]
        if before and enough:
            found[number] = enough[0]
    return found


if __name__ == "__main__":
    main()
