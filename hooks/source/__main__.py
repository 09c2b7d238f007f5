"""`python -m hooks.source split | collate`: from the extraction to pages, and the pages against it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from hooks.findings import Finding, SourceError
from hooks.source.collate import compare
from hooks.source.extraction import Extraction, read_extraction
from hooks.source.plan import read_plan
from hooks.source.split import write_drafts


def main() -> int:
    """Run the command that is asked for; end with 1 where there are findings."""
    parser = argparse.ArgumentParser(prog="python -m hooks.source", description=__doc__)
    parser.add_argument("command", choices=["split", "collate"])
    parser.add_argument("--plan", type=Path, default=Path("source/plan.yml"), help="default: %(default)s")
    parser.add_argument("--docs", type=Path, default=Path("docs"), help="the committed pages; default: %(default)s")
    parser.add_argument("--to", type=Path, default=Path("draft"), help="split: a new folder; default: %(default)s")
    arguments = parser.parse_args()
    try:
        if arguments.command == "split":
            plan = read_plan(arguments.plan)
            print(*write_drafts(plan, read_extraction(plan), arguments.to), sep="\n")
        else:
            return report(collate(arguments.plan, arguments.docs, account=True))
    except SourceError as error:
        return report(error.findings)
    except FileExistsError as error:
        print(f"{error.filename} is there already: name another folder with --to, or take it away", file=sys.stderr)
        return 1
    return 0


def collate(plan_path: Path, docs: Path, account: bool = False) -> list[Finding]:
    """Return the differences of the pages from the extraction; print where each of its characters went, if asked."""
    plan = read_plan(plan_path)
    extraction = read_extraction(plan)
    findings, notes = compare(plan, extraction, docs)
    if account:
        print_account(plan.text, extraction, notes)
    return findings


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
        print(finding)
    print(f"{len(findings)} differences" if findings else "no difference")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
