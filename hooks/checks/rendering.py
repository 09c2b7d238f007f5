"""Renders each page and gathers what its blocks find wrong."""

from __future__ import annotations

from pathlib import Path

from markdown import Markdown

from hooks.findings import Finding
from hooks.pages import source_pages
from hooks.rendering import align_pages, page_context, read_extensions, with_page


def check(docs: Path, configuration: Path) -> list[Finding]:
    """Return the findings of every block in every page, rendered with the extensions that `mkdocs.yml` names."""
    names, options = read_extensions(configuration)
    alignment = align_pages(docs, names, options)
    findings = []
    for source in source_pages(docs):
        page = page_context(source, docs, alignment.get(source.name))
        Markdown(extensions=names, extension_configs=with_page(names, options, page)).convert(source.body)
        findings += page.findings
    return findings
