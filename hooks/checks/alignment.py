"""Every block is recorded and translated, no pair has changed since it was last declared in step, and where nobody can
say which block is which, somebody has."""

from __future__ import annotations

from collections.abc import Iterator

from hooks.alignment import PageAlignment, Pair, State
from hooks.findings import Finding
from hooks.languages import LANG, Language
from hooks.messages import Said, say
from hooks.sources import Sources
from hooks.translation.lines import lines_of

STOPS_BUILD = False
NAMES: dict[Language, Said] = {language: say(f"languages.{language}") for language in LANG}


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


def _page_errors(page: str, alignment: PageAlignment, waiting: bool) -> Iterator[tuple[Language, int, str, Said]]:
    """Yield what is wrong on a page: the language, the place of the block there, the code and the message. Nothing is
    missing from a page that is `waiting` for its translation."""
    waiting = waiting or not alignment.ids[alignment.translation]
    for language, place, message in alignment.errors:
        yield (
            language,
            place,
            "alignment-pair",
            say("alignment-pair/at", place=f"{page}#{alignment.ids[language][place]}", error=message),
        )
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


def _unrecorded(alignment: PageAlignment, page: str) -> Iterator[tuple[Language, int, str, Said]]:
    """Yield one finding for each language in which blocks stand that are not recorded."""
    skipped = (State.UNMATCHED, State.TRANSLATION_ONLY)
    for language in LANG:
        found = [pair for pair in alignment.unrecorded if pair.state not in skipped]
        found = [pair for pair in found if _place(alignment, pair)[0] == language]
        if len(found) == 1:
            message = say("alignment-unrecorded/one", place=f"{page}#{found[0].id}")
        else:
            message = say("alignment-unrecorded/many", count=len(found))
        if found:
            yield *_place(alignment, found[0]), "alignment-unrecorded", message


def _place(alignment: PageAlignment, pair: Pair) -> tuple[Language, int]:
    language = alignment.translation if pair.parts[alignment.translation] else alignment.original
    return language, alignment.ids[language].index(next(iter(pair.parts[language])))


def judge(pair: Pair, page: str, waiting: bool) -> list[tuple[str, Said]]:
    """Return what is wrong with a pair; nothing is missing from a page that is `waiting` for its translation."""
    name = f"{page}#{pair.id}"
    original, translation = (NAMES[language] for language in pair.parts)
    errors = []
    if pair.state.stale:
        message = say("alignment-stale/older", place=name, original=original, words=pair.words)
        errors.append(("alignment-stale", message))
    elif pair.state == State.TRANSLATION:
        message = say("alignment-stale/changed", place=name, original=original)
        errors.append(("alignment-stale", message))
    elif pair.state == State.MISSING and not waiting:
        message = say("alignment-missing", place=name, translation=translation)
        errors.append(("alignment-missing", message))
    elif pair.state == State.TRANSLATION_ONLY:
        message = say("alignment-extra/block", place=name, original=original)
        errors.append(("alignment-extra", message))
    return errors


def _no_original(pairs: list[Pair], page: str, alignment: PageAlignment) -> Said:
    """Return what is wrong with a page that has text in its translation alone."""
    folder = alignment.original
    return say("alignment-extra/page", count=len(pairs), original=NAMES[folder], path=f"docs/{folder}/{page}.md")


def _unmatched(section: list[Pair], page: str, alignment: PageAlignment) -> Said:
    """Return what is wrong with a section of which nobody can say which block is which."""
    counts: list[Said] = []
    for language in (alignment.original, alignment.translation):
        keys = [pair.id for pair in section if pair.parts[language]]
        first, last = f"{page}#{keys[0]}", keys[-1]
        where = say("alignment-unmatched/span", first=first, last=last) if len(keys) > 1 else first
        counts.append(say("alignment-unmatched/blocks", count=len(keys), language=NAMES[language], where=where))
    here, there = counts
    if section[0].section in alignment.doubtful:
        place = f"{page}#{section[0].id}"
        return say("alignment-unmatched/doubtful", here=here, there=there, page=page, place=place)
    record = say("alignment-unmatched/record") if any(pair.unrecorded for pair in section) else ""
    return say("alignment-unmatched/differ", here=here, there=there, record=record, page=page)
