"""What a page says of its translation: on the whole, and where a block is out of date or missing."""

from __future__ import annotations

from hooks.blocks.context import Missing
from hooks.editions.document.inline import Node
from hooks.editions.publication import Chapter
from hooks.languages import LANG, Language, other
from hooks.words import words


def notices(chapter: Chapter, original: Language) -> list[Node]:
    """Return what a page says of its translation, in its language and in that of the original, as one notice."""
    mine, theirs, status = words(other(original), original), words(original, original), chapter.status
    link: Node = {"type": "link", "page": "", "id": "", "address": chapter.original}
    paragraphs: list[Node] = []
    if chapter.translation == "official":
        paragraphs = [{"type": "paragraph", "body": [mine["status.official"]]}]
    elif chapter.translation == "unofficial":
        name = {"type": "lang", "lang": LANG[original], "body": [link | {"body": [theirs["status.language"]]}]}
        paragraphs = [
            {"type": "paragraph", "body": [mine["status.unofficial"] + " ", name]},
            {"type": "paragraph", "lang": LANG[original], "body": [theirs["status.unofficial_original"]]},
        ]
    elif chapter.translation == "pending" and not chapter.article.html.strip():
        for said, lang in ((mine, {}), (theirs, {"lang": LANG[original]})):
            bodies = [said["notices.pending"]], [link | {"body": [said["notices.pending_read"]]}]
            paragraphs += [{"type": "paragraph", "body": body} | lang for body in bodies]
        return [{"type": "notice", "body": paragraphs}]
    lags = [(kind, number) for kind in ("stale", "missing") if paragraphs and (number := getattr(status, kind, 0))]
    keys = [(f"status.{kind}_{'one' if number == 1 else 'many'}", number) for kind, number in lags]
    paragraphs += [{"type": "paragraph", "body": [mine[key].format(number)]} for key, number in keys]
    if keys:
        text = "".join(theirs[key].format(number) for key, number in keys)
        paragraphs.append({"type": "paragraph", "lang": LANG[original], "body": [text]})
    return [{"type": "notice", "body": paragraphs}] if paragraphs else []


def stale_nodes(chapter: Chapter, key: str) -> list[Node]:
    """Return the mark of the block with an id, if that is out of date."""
    stale = chapter.article.stale
    return [{"type": "stale"} | _to_original(chapter, stale[key]) | {"id": key}] if key in stale else []


def place_missing(blocks: list[Node], missing: Missing, chapter: Chapter) -> None:
    """Put a node where a missing block will stand: in the list of its neighbours, or after the block before it."""
    notice = {"type": "missing"} | _to_original(chapter, missing.id)
    before, after = _path(blocks, missing.before), _path(blocks, missing.after)
    item = {"id": notice["id"], "body": [{**notice, "id": ""}]}
    for path, offset in ((before, 1), (after, 0)):
        if missing.tag == "li" and path and len(path) > 1:
            holder, at = path[-1]
            holder.insert(at + offset, item)
            return
    at = before[0][1] + 1 if before else after[0][1] if after and missing.tag == "li" else 0
    blocks.insert(at, notice)


def _path(blocks: list[Node], key: str) -> list[tuple[list[Node], int]]:
    """Return the way to the block or list item of an id: each list on it, with the place there; nothing without one."""
    for at, node in enumerate(blocks):
        if key and node.get("id") == key:
            return [(blocks, at)]
        for inner in (node.get("items", []), node["body"] if node.get("type") == "quotation" else []):
            if inner and (path := _path(inner, key)):
                return [(blocks, at), *path]
        if "type" not in node and (path := _path(node["body"], key)):
            return path
    return []


def _to_original(chapter: Chapter, key: str) -> dict[str, str]:
    return {"id": key, "page": "", "address": f"{chapter.original}#{key}"}
