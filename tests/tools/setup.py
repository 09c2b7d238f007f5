"""`python -m tests.tools.setup`: installs what the tests need beside Python packages: a browser, fonts, validators."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv

from tests import MODULES
from tests.tools import old_browser
from tests.tools.browser import SHELL, find_browser
from tests.tools.firefox import find_firefox

# Playwright itself wants libatomic.
DEBIAN = ["chromium", "fonts-noto-cjk", "libatomic1"]
# Commands, their Debian packages, and what to install elsewhere.
COMMANDS = {
    "npm": (["nodejs", "npm"], "Node.js, version 18 or later"),
    "git": (["git"], "git"),
    "wget": (["wget"], "GNU Wget"),
    "pdftotext": (["poppler-utils"], "Poppler's utilities"),
}


def main() -> None:
    """Install whatever is missing; end with a word on what to install where that cannot be done from here."""
    if not find_browser(whole=True) and not apt_install(*DEBIAN):
        run(sys.executable, "-m", "playwright", "install", "chromium", remedy="install Chromium or Google Chrome")
    if not shutil.which(SHELL):
        # Where it cannot be had the whole browser serves, and takes longer.
        apt_install(SHELL)
    if not find_firefox() and not apt_install("firefox-esr"):
        sys.exit("tests: need Firefox as well: install it, version 128 or later")
    for command, (packages, remedy) in COMMANDS.items():
        if not shutil.which(command) and not apt_install(*packages):
            sys.exit(f"tests: need {command}: install {remedy}")
    set_up_old_browser()
    installed = MODULES / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < (MODULES.parent / "package-lock.json").stat().st_mtime:
        run(
            "npm",
            "ci",
            "--ignore-scripts",
            "--loglevel=error",
            "--no-audit",
            "--no-fund",
            "--prefix",
            str(MODULES.parent),
            remedy="see what npm says above",
        )


def set_up_old_browser() -> None:
    """Install the old browser into an environment of its own, unless what its lock asks for is there."""
    ready = old_browser.ENVIRONMENT / "ready"
    if ready.exists() and ready.read_bytes() == old_browser.LOCK.read_bytes():
        return
    if shutil.which("apt-get"):
        apt_install(*old_browser.DEBIAN)
    venv.create(old_browser.ENVIRONMENT, clear=True, with_pip=True)
    python = str(old_browser.ENVIRONMENT / "bin" / "python")
    command = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r")
    run(python, *command, str(old_browser.LOCK), remedy="see what pip says above")
    ready.write_bytes(old_browser.LOCK.read_bytes())


def apt_install(*packages: str) -> bool:
    """Install Debian packages where that is possible without asking anybody; return whether it was done."""
    privilege = [] if os.name == "posix" and os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or (privilege and subprocess.run([*privilege, "true"], check=False).returncode):
        return False
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    print(f"Installing {', '.join(packages)}")
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        done = subprocess.run(
            [*privilege, "apt-get", *command], env=environment, stdout=subprocess.DEVNULL, check=False
        )
        if done.returncode:
            return False
    return True


def run(*command: str, remedy: str) -> None:
    """Run a command; end the set-up with the remedy where it fails."""
    if subprocess.run(command, check=False).returncode:
        sys.exit(f"tests: {command[0]} failed: {remedy}")


if __name__ == "__main__":
    main()
