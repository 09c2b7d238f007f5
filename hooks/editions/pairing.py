"""Which part of a page stands beside which, where both languages are set side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple, Protocol, TypeVar

from hooks.editions.document import Node


class Keyed(Protocol):
    """What is known from the others of its page by a key."""

    @property
    def key(self) -> str: ...


T = TypeVar("T", bound=Keyed)


class Unit(NamedTuple):
    """A block of a document, or an item of a list in a list of its own, and its key."""

    key: str
    node: Node


def pair(first: Sequence[T], second: Sequence[T]) -> Iterator[tuple[T | None, T | None]]:
    """Yield the parts of both in order: those of one key together, and by itself what one side alone has."""
    left, right = [part.key for part in first], [part.key for part in second]
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(first[i1:i2], second[j1:j2], strict=True)
        else:
            yield from ((part, None) for part in first[i1:i2])
            yield from ((None, part) for part in second[j1:j2])


def units(blocks: Sequence[Node]) -> list[Unit]:
    """Return the blocks of a document with their keys: the title is one, then ids, then what a block is and where."""
    found: list[Unit] = []
    before = ""
    for block in blocks:
        for node in _items(block) or [block]:
            key = node["items"][0].get("id", "") if node["type"] == "list" else node.get("id", "")
            title = node["type"] == "heading" and node["level"] == 1
            found.append(Unit("title" if title else key or f"{node['type']} after {before}", node))
            before = key or before
    return found


def _items(block: Node) -> list[Node]:
    """Return the items of a list, each in a list of its own."""
    if block["type"] != "list":
        return []
    return [block | {"start": block["start"] + place, "items": [item]} for place, item in enumerate(block["items"])]
