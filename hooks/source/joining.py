"""Adds the lines of an extraction to passages as print would run them on, and accounts for each character."""

from __future__ import annotations

import re
import unicodedata

from hooks.source.ledger import Ledger
from hooks.source.passage import Passage
from hooks.source.places import Lines
from hooks.source.plan import HyphenRule

# A line for drawing boxes, which extractions have for a dash.
BOX_DASH = "\u2500"
# What divides a word at a line's end: a hyphen, as typed and as typeset, and the soft one that stands nowhere else.
HYPHENS = "-\u2010\u00ad"
# What ties two words or numbers together without a space.
TIES = f"{HYPHENS}\u2013/"
BEFORE = re.compile(r"[\w'’-]*$")
AFTER = re.compile(r"^[\w'’-]*")


class Joiner:
    """Adds lines to passages by the plan's rule for hyphens; `ledger` is the account of what became of them."""

    def __init__(self, rule: HyphenRule, lines: Lines) -> None:
        self.rule = rule
        self.lines = lines
        self.ledger = Ledger()

    def clean(self, raw: str, kind: str) -> str:
        """Return a line's text in composed form, its space single, and enter its characters into the ledger."""
        text = " ".join(unicodedata.normalize("NFC", raw).replace(BOX_DASH, "—").split())
        self.ledger.replaced["compatibility ideograph"] += sum("\uf900" <= char <= "\ufaff" for char in raw)
        self.ledger.replaced["dash"] += raw.count(BOX_DASH)
        self.ledger.dropped["space"] += len(raw) - len(text)
        self.ledger.kept[kind] += len(text)
        return text

    def add(self, passage: Passage, number: int, kind: str, text: str, page: str, apart: bool = False) -> None:
        """Add a line's text to a passage, as the beginning of a printed `page` where there is one; `apart`, after a
        space in any case."""
        self._join(passage, kind, text, apart)
        if page:
            passage.breaks.append((len(passage.text), page))
        passage.text += text
        passage.lines += [number] * len(text)

    def _join(self, passage: Passage, kind: str, following: str, apart: bool) -> None:
        """Bring the end of the line before to what print would have inside a line."""
        last, first = passage.text[-2:], following[:1]
        if len(last) > 1 and last[-1] in TIES and last[0].isalnum() and first.isalnum():
            if last[-1] in HYPHENS and last[0].isalpha() and first.isalpha() and self._joined(passage.text, following):
                passage.text, passage.lines = passage.text[:-1], passage.lines[:-1]
                self.ledger.move(kind, "hyphen at a line's end", 1)
        elif last and first and (apart or needs_space(last[-1], first)):
            passage.text += " "
            passage.lines.append(passage.lines[-1])
            self.ledger.kept[kind] += 1
            return
        self.ledger.dropped["line end"] += 1

    def _joined(self, before: str, after: str) -> bool:
        """Say whether the two parts of a word are one without the hyphen between them."""
        if before[-1] == "\u00ad":
            return True
        first, rest = BEFORE.search(before.replace("\u2010", "-")), AFTER.search(after)
        word = (first[0] if first else "") + (rest[0] if rest else "")
        hits = [pattern for pattern in self.rule.exceptions if pattern.regex.fullmatch(word)]
        self.lines.used.update(hits)
        return (self.rule.line_end == "join") != bool(hits)


def needs_space(before: str, after: str) -> bool:
    """Return whether print has a space between these characters where a line ends between them.

    Words in Latin script stand apart from each other and from Han; Han and full-width punctuation do not.
    """
    return (_is_latin(before) or _is_latin(after)) and not (_is_wide_mark(before) or _is_wide_mark(after))


def _is_latin(char: str) -> bool:
    return unicodedata.east_asian_width(char) not in "WF" and char != "—"


def _is_wide_mark(char: str) -> bool:
    return char == "—" or (unicodedata.east_asian_width(char) in "WF" and not char.isalnum())
