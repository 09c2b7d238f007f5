"""How the publication wants to be cited: `CITATION.cff`, which GitHub and reference managers read.

Citation File Format 1.2.0, https://citation-file-format.github.io/. The folder is that of the sources; what is to be
cited is the publication, `preferred-citation`. It speaks the original's language, as the format has no place for a
second. Names are as the publication writes them: nobody has said what of a name is its surname.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import yaml

from hooks.configuration import Configuration
from hooks.records.work import NUMBERS, full_title, one_line
from hooks.words import words

NAME = "CITATION.cff"


def make_citation(configuration: Configuration) -> bytes | None:
    """Return the file; None where nobody is named who made or published the work, as the format wants an author."""
    if lacks_author(configuration):
        return None
    language = configuration.original
    identity = configuration.identity(language)
    title = full_title(identity.title, identity.subtitle, language)
    authors = [{"name": one_line(name)} for name in identity.creators or [identity.publisher]]
    publisher = {"name": one_line(identity.publisher)} if identity.publisher else None
    date = [int(part) for part in identity.date.split("-") if part]
    numbers = {name.lower(): (name.upper(), one_line(number)) for name, number in identity.identifiers.items()}
    # Any other number stands under `identifiers`.
    known = {name: NUMBERS[name](number) for name, (_, number) in numbers.items() if name in NUMBERS}
    book = bool(known.get("isbn"))
    address = configuration.address
    # A name that is kept for examples (RFC 2606) is no address.
    placeholder = (urlsplit(address).hostname or "").endswith(".example")
    reference = {
        "type": "book" if book else "report",
        "title": title,
        "authors": authors,
        "publisher": publisher,
        "institution": None if book else publisher,
        "year": date[0] if date else None,
        "month": date[1] if len(date) > 1 else None,
        "date-published": identity.date if len(date) > 2 else None,
        "collection-title": one_line(identity.series),
        **known,
        "identifiers": [
            {"type": "other", "value": number, "description": name}
            for key, (name, number) in numbers.items()
            if not known.get(key)
        ],
        "languages": [configuration.original, configuration.translation],
        "url": "" if placeholder else address,
        "abstract": one_line(identity.description),
        "copyright": one_line(identity.rights),
    }
    file = {
        "cff-version": "1.2.0",
        "message": words(language)["records.message"],
        "type": "dataset",
        "title": title,
        "authors": authors,
        "preferred-citation": {name: value for name, value in reference.items() if value},
    }
    text: Any = yaml.dump(file, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
    return str(text).encode()


def lacks_author(configuration: Configuration) -> bool:
    """Return whether nobody is named who made or published the work."""
    identity = configuration.identity(configuration.original)
    return not identity.creators and not identity.publisher


def same_citation(one: bytes, another: bytes) -> bool:
    """Return whether two such files say the same; their address may be another, as `SITE_URL` may give one."""
    return _without_address(one) == _without_address(another)


def _without_address(file: bytes) -> list[bytes]:
    return [line for line in file.splitlines() if not line.strip().startswith(b"url:")]


class _Dumper(yaml.SafeDumper):
    """Writes what is said twice twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True
