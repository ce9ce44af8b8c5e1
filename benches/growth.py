#!/usr/bin/env python3
"""A larger archive takes more, but not more than its share: builds from nothing, with nothing changed and after
small changes, of archives of several sizes with the default theme; and what readers load.
usage: growth.py PROGRAM [--articles 1000 10000 100000] [--folder FOLDER] [--without search]

Sites are written into the folder, which should be in memory and hold 20 GB for 100,000 articles.

tests/growth.py is about single inputs that grow; this is about whole archives."""

import argparse
import os
import re
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median

from compare import edit
from corpus import PARENTS, TOPICS, make, toml, write
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


def another_number(site):
    """Gives one article's first number anew."""
    article = sorted(Path(site, "content/articles").rglob("*.md"))[0]
    text = article.read_text()
    article.unlink()
    article.write_text(re.sub(r"^value = (\d+)", lambda found: f"value = {int(found[1]) + 1}", text, count=1, flags=re.M))


def article_more(site):
    """Adds the latest article, with an event and a series that no other speaks of."""
    day = date(2025, 12, 31)
    head = {"title": "The latest report", "date": day, "topics": list(TOPICS)[:1], "regions": list(PARENTS)[-1:], "sources": ["herald"]}
    event = {"id": "the-latest-opening", "title": "The latest road opens", "date": date(2026, 3, 1), "status": "announced"}
    figure = {"series": "the-latest-count", "label": "Lorries on the latest road", "value": 120, "unit": "lorries", "as_of": day}
    said = {"by": "energy-council", "source": "herald"}
    write(Path(site, "content/articles/2025/the-latest.md"), head, "It was opened on Monday.\n", {"events": [event | said], "figures": [figure | said]})


# What is done to a site before it is built again.
CHANGES = {
    "from nothing": lambda site: None,
    "nothing changed": lambda site: None,
    "a sentence more in an article": lambda site: edit(site, ".", 1),
    "another number in an article": another_number,
    "an article more, the latest": article_more,
}


def written_since(folder, instant):
    """How many files are newer than an instant, in seconds."""
    return sum(path.stat().st_mtime >= instant for path in Path(folder).rglob("*") if path.is_file())


def of_kind(out, kind, pattern):
    found = Path(out).glob(pattern)
    return [page for page in found if kind != "cell" or page.parent.name not in LISTS]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=os.path.abspath)
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--folder", default=in_memory())
    parser.add_argument("--without", nargs="*", default=[], help="families of pages that are left out, such as search")
    asked = parser.parse_args()
    first, weights = None, {}
    print("| articles | build | wall | CPU | memory | files written | CPU, times the size before |\n|---|---|---|---|---|---|---|", flush=True)
    for articles in asked.articles:
        with tempfile.TemporaryDirectory(dir=asked.folder) as at:
            make(Path(at), articles)
            site, out = f"{at}/default", f"{at}/public"
            with Path(site, "dateline.toml").open("a") as config:
                config.write(f"[output]\n{toml({'without': asked.without})}")
            for state, change in CHANGES.items():
                change(site)
                began = time.time()
                cost = run(asked.program, "build", site, "--out", out)
                grown = f"{cost.cpu / first:.1f}" if first and state == "from nothing" else ""
                print(f"| {articles:,} | {state} | {cost} | {written_since(out, began):,} | {grown} |", flush=True)
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
