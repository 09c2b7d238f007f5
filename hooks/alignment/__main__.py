"""`python -m hooks.alignment`: records which block is which, shows the state of every pair, declares pairs in step."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter

from hooks.alignment import PageAlignment, State, record
from hooks.alignment.lock import NAME, write_lock
from hooks.findings import SourceError
from hooks.languages import LANG
from hooks.sources import Sources

Alignment = dict[str, PageAlignment]
NAMES = {"zh": "Chinese", "en": "English"}


def main(arguments: list[str] | None = None) -> int:
    """Run one command in the present folder; return 1 and say why if it cannot be done."""
    parser = ArgumentParser("python -m hooks.alignment", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("record", help="give new blocks their ids; pairs that are newly complete count as in step")
    commands.add_parser("show", help="print the state of every pair, with its first words")
    accept = commands.add_parser(
        "accept", help="declare pairs in step: the translation says again what the original says"
    )
    accept.add_argument("pairs", nargs="*", metavar="page#id", help="such as summary#p-12")
    accept.add_argument("--all", action="store_true", help="every pair that has changed")
    given = parser.parse_args(arguments)
    if given.command == "accept" and given.all == bool(given.pairs):
        accept.error("name the pairs, as in `accept summary#p-12`, or say --all")
    try:
        sources = Sources()
        alignment = sources.alignment
        if given.command == "show":
            show(alignment)
        elif given.command == "record":
            save(sources, {})
        else:
            save(sources, accepted_ids(alignment, given.pairs))
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    except PairError as error:
        print(f"accept: {error}", file=sys.stderr)
        return 1
    return 0


class PairError(Exception):
    """A pair that cannot be declared in step; says what can."""


def show(alignment: Alignment) -> None:
    """Print one line a pair, then how many are in each state."""
    counts: Counter[State] = Counter()
    for name, page in alignment.items():
        for pair in page.pairs:
            counts[pair.state] += 1
            sides = [pair.side(language) for language in (page.original, page.translation)]
            words = " | ".join(block.words if block else "—" for block in sides)
            extra = "".join(f" +{key}" for side in pair.parts.values() for key in side if key != pair.id)
            print(f"{pair.state + ' *' * pair.unrecorded:22}{address(name, pair.id) + extra:36}{words}")
    print(", ".join(f"{number} {state}" for state, number in counts.items()) or "no pairs")
    if any(pair.unrecorded for page in alignment.values() for pair in page.pairs):
        print("* not in the lock yet: python -m hooks.alignment record")


def accepted_ids(alignment: Alignment, addresses: list[str]) -> dict[str, set[str]]:
    """Return the ids to declare in step, by page: those named, or all; raise PairError for one that has no two
    sides."""
    if not addresses:
        return {name: {pair.id for pair in page.pairs} for name, page in alignment.items()}
    pairs = {address(name, pair.id): (name, pair) for name, page in alignment.items() for pair in page.pairs}
    accepted: dict[str, set[str]] = {}
    for given in addresses:
        page, _, key = given.partition("#")
        wanted = address(page, key)
        if wanted not in pairs:
            known = [other for other in pairs if other.startswith(page.removesuffix(".md") + "#")]
            hint = f"{page} has {known[0]} to {known[-1]}" if known else f"the pages are {', '.join(alignment)}"
            raise PairError(f"there is no pair {given}: {hint}; `show` lists them all")
        name, pair = pairs[wanted]
        if not pair.state.comparable:
            sides = [NAMES[language] for language in LANG if not pair.parts[language]]
            raise PairError(f"{given} has no {sides[0]} that is known to be its pair ({pair.state}): write it first")
        accepted.setdefault(name, set()).add(key)
    return accepted


def save(sources: Sources, accepted: dict[str, set[str]]) -> None:
    """Write the lock and say what is new in it."""
    lock = dict(sources.lock)
    for name, page in sources.alignment.items():
        lock[name] = record(page, accepted.get(name, set()))
        for line in lock[name]:
            if line not in page.lines:
                done = (line.zh and line.en) or line.whole
                print(f"{address(name, line.id)} {'in step' if done else 'recorded, no pair yet'}")
    write_lock(sources.docs / NAME, lock)


def address(page: str, key: str) -> str:
    """Return how staff name a pair."""
    return f"{page.removesuffix('.md')}#{key}"


if __name__ == "__main__":
    sys.exit(main())
