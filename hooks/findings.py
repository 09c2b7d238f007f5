"""What is wrong in a source, said so that its author can correct it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from hooks.languages import Language
from hooks.messages import Said, codes


@dataclass(frozen=True)
class Finding:
    """One error: `path` as the reader of the message would type it, `line` from 1 (0: the whole file), a stable
    `code` such as `table-category`, and a `message` that says what is wrong and then what to write instead. The
    `column`, in characters from 1, is 0 where nobody knows it."""

    path: str
    line: int
    code: str
    message: Said
    column: int = field(default=0, compare=False)

    @property
    def is_hint(self) -> bool:
        """Whether it may be published so."""
        return bool(codes()[self.code].get("hint"))

    def text(self, language: Language) -> str:
        """Return the finding in a language, on one line."""
        return f"{self.path}:{self.line}: {self.code} {self.message.text(language)}"

    def __str__(self) -> str:
        return self.text("en")

    def __lt__(self, other: Finding) -> bool:
        return (self.path, self.line, self.code, str(self.message)) < (
            other.path,
            other.line,
            other.code,
            str(other.message),
        )


class SourceError(Exception):
    """Raised where work cannot go on: holds every error found so far, in order of file and line."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = sorted(findings)
        super().__init__(in_words(self.findings, "en"))


def in_words(findings: Iterable[Finding], language: Language) -> str:
    """Return findings in a language, one a line."""
    return "\n".join(finding.text(language) for finding in findings)
