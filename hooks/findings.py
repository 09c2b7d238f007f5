"""What is wrong in a source, said so that its author can correct it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """One error: `path` as the reader of the message would type it, `line` from 1 (0: the whole file), a stable
    `code` such as `table-category`, and a `message` that says what is wrong and then what to write instead."""

    path: str
    line: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code} {self.message}"


class SourceError(Exception):
    """Raised where work cannot go on: holds every error found so far, in order of file and line."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = sorted(findings)
        super().__init__("\n".join(map(str, self.findings)))
