"""Any text that a cell of a table may hold, the worst of it first: for tests that make up their input."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from hooks.data.rows import FORBIDDEN

NASTY = [
    "<script>alert(1)</script>",
    "=1+1",
    "*x*",
    "[a](b)",
    "&amp;",
    "&#60;",
    "///",
    "[TOC]",
    "x {: .y }",
    "`a`",
    '"',
    ",",
    "///Footnotes Go Here///",
    "[^1]",
    "http://a.b",
    "\\*",
    "{.y}",
    "/// data-table | x",
    "a\nb",
    "a\n\n- b",
    "| a | b |",
]
CHARACTERS = st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\n\t,\"'&<>{}[]*_`#|/\\年臺")
TEXT = (
    st.lists(st.sampled_from(NASTY) | st.text(CHARACTERS, max_size=8), min_size=1, max_size=4)
    .map(lambda pieces: unicodedata.normalize("NFC", " ".join(pieces)).strip())
    .filter(lambda text: bool(text) and not FORBIDDEN.search(text))
)
