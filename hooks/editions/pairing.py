"""Which part of a page stands beside which, where both languages are set side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple, Protocol, TypeVar

from hooks.editions.document import Node


class Keyed(Protocol):
    """What is known from the others of its page by a key."""

    @property
    def key(self) -> str: ...


T = TypeVar("T", bound=Keyed)
# Between what a block without an id is and the id that it follows.
AFTER = " after "


class Unit(NamedTuple):
    """What stands in a row on one side: mostly a block of a document, or an item of a list in a list of its own; and
    its key."""

    key: str
    nodes: list[Node]


def pair(first: Sequence[T], second: Sequence[T]) -> Iterator[tuple[T | None, T | None]]:
    """Yield the parts of both in order: those of one key together, and by itself what one side alone has."""
    left, right = [part.key for part in first], [part.key for part in second]
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(first[i1:i2], second[j1:j2], strict=True)
        else:
            yield from ((part, None) for part in first[i1:i2])
            yield from ((None, part) for part in second[j1:j2])


def units(blocks: Sequence[Node], rows: Mapping[str, str]) -> list[Unit]:
    """Return the blocks of a document with their keys: the title is one, then what `rows` says of their ids, then ids,
    then what a block is and where."""
    nodes = [node for block in blocks for node in _items(block) or [block]]
    keys = []
    before = ""
    for node in nodes:
        key = node["items"][0].get("id", "") if node["type"] == "list" else node.get("id", "")
        title = node["type"] == "heading" and node["level"] == 1
        keys.append("title" if title else key or _inner_id(node) or f"{node['type']}{AFTER}{before}")
        before = key or before
    return [Unit(row or keys[start], nodes[start:end]) for row, start, end in runs(keys, rows)]


def by_language(node: Node) -> list[Node]:
    """Return a notice in the parts that stand on either side: what it says in the other language stands beside that."""
    if node["type"] != "notice":
        return [node]
    own = [part for part in node["body"] if "lang" not in part]
    others = [part for part in node["body"] if "lang" in part]
    beside = [node | {"body": others, "lang": others[0]["lang"]}] if others else []
    return [*beside, node | {"body": own}]


def runs(keys: Sequence[str], rows: Mapping[str, str]) -> Iterator[tuple[str, int, int]]:
    """Yield what stands in a row together: the row's name, if it is of more than one block, the first and the end; what
    is in no row stands with that which it is between."""
    at = 0
    while at < len(keys):
        row, end = rows.get(keys[at], ""), at + 1
        for later in range(at + 1, len(keys) if row else 0):
            if rows.get(keys[later]) == row:
                end = later + 1
            elif AFTER not in keys[later]:
                break
        yield row, at, end
        at = end


def _inner_id(node: Node) -> str:
    """Return the first id of a block inside a quotation."""
    inside = [*node["body"], *node.get("items", [])] if node["type"] == "quotation" else node.get("items", [])
    return next((key for block in inside if (key := block.get("id", "") or _inner_id({"type": "", **block}))), "")


def _items(block: Node) -> list[Node]:
    """Return the items of a list, each in a list of its own."""
    if block["type"] != "list":
        return []
    first, *rest = [
        block | {"start": block["start"] + place, "items": [item]} for place, item in enumerate(block["items"])
    ]
    return [first, *(item | {"continues": True} for item in rest)]
