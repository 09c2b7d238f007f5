"""Fits a table with many columns to a page: nodes in, the widths of their columns out."""

from __future__ import annotations

from hooks.editions.document import Node
from hooks.editions.pdf.measures import Room
from hooks.editions.widths import INSET, columns_of, good_width

# A line of a column of texts.
TEXT = 10.0


def fitted(node: Node, room: Room) -> Node:
    """Return a table as it is where it fits into its room, or with the widths of its columns, each at least as wide as
    its longest word, and by how much its letters are smaller."""
    node = {key: value for key, value in node.items() if key not in ("widths", "scale")}
    if any(cell["columns"] > 1 for rows in (node["head"], *node["groups"]) for cells in rows for cell in cells):
        return node
    columns = columns_of(node)
    inset = INSET * len(columns)
    # The column that takes what the others leave has the longest texts.
    columns = [
        column._replace(good=max(column.good, min(column.whole, TEXT))) if wide else column
        for column, wide in zip(columns, node["wide"], strict=True)
    ]
    needed = [column.good if wide else column.whole for column, wide in zip(columns, node["wide"], strict=True)]
    if sum(needed) + inset <= room.width:
        return node
    least = sum(column.least for column in columns)
    scale = min(1.0, max(room.smallest, room.width / good_width(columns)), room.width / (least + inset))
    spare = max(0.0, room.width / scale - least - inset)
    longer = [column.whole - column.least for column in columns]
    share = spare / (sum(longer) or 1.0)
    widths = [round(column.least + INSET + more * share, 2) for column, more in zip(columns, longer, strict=True)]
    return node | {"widths": widths, "scale": round(scale, 3)}
