"""What the head of each page tells programs: search engines, link previews, reference managers, library catalogues.

`facts` has what is known of the publication and its pages; `citation`, `previews` and `structured` say it in three
vocabularies, and `card` makes the picture of link previews. Nothing is said that nobody has stated.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from hooks.languages import Language, other
from hooks.metadata.citation import SCHEMAS, citation_tags
from hooks.metadata.facts import COVER, Facts, PageFacts, address_of, is_hidden
from hooks.metadata.previews import preview_tags
from hooks.metadata.structured import structured_data

# As search engines are told of the languages.
HREFLANG: dict[Language, str] = {"zh": "zh-Hant", "en": "en"}


class Head(NamedTuple):
    """What stands in the head of a page: the attributes of each `<link>` and of each `<meta>`, and JSON-LD or ""."""

    links: list[dict[str, str]]
    metas: list[dict[str, str]]
    json: str


def make_head(facts: Facts, name: str, title: str, meta: Mapping[str, Any], *, paired: bool = True) -> Head:
    """Return the head of the page of this `name` (`summary.md`), title and front matter; `paired` says whether the
    other language has it, too. A page that is none of the publication's has no citation; one that search engines shall
    leave out says that, and a page that is not yet translated nothing of its text."""
    page = _page(facts, name, title, meta)
    metas = [_meta("description", page.description), _meta("author", page.author)]
    links = [{"rel": "canonical", "href": page.address}]
    if page.hidden:
        metas.append(_meta("robots", "noindex"))
    elif paired and page.address:
        both = {facts.language: page.address, other(facts.language): page.counterpart}
        links += [{"rel": "alternate", "hreflang": tag, "href": both[of]} for of, tag in sorted_tags()]
    metas += [{"property": key, "content": content} for key, content in preview_tags(facts, page)]
    metas.append(_meta("twitter:card", "summary_large_image" if facts.card else "summary"))
    told = not page.hidden and page.translation != "pending"
    if told and (page.name == COVER or page.position):
        metas += [_meta(key, content) for key, content in citation_tags(facts, page)]
        links += [{"rel": rel, "href": href} for rel, href in SCHEMAS.items()]
    return Head(
        [link for link in links if link["href"]],
        [one for one in metas if one["content"]],
        structured_data(facts, page) if told else "",
    )


def sorted_tags() -> list[tuple[Language, str]]:
    """Return each language with what search engines call it; the first stands in for all others."""
    return [*HREFLANG.items(), ("zh", "x-default")]


def _page(facts: Facts, name: str, title: str, meta: Mapping[str, Any]) -> PageFacts:
    if name == COVER:
        return facts.cover
    if name in facts.pages:
        return facts.pages[name]
    return PageFacts(
        facts.language,
        name,
        title,
        address_of(facts.configuration, facts.language, name),
        address_of(facts.configuration, other(facts.language), name),
        description=str(meta.get("description") or ""),
        hidden=is_hidden(meta),
    )


def _meta(name: str, content: str) -> dict[str, str]:
    return {"name": name, "content": content}
