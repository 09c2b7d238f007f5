"""The pictures of a text: found beside it, given a name in `docs/images`, and referred to by that."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from hooks.new.errors import StartError
from hooks.new.lines import file_name, in_text

# `![words](address`, `<img … src="address"`.
SHOWN = re.compile(
    r"""(!\[[^\]]*\]\(\s*)(<[^<>]+>|[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)|(<img\b[^>]*?\bsrc=["'])([^"']+)"""
)
# `![words][label]`, `![label][]`, and the address of a label.
BY_LABEL = re.compile(r"!\[([^\]]*)\]\[([^\]]*)\]")
LABEL = re.compile(r"( {0,3}\[([^\]^][^\]]*)\]:\s*)(<[^<>]+>|\S+)")
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]+:|//", re.IGNORECASE)
CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")


class Pictures:
    """The pictures of a publication, by the names that they get in `docs/images`."""

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}

    def take(self, text: str, folder: Path, shown: Path) -> str:
        """Return a text with its local pictures, found below `folder`, referred to as a page of `docs/<language>/`
        must; `shown` is its file in a message. Raises StartError for pictures that are not there."""
        errors: list[str] = []
        labels = {(label or words).lower() for words, label in BY_LABEL.findall(text)}

        def address(written: str, line: int) -> str:
            target = written.strip("<>")
            if ELSEWHERE.match(target):
                return written
            path = folder / unquote(target.partition("#")[0].partition("?")[0])
            if not path.is_file():
                errors.append(f"{shown}:{line}: shows the picture {target}, which is not there: put it at {path}")
                return written
            return f"../images/{self._name(path)}"

        lines = text.split("\n")
        for at, marked in enumerate(in_text(lines)):
            if not marked:
                continue
            code = [found.span() for found in CODE.finditer(lines[at])]

            def replace(found: re.Match[str], at: int = at, code: list[tuple[int, int]] = code) -> str:
                if any(start < found.start() < end for start, end in code):
                    return found[0]
                before, written = (found[1], found[2]) if found[2] else (found[3], found[4])
                return before + address(written, at + 1)

            lines[at] = SHOWN.sub(replace, lines[at])
            label = LABEL.match(lines[at])
            if label and label[2].lower() in labels:
                lines[at] = label[1] + address(label[3], at + 1) + lines[at][label.end() :]
        if errors:
            raise StartError(errors)
        return "\n".join(lines)

    def _name(self, path: Path) -> str:
        content = path.read_bytes()
        # Word gives one picture a name in each file.
        if known := next((name for name, kept in self.contents.items() if kept == content), ""):
            return known
        stem, ending = file_name(path.stem) or "picture", path.suffix.lower()
        name, number = f"{stem}{ending}", 1
        while name in self.contents:
            number += 1
            name = f"{stem}-{number}{ending}"
        self.contents[name] = content
        return name
