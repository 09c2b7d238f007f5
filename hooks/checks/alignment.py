"""Every block is recorded and translated, no pair has changed since it was last declared in step, and where nobody can
say which block is which, somebody has."""

from __future__ import annotations

from collections.abc import Iterator

from hooks.alignment import PageAlignment, Pair, State
from hooks.findings import Finding
from hooks.languages import LANG, Language
from hooks.sources import Sources
from hooks.translation.lines import lines_of

STOPS_BUILD = False
RECORD = "run `python -m hooks.alignment record`"
NAMES: dict[Language, str] = {"zh": "Chinese", "en": "English"}


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `alignment-stale`, `-missing`, `-extra`, `-unmatched`, `-pair` and `-unrecorded`, each at the line of the
    block of the translation (of the original where there is no translation); raise SourceError where the lock or a page
    cannot be read."""
    pages = {(page.language, page.name): page for page in sources.pages}
    for name, alignment in sources.alignment.items():
        found = list(
            _page_errors(name.removesuffix(".md"), alignment, pages.get((alignment.translation, name)) is None)
        )
        for language in {language for language, *_ in found}:
            page, lines = pages[language, name], lines_of(sources, (language, name))
            for where, place, code, message in found:
                if where == language:
                    yield Finding(str(page.path), lines[place], code, message)


def _page_errors(page: str, alignment: PageAlignment, waiting: bool) -> Iterator[tuple[Language, int, str, str]]:
    """Yield what is wrong on a page: the language, the place of the block there, the code and the message. Nothing is
    missing from a page that is `waiting` for its translation."""
    waiting = waiting or not alignment.ids[alignment.translation]
    for language, place, message in alignment.errors:
        yield language, place, "alignment-pair", f"{page}#{alignment.ids[language][place]} {message}"
    for section in alignment.sections:
        yield *_place(alignment, section[-1]), "alignment-unmatched", _unmatched(section, page, alignment)
    pairs = alignment.pairs
    if not alignment.has_text(alignment.original):
        extra = [pair for pair in pairs if pair.state == State.TRANSLATION_ONLY]
        pairs = [pair for pair in pairs if pair not in extra]
        if extra:
            yield *_place(alignment, extra[0]), "alignment-extra", _no_original(extra, page, alignment)
    for pair in pairs:
        for code, message in judge(pair, page, waiting):
            yield *_place(alignment, pair), code, message
    yield from _unrecorded(alignment, page)


def _unrecorded(alignment: PageAlignment, page: str) -> Iterator[tuple[Language, int, str, str]]:
    """Yield one finding for each language in which blocks stand that are not recorded."""
    skipped = (State.UNMATCHED, State.TRANSLATION_ONLY)
    for language in LANG:
        found = [pair for pair in alignment.unrecorded if pair.state not in skipped]
        found = [pair for pair in found if _place(alignment, pair)[0] == language]
        if len(found) == 1:
            message = f"{page}#{found[0].id} is not in docs/alignment.lock yet: {RECORD}"
        else:
            message = f"has {len(found)} blocks that are not in docs/alignment.lock yet, this one first: {RECORD}"
        if found:
            yield *_place(alignment, found[0]), "alignment-unrecorded", message


def _place(alignment: PageAlignment, pair: Pair) -> tuple[Language, int]:
    language = alignment.translation if pair.parts[alignment.translation] else alignment.original
    return language, alignment.ids[language].index(next(iter(pair.parts[language])))


def judge(pair: Pair, page: str, waiting: bool) -> list[tuple[str, str]]:
    """Return what is wrong with a pair; nothing is missing from a page that is `waiting` for its translation."""
    name = f"{page}#{pair.id}"
    original, translation = (NAMES[language] for language in pair.parts)
    accept = f"then run `python -m hooks.alignment accept {name}`"
    errors = []
    if pair.state.stale:
        message = f"{name} is older than its {original}, which now begins “{pair.words}”: translate it anew, {accept}"
        errors.append(("alignment-stale", message))
    elif pair.state == State.TRANSLATION:
        message = f"{name} has been changed, its {original} has not: read the two against each other, {accept}"
        errors.append(("alignment-stale", message))
    elif pair.state == State.MISSING and not waiting:
        message = (
            f"{name} is not yet translated: write its {translation} at the same place of its page, then {RECORD}; "
        )
        message += 'or `{: pair="none" }` below it, if it is not to be translated'
        errors.append(("alignment-missing", message))
    elif pair.state == State.TRANSLATION_ONLY:
        message = f"{name} has no {original}: take it away, join it to the block that it belongs to, or write "
        message += '`{: pair="none" }` below it, if it is to have none'
        errors.append(("alignment-extra", message))
    return errors


def _no_original(pairs: list[Pair], page: str, alignment: PageAlignment) -> str:
    """Return what is wrong with a page that has text in its translation alone."""
    name = NAMES[alignment.original]
    return (
        f"has {len(pairs)} blocks, and the {name} page has no text: write it in docs/{alignment.original}/{page}.md, "
        f'then {RECORD}; or, if all of it is to have none, write `{{: pair="none" }}` below each block'
    )


def _unmatched(section: list[Pair], page: str, alignment: PageAlignment) -> str:
    """Return what is wrong with a section of which nobody can say which block is which."""
    counts = []
    for language in (alignment.original, alignment.translation):
        keys = [pair.id for pair in section if pair.parts[language]]
        last = f" to {keys[-1]}" if len(keys) > 1 else ""
        counts.append(f"{len(keys)} {NAMES[language]} ({page}#{keys[0]}{last})")
    if section[0].section in alignment.doubtful:
        return (
            f"has {' and '.join(counts)} blocks, which by their lengths and names do not go together in order: "
            f"write what does, as `python -m hooks.alignment propose {page}` proposes; or, if they do, run "
            f"`python -m hooks.alignment accept {page}#{section[0].id}`"
        )
    record = f"{RECORD}, which keeps their ids; then " if any(pair.unrecorded for pair in section) else ""
    return (
        f"has {' and '.join(counts)} blocks, which differ in number, kind, or written ids, so that nobody can "
        "tell which is which: "
        f"{record}write what belongs together, as `python -m hooks.alignment propose {page}` proposes, or "
        "make them agree"
    )
