"""What a page is in the vocabulary of schema.org, as JSON-LD: a report on its cover, a chapter that names the report by
its address, a catalogue of data sets, the page about the publication."""

from __future__ import annotations

import json
from typing import Any

from hooks.languages import LANG
from hooks.metadata.citation import authors
from hooks.metadata.datasets import Dataset
from hooks.metadata.facts import ABOUT, COVER, DATA, Facts, PageFacts
from hooks.words import words

CONTEXT = "https://schema.org"
Node = dict[str, Any]


def structured_data(facts: Facts, page: PageFacts) -> str:
    """Return what a page is, as JSON that can stand in a `<script>`."""
    if page.name == COVER:
        nodes = [_report(facts, page)]
    else:
        nodes = [_part(facts, page)]
        if page.address:
            trail = [(facts.cover.title, facts.cover.address), (page.title, "")]
            nodes.append(_node("BreadcrumbList", itemListElement=[_step(*step) for step in enumerate(trail, 1)]))
    graph = {"@context": CONTEXT} | ({"@graph": nodes} if len(nodes) > 1 else nodes[0])
    # No text can end the script in which it stands.
    return json.dumps(graph, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _report(facts: Facts, cover: PageFacts) -> Node:
    identity = facts.identity
    numbers = {name: number for name, number in identity.identifiers.items() if name.lower() != "issn"}
    issn = next((number for name, number in identity.identifiers.items() if name.lower() == "issn"), "")
    chapters = [page for page in facts.pages.values() if page.position]
    changes = [page.changed for page in chapters]
    return _node(
        "Report",
        **_work(facts, cover),
        alternativeHeadline=identity.subtitle,
        description=cover.description,
        author=[{"name": name} for name in authors(facts, cover)],
        publisher=_named("Organization", identity.publisher),
        datePublished=identity.date,
        dateModified=max(changes) if changes and all(changes) else "",
        identifier=[_node("PropertyValue", propertyID=name, value=number) for name, number in numbers.items()],
        isPartOf=_node("CreativeWorkSeries", name=identity.series, issn=issn) if identity.series or issn else None,
        copyrightNotice=identity.rights,
        image=facts.card,
        encoding=[
            _node(
                "MediaObject",
                contentUrl=file.address,
                encodingFormat=file.type,
                inLanguage=[LANG[language] for language in file.languages],
            )
            for file in facts.files
        ],
        hasPart=[
            _node("Chapter", **_id(page.address), name=page.title, position=page.position)
            for page in chapters
            if page.translation != "pending" and not page.hidden
        ],
    )


def _part(facts: Facts, page: PageFacts) -> Node:
    report = _node("Report", name=facts.identity.title) if not page.address else {"@id": facts.cover.address}
    if page.position:
        return _node(
            "Chapter",
            **_work(facts, page),
            author={"name": page.author} if page.author else None,
            isPartOf=report,
            position=page.position,
            pagination="–".join(dict.fromkeys(page.printed or ())),
            datePublished=facts.identity.date,
            dateModified=page.changed,
        )
    if page.name == DATA and facts.datasets:
        datasets = [_dataset(facts, page, dataset, report) for dataset in facts.datasets]
        return _node("DataCatalog", **_work(facts, page), isPartOf=report, dateModified=page.changed, dataset=datasets)
    kind = "AboutPage" if page.name == ABOUT else "WebPage"
    about = report if page.name == ABOUT else None
    return _node(kind, **_work(facts, page), isPartOf=report, about=about, dateModified=page.changed)


def _work(facts: Facts, page: PageFacts) -> Node:
    """Return what any text is: its name, its language, and what it is a translation of, or is translated as."""
    relation = "workTranslation" if facts.original else "translationOfWork"
    status = words(facts.language)["heads.unofficial"] if page.translation == "unofficial" else ""
    known = {"name": page.title, "inLanguage": LANG[facts.language], "creativeWorkStatus": status}
    return _id(page.address) | known | {relation: _id(page.counterpart)}


def _dataset(facts: Facts, page: PageFacts, dataset: Dataset, report: Node) -> Node:
    address, identity = facts.configuration.address, facts.identity
    return _node(
        "Dataset",
        **_id(page.address and f"{page.address}#table-{dataset.name}"),
        name=dataset.title,
        description=dataset.description,
        inLanguage=LANG[facts.language],
        creator=[{"name": name} for name in identity.creators],
        publisher=_named("Organization", identity.publisher),
        license=[one.address or _named("CreativeWork", one.title) for one in dataset.licences],
        temporalCoverage="/".join(dict.fromkeys(map(str, dataset.years or ()))),
        variableMeasured=dataset.columns,
        citation=dataset.sources,
        isPartOf=report,
        distribution=[
            _node("DataDownload", contentUrl=address + file, encodingFormat=kind)
            for file, kind in (dataset.files if address else [])
        ],
    )


def _step(position: int, place: tuple[str, str]) -> Node:
    return _node("ListItem", position=position, name=place[0], item=place[1])


def _named(kind: str, name: str) -> Node | None:
    return _node(kind, name=name) if name else None


def _id(address: str) -> Node:
    return {"@id": address} if address else {}


def _node(kind: str, **properties: Any) -> Node:
    """Return a node without what is empty; a list of one is that one."""
    known = {name: value for name, value in properties.items() if value not in ("", None, [], {})}
    single = {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in known.items()}
    return {"@type": kind} | single
