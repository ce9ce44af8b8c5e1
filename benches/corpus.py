#!/usr/bin/env python3
"""Writes a made-up news archive three times: for Dateline with its default theme, for Dateline with the
plain theme of this folder, and for Hugo with the same plain pages. usage: corpus.py DEST --articles N [--seed S]

Articles come in stories of five: a story has a topic, a place, two bodies that speak, and two series of
numbers, so that what later articles say bears on what earlier ones said. An article makes three claims and
gives two numbers; a third of the events have an id and two to five claims, each in another article. The same
seed and number give the same bytes."""

import argparse
import json
import os
import random
import shutil
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
FIRST, LAST = date(2016, 1, 1), date(2025, 12, 28)
STORY = 5
SERIES = 400

SUBJECTS = ["Water", "Grain", "Border", "Election", "Refugee", "Hospital", "Railway", "Fishery", "Mining", "School", "Housing", "Energy"]
MATTERS = ["supply", "law", "talks", "funding"]
DESKS = {
    "gulf-desk": ["iraq", "kuwait", "oman", "qatar", "bahrain"],
    "levant-desk": ["jordan", "lebanon", "syria", "cyprus", "turkiye"],
    "nile-desk": ["egypt", "sudan", "ethiopia", "eritrea", "uganda"],
    "sahel-desk": ["mali", "niger", "chad", "senegal", "mauritania"],
    "danube-desk": ["austria", "hungary", "serbia", "romania", "bulgaria"],
    "baltic-desk": ["estonia", "latvia", "lithuania", "finland", "poland"],
    "andes-desk": ["peru", "bolivia", "ecuador", "chile", "colombia"],
    "mekong-desk": ["cambodia", "thailand", "viet-nam", "myanmar", "malaysia"],
}
PARTS = ["north", "south", "coast"]
BODIES = ["Ministry", "Council", "Agency", "Court", "Union", "Chamber"]
PAPERS = ["Courier", "Gazette", "Monitor", "Herald", "Observer", "Dispatch", "Bulletin", "Record"]
THINGS = """bridge bypass ferry depot clinic reservoir pipeline substation tariff permit ceasefire convoy harvest census
ballot verdict strike quota loan contract curriculum warehouse runway harbour canal substation inquiry budget curfew
evacuation""".split()
DEEDS = ["opens", "is signed", "is handed over", "begins", "is published", "comes into force", "is paid out", "closes", "is rebuilt"]
COUNTED = ["people", "households", "tonnes", "beds", "vehicles", "pupils", "permits", "hectares"]
WHO = """officials engineers farmers mediators teachers inspectors traders observers residents lawyers nurses drivers
auditors planners delegates""".split()
DID = """reviewed postponed questioned welcomed measured defended described repeated examined compared inspected
criticised confirmed revised discussed""".split()
WHAT = """the estimate|the schedule|a second draft|the terms of the loan|the old agreement|the figures for spring|the route|
the number of places|a list of repairs|the price of fuel|the order of work|the report|what had been promised|
the cost of delay|the minutes of the meeting""".replace("\n", "").split("|")
WHERE = """near the river|at the border post|in the capital|outside the assembly|on the northern road|by the old harbour|
in three districts|across the valley|at the regional office|between the two towns""".replace("\n", "").split("|")
WHEN = """on Monday|before the deadline|after two days of talks|over the summer|within a week|since the last count|
while the roads were closed|for the first time in years|without giving a reason|as winter drew near""".replace("\n", "").split("|")
STATUSES = ["announced", "planned", "confirmed"]

TOPICS = {f"{one}-{two}".lower(): f"{one} {two}" for one in SUBJECTS for two in MATTERS}
# Where each region lies, those at the top in none.
PARENTS = {desk: None for desk in DESKS}
for desk, countries in DESKS.items():
    for country in countries:
        PARENTS[country] = desk
        for part in PARTS:
            PARENTS[f"{country}-{part}"] = country
SPEAKERS = {f"{one}-{two}".lower(): f"{one} {two}" for one in SUBJECTS for two in BODIES}
CARRIERS = {name.lower(): f"The {name}" for name in PAPERS}


def words_of(slug):
    return slug.replace("-", " ").capitalize()


