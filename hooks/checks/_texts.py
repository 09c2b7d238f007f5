"""The words of a publication as its readers see them, from every file that holds any, each with its place; and whether
the printed source has them so."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from hooks.blocks.fences import fenced_lines, find_fences
from hooks.configuration import NAME
from hooks.data.package import line_of_place, lines_of_json
from hooks.findings import Finding, SourceError
from hooks.languages import Language
from hooks.messages import Said
from hooks.pages import SourcePage
from hooks.sources import Sources

# What stands in the place of code, addresses and the like: no letter, no mark, no space.
GAP = "\ufffc"
ENDINGS: Mapping[str, Language] = {"_zh": "zh", "_en": "en"}
FENCE = re.compile(r"\s*(`{3,}|~{3,})")
RAW = re.compile(r"\s*<(pre|script|style|textarea)\b", re.IGNORECASE)
# What may stand before the words of a line.
PREFIX = re.compile(r"[ \t]*(?:(?:[-*+]|#{1,6}|\d{1,9}[.)]|>+|:|\[\^[^\]]+\]:)(?:[ \t]+|(?<=>)))*")
STARTS = re.compile(r"[ \t>]*(?:[-*+]|#{1,6}|\d{1,9}[.)]|:|\[\^[^\]]+\]:)[ \t]|[ \t]*\[\^[^\]]+\]:")
DEFINES = re.compile(r"[ \t]*(?:\*?\[[^^\]][^\]]*\]:|\{:)")
ROW = re.compile(r"(?<!\\)\|")
TITLES_END = re.compile(r"[ >]*\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?")
# From no sign on is a line read to its end, which many signs would make long.
MARKUP = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<gap>(?P<ticks>`++).+?(?<!`)(?P=ticks)(?!`)|<(?:https?|mailto):[^>\s]+>"
    r"|https?://[^\s<>()\]」』）》，。；、]+|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.]+|&nbsp;|&#\w+;)|(?P<entity>&\w+;)"
    r"|(?P<none>!?\[\^[^\[\]]+\]|!?\[(?=[^\[\]\n]*\]\()|(?P<target>\]\((?:[^()\n]|\([^()\n]*\))*\))|</?[a-zA-Z][^<>\n]*>"
    r"|\{:?[^{}\n#.=]*[#.=][^{}\n]*\}|\*+|~~|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w))"
)
# So much on each side of a passage says where in print it stands.
AROUND = 6
# So many slips of one kind are said of a passage: whoever corrects these sees the rest.
MOST = 50


class Text(NamedTuple):
    """A passage that is read as one: its file, the line where it begins, its language ("" where that is not known),
    its words without markup, line by line, and whether it is a paragraph, a `heading`, a `cell`, or a `value` of a
    setting or description."""

    path: Path
    line: int
    language: Language | None
    words: str
    kind: str = "paragraph"

    def line_at(self, offset: int) -> int:
        """Return the line of a place in the words."""
        return self.line + self.words.count("\n", 0, offset)


def findings_of(
    sources: Sources, code: str, judge: Callable[[Text], Iterable[tuple[int, int, Said]]]
) -> Iterator[Finding]:
    """Yield a finding for each slip that `judge` finds in a text, given by where it begins and ends and a message; none
    for what the printed source has exactly so."""
    for text in read_texts(sources):
        yield from placed(sources, code, text, judge(text))


def placed(sources: Sources, code: str, text: Text, slips: Iterable[tuple[int, int, Said]]) -> Iterator[Finding]:
    """Yield the findings of a text for its slips, `MOST` of them."""
    found = (slip for slip in slips if not is_printed(sources, text.words, slip[0], slip[1]))
    for start, end, message in islice(found, MOST):
        yield Finding(str(text.path), text.line_at(start), code, message, column_of(sources, text, start, end))


def column_of(sources: Sources, text: Text, start: int, end: int) -> int:
    """Return the column at which a passage of a text stands in its file, from 1; 0 where markup hides it."""
    begun = text.words.rfind("\n", 0, start) + 1
    words, passage = text.words[begun:].partition("\n")[0], text.words[start:end].partition("\n")[0]
    line = sources.text(text.path).split("\n")[text.line_at(start) - 1]
    if not passage or line.count(passage) not in (1, words.count(passage)):
        return 0
    at = line.find(passage)
    for _ in range(words.count(passage, 0, start - begun) if line.count(passage) > 1 else 0):
        at = line.find(passage, at + len(passage))
    return at + 1


def is_printed(sources: Sources, words: str, start: int, end: int) -> bool:
    """Return whether the printed source has this passage with what stands around it."""
    before, after = words[max(0, start - AROUND) : start], words[end : end + AROUND]
    passage = before[before.rfind("\n") + 1 :] + words[start:end] + after.partition("\n")[0]
    printed: str = _kept(sources, is_printed, _printed)
    return bool(printed) and passage.strip() in printed


def read_texts(sources: Sources) -> list[Text]:
    """Return every text of a publication; of a file that cannot be read, none: that is said elsewhere."""
    found: list[Text] = _kept(sources, read_texts, _read)
    return found


def settings_texts(sources: Sources) -> list[Text]:
    """Return what `mkdocs.yml` says of the publication, in both languages."""
    path = sources.root / NAME
    try:
        tree = yaml.compose(sources.text(path), yaml.CSafeLoader)
    except (SourceError, yaml.YAMLError, ValueError):
        return []
    return [Text(path, line, language, words, "value") for language, words, line in _bilingual(tree)]


def _kept(sources: Sources, key: object, make: Callable[[Sources], Any]) -> Any:
    if key not in sources.kept:
        sources.kept[key] = make(sources)
    return sources.kept[key]


def _printed(sources: Sources) -> str:
    try:
        extraction = sources.extraction
    except SourceError:
        return ""
    if not extraction:
        return ""
    parts = (extraction.pages, extraction.pull_quotes, extraction.notes)
    texts = [passage.text for part in parts for passages in part.values() for passage in passages]
    return "\n".join(" ".join(unicodedata.normalize("NFC", text).split()) for text in texts)


def _read(sources: Sources) -> list[Text]:
    found: list[Text] = []
    for read in (_pages, _rows, _package, settings_texts):
        try:
            found += read(sources)
        except SourceError:
            continue
    return found


def _pages(sources: Sources) -> Iterator[Text]:
    for page in sources.pages:
        for name in ("title", "description"):
            if isinstance(words := page.meta.get(name), str):
                lines = enumerate(page.text.split("\n")[: page.first_line], 1)
                line = next((at for at, said in lines if re.match(rf"{name}\s*:", said)), 1)
                yield Text(page.path, line, page.language, words, "value")
        yield from page_texts(page)


def page_texts(page: SourcePage) -> Iterator[Text]:
    """Yield the paragraphs, list items, headings, notes and cells in the body of a page."""
    fences = find_fences(page.body, page.first_line)
    held = {number for fence in fences for number, _ in fence.content}
    skipped = fenced_lines(fences) - held
    lines: list[str] = []
    begun, kind, closing, in_table = 0, "paragraph", "", False

    def text() -> Iterator[Text]:
        if any(line.strip() for line in lines):
            yield Text(page.path, begun, page.language, "\n".join(lines), kind)
        lines.clear()

    body = page.body.split("\n")
    for number, line in enumerate(body, page.first_line):
        fence = None if number in skipped else FENCE.match(line) or RAW.match(line)
        after = body[number - page.first_line + 1] if number - page.first_line + 1 < len(body) else ""
        if closing:
            closing = "" if closing in line else closing
        elif number in skipped or fence or DEFINES.match(line) or not line.strip(" \t>"):
            yield from text()
            in_table = False
            if fence:
                closing = fence[1] if fence[1][0] in "`~" else f"</{fence[1]}"
                closing = "" if f"</{fence[1]}" in line else closing
        elif (ROW.search(line) and (in_table or TITLES_END.fullmatch(after))) or TITLES_END.fullmatch(line):
            yield from text()
            in_table = True
            for cell in [] if TITLES_END.fullmatch(line) else ROW.split(line.strip(" >").strip("|")):
                yield Text(page.path, number, page.language, plain(cell).strip(), "cell")
        else:
            if STARTS.match(line):
                yield from text()
            if not lines:
                begun, kind = number, "heading" if re.match(r" {0,3}#", line) else "paragraph"
            lines.append(plain(line[PREFIX.match(line).end() :]))  # type: ignore[union-attr]
            if kind == "heading":
                yield from text()
    yield from text()


def plain(line: str) -> str:
    """Return a line of Markdown without its markup, with a gap for what is no text."""
    return MARKUP.sub(_unmarked, line) if re.search(r"[\\`<>&\[\]{*~_@:]", line) else line


def _unmarked(found: re.Match[str]) -> str:
    if found["entity"]:
        return html.unescape(found[0])
    return found["escaped"] or (GAP if found["gap"] else "")


def _rows(sources: Sources) -> Iterator[Text]:
    for table in sources.tables.values():
        path = sources.docs / "data" / table.resource["path"]
        for row in table.rows:
            for name, words in row.values.items():
                if words:
                    yield Text(path, row.line, ENDINGS.get(name[-3:]), words, "cell")


def _package(sources: Sources) -> Iterator[Text]:
    if not sources.package:
        return
    path = sources.package.path
    text = sources.text(path)
    lines = lines_of_json(text)

    def values(part: Any, place: tuple[str | int, ...]) -> Iterator[Text]:
        if isinstance(part, Mapping):
            for name, value in part.items():
                if not isinstance(value, str):
                    yield from values(value, (*place, name))
                elif name.removesuffix("_en") in ("title", "short_title", "description", "text", "label"):
                    english = name.endswith("_en") or str(part.get("name", "")).endswith("_en")
                    yield Text(path, line_of_place(lines, (*place, name)), "en" if english else "zh", value, "value")
        elif isinstance(part, list):
            for number, value in enumerate(part):
                yield from values(value, (*place, number))

    yield from values(json.loads(text), ())


def _bilingual(node: Any) -> Iterator[tuple[Language, str, int]]:
    if isinstance(node, yaml.MappingNode):
        said = {key.value: value.value for key, value in node.value}
        if "zh" in said and said["zh"] == said.get("en"):
            # The same in both languages, on purpose.
            return
        for key, value in node.value:
            if key.value in ("zh", "en") and isinstance(value, yaml.ScalarNode):
                yield key.value, value.value, value.start_mark.line + 1
            else:
                yield from _bilingual(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _bilingual(value)
