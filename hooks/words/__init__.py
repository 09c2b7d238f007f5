"""Every word that the publication says of itself, to readers and to staff: `zh.yml` and `en.yml`, key for key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from hooks.languages import Language, other

NAMES = re.compile(r"\{(?:original|translation|translated)\}")


@cache
def words(language: Language, original: Language = "zh") -> Mapping[str, str]:
    """Return the words of a language by dotted key, `cover.contents`; a word with `{}` in it is filled in by
    `str.format`. What is called after the languages of a publication is so for this `original`: `{original}`,
    `{translation}`, `{translated}`. Raises KeyError for a key that the file does not have."""
    path = Path(__file__).with_name(f"{language}.yml")
    said = dict(_flat(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader), ""))
    names = {
        "{original}": said[f"languages.{original}"],
        "{translation}": said[f"languages.{other(original)}"],
        "{translated}": said[f"languages.{other(original)}_translated"],
    }
    return {key: NAMES.sub(lambda name: names[name[0]], text) for key, text in said.items()}


def in_both(key: str) -> dict[Language, str]:
    """Return a word in both languages."""
    return {language: words(language)[key] for language in ("zh", "en")}


def _flat(part: dict[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in part.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", str(value)
