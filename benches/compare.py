#!/usr/bin/env python3
"""Dateline beside Hugo on one news archive: Dateline's plain theme and Hugo write equal pages, which is
checked; Dateline's default theme writes everything it has. usage: compare.py PROGRAM HUGO [--articles N] [--runs 3]

Each run builds every site from nothing, then again with nothing changed, then with one article edited; sites
take turns, so that what else the machine does falls on all of them. Medians are printed."""

import argparse
import html
import os
import re
import shutil
import tempfile
from collections import Counter
from pathlib import Path

from corpus import make
from measure import Cost, in_memory, run, size

STATES = ["from nothing", "nothing changed", "one article edited"]
NAMES = {"plain": "Dateline, plain", "default": "Dateline, everything", "hugo": "Hugo, plain"}


def command(asked, at, site):
    if site == "hugo":
        return asked.hugo, "--quiet", "--source", f"{at}/hugo", "--destination", f"{at}/out/hugo"
    return asked.program, "build", f"{at}/{site}", "--out", f"{at}/out/{site}"


def edit(at, site, number):
    """Adds a sentence to one article. A new file takes the old one's place, for sites share their files."""
    article = sorted(Path(at, site, "content/articles").rglob("*.md"))[0]
    text = article.read_text() + f"\nA line was added, the {number}. time.\n"
    article.unlink()
    article.write_text(text)


def pages(folder):
    """What each page tells: the titles and names that its lists hold, and the words of its text."""
    told = {}
    for page in Path(folder).rglob("*.html"):
        source = page.read_text()
        found = Counter((kind, html.unescape(name)) for kind, name in re.findall(r'class="(article|event|figure)"[^>]*>(.*?)</', source))
        text = re.search(r'<div class="text">(.*?)</div>\s*<h2>Key', source, re.S)
        words = re.findall(r"\w+", html.unescape(re.sub("<[^>]*>", " ", text[1]))) if text else []
        told[str(page.relative_to(folder))] = found, words
    return told


def check_equal(one, other):
    """Ends with a message where the two folders do not hold the same pages with the same facts."""
    one, other = pages(one), pages(other)
    wrong = [f"{page}: only in one" for page in one.keys() ^ other.keys()]
    for page in one.keys() & other.keys():
        # The front page shows the latest thirty, and which of one day come first is each program's own choice.
        if page != "index.html" and one[page] != other[page]:
            wrong.append(f"{page}: not the same: {list(((one[page][0] - other[page][0]) + (other[page][0] - one[page][0])))[:3]}")
    if wrong:
        raise SystemExit("\n".join([*sorted(wrong)[:10], f"{len(wrong)} pages differ"]))
    facts = sum((found for found, _ in one.values()), Counter())
    kinds = Counter({kind: sum(count for (of, _), count in facts.items() if of == kind) for kind, _ in facts})
    print(f"\nequal: {len(one):,} pages; on them {kinds['article']:,} titles of articles, {kinds['event']:,} events, {kinds['figure']:,} key figures, and the same words in every text\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=os.path.abspath)
    parser.add_argument("hugo", type=os.path.abspath)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    costs = {(site, state): [] for state in STATES for site in NAMES}
    with tempfile.TemporaryDirectory(dir=in_memory()) as at:
        make(Path(at), asked.articles)
        for number in range(asked.runs):
            for site in NAMES:
                shutil.rmtree(f"{at}/out/{site}", ignore_errors=True)
                shutil.rmtree(f"{at}/{site}/.dateline-cache", ignore_errors=True)
                for state in STATES:
                    if state == "one article edited":
                        edit(at, site, number + 1)
                    costs[site, state].append(run(*command(asked, at, site)))
        check_equal(f"{at}/out/plain", f"{at}/out/hugo")
        sizes = {site: size(f"{at}/out/{site}") for site in NAMES}
    print(f"{asked.articles:,} articles, medians of {asked.runs}; shares of what Hugo takes\n")
    print("| site | build | wall | CPU | memory | wall | CPU |\n|---|---|---|---|---|---|---|")
    for state in STATES:
        for site, name in NAMES.items():
            cost, hugo = (Cost.middle(costs[which, state]) for which in (site, "hugo"))
            print(f"| {name} | {state} | {cost} | {cost.wall / hugo.wall:.2f} | {cost.cpu / hugo.cpu:.2f} |")
    print("\n| site | files | size |\n|---|---|---|")
    for site, name in NAMES.items():
        print(f"| {name} | {sizes[site][0]:,} | {sizes[site][1]:.0f} MB |")


if __name__ == "__main__":
    main()
