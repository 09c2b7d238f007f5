"""What each edition costs by itself: `python -m tests.tools.bench_editions` prints a line for each with the seconds of
processor time and the megabytes that its step takes at most."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hooks.editions.offered import EDITIONS, Context
from hooks.editions.revision import Revision
from hooks.languages import LANG
from tests.tools.editions import read_book
from tests.tools.values import OWN

# Of `ru_maxrss`: kilobytes on Linux, bytes on a Mac.
MEGABYTE = 1 << 20 if sys.platform == "darwin" else 1 << 10


def main() -> None:
    """Make each edition but the archive, which needs a site, in a process of its own that has read the publication.

    They are forked before the typesetter has run, which starts threads."""
    books = {language: read_book(OWN, language, Revision("0123456789", 1_000_000_000)) for language in LANG}
    publications = {language: publication for language, (publication, _) in books.items()}
    documents = {language: found for language, (_, found) in books.items()}
    context = Context(publications, documents, Path(), OWN)
    for edition in EDITIONS:
        if edition.format == "ZIP":
            continue
        child = os.fork()
        if not child:
            edition.make(context, edition.languages)
            os._exit(0)
        _, status, usage = os.wait4(child, 0)
        assert status == 0, edition.ending
        seconds, size = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MEGABYTE
        print(f"{edition.ending:24} {seconds:6.2f} s CPU   {size:5.0f} MB at most", flush=True)


if __name__ == "__main__":
    main()
