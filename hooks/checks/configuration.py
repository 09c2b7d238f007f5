"""`mkdocs.yml` says what the build and the editions need, and names pages that are there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from hooks.configuration import NAME, TEXTS
from hooks.findings import Finding
from hooks.languages import LANG
from hooks.sources import Sources

STOPS_BUILD = True
# The settings that MkDocs knows; it stops at any other.
KNOWN = {
    *("site_name", "site_url", "site_description", "site_author", "copyright", "theme", "docs_dir", "site_dir", "nav"),
    *(
        "pages",
        "exclude_docs",
        "draft_docs",
        "not_in_nav",
        "google_analytics",
        "dev_addr",
        "use_directory_urls",
        "extra",
    ),
    *("repo_url", "repo_name", "edit_uri_template", "edit_uri", "extra_css", "extra_javascript", "extra_templates"),
    *("markdown_extensions", "mdx_configs", "strict", "remote_branch", "remote_name", "plugins", "hooks", "watch"),
    *("validation", "config_file_path"),
}
SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `configuration-value` for a setting that is missing or of the wrong kind, `configuration-key` for one that
    nobody knows, `nav-page` and `chapter-unknown` for a page in the navigation or among the chapters that no language
    has, and `nav-twice` for one that stands in the navigation twice."""
    path = sources.root / NAME
    for name, message in _errors(sources):
        yield Finding(str(path), _line(sources, name), "configuration-value", message)
    for name in sorted(map(str, sources.configuration.settings.keys() - KNOWN)):
        close = get_close_matches(name, KNOWN, n=1)
        message = f"has the setting `{name}`, which MkDocs does not know: write " + "".join(
            close or ["it under `extra`"]
        )
        yield Finding(str(path), _line(sources, name), "configuration-key", message)
    names = {page.name for page in sources.pages}
    for name, count in Counter(_pages(sources.configuration.settings.get("nav") or [])).items():
        if count > 1:
            message = f"has {name} in `nav` twice: remove one of the two"
            yield Finding(str(path), _line(sources, name), "nav-twice", message)
    for name in _pages(sources.configuration.settings.get("nav") or []):
        if name not in names:
            message = f"has {name} in `nav`, which is in docs/{' and docs/'.join(LANG)} not there: correct the name"
            yield Finding(str(path), _line(sources, name), "nav-page", message)
    for name in sources.configuration.chapters if not any(_errors(sources)) else ():
        if name not in names:
            message = f"names the chapter {name}, which no language has: correct `chapters` under `extra`"
            yield Finding(str(path), _line(sources, name), "chapter-unknown", message)


def _errors(sources: Sources) -> Iterator[tuple[str, str]]:
    """Yield each setting that the build could not use, with what to write."""
    settings, configuration = sources.configuration.settings, sources.configuration
    if not _is_text(settings.get("site_name")):
        yield "site_name", "has no title: write `site_name:` and the title of the publication, in quotes"
    if not all(configuration.text("site_name", language) for language in LANG):
        yield "site_name", "has no title in one language: write `site_name:` under each of the `languages` of i18n"
    for name in ("site_url", *TEXTS[1:]):
        if settings.get(name) is not None and not isinstance(settings[name], str):
            yield name, f"has a `{name}` that is no text: write it in quotes"
    extra = settings.get("extra", {})
    if not isinstance(extra, Mapping):
        yield "extra", "has nothing under `extra` that can be read: write `chapters`, `slug` and `parts` under it"
        return
    chapters, parts, slug = extra.get("chapters", []), extra.get("parts", {}), extra.get("slug", "")
    if not isinstance(chapters, list) or not all(map(_is_text, chapters)):
        yield "chapters", "has `chapters` that are no list of files: write `chapters: [foreword.md, summary.md]`"
    if not isinstance(parts, dict):
        yield "parts", "has `parts` that are no pairs: write `parts: {foreword.md: foreword}`"
    address = configuration.address
    if slug and not (isinstance(slug, str) and SLUG.fullmatch(slug)):
        yield "slug", f"has `slug: {slug}`: write a name for the files, of Latin letters, digits and hyphens"
    if slug and not re.match(r"https?://\S+$", address):
        message = f"has `site_url: {address}`, and the books need the address of the site: "
        yield "site_url", message + "write it in full, from https:// on"


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _pages(entries: Any) -> Iterator[str]:
    """Yield the files that a navigation names, whatever groups they stand in."""
    for entry in entries if isinstance(entries, list) else [entries]:
        if isinstance(entry, dict):
            for value in entry.values():
                yield from _pages(value)
        elif isinstance(entry, str) and entry.endswith(".md"):
            yield entry


def _line(sources: Sources, words: str) -> int:
    lines = sources.text(sources.root / NAME).split("\n")
    return next((number for number, line in enumerate(lines, start=1) if words in line), 1)
