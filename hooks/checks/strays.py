"""Nothing is published by accident: every file in `docs/` is a page, belongs to one, or is kept out of the site."""

from __future__ import annotations

import html
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import unquote

from pathspec.gitignore import GitIgnoreSpec

from hooks.alignment import lock
from hooks.checks.navigation import patterns
from hooks.configuration import NAME
from hooks.data import package
from hooks.findings import Finding
from hooks.messages import say
from hooks.pictures import TYPES
from hooks.search import synonyms
from hooks.sources import Sources

STOPS_BUILD = True
# What MkDocs leaves out of itself.
HIDDEN = (".*", "/templates/")
# One that nobody shows yet is no secret.
PICTURES = {*TYPES, ".ico"}
OWN = (lock.NAME, synonyms.NAME)
# What hosts and search engines ask for at the address of a site.
ASKED_FOR = re.compile(
    r"(?:CNAME|robots\.txt|favicon\.\w+|humans\.txt|google\w+\.html|BingSiteAuth\.xml|_headers|_redirects)$"
)
LOCKED = re.compile(r"~\$|\.~lock\.|.*\.(?:tmp|bak|swp|orig|rej)$|.*~$|Thumbs\.db$|desktop\.ini$", re.IGNORECASE)
ADDRESS = re.compile(r'\s(?:href|src|srcset|data|poster)="([^"#?]+)')
HIDES = {"draft": True, "published": False, "publish": False, "hidden": True, "private": True}


def check(sources: Sources) -> Iterator[Finding]:
    """Yield `page-stray` for a file that would be published though no page leads to it, `page-draft` for a page that
    says it is none and is published all the same, and `link-case` for files whose names differ by case alone."""
    configuration = sources.configuration
    left_out = [patterns(configuration.settings.get(name)) for name in ("exclude_docs", "draft_docs")]
    left_out.append(GitIgnoreSpec.from_lines(HIDDEN))
    there = sorted(path for path in sources.docs.rglob("*") if path.is_file())
    names = [path.relative_to(sources.docs).as_posix() for path in there]
    published = [name for name in names if not any(spec.match_file(name) for spec in left_out)]
    known = _known(sources)
    settings = sources.text(sources.root / NAME)
    for name in published:
        path = sources.docs / name
        if name in OWN:
            message = say("page-stray/own", name=name)
            line = next((at for at, said in enumerate(settings.split("\n"), 1) if said.startswith("exclude_docs")), 1)
            yield Finding(str(sources.root / NAME), line, "page-stray", message)
        elif LOCKED.match(posixpath.basename(name)):
            yield Finding(str(path), 0, "page-stray", say("page-stray/left"))
        elif name not in known and not (path.suffix.lower() in PICTURES or ASKED_FOR.match(name) or name in settings):
            message = say("page-stray/unlinked")
            yield Finding(str(path), 0, "page-stray", message)
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        alike[name.casefold()].append(name)
    for first, *others in alike.values():
        for name in others:
            yield Finding(str(sources.docs / name), 0, "link-case", say("link-case", first=first))
    for page in sources.pages:
        for key, value in page.meta.items():
            if HIDES.get(str(key).lower(), ...) is value or (str(key).lower() == "status" and value == "draft"):
                name = f"{page.language}/{page.name}"
                if not any(spec.match_file(name) for spec in left_out):
                    line = next((at for at, said in enumerate(page.lines, 1) if said.startswith(f"{key}")), 1)
                    message = say("page-draft", key=key, value=str(value).lower())
                    yield Finding(str(page.path), line, "page-draft", message)


def _known(sources: Sources) -> set[str]:
    """Return the files that belong to the publication: pages, tables, and what pages show or lead to."""
    known = {f"{page.language}/{page.name}" for page in sources.pages}
    # A file that stands where no page may is named as such.
    known |= {path.relative_to(sources.docs).as_posix() for path in sources.docs.rglob("*.md")}
    if sources.package:
        known |= {f"data/{package.NAME}"}
        known |= {f"data/{resource.get('path')}" for resource in sources.package.resources.values()}
        known |= {path.relative_to(sources.docs).as_posix() for path in (sources.docs / "data").glob("*.csv")}
    for (language, name), page in sources.conversions.items():
        here = posixpath.join(language, posixpath.dirname(name))
        for address in [*page.links, *map(html.unescape, ADDRESS.findall(page.html))]:
            target = posixpath.normpath(posixpath.join(here, unquote(address.partition("#")[0])))
            # What both languages share may be named as if it stood beside the pages.
            known |= {target, target.partition("/")[2]}
    return known
