"""Runs the steps of a workflow as they are written, in a clean clone, with a bare repository in the place of GitHub's.

What an action does is done here; GitHub's own command, `gh`, cannot be had without GitHub: a script in its place keeps
what it was asked, and answers as it is told.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests import ROOT
from tests.tools.book import write_harbour
from tests.tools.clone import ALONE

SOMEBODY = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@x", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@x"}
# What a build makes.
IGNORED = ".venv\nsite\n.site-*\n__pycache__\n"
EXPRESSION = re.compile(r"\$\{\{ *(.+?) *\}\}")
GH = """#!/usr/bin/env bash
cd "$GH_FOLDER"
printf '%s\\n' "$*" >>asked
case "$*" in
  "pr view "*comments*) [ ! -e comment ] || echo github-actions ;;
  "pr view "*) cat request ;;
  "api repos"*) cat role ;;
  "release view "*) exit 1 ;;
  "pr comment "*--delete-last*) rm comment ;;
  "pr comment "*) cp "${@: -1}" comment ;;
esac
"""


class GitHub(NamedTuple):
    """A repository that is pushed to, `origin`, and a folder for what is known of a request: its branch, who writes,
    and the comment that is asked of them."""

    origin: Path
    folder: Path

    def request(self, branch: str, *, ours: bool = True, role: str = "write") -> None:
        """Open a request for a branch, by somebody who may do this much."""
        (self.folder / "request").write_text(
            f"branch={branch}\nbase=main\nours={str(ours).lower()}\n", encoding="utf-8"
        )
        (self.folder / "role").write_text(f"role={role}\n", encoding="utf-8")

    @property
    def comment(self) -> str:
        """What stands below the request; nothing where nothing does."""
        path = self.folder / "comment"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    @property
    def asked(self) -> list[str]:
        """What `gh` has been asked, one line each."""
        path = self.folder / "asked"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def run_workflow(name: str, github: GitHub, said: Mapping[str, Any], clone: Path) -> list[str]:
    """Run the jobs of a workflow, each in a clone of its own beside `clone`, and return the names of the steps that
    were run. `said` is what each expression in the workflow comes to, `needs` and `steps` aside. Raises KeyError for an
    expression that it does not have, and AssertionError where a step fails."""
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8"))["jobs"]
    known = dict(said)
    ran: list[str] = []
    done: list[str] = []
    for key, job in jobs.items():
        if f"needs.{job.get('needs')}" not in (*ran, "needs.None"):
            continue
        if "if" in job and not known[" ".join(str(job["if"]).split())]:
            continue
        ran.append(f"needs.{key}")
        folder = clone.with_name(f"{clone.name}-{key}")
        output = folder.with_name(f"{folder.name}-output")
        output.touch()
        for step in job["steps"]:
            if "if" in step and not known[step["if"]]:
                continue
            done.append(step["name"])
            begun = time.monotonic()
            if step.get("uses", "").startswith("actions/checkout@"):
                check_out(github, folder, filled(step["with"].get("ref", "${{ github.ref }}"), known))
            elif "run" in step:
                environment = {
                    name: filled(text, known) for name, text in {**job.get("env", {}), **step.get("env", {})}.items()
                }
                where = (folder if folder.exists() else folder.parent) / step.get("working-directory", "")
                run_step(step["run"], where, github, environment, output)
            print(f"{time.monotonic() - begun:6.1f} s  {step['name']}")
            for line in output.read_text(encoding="utf-8").splitlines():
                known[f"steps.{step.get('id')}.outputs.{line.partition('=')[0]}"] = line.partition("=")[2]
        for output_name, text in job.get("outputs", {}).items():
            known[f"needs.{key}.outputs.{output_name}"] = filled(text, known)
    return done


def begin_repository(folder: Path) -> Path:
    """Write the harbour book into a repository in a folder, with `origin.git` beside it and a folder `github` for what
    is known of requests, and return it."""
    book = write_harbour(folder / "book")
    for name in ("Makefile", "requirements.lock"):
        shutil.copy(ROOT / name, book)
    (book / ".gitignore").write_text(IGNORED, encoding="utf-8")
    git(book, "init", "--quiet", "--initial-branch", "main")
    commit_all(book, "Begin")
    git(folder, "clone", "--quiet", "--bare", "book", "origin.git")
    git(book, "remote", "add", "origin", str(folder / "origin.git"))
    (folder / "github").mkdir()
    return book


def commit_all(folder: Path, message: str) -> None:
    """Commit whatever has changed in a repository."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, and return what it prints."""
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=ALONE | SOMEBODY, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def check_out(github: GitHub, folder: Path, branch: str) -> None:
    """Clone a branch, with an environment as `make` would set it up."""
    command = ["git", "clone", "--quiet", "--branch", branch, str(github.origin), str(folder)]
    subprocess.run(command, env=ALONE, check=True)
    give_environment(folder)


def give_environment(folder: Path) -> None:
    """Give a clone the environment that `make` would make."""
    (folder / ".venv").mkdir()
    for path in Path(sys.prefix).iterdir():
        if path.name != "ready":
            (folder / ".venv" / path.name).symlink_to(path)
    (folder / ".venv" / "ready").touch()


def run_step(script: str, folder: Path, github: GitHub, environment: Mapping[str, str], output: Path) -> None:
    """Run what a step runs, as GitHub does."""
    bin_folder = github.folder / "bin"
    bin_folder.mkdir(exist_ok=True)
    (bin_folder / "gh").write_text(GH, encoding="utf-8")
    (bin_folder / "gh").chmod(0o755)
    given = {"PATH": f"{bin_folder}:{ALONE['PATH']}", "GH_FOLDER": str(github.folder)}
    given |= {"GITHUB_REPOSITORY": "owner/name", "GITHUB_OUTPUT": str(output), "GITHUB_BASE_REF": "main"}
    given |= {"RUNNER_TEMP": str(github.folder)} | dict(environment)
    run_shell(script, folder, **given)


def run_shell(script: str, folder: Path, **environment: str) -> str:
    """Run lines of a shell, and stop at the first that fails; return what they print."""
    given = ALONE | {"LC_ALL": "C.UTF-8"} | environment
    done = subprocess.run(
        ["bash", "-e", "-c", script], cwd=folder, env=given, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
    return done.stdout


def filled(text: str, known: Mapping[str, Any]) -> str:
    """Return a text with the value of each expression in it."""
    return EXPRESSION.sub(lambda found: str(known[found[1]]), text)
