"""What a request changed, passage by passage: what counts as read together, and what nobody but a person can say.

A request (GitHub: pull request) is what differs between a publication `before` it and `now`.
"""

from __future__ import annotations

import io
import re
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from hooks.alignment import Pair, State
from hooks.alignment.lock import NAME, write_lock
from hooks.alignment.recording import Ids, address, recorded, without_passing
from hooks.findings import SourceError
from hooks.history.repository import is_own_clone, run_git
from hooks.languages import LANG
from hooks.sources import Sources
from hooks.words import in_both

# How a passage is named, as in `accept summary#p-12`; in a question, a box to tick stands before it.
PASSAGE = r"[\w./-]+#[\w.:-]+"
SIGNS = re.compile(r"[\\`*_<>#|\[\]]")
SAID = re.compile(r"^(?:[-*] \[[xX]\] |accept\b).*$", re.MULTILINE)


def unpack(now: Sources, commit: str, folder: Path) -> Sources | None:
    """Return the texts as they were where the present state has left `commit`'s line, put into an empty folder, read as
    this publication is; None where git does not know that, or they could not be read."""
    known = is_own_clone(now.root)
    fork = run_git(now.root, "merge-base", "HEAD", commit).decode().strip() if known else ""
    files = run_git(now.root, "archive", "--format=tar", fork, "docs") if fork else b""
    if not files:
        return None
    with tarfile.open(fileobj=io.BytesIO(files)) as archive:
        for member in archive:
            if content := archive.extractfile(member) if member.isfile() else None:
                path = folder / member.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.read())
    before = Sources(folder, now.configuration)
    try:
        return before if before.alignment else None
    except SourceError:
        return None


def changed_together(before: Sources, now: Sources) -> Ids:
    """Return the ids, by page, of the pairs both of whose sides a request has written or changed: whoever writes both
    has read them together."""
    return {name: {pair.id for pair in pairs if _sides(pair, before, name) == 2} for name, pairs in _doubtful(now)}


def changed_alone(before: Sources, now: Sources) -> dict[str, list[Pair]]:
    """Return the pairs, by page, of which a request has changed one side, so that a person has to say whether the other
    still says the same."""
    return {
        name: found
        for name, pairs in _doubtful(now)
        if (found := [pair for pair in pairs if _sides(pair, before, name) == 1])
    }


def keep_recorded(sources: Sources) -> bool:
    """Record what is new since the last commit, as a request does, for whoever previews what they write; return whether
    the lock has been written. What is wrong with the sources, the checks say."""
    try:
        with TemporaryDirectory() as folder:
            before = unpack(sources, "HEAD", Path(folder)) if any(pairs for _, pairs in _doubtful(sources)) else None
            lock = recorded(sources, changed_together(before, sources) if before else {}).lock
            lock = without_passing(lock, before.lock, sources) if before else lock
            known = {name: lines for name, lines in sources.lock.items() if lines}
    except SourceError:
        return False
    if {name: lines for name, lines in lock.items() if lines} == known:
        return False
    write_lock(sources.docs / NAME, lock)
    return True


def question(changed: dict[str, list[Pair]]) -> str:
    """Return what is asked of whoever may merge a request, as Markdown in both languages, a box to tick for each pair;
    nothing where nothing is to be asked."""
    if not changed:
        return ""
    boxes = [
        f"- [ ] `{address(name, pair.id)}` " + SIGNS.sub(r"\\\g<0>", pair.words)
        for name, pairs in changed.items()
        for pair in pairs
    ]
    return "\n\n".join([*in_both("requests.ask").values(), "\n".join(boxes)]) + "\n"


def accepted_in(comment: str) -> list[str]:
    """Return the passages that a comment declares in step, in its order: those of ticked boxes, and those that a line
    names which begins with `accept`."""
    found = [passage for line in SAID.findall(comment) for passage in re.findall(PASSAGE, line)]
    return list(dict.fromkeys(found))


def _doubtful(now: Sources) -> list[tuple[str, list[Pair]]]:
    """Return the pairs, by page, that nobody has declared in step."""
    return [
        (name, [pair for pair in page.pairs if pair.state.comparable and pair.state is not State.IN_STEP])
        for name, page in now.alignment.items()
    ]


def _sides(pair: Pair, before: Sources, name: str) -> int:
    """Return how many sides of a pair a request has changed; of one that was not whole before it, both."""
    page = before.alignment.get(name)
    was = next((other for other in page.pairs if other.id == pair.id), None) if page else None
    if not was or not was.state.comparable:
        return 2
    blocks = ((pair.side(language), was.side(language)) for language in LANG)
    return sum(bool(new and old and new.text != old.text) for new, old in blocks)
