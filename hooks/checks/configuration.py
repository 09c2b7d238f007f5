"""`mkdocs.yml` says what the build and the editions need, and names pages that are there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any, NamedTuple

from hooks.configuration import NAME, groups_of, pages_of
from hooks.findings import Finding
from hooks.languages import LANG
from hooks.messages import Said, say
from hooks.sources import Sources

STOPS_BUILD = True
# The settings that MkDocs knows; it stops at any other.
KNOWN = set(
    "site_name site_url site_description site_author copyright theme docs_dir site_dir nav pages exclude_docs "
    "draft_docs not_in_nav google_analytics dev_addr use_directory_urls extra repo_url repo_name edit_uri "
    "edit_uri_template extra_css extra_javascript extra_templates markdown_extensions mdx_configs strict "
    "remote_branch remote_name plugins hooks watch validation config_file_path".split()
)
# MkDocs' settings in one language, and where a publication says the same in both.
MONOLINGUAL = {
    "site_name": "title",
    "site_author": "publisher",
    "site_description": "description",
    "copyright": "rights",
}
# What a publication that repeats a setting of hooks/engine.yml must not lose: a list replaces the one it inherits.
INHERITED = {
    "plugins": ["i18n"],
    "markdown_extensions": ["hooks.blocks", "attr_list", "footnotes", "toc"],
    "hooks": ["hooks/events.py"],
}
SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
ADDRESS = re.compile(r"https?://[^\s/]\S*")
MAIL = re.compile(r"[^\s@?&,:/]+@[^\s@?&,:/]+\.[^\s@?&,:/]+")
MONTH = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
PREFIX = re.compile(r"10\.\d{4,9}(\.\d+)*")
# The parts of a depositor, and how long each may be.
DEPOSITOR = {"name": 130, "email": 200, "registrant": 255}
DAY = re.compile(r"\d{4}-\d\d-\d\d")
# The parts of a book that DPUB-ARIA and EPUB's vocabulary have a word for, the same in both.
ROLES = set(
    "abstract acknowledgments afterword appendix bibliography chapter colophon conclusion dedication epigraph epilogue"
    " errata foreword glossary introduction preface prologue".split()
)


class Rule(NamedTuple):
    """What a value must be, and what to write."""

    fits: Callable[[Any], bool]
    example: Said | str


def is_text(value: Any) -> bool:
    """Return whether a value is a text that is not empty."""
    return isinstance(value, str) and bool(value.strip())


def _is_bilingual(value: Any) -> bool:
    if isinstance(value, Mapping):
        return value.keys() == LANG.keys() and all(map(is_text, value.values()))
    return is_text(value)


def _is_date(value: Any) -> bool:
    if isinstance(value, int) or (isinstance(value, str) and MONTH.fullmatch(value)):
        return 1000 <= int(str(value)[:4]) <= 9999 and not isinstance(value, bool)
    try:
        return isinstance(value, date) or bool(date.fromisoformat(str(value)))
    except ValueError:
        return False


def _is_day(value: Any) -> bool:
    return _is_date(value) and bool(DAY.fullmatch(str(value)))


def _are_named(value: Any) -> bool:
    return isinstance(value, Mapping) and all(is_text(name) and _is_bilingual(role) for name, role in value.items())


def _are(kind: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(map(kind, value))


def _are_pairs(value: Any) -> bool:
    return isinstance(value, Mapping) and all(is_text(part) for pair in value.items() for part in pair)


def _is_depositor(value: Any) -> bool:
    """Return whether a value names who deposits DOIs, each part no longer than Crossref takes it."""
    if not _are_pairs(value) or value.keys() != DEPOSITOR.keys():
        return False
    return all(len(value[name]) <= most for name, most in DEPOSITOR.items()) and bool(MAIL.fullmatch(value["email"]))


def _is_report(value: Any) -> bool:
    shapes = {"mail": MAIL, "issues": ADDRESS}
    return _are_pairs(value) and all(key in shapes and shapes[key].fullmatch(text) for key, text in value.items())


BOTH = "{{zh: {0}, en: {1}}}".format
RULES = {
    "title": Rule(_is_bilingual, "title: " + BOTH("標題", "Title")),
    "subtitle": Rule(_is_bilingual, "subtitle: " + BOTH("副標題", "Subtitle")),
    "publisher": Rule(_is_bilingual, "publisher: " + BOTH("出版者", "Publisher")),
    "creators": Rule(_are(_is_bilingual), f"creators: [{BOTH('姓名', 'Name')}]"),
    "date": Rule(_is_date, say("configuration-value/date")),
    "series": Rule(_is_bilingual, "series: " + BOTH("叢書", "Series")),
    "identifiers": Rule(_are_pairs, 'identifiers: {isbn: "978-986-00-0000-0"}'),
    "description": Rule(_is_bilingual, "description: " + BOTH("一句話", "One sentence")),
    "rights": Rule(_is_bilingual, "rights: " + BOTH("© 出版者", "© Publisher")),
    "slug": Rule(
        lambda value: value == "" or (isinstance(value, str) and bool(SLUG.fullmatch(value))),
        say("configuration-value/slug"),
    ),
    "original": Rule(lambda value: value in ("zh", "en"), say("configuration-value/original")),
    "chapters": Rule(_are(is_text), "chapters: [foreword.md, summary.md]"),
    "roles": Rule(_are_pairs, "roles: {foreword.md: foreword}"),
    "groups": Rule(_are_pairs, "groups: {第一篇: Part One}"),
    "moved": Rule(_are_pairs, "moved: {old.md: new.md}"),
    "doi_prefix": Rule(
        lambda value: isinstance(value, str) and bool(PREFIX.fullmatch(value)), say("configuration-value/prefix")
    ),
    "depositor": Rule(_is_depositor, "depositor: {name: 海岸出版社, email: doi@example.org, registrant: Coast Press}"),
    "changes_since": Rule(_is_day, say("configuration-value/since")),
    "editors": Rule(_are_named, say("configuration-value/editors", role=BOTH("執行編輯", "Managing editor"))),
    "report": Rule(_is_report, say("configuration-value/report")),
}


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `configuration-value` for a setting that is missing or of the wrong kind, `configuration-key` for one that
    nobody knows or that belongs elsewhere, `nav-page` and `chapter-unknown` for a page in the navigation or among the
    chapters that no language has, `nav-twice` for one that stands in the navigation twice, `nav-title` for one that has
    a title there, and `nav-group` for a group without its English title."""
    path = sources.root / NAME
    lines = sources.text(path).split("\n")
    for rules in (_settings, _publication, _navigation):
        for name, code, message in rules(sources):
            yield Finding(str(path), line_of_name(lines, name), code, message)


