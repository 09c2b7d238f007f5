"""What a publication is, as data: the Readium Web Publication Manifest of one language, `publication.json`.

https://readium.org/webpub-manifest/. Editions know the site by nothing else. What the standard has no word for stands
under names of ours: `titleLines`, `rights` and `revision` in the metadata, and the `properties` of a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from hooks.editions.revision import Revision
from hooks.findings import Finding, SourceError
from hooks.languages import LANG, Language, other
from hooks.sources import Sources

NAME = "publication.json"
CONTEXT = "https://readium.org/webpub-manifest/context.jsonld"
TYPE = "application/webpub+json"
HTML = "text/html"
Manifest = dict[str, Any]
# What each part of a manifest has, whatever the publication; a list has the shape of each of its entries.
PAGE = {
    "href": "",
    "type": "",
    "title": "",
    "language": "",
    "alternate": [{"href": "", "language": ""}],
    "properties": {"name": "", "part": "", "translation": ""},
}
SHAPE = {
    "@context": "",
    "metadata": {
        "@type": "",
        "identifier": "",
        "title": dict.fromkeys(LANG.values(), ""),
        "titleLines": "",
        "publisher": [{"name": dict.fromkeys(LANG.values(), "")}],
        "language": "",
        "description": "",
        "rights": "",
        "readingProgression": "",
        "revision": {"version": "", "date": ""},
    },
    "links": [{"rel": "", "href": "", "type": "", "language": "", "title": ""}],
    "readingOrder": [PAGE],
    "resources": [{"href": "", "type": "", "title": ""}],
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
    publisher = {LANG[one]: configuration.text("site_author", one) for one in LANG}
    pages = {page.name: page for page in sources.pages if page.language == language}
    title = configuration.text("site_name", language)
    lines = pages["index.md"].meta.get("title_lines") if "index.md" in pages else None
    # A title of other words, or none: set as one line.
    if not isinstance(lines, list) or ("" if language == "zh" else " ").join(map(str, lines)) != title:
        lines = [title]
    metadata = {
        "@type": "http://schema.org/Report",
        "identifier": configuration.address + folder,
        "title": {LANG[one]: configuration.text("site_name", one) for one in LANG},
        "titleLines": lines,
        "publisher": [{"name": publisher}] if publisher[LANG[language]] else [],
        "language": LANG[language],
        "description": _description(sources, language),
        "rights": configuration.text("copyright", language),
        "readingProgression": "ltr",
        "revision": {"version": revision.version, "date": revision.date},
    }
    if revision.epoch is not None:
        metadata["modified"] = revision.time
    own, theirs = manifest_address(language), manifest_address(other(language))
    return {
        "@context": CONTEXT,
        "metadata": metadata,
        "links": [
            _link("self", configuration.address + own, TYPE, LANG[language], title),
            _link(
                "alternate", up + theirs, TYPE, LANG[other(language)], configuration.text("site_name", other(language))
            ),
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
    lacking += [f"links ({rel})" for rel in ("self", "alternate") if rel not in [link.get("rel") for link in links]]
    if lacking:
        message = "lacks {}, which every edition reads: the build must write it"
        raise SourceError(Finding(NAME, 0, "manifest-field", message.format(field)) for field in dict.fromkeys(lacking))


def _link(rel: str, href: str, media_type: str, language: str | list[str], title: str) -> dict[str, Any]:
    return {"rel": rel, "href": href, "type": media_type, "language": language, "title": title}


def _page(sources: Sources, language: Language, name: str, folder: str) -> dict[str, Any]:
    configuration = sources.configuration
    source = sources.page((language, name))
    headings = [block.text for block in sources.conversions[language, name].blocks if block.tag == "h1"]
    counterpart = configuration.page_address(other(language), name)
    counterpart = f"../{counterpart}" if folder else counterpart or "./"
    return {
        "href": configuration.page_address(language, name).removeprefix(folder) or "./",
        "type": HTML,
        "title": str(source.meta.get("title") or next(iter(headings), name.removesuffix(".md"))),
        "language": LANG[language],
        "alternate": [{"href": counterpart, "language": LANG[other(language)]}],
        "properties": {
            "name": name.removesuffix(".md"),
            "part": configuration.parts.get(name, "chapter" if name in configuration.chapters else ""),
            "translation": source.meta.get("translation", ""),
        },
    }


def _description(sources: Sources, language: Language) -> str:
    """Return the text of the cover, a paragraph a line, or what the configuration says of the publication."""
    cover = sources.conversions.get((language, "index.md"))
    paragraphs = [block.text for block in cover.blocks if block.tag == "p"] if cover else []
    return "\n".join(paragraphs) or sources.configuration.text("site_description", language)


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