def with_parents(regions):
    """The regions and all that they lie in, for a generator whose terms do not lie in one another."""
    found = {}
    for region in regions:
        while region:
            found[region] = None
            region = PARENTS[region]
    return list(found)


class Story:
    """What five articles have in common, and what each says."""

    def __init__(self, seed, number):
        self.random = rng = random.Random(f"{seed}/{number}")
        day = FIRST + timedelta(days=rng.randrange((LAST - FIRST).days - 300))
        self.days = []
        for _ in range(STORY):
            self.days.append(day)
            day += timedelta(days=rng.randint(3, 60))
        self.first = number * STORY
        self.topic = rng.choice(list(TOPICS))
        self.place = rng.choice([region for region, parent in PARENTS.items() if parent])
        self.speakers = rng.sample(list(SPEAKERS), 2)
        self.series = rng.sample(range(SERIES), 2)

    def path(self, at):
        return f"{self.days[at].year}/report-{self.first + at:06d}"

    def claims(self):
        """For each article its three claims."""
        rng, claims = self.random, [[] for _ in range(STORY)]
        events = rng.choice([2, 3, 3])
        for number in range(events):
            several = sorted(rng.sample(range(STORY), rng.randint(2, 5)))
            event = {"id": f"e-{self.first:06d}-{number}", "title": self.event(f"{self.first + number}")}
            due = self.days[several[0]] + timedelta(days=rng.randint(10, 200))
            for at in several:
                if due > self.days[at] and rng.random() < 0.3:
                    due += timedelta(days=rng.randint(10, 120))
                claims[at].append(event | self.claim(at, due))
        for at, of_article in enumerate(claims):
            while len(of_article) < 3:
                due = self.days[at] + timedelta(days=rng.randint(-500, 500))
                of_article.append({"title": self.event(f"{self.first + at}.{len(of_article)}")} | self.claim(at, due))
        return claims

    def event(self, mark):
        rng = self.random
        return f"The {rng.choice(THINGS)} of {words_of(self.place)} {rng.choice(DEEDS)}, file {mark}"

    def claim(self, at, due):
        past = due <= self.days[at]
        return {"date": due, "status": "happened" if past else self.random.choice(STATUSES), "by": self.random.choice(self.speakers)}

    def figures(self, at):
        rng = self.random
        return [
            {
                "series": f"series-{one:03d}",
                "label": f"{COUNTED[one % len(COUNTED)].capitalize()} at {THINGS[one % len(THINGS)]} {one}",
                "unit": COUNTED[one % len(COUNTED)],
                "value": rng.randint(10, 900) * (one + 1),
                "as_of": self.days[at] - timedelta(days=rng.randint(0, 20)),
                "by": rng.choice(self.speakers),
            }
            for one in self.series
        ]

    def sentence(self):
        rng = self.random
        said = [rng.choice(WHO).capitalize(), rng.choice(DID), rng.choice(WHAT), rng.choice(WHERE), rng.choice(WHEN)]
        if rng.random() < 0.15:
            said[2] = f"**{said[2]}**"
        if rng.random() < 0.5:
            said[4] += f", and {rng.choice(WHO)} {rng.choice(DID)} {rng.choice(WHAT)} {rng.choice(WHEN)}"
        return " ".join(said) + "."

    def paragraph(self):
        return " ".join(self.sentence() for _ in range(self.random.randint(3, 5)))

    def text(self, link):
        rng = self.random
        parts = [self.paragraph(), self.paragraph()]
        parts += ["## " + rng.choice(WHAT).capitalize(), self.paragraph(), "\n".join(f"{at}. {self.sentence()}" for at in range(1, 5))]
        parts += [f"> {self.sentence()}", "## " + words_of(rng.choice(WHERE)), self.paragraph()]
        if rng.random() < 0.4:
            rows = "".join(f"\n| {rng.choice(THINGS)} | {rng.randint(1, 9000)} | {rng.randint(1, 9000)} |" for _ in range(5))
            parts.append(f"| | last year | this year |\n|---|--:|--:|{rows}")
        parts.append(f"More is in [an earlier report]({link}) and at [the archive](https://example.org/{self.first}). {self.sentence()}")
        return "\n\n".join([*parts, self.paragraph()]) + "\n"


