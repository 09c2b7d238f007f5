"""The source pages: their front matter apart from their body."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from hooks.comments import Comment, take_comments
from hooks.findings import Finding, SourceError
from hooks.languages import Language
from hooks.messages import say
from hooks.signs import too_many_signs

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?---[ \t]*\n", re.DOTALL)


class SourcePage(NamedTuple):
    """A page's language, its address in that language (`summary.md`), its file's text and the two parts of that, with
    the line on which the body begins. The body is without the comments, which have their lines in the file."""

    path: Path
    language: Language
    name: str
    text: str
    meta: dict[str, Any]
    body: str
    first_line: int
    comments: list[Comment]

    @property
    def lines(self) -> list[str]:
        """The lines of the file, without the comments."""
        return [*self.text.split("\n")[: self.first_line - 1], *self.body.split("\n")]


def read_page(text: str, path: Path, language: Language, name: str) -> SourcePage:
    """Return the page whose file at `path` has this text; raise SourceError where its front matter is not YAML
    or it cannot be read in a time that grows with its length."""
    match = FRONT_MATTER.match(text)
    if found := too_many_signs(text):
        raise SourceError([Finding(str(path), found[0], "block-signs", found[1])])
    if not match:
        return SourcePage(path, language, name, text, {}, *_body(text, 1))
    try:
        meta = yaml.load(match[1] or "", Loader=yaml.CSafeLoader) or {}
        if not isinstance(meta, dict):
            raise yaml.YAMLError("the lines are not `name: value` pairs")
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        message = say("page-front-matter")
        line, column = (mark.line + 2, mark.column + 1) if mark else (1, 0)
        raise SourceError([Finding(str(path), line, "page-front-matter", message, column)]) from error
    first_line = text[: match.end()].count("\n") + 1
    return SourcePage(path, language, name, text, meta, *_body(text[match.end() :], first_line))


def _body(text: str, first_line: int) -> tuple[str, int, list[Comment]]:
    body, comments = take_comments(text)
    return body, first_line, [Comment(line + first_line - 1, words) for line, words in comments]
