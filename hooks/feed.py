"""The Atom feeds (RFC 4287) of what has changed in the text since it was published: one a language."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from lxml import etree
from lxml.builder import ElementMaker

from hooks.configuration import Configuration
from hooks.history import Commit, Edit, History
from hooks.history.wording import whole_texts
from hooks.languages import LANG, ROOT, Language, other
from hooks.moved import moved_pages
from hooks.sources import Sources
from hooks.words import words

# lxml has no type hints.
Element = Any

NAME = "feed.xml"
TYPE = "application/atom+xml"
# So many entries, the newest; a reader has kept the others.
NEWEST = 50
ATOM, XHTML = "http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml"
E = ElementMaker(namespace=ATOM, nsmap={None: ATOM})
H = ElementMaker(namespace=XHTML, nsmap={None: XHTML})
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What XML cannot hold, and an old text or the words of a commit may.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def make_feeds(sources: Sources, history: History) -> dict[str, bytes]:
    """Return the content of each feed by its address below the site: an entry for the publication itself, and one for
    each page and commit that changed its words. A row of a table is in both languages. Nothing without the address of
    the site or any moment that is known: Atom asks for both."""
    return {
        address: _bytes(_feed(sources, history, language))
        for language in LANG
        if (address := feed_address(sources.configuration, history, language))
    }


def feed_address(configuration: Configuration, history: History, language: Language) -> str:
    """Return where the feed of a language is below the site; "" where there is none."""
    known = history.begun or any(edit.commit for edit in history.edits)
    return _address(language) if known and configuration.address else ""


def _address(language: Language) -> str:
    return NAME if language == ROOT else f"{language}/{NAME}"


def _feed(sources: Sources, history: History, language: Language) -> Element:
    configuration, said = sources.configuration, words(language)
    identity, site = configuration.identity(language), configuration.address
    address, cover = site + _address(language), site + configuration.page_address(language, "index.md")
    changes = _changes(sources, history, language)
    entries = [_entry(sources, language, address, *change) for change in changes]
    if history.begun:
        entries.append(_publication(identity.title, identity.description, history.begun, cover, language))
    entries.sort(key=lambda entry: str(entry.findtext(f"{{{ATOM}}}updated")), reverse=True)
    feed = E.feed({XML_LANG: LANG[language]})
    feed.append(E.id(address))
    feed.append(E.title(said["feed.title"].format(identity.title)))
    if about := identity.subtitle or identity.description:
        feed.append(E.subtitle(about))
    # All that is known may have been changed in the other language.
    times = [entry.findtext(f"{{{ATOM}}}updated") for entry in entries[:1]] or [
        max(edit.commit.time for edit in history.edits if edit.commit)
    ]
    feed.append(E.updated(times[0]))
    # Atom asks for an author.
    feed.extend(E.author(E.name(name)) for name in identity.creators or [identity.publisher or identity.title])
    if identity.rights:
        feed.append(E.rights(identity.rights))
    feed.append(E.link(rel="self", type=TYPE, hreflang=LANG[language], href=address))
    feed.append(E.link(rel="alternate", type="text/html", hreflang=LANG[language], href=cover))
    theirs = other(language)
    feed.append(E.link(rel="alternate", type=TYPE, hreflang=LANG[theirs], href=site + _address(theirs)))
    feed.extend(entries[:NEWEST])
    return feed


def _changes(sources: Sources, history: History, language: Language) -> list[tuple[Commit, str, list[Edit]]]:
    """Return what each commit changed on each page in this language, in the order of the history."""
    groups: dict[tuple[str, str], tuple[Commit, dict[str, Edit]]] = {}
    for edit in history.edits:
        if edit.commit and (edit.language == language or _is_row(edit, sources)):
            _, group = groups.setdefault((edit.commit.name, edit.page), (edit.commit, {}))
            if edit.language == language or edit.id not in group:
                group[edit.id] = edit
    return [(commit, page, list(edits.values())) for (_, page), (commit, edits) in groups.items()]


def _is_row(edit: Edit, sources: Sources) -> bool:
    return any(edit.id.startswith(f"{name}-") for name in sources.tables)


def _publication(title: str, description: str, begun: str, cover: str, language: Language) -> Element:
    """Return the entry for the publication itself."""
    entry = E.entry(E.id(cover), E.title(title), E.published(begun), E.updated(begun))
    entry.append(E.link(rel="alternate", type="text/html", hreflang=LANG[language], href=cover))
    if description:
        entry.append(E.summary(description))
    return entry


def _entry(sources: Sources, language: Language, address: str, commit: Commit, name: str, edits: list[Edit]) -> Element:
    """Return the entry for what a commit changed on a page, of the feed at `address`."""
    configuration, said = sources.configuration, words(language)
    there = (language, name) in sources.conversions or name in moved_pages(configuration)
    page = configuration.address + configuration.page_address(language, name if there else "index.md")
    kind = "rows" if all(_is_row(edit, sources) for edit in edits) else _kind(edits)
    entry = E.entry(
        E.id(f"{address}#{commit.name}-{quote(name.removesuffix('.md'))}"),
        E.title(_clean(said[f"feed.{kind}"].format(sources.page_title(language, name)))),
        E.updated(commit.time),
        E.link(rel="alternate", type="text/html", hreflang=LANG[language], href=page),
    )
    if commit.role.get(language):
        entry.append(E.author(E.name(_clean(commit.role[language]))))
    reason = _clean(commit.reason)
    content = H.div()
    if reason:
        entry.append(E.summary(reason))
        content.append(H.p(reason))
    for edit in edits:
        passage = H.p(*_marked(_clean(edit.before), _clean(edit.after)))
        place = f"{page}#{quote(edit.id)}" if there and edit.id else page
        content.extend([passage, H.p(H.a(said["feed.place"], href=place))])
    entry.append(E.content(content, type="xhtml"))
    return entry


def _kind(edits: list[Edit]) -> str:
    if not any(edit.before for edit in edits):
        return "added"
    return "changed" if any(edit.after for edit in edits) else "removed"


def _marked(before: str, after: str) -> list[Any]:
    """Return the words of both texts, what only one has as deleted or inserted."""
    tags = {"old": "del", "new": "ins"}
    return [H(tags[kind], text) if kind in tags else text for kind, text in whole_texts(before, after)]


def _clean(text: str) -> str:
    return CONTROLS.sub("", text)


def _bytes(feed: Element) -> bytes:
    return bytes(etree.tostring(feed, encoding="utf-8", xml_declaration=True, pretty_print=True))
