"""What holds for this paper alone: `facts.yml` says what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

FACTS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("facts.yml").read_text(encoding="utf-8"))
