"""What a finding says: the name of a template in `checks/codes.yml` and the values that stand in it, so that it can be
said in either language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from hooks.languages import Language
from hooks.words import words

CODES = Path(__file__).with_name("checks") / "codes.yml"
COMMA: Mapping[Language, str] = {"zh": "、", "en": ", "}
# POSIX looks at these, and takes the first that says something.
LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")


@dataclass(frozen=True)
class Said:
    """What is said, in no language yet: a template by its `name`, and its `values` by theirs. A value may be said, too,
    or be several, which are listed."""

    name: str
    values: tuple[tuple[str, str | int | Said | tuple[Any, ...]], ...] = ()

    def text(self, language: Language) -> str:
        """Return it in a language."""
        values = {name: _shown(value, language) for name, value in self.values}
        return template(self.name, language).format(**values)

    def __str__(self) -> str:
        return self.text("en")


def say(name: str, /, **values: object) -> Said:
    """Return what the template of this name says of these values: `text-bracket/open` is the template `open` of that
    code, `text-width` the only one of its code, and `languages.zh` one of the words of `hooks/words`."""
    return Said(name, tuple((key, _value(value)) for key, value in values.items()))


def template(name: str, language: Language) -> str:
    """Return a template in a language. Raises KeyError where there is none of that name."""
    code, _, variant = name.partition("/")
    if code not in codes():
        return words(language)[name]
    said = codes()[code][language]["message"]
    return str(said[variant] if variant else said)


@cache
def codes() -> dict[str, dict[str, Any]]:
    """Return what `codes.yml` says of each code: by language, and whether it is a `hint`."""
    found: dict[str, dict[str, Any]] = yaml.load(CODES.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return found


def language_of(environment: Mapping[str, str]) -> Language:
    """Return the language in which somebody with this environment is spoken to: Chinese where their locale is."""
    locale = next((environment[name] for name in LOCALES if environment.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def _value(value: object) -> str | int | Said | tuple[Any, ...]:
    if isinstance(value, list | tuple):
        return tuple(map(_value, value))
    return value if isinstance(value, str | int | Said) else str(value)


def _shown(value: object, language: Language) -> str:
    if isinstance(value, tuple):
        return COMMA[language].join(_shown(one, language) for one in value)
    return value.text(language) if isinstance(value, Said) else str(value)