def toml(table):
    """Dates and numbers stand as they are; all else is text or a list of texts."""
    return "".join(f"{key} = {value if isinstance(value, (date, int)) else json.dumps(value)}\n" for key, value in table.items())


def write(path, table, text="", tables=None):
    facts = "".join(f"\n[[{name}]]\n{toml(row)}" for name, rows in (tables or {}).items() for row in rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"+++\n{toml(table)}{facts}+++\n\n{text}")


def declare(dateline, hugo):
    """Terms and sources. Series have no file: then the briefings of their articles show them, as Hugo's do."""
    for topic, name in TOPICS.items():
        write(dateline / f"topics/{topic}.md", {"name": name, "summary": f"Reports on {name.lower()}."})
        write(hugo / f"topics/{topic}/_index.md", {"title": name})
    for region, parent in PARENTS.items():
        above = f"{PARENTS[parent]}/{parent}" if parent and PARENTS[parent] else parent or ""
        name = region if region in DESKS or region.endswith(tuple(f"-{part}" for part in PARTS)) else f"{region}/_index"
        write(dateline / "regions" / above / (f"{region}/_index.md" if region in DESKS else f"{name}.md"), {"name": words_of(region)})
        write(hugo / f"regions/{region}/_index.md", {"title": words_of(region)})
    tables = [f'[{speaker}]\nname = "{name}"\nkind = "organisation"\n' for speaker, name in SPEAKERS.items()]
    tables += [f'[{carrier}]\nname = "{name}"\nkind = "publisher"\nurl = "https://example.org/{carrier}"\n' for carrier, name in CARRIERS.items()]
    (dateline / "sources.toml").write_text("\n".join(tables))


def report(dateline, hugo, story, at, link):
    rng, path = story.random, story.path(at)
    carrier = rng.choice(list(CARRIERS))
    head = {
        "title": f"{story.sentence()[:-1].replace('*', '')}, report {story.first + at}",
        "date": story.days[at],
        "summary": story.sentence().replace("*", ""),
        "topics": list(dict.fromkeys([story.topic, *rng.choices(list(TOPICS), k=rng.randint(0, 1))])),
        "regions": list(dict.fromkeys([story.place, *rng.choices(list(PARENTS)[len(DESKS):], k=rng.randint(0, 2))])),
    }
    claims, figures = story.said[at], story.figures(at)
    state = rng.getstate()
    write(
        dateline / f"articles/{path}.md",
        head | {"sources": [carrier]},
        story.text(f"@/articles/{link}.md"),
        {"events": [claim | {"source": carrier} for claim in claims], "figures": [figure | {"source": carrier} for figure in figures]},
    )
    rng.setstate(state)
    params = {
        "params.events": [claim | {"date": str(claim["date"]), "by": SPEAKERS[claim["by"]]} for claim in claims],
        "params.figures": [figure | {"as_of": str(figure["as_of"]), "by": SPEAKERS[figure["by"]]} for figure in figures],
    }
    write(hugo / f"articles/{path}.md", head | {"regions": with_parents(head["regions"])}, story.text(f"/articles/{link}/"), params)


def make(dest, articles, seed="dateline"):
    """Three sites: `default`, `plain` and `hugo`. The first two share their content's files."""
    dateline, hugo = dest / "default/content", dest / "hugo/content"
    for folder in (dateline, hugo):
        folder.mkdir(parents=True)
    declare(dateline, hugo)
    stories = [Story(seed, number) for number in range(-(-articles // STORY))]
    for story in stories:
        story.said = story.claims()
        for at in range(min(STORY, articles - story.first)):
            other = story.random.randrange(articles)
            report(dateline, hugo, story, at, stories[other // STORY].path(other % STORY))
        del story.said
    (dest / "default/dateline.toml").write_text('title = "Bench"\nbase_url = "https://example.org/"\n')
    shutil.copytree(HERE / "plain/dateline", dest / "plain")
    shutil.copytree(dateline, dest / "plain/content", copy_function=os.link)
    shutil.copytree(HERE / "plain/hugo", dest / "hugo", dirs_exist_ok=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dest", type=Path)
    parser.add_argument("--articles", type=int, required=True)
    parser.add_argument("--seed", default="dateline")
    asked = parser.parse_args()
    make(asked.dest, asked.articles, asked.seed)