def _settings(sources: Sources) -> Iterator[tuple[str, str, Said]]:
    settings, address = sources.configuration.settings, sources.configuration.address
    for name in sorted(map(str, settings.keys() - KNOWN)):
        close: list[Said | str] = [*get_close_matches(name, KNOWN, n=1), say("configuration-key/extra")]
        yield name, "configuration-key", say("configuration-key/unknown", name=name, meant=close[0])
    for name, ours in MONOLINGUAL.items():
        if settings.get(name):
            message = say("configuration-key/monolingual", name=name, example=RULES[ours].example)
            yield name, "configuration-key", message
    for name, needed in INHERITED.items():
        value = settings.get(name, "")
        named = sources.configuration.plugins if name == "plugins" else value
        named = sources.configuration.extensions[0] if name == "markdown_extensions" else named
        lost = [one for one in needed if isinstance(named, (str, list)) and value and one not in named]
        if lost or (name in ("plugins", "markdown_extensions") and not value):
            yield name, "configuration-value", say("configuration-value/inherited", name=name, lost=lost or needed)
        elif name == "plugins" and {"search", "material/search"} & set(named):
            message = say("configuration-value/search")
            yield name, "configuration-value", message
    if sources.configuration.slug and not ADDRESS.fullmatch(address):
        yield "site_url", "configuration-value", say("configuration-value/address", address=address)


def _publication(sources: Sources) -> Iterator[tuple[str, str, Said]]:
    extra = sources.configuration.settings.get("extra")
    given = extra.get("publication") if isinstance(extra, Mapping) else None
    if not isinstance(given, Mapping) or not given.get("title"):
        message = say("configuration-value/title", example=RULES["title"].example)
        yield ("title" if isinstance(given, Mapping) else "publication"), "configuration-value", message
        return
    for name, value in given.items():
        rule = RULES.get(str(name))
        if rule is None:
            close = get_close_matches(str(name), RULES, n=1)
            hint = say("configuration-key/known", names=list(RULES))
            hint = say("configuration-key/close", example=RULES[close[0]].example) if close else hint
            yield str(name), "configuration-key", say("configuration-key/unread", name=name, hint=hint)
        elif value is not None and not rule.fits(value):
            yield (
                str(name),
                "configuration-value",
                say("configuration-value/rule", name=name, example=rule.example),
            )
    for page, role in sources.configuration.roles.items():
        if role not in ROLES:
            message = say("configuration-value/role", role=role, page=page, roles=sorted(ROLES))
            yield "roles", "configuration-value", message


def _navigation(sources: Sources) -> Iterator[tuple[str, str, Said]]:
    configuration = sources.configuration
    names = {page.name for page in sources.pages}
    if not configuration.contents:
        yield "nav", "configuration-value", say("configuration-value/nav")
    entries = list(pages_of(configuration.contents))
    for name, count in Counter(entries).items():
        if count > 1:
            yield name, "nav-twice", say("nav-twice", name=name)
        if name not in names:
            message = say("nav-page", name=name, folders=" and docs/".join(LANG))
            yield name, "nav-page", message
    for title, name in _titled(configuration.settings.get("nav")):
        yield title, "nav-title", say("nav-title", name=name)
    groups = list(groups_of(configuration.contents))
    for title in dict.fromkeys([*groups, *configuration.groups]):
        if title not in configuration.groups:
            yield title, "nav-group", say("nav-group/english", title=title)
        elif title not in groups:
            yield title, "nav-group", say("nav-group/unknown", title=title)
    given = configuration.publication
    for name in [*configuration.chapters * bool(given.get("chapters")), *configuration.roles]:
        if name not in names and name not in entries:
            setting = "chapters" if name in configuration.chapters else "roles"
            message = say("chapter-unknown", name=name, setting=setting)
            yield name, "chapter-unknown", message


def _titled(nav: Any) -> Iterator[tuple[str, str]]:
    for item in nav if isinstance(nav, list) else []:
        for title, value in item.items() if isinstance(item, dict) else ():
            if isinstance(value, str) and value.endswith(".md"):
                yield str(title), value
            yield from _titled(value)


def line_of_name(lines: list[str], name: str) -> int:
    """Return the line that begins with a name, or else the first that holds it."""
    key = re.compile(rf"[\s{{,-]*{re.escape(name)}\s*:")
    found = [number for number, line in enumerate(lines, 1) if key.match(line)]
    return next(iter(found or [number for number, line in enumerate(lines, 1) if name in line]), 1)
