"""What link previews show of a page: the Open Graph protocol (https://ogp.me), and the kind of card that X makes of
it."""

from __future__ import annotations

from collections.abc import Iterator

from hooks.languages import Language, other
from hooks.metadata.card import HEIGHT, WIDTH, imprint
from hooks.metadata.facts import COVER, Facts, PageFacts

LOCALE: dict[Language, str] = {"zh": "zh_TW", "en": "en_US"}
DAY = len("2013-06-06")


def preview_tags(facts: Facts, page: PageFacts) -> list[tuple[str, str]]:
    """Return the properties of a page and their contents, "" where nobody has stated it."""
    return [*_page(facts, page), *_dates(facts, page), *_picture(facts)]


def _page(facts: Facts, page: PageFacts) -> Iterator[tuple[str, str]]:
    yield "og:title", page.title
    yield "og:type", "book" if page.name == COVER else "article"
    yield "og:site_name", facts.identity.title
    yield "og:locale", LOCALE[facts.language]
    yield "og:locale:alternate", LOCALE[other(facts.language)]
    yield "og:description", page.description
    yield "og:url", page.address


def _dates(facts: Facts, page: PageFacts) -> Iterator[tuple[str, str]]:
    # The protocol knows moments and days, no months and no years.
    date = facts.identity.date if len(facts.identity.date) == DAY else ""
    if page.name == COVER:
        yield "book:release_date", date
    elif page.position:
        yield "article:published_time", date
        yield "article:modified_time", page.changed


def _picture(facts: Facts) -> Iterator[tuple[str, str]]:
    if facts.card:
        yield "og:image", facts.card
        yield "og:image:type", "image/png"
        yield "og:image:width", str(WIDTH)
        yield "og:image:height", str(HEIGHT)
        yield "og:image:alt", " · ".join(filter(None, [facts.identity.title, *imprint(facts.identity, facts.language)]))
