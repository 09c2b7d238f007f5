"""Builds beside the published folder and puts the result in its place only when it is whole, in one step where the
system has one. Builds that run at the same time do not meet; what a killed one leaves is removed by the next."""

from __future__ import annotations

import ctypes
import os
import shutil
from contextlib import suppress
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

# Linux's renameat2(2): paths from the current folder, and that two folders change places.
CURRENT_FOLDER, EXCHANGE = -100, 2
# The folder of each build that is running, held open: others cannot lock it.
HELD: dict[Path, int] = {}


def staging_folder(site: Path) -> Path:
    """Make the folder in which the next `site` is built: beside it, so that a rename is enough to publish it, or within
    it where it is a mount point, which cannot be renamed. A link to a folder stands for that folder. Raises OSError
    where nothing can be written there."""
    site = site.resolve()
    around, name = (site, ".next") if os.path.ismount(site) else (site.parent, f".{site.name}-next")
    around.mkdir(parents=True, exist_ok=True)
    beginning = os.open(around, os.O_RDONLY)
    # One build begins at a time, so that none takes what another has just made for what a killed one has left.
    flock(beginning, LOCK_EX)
    before = around / f"{name}-before"
    if not site.exists() and before.exists():
        # Killed between two renames.
        before.rename(site)
    for left in around.glob(f"{name}-*"):
        with suppress(BlockingIOError):
            os.close(_locked(left))
            shutil.rmtree(left, ignore_errors=True)
    staged = around / f"{name}-{os.getpid()}"
    staged.mkdir()
    HELD[staged] = _locked(staged)
    os.close(beginning)
    return staged


def publish(site: Path, staged: Path) -> None:
    """Put the staged folder in the place of `site`; what stood there before is gone."""
    site = site.resolve()
    if staged.parent == site:
        for old in [path for path in site.iterdir() if not path.name.startswith(".next-")]:
            shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink()
        for new in list(staged.iterdir()):
            new.rename(site / new.name)
    elif not _exchanged(staged, site):
        before = staged.with_name(f".{site.name}-next-before")
        shutil.rmtree(before, ignore_errors=True)
        if site.exists():
            site.rename(before)
        staged.rename(site)
        shutil.rmtree(before, ignore_errors=True)
    discard(staged)


def discard(staged: Path) -> None:
    """Remove a staged folder: what a failed build has made of it, or what stood in the place of the site before."""
    if staged.is_dir():
        shutil.rmtree(staged, ignore_errors=True)
    else:
        staged.unlink(missing_ok=True)
    os.close(HELD.pop(staged))


def _locked(folder: Path) -> int:
    """Return a folder held open for this process alone. Raises BlockingIOError where another holds it."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        flock(descriptor, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise
    return descriptor


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders change places at once; return False where the system cannot, or one is not there."""
    library = ctypes.CDLL(None)
    paths = os.fsencode(one), os.fsencode(other)
    return hasattr(library, "renameat2") and (
        library.renameat2(CURRENT_FOLDER, paths[0], CURRENT_FOLDER, paths[1], EXCHANGE) == 0
    )
