"""Sets one book and ends: run as a program, so that what the typesetter keeps in memory goes with it.

In come a line of JSON, {template, fonts, epoch}, and the book as JSON; out come a line, {error, warnings, tags}, and
the PDF. Each of `tags` is what an invisible tag of the book says and where it is: its page, from the left and the top
in points.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import Any

import typst

# Asked of the finished book.
TAGS = """query(selector(<bookmark>).or(<printed-page>)).map(tag => {
  let (page, x, y) = tag.location().position()
  (tag.value, page, x.pt(), y.pt())
})"""


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
    compiler = typst.Compiler(
        template,
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=fonts),
        ignore_system_fonts=True,
        sys_inputs={"book": book},
    )
    pdf, warnings = compiler.compile_with_warnings(
        pdf_standards=["ua-1", "a-3a"],
        # PDF/A wants Typst to have a date; where there is none, it is taken out again.
        timestamp=datetime.fromtimestamp(epoch, UTC),
    )
    # One file: no format that makes one a page.
    assert isinstance(pdf, bytes)
    tags = json.loads(compiler.eval(TAGS))
    return pdf, {"error": "", "warnings": [warning.diagnostic for warning in warnings], "tags": tags}


if __name__ == "__main__":
    main()
