"""What has changed since print or publication, as nodes of a document: the page about the publication and the colophon
of every book have the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import takewhile

from hooks.blocks.context import Changed
from hooks.editions.document.inline import Node, in_languages
from hooks.history.changes import Change, Changes, Entry, Mark, Place
from hooks.history.wording import Piece
from hooks.languages import LANG, Language
from hooks.pages import SourcePage
from hooks.sources import Sources
from hooks.words import words
from hooks.words.dates import date_in_words

# The page about the publication, and the id of the list on it.
ABOUT, CHANGES = "about.md", "changes"
# The template that prints the list.
TEMPLATE = "about.html"
ARROW = " → "
# What may have been made uniform, in the order of the list.
KINDS = ("unified", "dashes", "hyphens", "heads", "page_numbers", "left_out")


def change_nodes(changes: Changes, language: Language, *, book: bool) -> list[Node]:
    """Return the list with its title, in a language; in a book, which has the editor's notes where they belong, these
    are counted. A link has a `place`, the address below that of the site, too."""
    said = words(language)
    title = said["changes.title_printed" if changes.printed else "changes.title"]
    nodes = [{"type": "heading", "level": 2, "id": CHANGES, "body": [title]}]
    nodes += [_paragraph([text]) for text in _told(changes, language)]
    if changes.listed:
        nodes.append(_list([_change(change, changes, language) for change in changes.listed]))
    if changes.normalised:
        counts = [
            said[f"changes.{kind}"].format(changes.normalised[kind]) for kind in KINDS if kind in changes.normalised
        ]
        nodes.append({"type": "heading", "level": 3, "body": [said["changes.characters"]]})
        nodes.append(_list([{"body": [_paragraph([text])]} for text in counts]))
    notes = [(note, where) for note, where in changes.notes if note.language == language]
    if notes:
        count = said["changes.notes"].format(len(notes))
        items = [
            {"body": [_paragraph([*_title(where, note[:3], language, changes), *in_languages(note.text, language)])]}
            for note, where in notes
        ]
        nodes.append(_paragraph([count]) if book else {"type": "details", "title": [count], "body": [_list(items)]})
    return nodes


def changed_blocks(
    marks: Mapping[tuple[Language, str, str], Mark],
    page: SourcePage,
    tables: Iterable[str],
    address: Callable[[str], str],
) -> dict[str, Changed]:
    """Return what the blocks of a page that have changed lead to, by their ids; `marks` are those of the publication,
    `tables` the names of the data tables, and `address` gives the way to the page of a name, or "". Nothing where no
    page has the list."""
    about = address(ABOUT)
    if not about and page.name != ABOUT:
        return {}
    found = {}
    for (language, name, key), mark in marks.items():
        # The rows of a table stand on every page that prints it.
        row = key.startswith(tuple(f"{prefix}{table}" for table in tables for prefix in ("table-", "")))
        if language == page.language and (name == page.name or row):
            found[key] = Changed(f"{about}#{mark.key}", mark.day)
    return found


def site_nodes(changes: Changes, sources: Sources, language: Language) -> list[Node]:
    """Return the list for the page about the publication. Its title has the `anchors` that once stood below one that
    staff wrote by hand, and lead there still; where that is there yet, it has another id."""
    title, *listed = change_nodes(changes, language, book=False)
    page = sources.alignment.get(ABOUT)
    if page and CHANGES in page.ids[language]:
        title |= {"id": f"{CHANGES}-listed", "body": [words(language)["changes.title"]]}
    return [title | {"anchors": _anchors(sources, language)}, *listed]


def template_ids(sources: Sources, page: SourcePage) -> set[str]:
    """Return the ids on a page that are the list's, where its template prints it."""
    if page.name != ABOUT or page.meta.get("template") != TEMPLATE:
        return set()
    return {CHANGES, *_anchors(sources, page.language)}


def _anchors(sources: Sources, language: Language) -> list[str]:
    """Return the ids of what once stood below a title that staff wrote by hand."""
    page = sources.alignment.get(ABOUT)
    present = set(page.ids[language]) if page else set()
    ids = [line.id for line in sources.lock.get(ABOUT, [])]
    after = ids[ids.index(CHANGES) + 1 :] if CHANGES in {*ids} - present else []
    return list(takewhile(lambda key: key not in present, after))


def _told(changes: Changes, language: Language) -> Iterator[str]:
    """Yield what is said of the list as a whole."""
    said = words(language)
    if changes.since:
        yield said["changes.since"].format(date_in_words(changes.since, language))
    if not changes.complete and changes.known:
        yield said["changes.unknown_before"].format(date_in_words(changes.known, language))
    elif not changes.complete:
        yield said["changes.unknown"]
    elif not changes.listed:
        yield said["changes.none"]


def _change(change: Change, changes: Changes, language: Language) -> Node:
    said = words(language)
    day = said["changes.uncommitted"] if change.uncommitted else date_in_words(change.day, language)
    role = change.role.get(language, "")
    who = said["changes.by"].format(day, role) if day and role else day or role
    colon = [said["data.entry"].format("")] if who and change.reason else []
    head = [*in_languages(who, language), *colon, *in_languages(change.reason, language)]
    entries = [_paragraph(_entry(entry, changes, language), entry.key) for entry in change.entries]
    return {"body": [*[_paragraph(head)] * bool(head), *entries]}


def _entry(entry: Entry, changes: Changes, language: Language) -> list[Node]:
    """Return what changed in a block: the title of its page, and the places, in the language that was changed."""
    found: list[Node] = []
    for place in entry.words:
        separator = [words(language)["changes.places"]] if found else []
        found += [*separator, *_place(place, entry.edit.language, language)]
    edit = entry.edit
    return [*_title(entry.place, (edit.language, edit.page, edit.id), language, changes), *found]


def _place(place: list[Piece], theirs: Language, language: Language) -> list[Node]:
    """Return the words of a place, those that went and came as such: by a word or an arrow, too, which everybody sees
    and hears."""
    said = words(language)
    found: list[Node] = []
    kinds = ["", *(piece.kind for piece in place), ""]
    for (kind, text), before, after in zip(place, kinds, kinds[2:], strict=False):
        body = _in(text, theirs, language)
        if kind == "same":
            found += body
        elif kind == "old":
            found += [{"type": "del", "body": body}, ARROW if after == "new" else said["changes.deleted"]]
        else:
            found += [{"type": "ins", "body": body}, *[said["changes.added"]] * (before != "old")]
    return found


def _title(where: Place, at: tuple[Language, str, str], language: Language, changes: Changes) -> list[Node]:
    """Return the title of a page, which leads to a block of it, `at` its language, name and id; and a colon."""
    theirs, page, key = at
    link = {
        "type": "link",
        "page": page.removesuffix(".md") if theirs == language else "",
        "id": key,
        "address": changes.address + where.address + (f"#{key}" if key else ""),
        "place": where.address,
        "body": _in(where.title, theirs, language),
    }
    return [link, words(language)["data.entry"].format("")]


def _in(text: str, theirs: Language, language: Language) -> list[Node]:
    """Return a text in `theirs` as nodes of a document in `language`."""
    nodes = in_languages(text, theirs)
    return nodes if theirs == language else [{"type": "lang", "lang": LANG[theirs], "body": nodes}]


def _paragraph(body: list[Node], key: str = "") -> Node:
    return {"type": "paragraph", "body": body} | ({"id": key} if key else {})


def _list(items: list[Node]) -> Node:
    return {"type": "list", "marker": "dot", "start": 1, "items": items}
