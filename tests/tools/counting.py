"""`python -m tests.tools.counting FILE check | build`: runs a command in the present folder, and writes into FILE how
often each source file was read, each page converted and each table validated."""

from __future__ import annotations

import json
import runpy
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import frictionless
from markdown import Markdown

COMMANDS = {"check": ["hooks.checks"], "build": ["mkdocs", "build", "--strict"]}


def main(file: str, command: str) -> None:
    """Run the command and write the counts; end as it ends."""
    root = Path.cwd().resolve()
    sources = [root / "mkdocs.yml", root / "docs", root / "source"]
    counts: dict[str, Counter[str]] = {"reads": Counter(), "conversions": Counter(), "validations": Counter()}

    def count_reads(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[0], (str, bytes)) and "w" not in str(arguments[1] or ""):
            path = Path(str(arguments[0]))
            path = path if path.is_absolute() else root / path
            if path.is_file() and any(path == source or source in path.parents for source in sources):
                counts["reads"][str(path.relative_to(root))] += 1

    def count_conversions(self: Markdown, source: str) -> str:
        counts["conversions"][source.strip()[:200]] += 1
        return convert(self, source)

    def count_validations(self: Any, *given: Any, **named: Any) -> Any:
        counts["validations"][str(self.schema.to_descriptor()["fields"])] += 1
        return validate(self, *given, **named)

    convert, validate = Markdown.convert, frictionless.Resource.validate
    replaced: Any = Markdown
    replaced.convert = count_conversions
    setattr(frictionless.Resource, "validate", count_validations)  # noqa: B010
    sys.addaudithook(count_reads)
    module, *sys.argv[1:] = COMMANDS[command]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    finally:
        Path(file).write_text(json.dumps(counts, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
