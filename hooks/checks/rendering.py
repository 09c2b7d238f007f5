"""Renders each page as the build does and gathers what its blocks find wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
import yaml_env_tag
from markdown import Markdown

from hooks.blocks import PageContext
from hooks.findings import Finding
from hooks.pages import SourcePage, source_pages

OURS = "hooks.blocks."


def check(docs: Path, configuration: Path) -> list[Finding]:
    """Return the findings of every block in every page, rendered with the extensions that `mkdocs.yml` names."""
    names, options = read_extensions(configuration)
    findings = []
    for source in source_pages(docs):
        page = page_context(source, docs)
        Markdown(extensions=names, extension_configs=with_page(names, options, page)).convert(source.body)
        findings += page.findings
    return findings


def page_context(source: SourcePage, docs: Path) -> PageContext:
    """Return what the blocks of a page must know of it."""
    return PageContext(source.language, source.path, docs, source.body, source.first_line)


def with_page(names: list[str], options: dict[str, Any], page: PageContext) -> dict[str, Any]:
    """Return the extensions' options with the page for those that take it."""
    ours = {name: {"page": page} for name in names if name.startswith(OURS) and name != f"{OURS}paragraphs"}
    return options | ours


def read_extensions(configuration: Path) -> tuple[list[str], dict[str, Any]]:
    """Return the Markdown extensions of a `mkdocs.yml`, as names and options."""

    class Loader(yaml.SafeLoader):
        pass

    yaml_env_tag.add_env_tag(Loader)
    with configuration.open(encoding="utf-8") as stream:
        entries = yaml.load(stream, Loader=Loader)["markdown_extensions"]
    pairs = [next(iter(entry.items())) if isinstance(entry, dict) else (entry, {}) for entry in entries]
    return [name for name, _ in pairs], dict(pairs)
