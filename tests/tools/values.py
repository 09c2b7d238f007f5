"""Values of the engine as tests want them: from a folder, in one call."""

from __future__ import annotations

import subprocess
import sys
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


def read_own(path: str) -> bytes:
    """Return the content of a file of this publication by its path below `docs/`."""
    return OWN.read(OWN.docs / path)


def differences(root: Path) -> list[Finding]:
    """Return the differences of the pages of the publication in `root` from its printed text."""
    return collate(Sources(root))[0]


def to_html(page: PageContext) -> str:
    """Return the HTML of a page, converted with the extensions of this repository's publication."""
    names, options = OWN.configuration.extensions
    options |= labels(page.language, options) | {"hooks.blocks": {"page": page}}
    return Markdown(extensions=names, extension_configs=options).convert(page.text)


def valid_tables(package: Path) -> list[str]:
    """Return the names of the tables of a Data Package, which must be valid: by Frictionless itself, in a process of
    its own, since the build has it load no format but its own."""
    code = "import frictionless, sys; done = frictionless.Package(sys.argv[1]).validate(); assert done.valid, done"
    names = "print(*(task.name for task in done.tasks), sep='\\n')"
    command = [sys.executable, "-c", f"{code}\n{names}", str(package)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()
