"""The files of a book that are set from templates."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")), autoescape=True, undefined=StrictUndefined
)


def render(name: str, **values: object) -> bytes:
    """Return a file of the book, filled in from `templates/<name>`."""
    declaration = '<?xml version="1.0" encoding="utf-8"?>\n' + "<!DOCTYPE html>\n" * name.endswith(".xhtml")
    return (declaration + TEMPLATES.get_template(name).render(**values) + "\n").encode()
