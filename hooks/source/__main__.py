"""`python -m hooks.source split | collate`: from the extraction to pages, and the pages against it."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from hooks.findings import Finding, SourceError
from hooks.languages import Language
from hooks.messages import language_of
from hooks.source.collate import compare
from hooks.source.extraction import Extraction
from hooks.source.split import write_drafts
from hooks.sources import Sources


def main() -> int:
    """Run the command that is asked for; end with 1 where there are findings."""
    parser = argparse.ArgumentParser(prog="python -m hooks.source", description=__doc__)
    parser.add_argument("command", choices=["split", "collate"])
    parser.add_argument("--to", type=Path, default=Path("draft"), help="split: a new folder; default: %(default)s")
    arguments = parser.parse_args()
    sources = Sources()
    try:
        if not sources.plan or not sources.extraction:
            print("there is no source/plan.yml: write it as hooks/source/README.md says", file=sys.stderr)
            return 1
        if arguments.command == "split":
            findings = sources.extraction.findings
            print(
                *write_drafts(sources.extraction, arguments.to, translation(sources)),
                *(finding.text(language_of(os.environ)) for finding in findings),
                sep="\n",
            )
            return 1 if findings else 0
        findings, notes = collate(sources)
        print_account(sources.plan.text, sources.extraction, notes)
        return report(findings)
    except SourceError as error:
        return report(error.findings)
    except FileExistsError as error:
        print(f"{error.filename} is there already: name another folder with --to, or take it away", file=sys.stderr)
        return 1


def translation(sources: Sources) -> Language:
    """Return the language of the translation; what is wrong in the configuration is no reason to write no drafts."""
    try:
        return sources.configuration.translation
    except SourceError:
        return "en"


def collate(sources: Sources) -> tuple[list[Finding], int]:
    """Return what is wrong in the plan, or else the differences of the pages from the extraction; and the number of
    editor's notes in the pages. Nothing where a publication has no printed text."""
    if not sources.plan or not sources.extraction:
        return [], 0
    if sources.extraction.findings:
        return sources.extraction.findings, 0
    pages = {f"{page.language}/{page.name}": page for page in sources.pages}
    return compare(sources.plan.path, sources.extraction, pages, sources.tables)


def print_account(path: Path, extraction: Extraction, notes: int) -> None:
    """Print how many characters of the extraction are kept, replaced and dropped, each by a kind with a name."""
    ledger = extraction.ledger
    print(f"{path}: {ledger.total():,} characters")
    for heading, counts in (
        ("kept", ledger.kept),
        ("dropped", ledger.dropped),
        ("of those kept, replaced", ledger.replaced),
    ):
        print(f"  {heading}: {counts.total():,}")
        for kind, count in counts.most_common():
            print(f"    {kind}: {count:,}")
    print(f"  added in the pages: {notes} editor's notes")


def report(findings: list[Finding]) -> int:
    """Print the findings; return 1 if there are any."""
    for finding in sorted(findings):
        print(finding.text(language_of(os.environ)))
    print(f"{len(findings)} differences" if findings else "no difference")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
