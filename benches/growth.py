#!/usr/bin/env python3
"""A larger archive takes more, but not more than its share: builds from nothing, with nothing changed and with
one article edited, of archives of several sizes with the default theme; and what readers load.
usage: growth.py PROGRAM [--articles 1000 10000 100000] [--folder FOLDER]

Sites are written into the folder, which should be in memory and hold 20 GB for 100,000 articles.

tests/growth.py is about single inputs that grow; this is about whole archives."""

import argparse
import os
import tempfile
from pathlib import Path
from statistics import median

from compare import edit
from corpus import make
from measure import in_memory, run, size

# What a reader loads: the first page of each list, whatever its term.
PAGES = {
    "article": "articles/*/*/index.html",
    "topic": "topics/*/index.html",
    "region": "regions/*/index.html",
    "cell": "topics/*/*/index.html",
    "timeline of a topic": "topics/*/timeline/index.html",
    "timeline of a region": "regions/*/timeline/index.html",
}
LISTS = ("timeline", "articles", "page")


def of_kind(out, kind, pattern):
    found = Path(out).glob(pattern)
    return [page for page in found if kind != "cell" or page.parent.name not in LISTS]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=os.path.abspath)
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--folder", default=in_memory())
    asked = parser.parse_args()
    first, weights = None, {}
    print("| articles | build | wall | CPU | memory | CPU, times the size before |\n|---|---|---|---|---|---|", flush=True)
    for articles in asked.articles:
        with tempfile.TemporaryDirectory(dir=asked.folder) as at:
            make(Path(at), articles)
            out = f"{at}/public"
            for state in ("from nothing", "nothing changed", "one article edited"):
                if state == "one article edited":
                    edit(at, "default", 1)
                cost = run(asked.program, "build", f"{at}/default", "--out", out)
                grown = f"{cost.cpu / first:.1f}" if first and state == "from nothing" else ""
                print(f"| {articles:,} | {state} | {cost} | {grown} |", flush=True)
                first = cost.cpu if state == "from nothing" else first
            files, total = size(out)
            kinds = {kind: [page.stat().st_size / 1000 for page in of_kind(out, kind, pattern)] for kind, pattern in PAGES.items()}
            weights[articles] = {"files": f"{files:,}", "whole output": f"{total:.0f} MB"} | {
                kind: f"{median(sizes):.0f}, at most {max(sizes):.0f} KB" if sizes else "none" for kind, sizes in kinds.items()
            }
    print(f"\n| | {' | '.join(f'{articles:,} articles' for articles in weights)} |\n|---|{'---|' * len(weights)}")
    for what in next(iter(weights.values())):
        print(f"| {what} | {' | '.join(of[what] for of in weights.values())} |")


if __name__ == "__main__":
    main()
