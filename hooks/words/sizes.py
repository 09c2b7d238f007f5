"""Sizes of files in words."""

from __future__ import annotations


def size_in_words(size: int) -> str:
    """Return a size in bytes as kB or MB of a thousand, as a file manager shows it; nothing for none."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB" if size else ""
