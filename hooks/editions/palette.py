"""The colours of the books: those that the site's stylesheet says, as custom properties of its light scheme."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

STYLE = Path(__file__).parents[2] / "overrides" / "assets" / "diptych.css"
COLOUR = re.compile(r"--([\w-]+): *(#[0-9a-f]{6})\b")


@cache
def palette() -> dict[str, str]:
    """Return each colour by its name: `ink`, `ink-soft`, `rule-printed`, `accent`, `plate`, `plate-ink`, …"""
    # The light scheme is the first.
    return dict(reversed(COLOUR.findall(STYLE.read_text(encoding="utf-8"))))
