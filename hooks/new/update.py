"""`make update FROM=…`: puts a newer engine in the place of a publication's; run from the folder of the newer one. It
needs nothing but Python."""

from __future__ import annotations

import sys
from pathlib import Path

from hooks.new.engine import SUMS, copy, engine_files, file_hash, read_sums, write_sums
from hooks.new.errors import StartError

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str] | None = None) -> int:
    """Update the publication in the folder that is named; return 1 and say why where that cannot be done."""
    given = sys.argv[1:] if arguments is None else arguments
    if len(given) != 1:
        print("write: make update FROM=path/of/a/newer/engine", file=sys.stderr)
        return 1
    try:
        replaced, added, removed = update(Path(given[0]), ROOT)
    except StartError as error:
        print(error, file=sys.stderr)
        return 1
    for names, done in ((replaced, "replaced"), (added, "added"), (removed, "removed")):
        for name in names:
            print(f"{name}: {done}")
    if not replaced + added + removed:
        print("The engine is this one already.")
        return 0
    print(f"The engine is new: {len(replaced)} files replaced, {len(added)} added, {len(removed)} removed.")
    print("Next: make check && make site; then look at `git diff --stat`, and commit.")
    return 0


def update(root: Path, newer: Path) -> tuple[list[str], list[str], list[str]]:
    """Replace the engine of the publication in `root` by that in `newer`, and return which files were replaced, added
    and removed. Raises StartError, before it changes anything, where a file of the engine was edited. What was cut
    short goes on when it is run again."""
    if root.resolve() == newer.resolve():
        raise StartError(["FROM is this folder: name the folder of a newer engine, make update FROM=../diptych"])
    try:
        recorded = read_sums(root)
    except (FileNotFoundError, ValueError) as error:
        remedy = f"is no record of the engine: restore it (git checkout {SUMS}); `python -m hooks.new` has written it"
        raise StartError([f"{SUMS}:0: {remedy}"]) from error
    names = engine_files(newer)
    fresh = {name: file_hash(newer / name) for name in names}
    here = {name: file_hash(root / name) for name in recorded | fresh if (root / name).is_file()}
    if errors := list(edited(recorded, fresh, here)):
        raise StartError([*errors, "Nothing was changed."])
    removed = sorted(name for name in here if name not in fresh)
    replaced = [name for name in names if name in here and here[name] != fresh[name]]
    added = [name for name in names if name not in here]
    for name in removed:
        _remove(root, name)
    for name in replaced + added:
        copy(newer / name, root / name)
    write_sums(root, names)
    return replaced, added, removed


def edited(recorded: dict[str, str], fresh: dict[str, str], here: dict[str, str]) -> list[str]:
    """Return a line for each file that is neither as it was recorded nor as it will be."""
    found = []
    for name in sorted(recorded | fresh):
        way_out = f"git log -- {name} shows who and why" if name in recorded else "give it another name"
        if name in here and here[name] not in (recorded.get(name), fresh.get(name)):
            what = "was edited here" if name in recorded else "is this publication's own, and the newer engine has one"
            choice = "put it back, or copy the newer engine's over it" if name in fresh else "put it back, or remove it"
            found.append(f"{name}:0: {what}: {choice} ({way_out})")
    return found


def _remove(root: Path, name: str) -> None:
    (root / name).unlink()
    for folder in (root / name).relative_to(root).parents:
        below = root / folder
        if folder.name and below.is_dir() and not [path for path in below.iterdir() if path.name != "__pycache__"]:
            for left in below.glob("__pycache__/*"):
                left.unlink()
            if (below / "__pycache__").is_dir():
                (below / "__pycache__").rmdir()
            below.rmdir()


if __name__ == "__main__":
    sys.exit(main())
