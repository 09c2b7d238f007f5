"""Where a reader reports a slip: a letter or an issue that says already where it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import parse_qs, quote, urlencode

from hooks.configuration import Configuration
from hooks.languages import Language
from hooks.words import words

# A link that is longer is cut off by some mail programs.
LONGEST = 120
# The field of an issue form that says where the slip is: .github/ISSUE_TEMPLATE/erratum.yml.
FIELD = "where"


class Report(NamedTuple):
    """A way to report: the key of its name in the words, and its link. What is added to the link is added to the end of
    the letter."""

    key: str
    link: str


def report_links(
    configuration: Configuration,
    language: Language,
    title: str,
    address: str,
    place: str = "",
    pages: str = "",
    first: str = "",
) -> list[Report]:
    """Return the ways to report a slip on a page, or at a `place` of it by its id, printed `pages` and first words: by
    mail (RFC 6068), and as an issue; none where the publication names no address. The letter ends with the page's
    address; where this is of a place, with the place's. Where the address of the issues names a form, as in
    `?template=erratum.yml`, the place stands in its field `where`."""
    said, given = words(language), configuration.report
    subject = said["report.subject"].format(_cut(title))
    lines = {"report.page": title, "report.printed": pages, "report.words": _cut(first), "report.place": place}
    where = "".join(f"{said[key].format(value)}\n" for key, value in lines.items() if value)
    where += said["report.address"].format(address + (f"#{place}" if place else "")) if address else ""
    where = where.rstrip()
    return list(_links(given, subject, f"{said['report.body']}\n\n\n\n{where}", where))


def _links(given: Mapping[str, str], subject: str, body: str, where: str) -> list[Report]:
    found = []
    if given.get("mail"):
        letter = {"subject": subject, "body": body.replace("\n", "\r\n")}
        link = f"mailto:{quote(given['mail'], safe='@')}?{urlencode(letter, quote_via=quote)}"
        found.append(Report("report.mail", link))
    if given.get("issues"):
        _, mark, asked = given["issues"].partition("?")
        # A form asks what is wrong itself, and takes no body.
        text = {FIELD: where} if "template" in parse_qs(asked) else {"body": body}
        join = "&" if mark else "?"
        link = f"{given['issues']}{join}{urlencode({'title': subject} | text, quote_via=quote)}"
        found.append(Report("report.issue", link))
    return found


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
