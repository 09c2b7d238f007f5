"""Builds beside the published folder and puts the result in its place only when it is whole."""

from __future__ import annotations

import shutil
from pathlib import Path


def staging_folder(site: Path) -> Path:
    """Return the folder in which the next `site` is built: beside it, so that a rename is enough to publish it."""
    return site.with_name(f".{site.name}-next")


def publish(site: Path) -> None:
    """Put the staged folder in the place of `site`; what stood there before is gone."""
    before = site.with_name(f".{site.name}-before")
    shutil.rmtree(before, ignore_errors=True)
    if site.exists():
        site.rename(before)
    staging_folder(site).rename(site)
    shutil.rmtree(before, ignore_errors=True)


def discard(site: Path) -> None:
    """Remove what a failed build has staged; `site` stays as it was."""
    shutil.rmtree(staging_folder(site), ignore_errors=True)
