"""`python -m hooks.new FOLDER [--zh FILE] [--en FILE]`: starts another publication, from texts or from none."""

from __future__ import annotations

import shutil
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hooks.alignment import record
from hooks.alignment.lock import NAME, write_lock
from hooks.findings import SourceError
from hooks.languages import LANG, Language, other
from hooks.new.errors import StartError
from hooks.new.manuscript import Manuscript, read_manuscript
from hooks.new.pictures import Pictures
from hooks.new.publication import Written, write_publication
from hooks.sources import Sources

ENGINE = Path(__file__).parents[2]
NAMES: dict[Language, str] = {"zh": "Chinese", "en": "English"}


def main(arguments: list[str] | None = None) -> int:
    """Start the publication that is asked for; return 1 and say why where that cannot be done, with nothing written."""
    parser = ArgumentParser("python -m hooks.new", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a folder that is not there yet, or is empty")
    what = "a text in Markdown (.md) or DOCX with a chapter a heading of the first level, or a folder, a chapter a file"
    parser.add_argument("--zh", type=Path, metavar="FILE", help=f"the Chinese: {what}")
    parser.add_argument("--en", type=Path, metavar="FILE", help="the English: the same")
    parser.add_argument("--original", choices=[*LANG], help="the language it was written in; default: zh if given")
    given = parser.parse_args(arguments)
    paths: dict[Language, Path] = {language: path for language in LANG if (path := getattr(given, language))}
    original: Language = given.original or next(iter(paths), next(iter(LANG)))
    try:
        if paths and original not in paths:
            raise StartError([f"--original {original} needs its text: write --{original} FILE"])
        with new_folder(given.folder) as folder:
            pictures = Pictures()
            order = [language for language in (original, other(original)) if language in paths]
            texts = read_all({language: paths[language] for language in order}, pictures)
            written = write_publication(folder, ENGINE, original, texts, pictures.contents)
            recorded = record_ids(folder)
    except (StartError, OSError) as error:
        print(error, file=sys.stderr)
        print("Nothing was written.", file=sys.stderr)
        return 1
    print(*account(given.folder, written, texts, original, recorded), sep="\n")
    return 0


def read_all(paths: dict[Language, Path], pictures: Pictures) -> dict[Language, Manuscript]:
    """Return the text of each language; raise StartError with every error of all of them."""
    texts: dict[Language, Manuscript] = {}
    errors: list[StartError] = []
    for language, path in paths.items():
        try:
            texts[language] = read_manuscript(path, language, pictures)
        except StartError as error:
            errors.append(error)
    if errors:
        raise StartError(errors)
    return texts


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Give a folder to write in, whose content comes to stand in `folder` once all is written; an error leaves
    nothing. Raises StartError where `folder` is there and is not empty; a repository without files counts as empty."""
    if folder.exists() and not folder.is_dir():
        raise StartError([f"{folder}: is a file: name a new folder"])
    if folder.is_dir() and any(path.name != ".git" for path in folder.iterdir()):
        raise StartError([f"{folder}: is there and is not empty: name a new folder"])
    above = next(path for path in folder.resolve().parents if path.is_dir())
    with tempfile.TemporaryDirectory(prefix=".new-", dir=above) as place:
        made = Path(place) / folder.resolve().name
        made.mkdir()
        yield made
        folder.mkdir(parents=True, exist_ok=True)
        for path in made.iterdir():
            shutil.move(path, folder / path.name)


def record_ids(folder: Path) -> bool:
    """Give the blocks of the publication in `folder` their ids; return whether that could be done."""
    sources = Sources(folder)
    try:
        write_lock(folder / "docs" / NAME, {name: record(page) for name, page in sources.alignment.items()})
    except SourceError:
        return False
    return True


def account(
    folder: Path, written: Written, texts: dict[Language, Manuscript], original: Language, recorded: bool
) -> Iterator[str]:
    """Yield what was written, what was guessed, and what to do next."""
    for pair in written.pairs:
        titles = " | ".join(pair.texts[language].title or "—" for language in LANG if language in pair.texts)
        yield f"docs/*/{pair.name}: {titles or 'a chapter to be written'}"
    for pair in written.pairs if texts else ():
        for language in LANG:
            if language not in pair.texts:
                what = "has a heading alone" if language == original else "says `translation: pending`"
                yield f"docs/{language}/{pair.name}: no {NAMES[language]} chapter goes with it, so the page {what}"
    counts = {language: len(one.chapters) for language, one in texts.items()}
    if len({*counts.values()}) > 1:
        shown = " and ".join(f"{count} in {NAMES[language]}" for language, count in counts.items())
        yield f"The chapters are {shown}: see that each pair above belongs together, and rename the files where not."
    for language, one in texts.items():
        if one.before:
            yield f"docs/{language}/preface.md: what stands before the first heading of {one.path}"
        if len(one.names) > 1 and language == original:
            yield f"{one.path}: chapters stand in the order of their files’ names: `nav:` in mkdocs.yml may say another"
        if not one.names and len(one.chapters) == 1:
            yield f"{one.path}: is one chapter, as it has no two headings of the first level (`# Title`)"
        if not one.names and not one.chapters[0].title:
            how = "source/plan.yml makes pages of it, as hooks/source/README.md says"
            yield f"{one.path}: has no heading: if it was taken out of a PDF, {how}"
    if written.pictures:
        yield f"docs/images/: {written.pictures} pictures"
    given = list(dict.fromkeys(written.titles.values()))
    both = " in both languages: write the other one" if len(given) == 1 else ""
    yield f"mkdocs.yml: the title is {' | '.join(given)}{both}"
    yield f"\nWritten to {folder}. Next:"
    yield f"1. cd {folder}, and fill in mkdocs.yml, docs/*/index.md (the abstract) and docs/*/about.md (provenance);"
    if original != "zh" or texts:
        yield f"   pages in docs/{other(original)} say `translation: unofficial`: write `official` where it is."
    yield "2. make check, and correct what it names; make serve shows a preview."
    if not recorded:
        yield "   Some pages cannot be read yet: afterwards run .venv/bin/python -m hooks.alignment record."
    yield "3. git init, git add, git commit; pushed to GitHub, it is published as README.md says."


if __name__ == "__main__":
    sys.exit(main())
