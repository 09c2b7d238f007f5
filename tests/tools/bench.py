"""`make bench`: what the build costs, as ratios of processor time against a plain build in the same run; what a search
costs beside the theme's own; and what the filter of a long table does."""

from __future__ import annotations

import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.tools import bench_filter, bench_search
from tests.tools.book import copy_publication
from tests.tools.values import OWN

RUNS = 5
# The baseline: the same pages and theme with none of the project's hooks, blocks or templates.
PLAIN = """\
site_name: plain
site_url: https://diptych.example/
theme: {name: material, font: false, custom_dir: plain-theme}
markdown_extensions: [attr_list, footnotes, toc]
plugins:
  - search
  - i18n:
      docs_structure: folder
      languages: [{locale: zh, name: 中文, default: true}, {locale: en, name: English}]
"""
# Without it nothing is offered to take away.
SLUG = re.compile(r"^( *slug:).*$", re.MULTILINE)


def main(runs: int, library: int, rows: int) -> None:
    """Run each command in turn, several times over, and print its median ratio to the baseline; then what a search
    costs, also in a library of so many bytes, and the filter of a table of so many rows."""
    with tempfile.TemporaryDirectory() as folder:
        work = copy_publication(Path(folder))
        (work / "plain-theme").mkdir()
        for template in ("about.html", "cover.html", "data.html"):
            (work / "plain-theme" / template).write_text('{% extends "main.html" %}', encoding="utf-8")
        (work / "plain.yml").write_text(PLAIN, encoding="utf-8")
        (Path(folder) / "pages").mkdir()
        pages_alone = copy_publication(Path(folder) / "pages")
        settings = pages_alone / "mkdocs.yml"
        settings.write_text(SLUG.sub(r"\1 ''", settings.read_text(encoding="utf-8")), encoding="utf-8")
        commands = {
            "plain build (baseline)": ["mkdocs", "build", "--config-file", "plain.yml", "--site-dir", "plain"],
            "make site": ["mkdocs", "build", "--strict"],
            "… without the editions": ["mkdocs", "build", "--strict"],
            "make check": ["hooks.checks"],
        }
        if OWN.plan:
            commands["collate"] = ["hooks.source", "collate"]
        seconds: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                seconds[name].append(cost(command, pages_alone if name.startswith("…") else work))
        assert not (pages_alone / "site" / "downloads").exists()
        baseline = seconds["plain build (baseline)"]
        for name, times in seconds.items():
            print(f"{name:24} {statistics.median(times):6.2f} s CPU   ratio {ratio(times, baseline):5.2f}")
        pages = seconds["… without the editions"]
        editions = [whole - part for whole, part in zip(seconds["make site"], pages, strict=True)]
        cost_of_editions = ratio(editions, pages)
        print(f"{'editions, to the pages':24} {statistics.median(editions):6.2f} s CPU   ratio {cost_of_editions:5.2f}")
        subprocess.run([sys.executable, "-m", "tests.tools.bench_editions"], check=True)
        bench_search.main(work / "site", runs, library)
    bench_filter.report(runs, rows)


def ratio(times: list[float], baseline: list[float]) -> float:
    """Return the median of the ratios of each run to the baseline's run beside it."""
    return statistics.median(time / base for time, base in zip(times, baseline, strict=True))


def cost(command: list[str], folder: Path) -> float:
    """Return the processor seconds that `python -m command` takes in `folder`; it must succeed, or find something."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", *command]
    done = subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True)
    if done.stderr or not done.stdout:
        done.check_returncode()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*given, *[RUNS, bench_search.LIBRARY, bench_filter.ROWS][len(given) :])
