"""What a publication is, as data: the Readium Web Publication Manifest of one language, `publication.json`.

https://readium.org/webpub-manifest/. Editions know the site by nothing else. What the standard has no word for stands
under names of ours: `titleLines`, `date`, `original`, `identifiers`, `rights` and `revision` in the metadata, and the
`properties` of a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from hooks.configuration import Entry, pages_of
from hooks.editions.revision import Revision
from hooks.findings import Finding, SourceError
from hooks.languages import LANG, Language, other
from hooks.messages import say
from hooks.sources import Sources

NAME = "publication.json"
CONTEXT = "https://readium.org/webpub-manifest/context.jsonld"
TYPE = "application/webpub+json"
HTML = "text/html"
Manifest = dict[str, Any]
BOTH = dict.fromkeys(LANG.values(), "")
# What each part of a manifest has, whatever the publication; a list has the shape of each of its entries.
PAGE = {
    "href": "",
    "type": "",
    "title": "",
    "language": "",
    "alternate": [{"href": "", "language": ""}],
    "properties": {"name": "", "part": "", "translation": ""},
}
CONTENTS: dict[str, Any] = {"href": "", "title": "", "children": []}
CONTENTS["children"].append(CONTENTS)
SHAPE = {
    "@context": "",
    "metadata": {
        "@type": "",
        "identifier": "",
        "title": BOTH,
        "titleLines": "",
        "subtitle": "",
        "author": [{"name": BOTH}],
        "publisher": [{"name": BOTH}],
        "date": "",
        "belongsTo": {"series": [{"name": BOTH}]},
        "identifiers": [{"type": "", "value": ""}],
        "language": "",
        "original": "",
        "description": "",
        "rights": "",
        "readingProgression": "",
        "revision": {"version": "", "date": ""},
    },
    "links": [{"rel": "", "href": "", "type": "", "language": "", "title": ""}],
    "readingOrder": [PAGE],
    "resources": [{"href": "", "type": "", "title": ""}],
    "toc": [CONTENTS],
}


class Offer(NamedTuple):
    """A file that is offered beside the pages: its address below the site, media type, languages, and title."""

    href: str
    type: str
    languages: tuple[Language, ...]
    title: str


def manifest_address(language: Language) -> str:
    """Return where the manifest of a language stands below the address of the site."""
    return NAME if language == "zh" else f"{language}/{NAME}"


def make_manifest(sources: Sources, revision: Revision, language: Language, offers: Sequence[Offer]) -> Manifest:
    """Return the manifest of a publication in one language, with the files that are offered in any. Its `href`s are
    relative to where it stands."""
    configuration = sources.configuration
    folder = "" if language == "zh" else f"{language}/"
    up = "../" if folder else ""
    identity = configuration.identity(language)
    pages = {page.name: page for page in sources.pages if page.language == language}
    title = identity.title
    lines = pages["index.md"].meta.get("title_lines") if "index.md" in pages else None
    # A title of other words, or none: set as one line.
    if not isinstance(lines, list) or ("" if language == "zh" else " ").join(map(str, lines)) != title:
        lines = [title]
    metadata = {
        "@type": "http://schema.org/Report",
        "identifier": configuration.address + folder,
        "title": {LANG[one]: configuration.identity(one).title for one in LANG},
        "titleLines": lines,
        "subtitle": identity.subtitle,
        "author": _names([configuration.identity(one).creators for one in LANG]),
        "publisher": _names([[configuration.identity(one).publisher] for one in LANG]),
        "date": identity.date,
        "belongsTo": {"series": _names([[configuration.identity(one).series] for one in LANG])},
        "identifiers": [{"type": name, "value": value} for name, value in identity.identifiers.items()],
        "language": LANG[language],
        "original": LANG[configuration.original],
        "description": _description(sources, language),
        "rights": identity.rights,
        "readingProgression": "ltr",
        "revision": {"version": revision.version, "date": revision.date},
    }
    if _is_day(identity.date):
        metadata["published"] = identity.date
    if revision.epoch is not None:
        metadata["modified"] = revision.time
    own, theirs = manifest_address(language), manifest_address(other(language))
    return {
        "@context": CONTEXT,
        "metadata": metadata,
        "links": [
            _link("self", configuration.address + own, TYPE, LANG[language], title),
            _link("alternate", up + theirs, TYPE, LANG[other(language)], identity.other_title),
            *(
                _link("alternate", up + offer.href, offer.type, [LANG[one] for one in offer.languages], offer.title)
                for offer in offers
            ),
        ],
        "readingOrder": [_page(sources, language, name, folder) for name in configuration.chapters if name in pages],
        "resources": [
            *(_page(sources, language, name, folder) for name in pages if name not in configuration.chapters),
            *(
                {"href": f"{up}data/{table.resource['path']}", "type": "text/csv", "title": table.caption[language]}
                for table in sources.tables.values()
            ),
        ],
        "toc": _contents(sources, language, folder),
    }


def check_manifest(manifest: Manifest) -> None:
    """Raise SourceError with a finding for each field that a manifest of any publication has and this one lacks."""
    lacking = list(_lacking(SHAPE, manifest, ""))
    for place, resource in enumerate(manifest.get("resources", [])):
        if resource.get("type") == HTML:
            lacking += _lacking(PAGE, resource, f"resources[{place}]")
    metadata, links = manifest.get("metadata", {}), manifest.get("links", [])
    if metadata.get("revision", {}).get("date") and "modified" not in metadata:
        lacking.append("metadata.modified")
    if _is_day(metadata.get("date", "")) and "published" not in metadata:
        lacking.append("metadata.published")
    lacking += [f"links ({rel})" for rel in ("self", "alternate") if rel not in [link.get("rel") for link in links]]
    if lacking:
        fields = dict.fromkeys(lacking)
        raise SourceError(Finding(NAME, 0, "manifest-field", say("manifest-field", field=field)) for field in fields)


def _is_day(date: str) -> bool:
    """Return whether a date is as exact as the standard wants it."""
    return len(date) == len("2013-06-06")


def _names(sides: list[list[str]]) -> list[dict[str, Any]]:
    """Return names, which are given in each language, in both at once; without those that are empty."""
    return [{"name": dict(zip(LANG.values(), names, strict=True))} for names in zip(*sides, strict=True) if any(names)]


def _link(rel: str, href: str, media_type: str, language: str | list[str], title: str) -> dict[str, Any]:
    return {"rel": rel, "href": href, "type": media_type, "language": language, "title": title}


def _page(sources: Sources, language: Language, name: str, folder: str) -> dict[str, Any]:
    configuration = sources.configuration
    source = sources.page((language, name))
    counterpart = configuration.page_address(other(language), name)
    counterpart = f"../{counterpart}" if folder else counterpart or "./"
    return {
        "href": configuration.page_address(language, name).removeprefix(folder) or "./",
        "type": HTML,
        "title": sources.conversions[language, name].title,
        "language": LANG[language],
        "alternate": [{"href": counterpart, "language": LANG[other(language)]}],
        "properties": {
            "name": name.removesuffix(".md"),
            "part": configuration.roles.get(name, "chapter" if name in configuration.chapters else ""),
            "translation": source.meta.get("translation", ""),
        },
    }


def _description(sources: Sources, language: Language) -> str:
    """Return the text of the cover, a paragraph a line, or what the configuration says of the publication."""
    cover = sources.conversions.get((language, "index.md"))
    paragraphs = [block.text for block in cover.blocks if block.tag == "p"] if cover else []
    return "\n".join(paragraphs) or sources.configuration.identity(language).description


def _contents(sources: Sources, language: Language, folder: str) -> list[dict[str, Any]]:
    """Return the pages of the navigation in their groups, each group at its first page; chapters that the navigation
    leaves out stand at the end."""
    configuration = sources.configuration
    there = {page.name for page in sources.pages if page.language == language}

    def links(entries: Iterable[Entry]) -> Iterator[dict[str, Any]]:
        for entry in entries:
            if entry.page in there:
                page = _page(sources, language, entry.page, folder)
                yield {"href": page["href"], "title": page["title"], "children": []}
            elif children := list(links(entry.entries)):
                title = configuration.group_title(entry.title, language)
                yield {"href": children[0]["href"], "title": title, "children": children}

    listed = set(pages_of(configuration.contents))
    return list(
        links([*configuration.contents, *(Entry(name) for name in configuration.chapters if name not in listed)])
    )


def _lacking(shape: Any, value: Any, path: str) -> Iterator[str]:
    if isinstance(shape, list):
        for place, entry in enumerate(value):
            yield from _lacking(shape[0], entry, f"{path}[{place}]")
    elif isinstance(shape, Mapping):
        for name, part in shape.items():
            field = f"{path}.{name}".lstrip(".")
            if name not in value:
                yield field
            else:
                yield from _lacking(part, value[name], field)
