"""The files by which others record the publication say what `mkdocs.yml` says, and can be made."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hooks.checks.configuration import RULES
from hooks.configuration import NAME
from hooks.findings import Finding
from hooks.messages import say
from hooks.records.citation import NAME as CITATION
from hooks.records.citation import make_citation, same_citation
from hooks.records.crossref import lacking
from hooks.sources import Sources

STOPS_BUILD = False


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `citation-file` for a `CITATION.cff` that is not what `mkdocs.yml` makes of it, and `deposit-facts` for a
    setting that a deposit with Crossref needs, where another asks for one."""
    configuration, path = sources.configuration, sources.root / CITATION
    made = make_citation(configuration)
    if path.is_file() and not (made and same_citation(sources.read(path), made)):
        message = say("citation-file/changed")
        if not made:
            message = say("citation-file/none")
        yield Finding(str(path), 0, "citation-file", message)
    if configuration.doi_prefix or configuration.depositor:
        asking = "doi_prefix" if configuration.doi_prefix else "depositor"
        path = sources.root / NAME
        lines = sources.text(path).split("\n")
        line = next((number for number, text in enumerate(lines, 1) if re.match(rf"[\s{{]*{asking}\s*:", text)), 1)
        for name in lacking(configuration):
            message = say("deposit-facts", asking=asking, name=name, example=RULES[name].example)
            yield Finding(str(path), line, "deposit-facts", message)
