"""The page of the search, whose address has the query, and how browsers learn to search there: one in each language."""

from __future__ import annotations

import json
from typing import NamedTuple
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from hooks.configuration import Configuration
from hooks.languages import LANG, Language
from hooks.rendering import PageKey
from hooks.words import words

NAME = "search.md"
# OpenSearch 1.1, draft 6: the most characters that each name may have.
SHORT_NAME, LONG_NAME, DESCRIPTION = 16, 48, 1024
ICON = "assets/images/favicon.png"
XML = """\
<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>{short_name}</ShortName>
  <Description>{description}</Description>
  <Url type="text/html" method="get" template={search}/>
  <Url type="application/opensearchdescription+xml" rel="self" template={address}/>
  <LongName>{long_name}</LongName>
  <Image height="64" width="64" type="image/png">{icon}</Image>
  <Language>{language}</Language>
  <InputEncoding>UTF-8</InputEncoding>
  <OutputEncoding>UTF-8</OutputEncoding>
</OpenSearchDescription>
"""


class OpenSearch(NamedTuple):
    """What a browser learns of the search in one language: the address of the description below the site's, the name
    of the search to readers, and the content of the file."""

    address: str
    title: str
    content: bytes


def search_pages() -> dict[PageKey, str]:
    """Return the front matter of the page of the search, by its language and name."""
    pages: dict[PageKey, str] = {}
    for language in LANG:
        title = words(language)["search.title"]
        settings = {"title": title, "template": "search.html", "robots": "noindex", "search": {"exclude": True}}
        pages[language, NAME] = f"---\n{json.dumps(settings, ensure_ascii=False)}\n---\n"
    return pages


def describe_search(configuration: Configuration, language: Language) -> OpenSearch | None:
    """Return the OpenSearch description of the search in `language`, or None where the site's address is not known."""
    site, title = configuration.address, configuration.identity(language).title
    if not site:
        return None
    address = "opensearch.xml" if language == "zh" else f"{language}/opensearch.xml"
    page = site + quote(configuration.page_address(language, NAME))
    content = XML.format(
        short_name=escape(shortened(title, SHORT_NAME)),
        long_name=escape(shortened(title, LONG_NAME)),
        description=escape(shortened(words(language)["search.describe"].format(title), DESCRIPTION)),
        search=quoteattr(f"{page}?q={{searchTerms}}"),
        address=quoteattr(site + address),
        icon=escape(site + ICON),
        language=LANG[language],
    )
    return OpenSearch(address, shortened(title, SHORT_NAME), content.encode())


def shortened(text: str, limit: int) -> str:
    """Return a text of `limit` characters at most, cut between words where it has any."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    if text[limit - 1] != " " and " " in cut:
        cut = cut.rpartition(" ")[0]
    return cut.rstrip() + "…"
