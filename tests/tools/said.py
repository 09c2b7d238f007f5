"""What a page says to readers, and what a template or a module would say of its own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path

from jinja2 import Environment, nodes

HAN = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff]")
MATERIAL = find_spec("material")
assert MATERIAL
assert MATERIAL.origin
LANGUAGES = Path(MATERIAL.origin).parent / "templates" / "partials" / "languages"
# The strings of the theme.
THEIRS = [LANGUAGES / "en.html", LANGUAGES / "zh-TW.html"]
# Attributes that are read out or shown.
SPOKEN = ("title", "aria-label", "alt", "placeholder")
# Names, the same in both languages: of formats, files and what the site was made with.
NAMES = ("PDF", "EPUB", "WEB", "ZIP", "CSV", "JSON", "XLSX", "SHA256SUMS", "Material for MkDocs")
# Modes, names of keys, and errors for the console.
FOR_BROWSERS = ("use strict", "Escape", "Tab", "not loaded: ")
# In an expression, what is no name of a class, a key or an address: two words, or one with a capital.
SENTENCE = re.compile(r"^[A-Z][a-z]|[A-Za-z]{2} [A-Za-z]")


def said_by_page(page: str) -> tuple[str, list[str]]:
    """Return the text of a page but its scripts, an element a line, and the attributes that are said or that scripts
    say."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return "\n".join(reader.texts), reader.attributes


def said_by_template(template: str) -> list[str]:
    """Return the words that a Jinja template says of its own: in texts, attributes and the strings of expressions."""
    inside: list[str] = []
    text, attributes = said_by_page("".join(_printed(Environment().parse(template), inside)))
    said = [*map(str.strip, text.splitlines()), *attributes, *filter(SENTENCE.search, inside)]
    return [words for words in dict.fromkeys(said) if re.search(r"[^\W\d_]", _without_names(words))]


def said_by_script(script: str) -> list[str]:
    """Return the words that a script without comments says of its own; what stands for the browser is left out."""
    found = re.findall(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`", script)
    texts = [re.sub(r"<[^>]*>|\$\{[^}]*}", "", "".join(text)) for text in found]
    return [text for text in texts if SENTENCE.search(text) and text not in FOR_BROWSERS]


def without_comments(code: str) -> str:
    """Return a script, a style sheet or a Typst file without its comments."""
    return re.sub(r"/\*.*?\*/|(?:^|\s)//[^\n]*", "", code, flags=re.DOTALL)


def strings(code: str) -> list[str]:
    """Return the strings of Python code but its docstrings."""
    tree = ast.parse(code)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    first = [node.body[0] for node in ast.walk(tree) if isinstance(node, documented) and node.body]
    docstrings = {id(statement.value) for statement in first if isinstance(statement, ast.Expr)}
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docstrings]
    return [node.value for node in found if isinstance(node.value, str)]


def strings_of_template(template: str) -> list[str]:
    """Return the strings of a Jinja template's expressions."""
    return _constants(Environment().parse(template))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.attributes: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        for key, value in attrs:
            for_script = key.startswith("data-") and re.search(r"\w \w", value or "")
            if value and (key in SPOKEN or for_script):
                self.attributes.append(value)

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside not in ("script", "style"):
            self.texts.append(data)


def _printed(node: nodes.Node, inside: list[str]) -> Iterator[str]:
    """Yield what a template prints, each branch in turn; the other strings of its expressions go to `inside`."""
    if isinstance(node, nodes.TemplateData):
        yield node.data
    elif isinstance(node, nodes.Output):
        for part in node.nodes:
            yield from _result(part, inside)
    elif isinstance(node, nodes.Expr):
        inside.extend(_constants(node))
    else:
        for child in node.iter_child_nodes():
            yield from _printed(child, inside)


def _result(node: nodes.Node, inside: list[str]) -> Iterator[str]:
    """Yield the strings that an expression may have as its value."""
    if isinstance(node, nodes.Const):
        yield str(node.value)
    elif isinstance(node, nodes.CondExpr | nodes.Concat | nodes.Add | nodes.Or | nodes.And | nodes.Filter):
        children = [child for child in node.iter_child_nodes() if not (hasattr(node, "test") and child is node.test)]
        for child in children:
            yield from _result(child, inside)
    else:
        yield from _printed(node, inside)


def _constants(node: nodes.Node) -> list[str]:
    found = [node] if isinstance(node, nodes.Const) else list(node.find_all(nodes.Const))
    return [const.value for const in found if isinstance(const.value, str)]


def _without_names(text: str) -> str:
    return re.sub("|".join(NAMES), "", re.sub(r"<[^>]*>|&\w+;", "", text))
