"""The manifest says what the publication is, and editions know it by nothing else."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from hooks.editions.manifest import TYPE, Manifest, make_manifest, manifest_address
from hooks.editions.offered import EDITIONS, FOLDER, WEB, downloads_list, offers
from hooks.editions.publication import read_publication
from hooks.editions.revision import Revision
from hooks.findings import SourceError
from hooks.languages import LANG, Language
from tests.tools.site import CHAPTERS, SITE_URL, SLUG, TRANSLATIONS, Element
from tests.tools.values import OWN

REVISION = Revision("0123456789", 1_000_000_000)


def manifest(language: Language) -> Manifest:
    return make_manifest(OWN, REVISION, language, offers(OWN, language))


def fields(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every field of a value."""
    for name, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if isinstance(name, str):
            yield (*path, name)
        yield from fields(part, (*path, name))


@pytest.mark.parametrize("language", LANG)
def test_any_field_that_is_missing_stops_the_build_and_is_named(language: Language) -> None:
    whole = manifest(language)
    found = list(fields(whole))
    assert len(found) > 50
    for path in found:
        broken = copy.deepcopy(whole)
        owner: Any = broken
        for name in path[:-1]:
            owner = owner[name]
        del owner[path[-1]]
        with pytest.raises(SourceError, match=re.escape(path[-1])) as error:
            read_publication(broken, OWN, REVISION)
        assert {finding.code for finding in error.value.findings} == {"manifest-field"}, path


@pytest.mark.parametrize("language", LANG)
def test_a_publication_is_what_its_manifest_says(language: Language) -> None:
    """Each value in turn is another one."""
    said = manifest(language)
    said["metadata"]["title"][LANG[language]] = "Another title"
    said["metadata"]["publisher"] = []
    said["readingOrder"] = said["readingOrder"][:1]
    publication = read_publication(said, OWN, REVISION)
    assert (publication.title, publication.publisher, len(publication.chapters)) == ("Another title", "", 1)


@pytest.mark.parametrize("language", LANG)
def test_the_manifest_that_is_published_names_what_is_there(
    language: Language, site: Path, pages: dict[str, Element]
) -> None:
    address = manifest_address(language)
    said = json.loads((site / address).read_text(encoding="utf-8"))
    base = SITE_URL + address
    links = {link["rel"]: link["href"] for link in said["links"][:2]}
    assert urljoin(base, links["self"]) == base
    assert urljoin(base, links["alternate"]) in [SITE_URL + manifest_address(other) for other in LANG]
    folder = "" if language == "zh" else "en/"
    read = [urljoin(base, page["href"]) for page in said["readingOrder"]]
    assert read == [SITE_URL + folder + chapter for chapter in CHAPTERS]
    for page in said["readingOrder"]:
        place = urljoin(base, page["href"]).removeprefix(SITE_URL)
        assert page["title"] == pages[place].xpath('string(//meta[@property="og:title"]/@content)')
        assert page["properties"]["translation"] == TRANSLATIONS.get(place, "")
    for link in [*said["links"][1:], *said["readingOrder"], *said["resources"]]:
        below = urljoin(base, link["href"]).removeprefix(SITE_URL)
        assert (site / below).is_file() or (site / below / "index.html").is_file(), link
    for place in CHAPTERS:
        (link,) = pages[folder + place].xpath(f'//head/link[@rel="manifest"][@type="{TYPE}"]/@href')
        assert urljoin(SITE_URL + folder + place, link) == base


def test_every_edition_is_offered_on_the_pages_with_its_checksum_and_in_the_manifest(
    site: Path, pages: dict[str, Element]
) -> None:
    files = [f"{SLUG}{edition.ending}" for edition in EDITIONS if edition.is_download]
    sums = (site / FOLDER / "SHA256SUMS").read_text(encoding="utf-8")
    assert {*files} <= {*re.findall(r"  (\S+)\n", sums)}
    assert sorted(path.name for path in (site / FOLDER).iterdir()) == sorted(
        [*re.findall(r"  (\S+)\n", sums), "SHA256SUMS"]
    )
    for language in LANG:
        said = json.loads((site / manifest_address(language)).read_text(encoding="utf-8"))
        named = [link["href"].rpartition("/")[2] for link in said["links"] if "downloads" in link["href"]]
        listed = [file for row in downloads_list(OWN, language) if row["format"] != WEB for file, _ in row["files"]]
        cover = pages["" if language == "zh" else "en/"]
        offered = [link.rpartition("/")[2] for link in cover.xpath("//a[@download]/@href")]
        assert named == offered == [file.removeprefix(f"{FOLDER}/") for file in listed] == files
