"""Keeps the whole text of a page in the reader views of browsers.

Firefox's Reader View and its kin, the library Readability, judge each element by its class and id: what is called
`related-work`, `media` or `market-share` is taken for what stands beside a text on a news site, and thrown away. An id
that is published stays, so the element gets a class besides that speaks for it, and where no class helps, its id goes
onto an empty element before its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

# A name that speaks for an element.
KEPT = "article-part"
# Names that speak against one.
AGAINST = re.compile(
    "-ad-|ai2html|banner|breadcrumbs|combx|com-|comment|community|contact|cover-wrap|disqus|extra|footer|gdpr|header|"
    "hidden|^hid$|legends|masthead|media|menu|meta|outbrain|related|remark|replies|promo|rss|scroll|share|shopping|"
    "shoutbox|sidebar|skyscraper|social|sponsor|supplemental|tags|widget|ad-break|agegate|pagination|pager|popup|"
    "yom-remote",
    re.IGNORECASE,
)
# Names that nothing speaks against: those of links to share a page, and of a line that names the author of a page whose
# head does not.
SHARING = re.compile(r"(?:\b|_)(?:share|sharedaddy)(?:\b|_)", re.IGNORECASE)
BYLINE = re.compile("byline|author|dateline|writtenby", re.IGNORECASE)
SAYS_AUTHOR = re.compile(r'<meta name="(?:author|DC\.creator)"', re.IGNORECASE)

# A display copy is hidden from screen readers; a reader view shows it all the same if it has this class.
COPY, SHOWN = "pull-quote", "fallback-image"

ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
TAG = re.compile(r"""<(?!a\b)(?P<name>[a-z][a-z0-9]*)(?P<rest>(?:\s+[^\s=>/]+(?:="[^"]*"|='[^']*')?)*\s*)>""")
NAME = re.compile(r'\s(?:id|class)="([^"]*)"')
ATTRIBUTE = r'\s{}="([^"]*)"'
ID, CLASS = re.compile(ATTRIBUTE.format("id")), re.compile(ATTRIBUTE.format("class"))
CELL = re.compile(r"<t[hd]\b[^>]*>")
# Elements that may hold no span of their own.
NO_SPAN = ("ul", "ol", "dl", "table")


def keep_in_reader_view(site: Path) -> None:
    """Write each page below `site` anew of which a reader view would leave out a part for its name."""
    for path in sorted(site.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        if (kept := spoken_for(page)) != page:
            path.write_text(kept, encoding="utf-8")


def spoken_for(page: str) -> str:
    """Return a page with a class, or an element that has the id, where the name of a part of its text asks for it."""
    lost = SHARING if SAYS_AUTHOR.search(page) else re.compile(f"{SHARING.pattern}|{BYLINE.pattern}", re.IGNORECASE)
    return ARTICLE.sub(lambda article: _speak(article[0], lost), page)


def _speak(article: str, lost: re.Pattern[str]) -> str:
    parts, at = [], 0
    renamed: dict[str, str] = {}
    for tag in _judged(article, lost):
        id, names = ID.search(tag[0]), CLASS.search(tag[0])
        if id and lost.search(id[1]):
            # What names another part of the page must have the words, not an empty element.
            new = f"part-{tag.start()}" if re.search(rf'aria-\w+="[^"]*\b{re.escape(id[1])}\b', article) else ""
            renamed |= {id[1]: new} if new else {}
            before, end = _moved(article, tag, id, new)
        elif any(found and AGAINST.search(found[1]) for found in (id, names)):
            before, end = _named(tag[0], tag["name"], names, KEPT), tag.end()
        elif names and names[1] == COPY:
            before, end = _named(tag[0], tag["name"], names, SHOWN), tag.end()
        else:
            continue
        parts += [article[at : tag.start()], before]
        at = end
    spoken = "".join([*parts, article[at:]])
    for old, new in renamed.items():
        spoken = re.sub(rf'(aria-\w+="(?:[^"]*\s)?){re.escape(old)}(?=[\s"])', rf"\g<1>{new}", spoken)
    return spoken


def _judged(article: str, lost: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield each tag that has a name which is spoken against, or is that of a display copy."""
    at = 0
    for name in NAME.finditer(article):
        if _is_judged(name[1], lost):
            tag = TAG.match(article, article.rindex("<", 0, name.start()))
            if tag and tag.start() >= at:
                yield tag
                at = tag.end()


@lru_cache(maxsize=10_000)
def _is_judged(name: str, lost: re.Pattern[str]) -> bool:
    return bool(name == COPY or AGAINST.search(name) or lost.search(name))


def _named(tag: str, name: str, names: re.Match[str] | None, added: str) -> str:
    """Return a tag with another class."""
    if names:
        return f"{tag[: names.end(1)]} {added}{tag[names.end(1) :]}"
    return tag.replace(f"<{name}", f'<{name} class="{added}"', 1)


def _moved(article: str, tag: re.Match[str], id: re.Match[str], new: str) -> tuple[str, int]:
    """Return what stands for a tag whose id an empty element has in its place, with another id where it is to have one,
    and where the article goes on."""
    bare, anchor = tag[0].replace(id[0], f' id="{new}"' if new else "", 1), f'<span id="{id[1]}"></span>'
    if tag["name"] in NO_SPAN:
        return anchor + bare, tag.end()
    if tag["name"] == "tr":
        cell = CELL.search(article, tag.end())
        end = cell.end() if cell else tag.end()
        return bare + article[tag.end() : end] + (anchor if cell else ""), end
    return bare + anchor, tag.end()
