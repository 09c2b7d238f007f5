"""Values of the engine as tests want them: from a folder, in one call."""

from __future__ import annotations

from pathlib import Path

from markdown import Markdown

from hooks.blocks.context import PageContext
from hooks.data.tables import Table
from hooks.findings import Finding
from hooks.rendering import labels
from hooks.source.__main__ import collate
from hooks.sources import Sources
from tests import ROOT

# The publication of this repository.
OWN = Sources(ROOT)


def tables(data: Path) -> dict[str, Table]:
    """Return the tables of a folder `docs/data` by their names; raise SourceError for their errors."""
    return Sources(data.parents[1]).tables


def differences(root: Path) -> list[Finding]:
    """Return the differences of the pages of the publication in `root` from its printed text."""
    return collate(Sources(root))[0]


def to_html(page: PageContext) -> str:
    """Return the HTML of a page, converted with the extensions of this repository's publication."""
    names, options = OWN.configuration.extensions
    options |= labels(page.language, options) | {"hooks.blocks": {"page": page}}
    return Markdown(extensions=names, extension_configs=options).convert(page.text)
