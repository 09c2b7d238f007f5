"""`python -m hooks.alignment`: records which block is which, shows the state of every pair, declares pairs in step, and
proposes what goes together where nobody can tell."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Set as AbstractSet

from hooks.alignment import PageAlignment, State, align, record
from hooks.alignment.lock import NAME, write_lock
from hooks.alignment.proposing import pairs_to_write, proposed_groups
from hooks.alignment.rows import record_rows, table_name
from hooks.alignment.writing import with_pairs
from hooks.blocks.context import BodyBlock
from hooks.findings import SourceError, in_words
from hooks.languages import LANG, Language
from hooks.messages import language_of
from hooks.sources import Sources
from hooks.translation.lines import lines_of

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
    accept.add_argument("pairs", nargs="*", metavar="page#id", help="such as summary#p-12, or sales.csv#2001-4")
    accept.add_argument("--all", action="store_true", help="every pair that has changed")
    proposal = commands.add_parser("propose", help="say what goes together where that is not known")
    proposal.add_argument("page", nargs="?", default="", help="such as summary; every page without it")
    proposal.add_argument(
        "--write", action="store_true", help="write it into the translation, to be read and corrected"
    )
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
        elif given.command == "propose":
            propose(sources, given.page.removesuffix(".md"), given.write)
        else:
            rows = {pair for pair in given.pairs if ".csv#" in pair}
            pairs = [pair for pair in given.pairs if pair not in rows]
            save(sources, accepted_ids(alignment, pairs) if pairs or not rows else {}, rows)
    except SourceError as error:
        print(in_words(error.findings, language_of(os.environ)), file=sys.stderr)
        return 1
    except PairError as error:
        print(f"{given.command}: {error}", file=sys.stderr)
        return 1
    return 0


class PairError(Exception):
    """A pair that cannot be declared in step, or a page that is not there; says what can."""


def show(alignment: Alignment) -> None:
    """Print one line a pair, then how many are in each state."""
    counts: Counter[State] = Counter()
    for name, page in alignment.items():
        unrecorded = {pair.id for pair in page.unrecorded}
        for pair in page.pairs:
            counts[pair.state] += 1
            sides = [pair.side(language) for language in (page.original, page.translation)]
            words = " | ".join(block.words if block else "—" for block in sides)
            extra = "".join(f" +{key}" for side in pair.parts.values() for key in side if key != pair.id)
            print(f"{pair.state + ' *' * (pair.id in unrecorded):22}{address(name, pair.id) + extra:36}{words}")
    print(", ".join(f"{number} {state}" for state, number in counts.items()) or "no pairs")
    if any(page.unrecorded for page in alignment.values()):
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
        if not pair.state.comparable and pair.section not in alignment[name].doubtful:
            lacking = next((NAMES[language] for language in LANG if not pair.parts[language]), "other side")
            raise PairError(f"{given} has no {lacking} that is known to be its pair ({pair.state}): write it first")
        accepted.setdefault(name, set()).add(key)
    return accepted


def save(sources: Sources, accepted: dict[str, set[str]], rows: AbstractSet[str] = frozenset()) -> None:
    """Write the lock and say what is new in it; `rows` are those that were written anew on purpose."""
    lock = dict(sources.lock)
    for name, page in sources.alignment.items():
        confirmed = accepted.get(name, set())
        if confirmed:
            zh, en = (_blocks(sources, language, name) for language in LANG)
            page = align(page.lines, zh, en, page.original, confirmed)
        lock[name] = record(page, confirmed)
        for line in lock[name]:
            if line not in page.lines and (line.zh or line.en):
                done = (line.zh and line.en) or line.whole
                print(f"{address(name, line.id)} {'in step' if done else 'recorded, no pair yet'}")
    try:
        for table in sources.tables.values():
            lines = lock.get(table_name(table), [])
            if recorded := record_rows(table, lines, rows):
                lock[table_name(table)] = recorded
                new = len(recorded) - len(lines)
                print(*[f"{table_name(table)} {new} rows recorded"] * (new > 0), sep="\n", end="\n" if new else "")
    except SourceError:
        # What is wrong with tables is no reason to record no pages.
        print("docs/data: no rows recorded, since a table cannot be read; run `make check`", file=sys.stderr)
    write_lock(sources.docs / NAME, lock)


def _blocks(sources: Sources, language: Language, name: str) -> list[BodyBlock]:
    return sources.conversions[language, name].blocks if (language, name) in sources.conversions else []


def propose(sources: Sources, wanted: str, write: bool) -> None:
    """Print what most likely goes together in the unmatched sections of a page, or of all; and write it into the page
    of the translation, when the ids that it names are recorded."""
    pages = {name: page for name, page in sources.alignment.items() if wanted in ("", name.removesuffix(".md"))}
    if not pages:
        raise PairError(f"there is no page {wanted}: the pages are {', '.join(sources.alignment)}")
    if write:
        save(sources, {})
    for name, page in pages.items():
        pairs: dict[str, str] = {}
        for section in page.sections:
            groups = proposed_groups(page, section)
            print(f"{address(name, section[0].id)}: {len(section)} blocks")
            for group in groups:
                sides = (" + ".join(f"{key} {block.words}" for key, block in side) or "—" for side in group)
                print(f"  {group.shape}  {' | '.join(sides)}")
            pairs |= pairs_to_write(groups)
        if write and pairs:
            _write(sources, name, page, pairs)
    if not any(page.sections for page in pages.values()):
        print("every section is matched")


def _write(sources: Sources, name: str, page: PageAlignment, pairs: dict[str, str]) -> None:
    source, places = sources.page((page.translation, name)), page.ids[page.translation]
    blocks = sources.conversions[page.translation, name].blocks
    by_place = {places.index(key): pair for key, pair in pairs.items()}
    text, lost = with_pairs(source.text, blocks, lines_of(sources, (page.translation, name)), by_place)
    ending = "\r\n" if b"\r\n" in sources.read(source.path) else "\n"
    source.path.write_bytes(text.replace("\n", ending).encode())
    print(
        f"{source.path}: {len(pairs) - len(lost)} pairs written: read them, then run `python -m hooks.alignment record`"
    )
    for place in lost:
        print(f'{source.path}: write {{: pair="{pairs[places[place]]}" }} below “{blocks[place].words}” yourself')


def address(page: str, key: str) -> str:
    """Return how staff name a pair."""
    return f"{page.removesuffix('.md')}#{key}"


if __name__ == "__main__":
    sys.exit(main())
