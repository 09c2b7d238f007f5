"""Reads text files as staff save them."""

from __future__ import annotations

from pathlib import Path

from hooks.findings import Finding, SourceError


def read_text(path: Path, code: str, remedy: str = "save the file again with the encoding UTF-8") -> str:
    """Return the text of a UTF-8 file, without a byte order mark, its lines ending in LF.

    Raises SourceError, with a finding of this `code`, where the file is missing or has another encoding.
    """
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except FileNotFoundError as error:
        raise SourceError([Finding(str(path), 0, code, "is not there: restore it, or mend the name")]) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = f"is not UTF-8 (byte 0x{error.object[error.start]:02X}; perhaps Big5 or UTF-16): {remedy}"
        raise SourceError([Finding(str(path), line, code, message)]) from error
