"""Any text that a plan's rules can express comes back whole: printed, split into drafts, collated, and as a reader sees
it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from hooks.blocks.context import PageContext
from hooks.findings import Finding, SourceError
from hooks.pages import read_page
from hooks.source.extraction import read_extraction
from hooks.source.joining import needs_space
from hooks.source.plan import KEYS, Plan, read_plan
from hooks.source.split import draft_page, write_drafts
from tests.tools.book import BYLAWS
from tests.tools.examples import examples
from tests.tools.values import differences, to_html

# What a line may begin or end with: Han, Latin, figures, and all that Markdown would take for its own.
WORDS = (
    "燈塔 在 北岸、 船隻 「進港」 （編號） light keeper’s F-16 1907 3. * _x_ `y` [z] [^n] <b> & &amp; {#id} {: .c} "
    "# > | ~~ == ^ \\ - + /// ??? : = ![p](q) http://a_b.example <!-- 3) --- 年 log, a|b 1996–97"
).split()
STOP = "。"
MARKS = {
    ("section", 2): "§ ",
    ("section", 3): "§§ ",
    ("section", 4): "§§§ ",
    ("item", 1): "（一）",
    ("item", 2): "（1）",
}
PARAGRAPH = {"blank": {"blank": 1}, "double": {"blank": 2}, "indent": {"indent": 2}, "ends": {"ends": f".*{STOP}"}}
NUMBER = "第(.+)頁"
NUMBERS = {"head": {"head": NUMBER}, "foot": {"foot": NUMBER}, "feed": {"foot": NUMBER}}
HEAD = "燈塔會"


class Block(NamedTuple):
    """A block of the text: what it is, with the level of a heading or an item, and its words."""

    kind: tuple[str, int]
    words: list[str]

    @property
    def pieces(self) -> list[str]:
        """The words, with what precedes and follows them in print: lines may end between any two."""
        first = MARKS.get(self.kind, "") + self.words[0]
        return [first, *self.words[1:], *([] if self.kind[0] == "section" else [STOP])]


class Layout(NamedTuple):
    """How a text is printed: so many characters a line and lines a page, what shows paragraphs and printed pages."""

    width: int
    height: int
    paragraph: str
    pages: str


blocks = st.builds(
    Block,
    st.sampled_from([("paragraph", 1), ("paragraph", 1), *MARKS]),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=25),
)
books = st.lists(st.lists(blocks, max_size=8), min_size=1, max_size=3)
layouts = st.builds(
    Layout,
    st.integers(6, 40),
    st.integers(2, 12),
    st.sampled_from([*PARAGRAPH]),
    st.sampled_from(["none", *NUMBERS]),
)


@examples(100)
@given(books, layouts)
def test_a_text_comes_back_whole(book: list[list[Block]], layout: Layout) -> None:
    extraction = read_extraction(*plan_and_text(book, layout))
    assert extraction.findings == []
    for number, page in enumerate(book, start=1):
        passages = extraction.pages[f"zh/page-{number}.md"]
        wanted = [("title", f"題{number}"), *((block.kind[0], joined(block.pieces)) for block in page)]
        assert [(passage.kind, passage.text) for passage in passages] == wanted
        assert {p.level for p in passages if p.kind == "section"} == {k[1] for k, _ in page if k[0] == "section"}
        draft = read_page(draft_page(extraction, f"zh/page-{number}.md"), Path("page.md"), "zh", "page.md")
        assert list(shown(to_html(PageContext("zh", text=draft.body)))) == [passage.text for passage in passages]


@examples(10)
@given(books, layouts)
def test_a_draft_does_not_differ(book: list[list[Block]], layout: Layout) -> None:
    plan, text = plan_and_text(book, layout)
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "source").mkdir()
        (folder / "source" / "plan.yml").write_text(written_plan(book, layout), encoding="utf-8")
        (folder / "source" / "paper.txt").write_text(text, encoding="utf-8", newline="\r\n")
        write_drafts(read_extraction(plan, text), folder / "docs")
        assert differences(folder) == []


def plan_and_text(book: list[list[Block]], layout: Layout) -> tuple[Plan, str]:
    """Return the plan of a book, and its text as print has it."""
    return read_plan(written_plan(book, layout), Path("source/plan.yml")), "\n".join(print_out(book, layout)[0])


def written_plan(book: list[list[Block]], layout: Layout) -> str:
    """Return the plan with the rules that the book makes use of."""
    kinds = {block.kind for page in book for block in page}
    plan: dict[str, Any] = {"text": "paper.txt", "running_heads": HEAD}
    if layout.pages in NUMBERS:
        plan["page_numbers"] = NUMBERS[layout.pages]
    if layout.paragraph != "ends" or any(kind != "section" for kind, _ in kinds):
        plan["paragraph"] = PARAGRAPH[layout.paragraph]
    plan["headings"] = [{"at": f"{MARKS[k]}.*", "level": k[1]} for k in MARKS if k[0] == "section" and k in kinds]
    plan["items"] = [MARKS[kind] for kind in MARKS if kind[0] == "item" and kind in kinds]
    plan["paragraphs"] = print_out(book, layout)[1]
    plan["pages"] = [{"path": "zh/page-{n}.md", "begins": r"題\d+"}]
    return yaml.safe_dump(plan, allow_unicode=True)


def print_out(book: list[list[Block]], layout: Layout) -> tuple[list[str], list[int]]:
    """Return the lines of a book, and the numbers of those with which a paragraph and a printed page begin: that no
    empty line shows."""
    lines: list[str] = []
    together: list[int] = []
    page = left = 0
    for number, blocks in enumerate(book, start=1):
        for kind, text in [("title", [f"題{number}"]), *((block.kind[0], wrapped(block, layout)) for block in blocks)]:
            lines += [""] if layout.paragraph in ("blank", "double") else []
            for place, line in enumerate(text):
                if not left:
                    lines += turn(page, layout)
                    page, left = page + 1, layout.height
                    together += [len(lines) + 1] if kind == "paragraph" and not place else []
                lines += [line, *([""] if layout.paragraph == "double" else [])]
                left -= 1
    return [*lines, *([f"第{page}頁"] if layout.pages in ("foot", "feed") else [])], together


def turn(page: int, layout: Layout) -> list[str]:
    """Return what stands between a printed page and the next one."""
    foot = ["", f"第{page}頁"] if page and layout.pages in ("foot", "feed") else []
    head = [
        "\f" * (layout.pages == "feed" and page > 0) + HEAD,
        *([f"第{page + 1}頁"] if layout.pages == "head" else []),
    ]
    return [*foot, "", *head, ""]


def wrapped(block: Block, layout: Layout) -> list[str]:
    """Return the lines of a block; a heading has one."""
    lines = [[""]]
    for piece in block.pieces:
        if lines[-1] != [""] and len(joined([*lines[-1], piece])) > layout.width and block.kind[0] != "section":
            lines.append([""])
        lines[-1] = [piece] if lines[-1] == [""] else [*lines[-1], piece]
    set_in = "　　" if block.kind[0] == "paragraph" and layout.paragraph == "indent" else ""
    return [set_in + joined(lines[0]), *(joined(line) for line in lines[1:])]


def joined(pieces: list[str]) -> str:
    """Return words as print runs them on."""
    text = pieces[0]
    for piece in pieces[1:]:
        text += (" " if needs_space(text[-1], piece[0]) else "") + piece
    return text


def shown(text: str) -> Iterator[str]:
    """Yield the text of each block of a page, as a reader sees it."""
    article = html.fragment_fromstring(text, create_parent="article")
    for link in article.xpath("//a[@class='headerlink']"):
        link.drop_tree()
    for inner in article.xpath("//li/ul"):
        inner.getparent().addnext(inner)
    for element in article.xpath("//h1|//h2|//h3|//h4|//p|//li[not(p)]"):
        yield " ".join(element.text_content().split())


PLACES = [
    0,
    3,
    99999,
    "1-0",
    "0-0",
    "2-9",
    "9-60",
    ".*",
    "(.*)",
    "題.*",
    "(?P<n>.)(?P<m>x)?",
    {"from": 1},
    {"from": ".*", "to": 2},
]
JUNK = [
    None,
    [],
    {},
    "",
    "(",
    -1,
    True,
    1.5,
    "x",
    "{n}",
    "{mark}",
    [[1]],
    [None],
    {"x": 1},
    {1: [2, 3]},
    {"iv": 99999},
    "a: b",
    "\u2028",
]
# Where a record of each kind stands in the plan of the bylaws, in which there is one.
STANDS: dict[str, list[str | int]] = {
    "plan": [],
    "page": ["pages", 0],
    "heading": ["headings", 0],
    "note": ["notes", 1],
    "paragraph": ["paragraph"],
    "hyphens": ["hyphens"],
    "page_numbers": ["page_numbers"],
    "table": ["pages", 1, "tables", 0],
    "correction": ["corrections", 0],
}
TABLE = {"name": "t", "lines": "76-79", "caption": 76, "columns": 77, "row": "(?P<a>.+)", "rows": {1907: [78, 79]}}
CORRECTION = {"line": 12, "printed": "燈塔", "corrected": "燈", "reason": "x"}


@examples(200)
@given(st.data())
def test_a_wrong_plan_has_findings_and_no_traceback(data: st.DataObject) -> None:
    plan: Any = yaml.safe_load((BYLAWS / "source" / "plan.yml").read_text(encoding="utf-8"))
    text = (BYLAWS / "source" / "paper.txt").read_text(encoding="utf-8")
    plan["pages"][1]["tables"], plan["corrections"] = [dict(TABLE)], [dict(CORRECTION)]
    for record in [*data.draw(st.lists(st.sampled_from([*STANDS][1:]), max_size=2, unique=True)), "plan"]:
        part = plan
        for step in STANDS[record]:
            part = part[step]
        part[data.draw(st.sampled_from([*KEYS[record][1]]))] = data.draw(st.sampled_from(PLACES + JUNK))
    findings: list[Finding] = []
    try:
        extraction = read_extraction(read_plan(yaml.safe_dump(plan, allow_unicode=True), Path("source/plan.yml")), text)
        findings = extraction.findings
        for page in extraction.texts:
            draft_page(extraction, page.path)
    except SourceError as error:
        findings = error.findings
    assert [finding for finding in findings if not 0 < finding.line <= 200] == []
