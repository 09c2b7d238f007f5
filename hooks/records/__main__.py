"""`python -m hooks.records`: writes `CITATION.cff` beside `mkdocs.yml`, where GitHub reads it. Commit it; from then on
`make check` says when the settings have changed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hooks.checks import check_sources
from hooks.findings import in_words
from hooks.messages import language_of
from hooks.records.citation import NAME, make_citation
from hooks.sources import Sources
from hooks.words import words


def main() -> int:
    """Write the file for the publication in the present folder; return 1 and say why where that cannot be done."""
    language = language_of(os.environ)
    findings = [finding for finding in check_sources(Sources(), for_build=True) if finding.path == "mkdocs.yml"]
    content = None if findings else make_citation(Sources().configuration)
    if content is None:
        print(in_words(findings, language) or words(language)["records.lacks"], file=sys.stderr)
        return 1
    Path(NAME).write_bytes(content)
    print(words(language)["records.written"].format(NAME))
    return 0


if __name__ == "__main__":
    sys.exit(main())
