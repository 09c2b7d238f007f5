"""`python -m hooks.alignment`: records which block is which, shows the state of every pair, declares pairs in step, and
proposes what goes together where nobody can tell."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Set as AbstractSet
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

from hooks.alignment import PageAlignment, State
from hooks.alignment.lock import NAME, write_lock
from hooks.alignment.proposing import pairs_to_write, proposed_groups
from hooks.alignment.recording import Ids, address, recorded, without_passing
from hooks.alignment.requests import accepted_in, changed_alone, changed_together, question, unpack
from hooks.alignment.writing import with_pairs
from hooks.data.ids import row_id
from hooks.findings import SourceError, in_words
from hooks.languages import LANG
from hooks.messages import Said, language_of, say
from hooks.sources import Sources
from hooks.translation.lines import lines_of
from hooks.words import in_both

Alignment = dict[str, PageAlignment]
STATES = {
    State.IN_STEP: say("pairs.in_step"),
    State.ORIGINAL: say("pairs.original"),
    State.TRANSLATION: say("pairs.translation"),
    State.BOTH: say("pairs.both"),
    State.NEW: say("pairs.new"),
    State.MISSING: say("pairs.missing"),
    State.TRANSLATION_ONLY: say("pairs.translation_only"),
    State.UNMATCHED: say("pairs.unmatched"),
    State.ALONE: say("pairs.alone"),
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command in the present folder; return 1 and say why if it cannot be done."""
    parser = ArgumentParser("python -m hooks.alignment", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    recording = commands.add_parser(
        "record", help="give new blocks their ids; pairs that are newly complete count as in step"
    )
    recording.add_argument(
        "--since", metavar="commit", help="pairs that both have changed since a commit (main) count as in step, too"
    )
    commands.add_parser("show", help="print the state of every pair, with its first words")
    accept = commands.add_parser(
        "accept", help="declare pairs in step: the translation says again what the original says"
    )
    accept.add_argument("pairs", nargs="*", metavar="page#id", help="such as summary#p-12, or sales.csv#2001-4")
    accept.add_argument("--all", action="store_true", help="every pair that has changed")
    accept.add_argument("--comment", action="store_true", help="those that the comment in the standard input names")
    asking = commands.add_parser("ask", help="print what to ask about a request: of which pairs one side has changed")
    asking.add_argument("--since", metavar="commit", required=True, help="what the request is compared with (main)")
    proposal = commands.add_parser("propose", help="say what goes together where that is not known")
    proposal.add_argument("page", nargs="?", default="", help="such as summary; every page without it")
    proposal.add_argument(
        "--write", action="store_true", help="write it into the translation, to be read and corrected"
    )
    given = parser.parse_args(arguments)
    if given.command == "accept" and given.all + given.comment + bool(given.pairs) != 1:
        accept.error("name the pairs, as in `accept summary#p-12`, or say --all")
    try:
        sources = Sources()
        alignment = sources.alignment
        if given.command == "show":
            show(alignment)
        elif given.command == "propose":
            propose(sources, given.page.removesuffix(".md"), given.write)
        elif given.command == "accept":
            named = accepted_in(sys.stdin.read()) if given.comment else given.pairs
            pairs = [pair for pair in named if ".csv#" not in pair]
            split = [pair.rsplit("#", 1) for pair in named if ".csv#" in pair]
            rows = {f"{table}#{row_id(key)}" for table, key in split}
            save(sources, accepted_ids(alignment, pairs) if pairs or given.all else {}, rows)
        else:
            with TemporaryDirectory() as folder:
                before = before_request(sources, given.since, Path(folder)) if given.since else None
                if given.command == "record":
                    save(sources, changed_together(before, sources) if before else {}, before=before)
                elif before:
                    print(question(changed_alone(before, sources)), end="")
    except SourceError as error:
        print(in_words(error.findings, language_of(os.environ)), file=sys.stderr)
        return 1
    except PairError as error:
        if given.command == "accept" and given.comment:
            # A comment below the request, before what is asked there.
            both = (error.message.text(language) for language in LANG)
            print(*in_both("requests.refused").values(), *both, "", sep="\n\n", file=sys.stderr)
        else:
            _print(error.message, to=sys.stderr)
        return 1
    return 0


def before_request(sources: Sources, commit: str, folder: Path) -> Sources | None:
    """Return the publication as it was before a request, in an empty folder; None where it was nothing that could be
    compared, which is said."""
    before = unpack(sources, commit, folder)
    if not before:
        _print(say("pairs.no_state", commit=commit), to=sys.stderr)
    return before


class PairError(Exception):
    """A pair that cannot be declared in step, or a page that is not there; the `message` says what can."""

    def __init__(self, message: Said) -> None:
        super().__init__(message)
        self.message = message


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
            place = f"{address(name, pair.id)}{extra}{' *' * (pair.id in unrecorded)}"
            _print(say("pairs.pair", place=f"{place:36}", state=STATES[pair.state], words=words))
    _print(say("pairs.counts", counts=[say("pairs.count", state=STATES[one], count=n) for one, n in counts.items()]))
    if any(page.unrecorded for page in alignment.values()):
        _print(say("pairs.unrecorded"))


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
            if known:
                raise PairError(say("pairs.no_pair", given=given, first=known[0], last=known[-1]))
            raise PairError(say("pairs.no_page", page=page, pages=[*alignment]))
        name, pair = pairs[wanted]
        if not pair.state.comparable and pair.section not in alignment[name].doubtful:
            raise PairError(say("pairs.alone_yet", given=given, state=STATES[pair.state]))
        accepted.setdefault(name, set()).add(key)
    return accepted


def save(sources: Sources, accepted: Ids, rows: AbstractSet[str] = frozenset(), before: Sources | None = None) -> None:
    """Write the lock and say what is new in it; `rows` are those that were written anew on purpose. What is no longer
    there and was not there `before` either is left out."""
    new = recorded(sources, accepted, rows)
    for place, done in new.blocks:
        _print(say("pairs.accepted" if done else "pairs.recorded", place=place))
    for table, count in new.rows:
        _print(say("pairs.rows", table=table, count=count))
    if new.without_rows:
        _print(say("pairs.no_rows"), to=sys.stderr)
    lock = without_passing(new.lock, before.lock, sources) if before else new.lock
    write_lock(sources.docs / NAME, lock)


def propose(sources: Sources, wanted: str, write: bool) -> None:
    """Print what most likely goes together in the unmatched sections of a page, or of all; and write it into the page
    of the translation, when the ids that it names are recorded."""
    pages = {name: page for name, page in sources.alignment.items() if wanted in ("", name.removesuffix(".md"))}
    if not pages:
        raise PairError(say("pairs.no_page", page=wanted, pages=[*sources.alignment]))
    if write:
        save(sources, {})
    for name, page in pages.items():
        pairs: dict[str, str] = {}
        for section in page.sections:
            groups = proposed_groups(page, section)
            _print(say("pairs.section", place=address(name, section[0].id), count=len(section)))
            for group in groups:
                sides = (" + ".join(f"{key} {block.words}" for key, block in side) or "—" for side in group)
                print(f"  {group.shape}  {' | '.join(sides)}")
            pairs |= pairs_to_write(groups)
        if write and pairs:
            _write(sources, name, page, pairs)
    if not any(page.sections for page in pages.values()):
        _print(say("pairs.all_matched"))


def _write(sources: Sources, name: str, page: PageAlignment, pairs: dict[str, str]) -> None:
    source, places = sources.page((page.translation, name)), page.ids[page.translation]
    blocks = sources.conversions[page.translation, name].blocks
    by_place = {places.index(key): pair for key, pair in pairs.items()}
    text, lost = with_pairs(source.text, blocks, lines_of(sources, (page.translation, name)), by_place)
    ending = "\r\n" if b"\r\n" in sources.read(source.path) else "\n"
    source.path.write_bytes(text.replace("\n", ending).encode())
    _print(say("pairs.written", path=source.path, count=len(pairs) - len(lost)))
    for place in lost:
        pair, begun = pairs[places[place]], blocks[place].words
        _print(say("pairs.write", path=source.path, pair=pair, words=begun))


def _print(message: Said, to: TextIO | None = None) -> None:
    """Print a message in the language of the locale."""
    print(message.text(language_of(os.environ)), file=to)


if __name__ == "__main__":
    sys.exit(main())
