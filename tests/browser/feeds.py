"""Reads every feed and calendar of a site with independent parsers."""
import json
import sys
from pathlib import Path

import atoma
import feedparser
from icalendar import Calendar

site = Path(sys.argv[1])
wrong = []
entries = events = 0

feeds = sorted(site.rglob("feed.xml"))
for path in feeds:
    feed = feedparser.parse(path.read_bytes())
    if feed.bozo:
        wrong.append(f"{path}: {feed.bozo_exception}")
    for field in ("id", "title", "updated"):
        if not feed.feed.get(field):
            wrong.append(f"{path}: no {field}")
    seen = set()
    for entry in feed.entries:
        entries += 1
        if not (entry.get("id") and entry.get("title") and entry.get("updated_parsed")):
            wrong.append(f"{path}: an entry lacks id, title or updated")
        if entry.get("id") in seen:
            wrong.append(f"{path}: {entry.id} stands twice")
        seen.add(entry.get("id"))
        target = entry.link.split("/", 3)[3]
        if not (site / target / "index.html").is_file():
            wrong.append(f"{path}: {entry.link} is no page")

    # A strict reader, which fails where something is missing that RFC 4287 asks for.
    try:
        strict = atoma.parse_atom_bytes(path.read_bytes())
    except atoma.FeedParseError as error:
        wrong.append(f"{path}: {error}")
        continue
    # The same feed in JSON, as jsonfeed.org has it.
    beside = path.with_suffix(".json")
    data = json.loads(beside.read_text())
    if data.get("version") != "https://jsonfeed.org/version/1.1":
        wrong.append(f"{beside}: version {data.get('version')}")
    try:
        read = atoma.parse_json_feed_bytes(beside.read_bytes())
    except atoma.FeedParseError as error:
        wrong.append(f"{beside}: {error}")
        continue
    if data["feed_url"].rsplit("/", 1)[0] != data["home_page_url"].rstrip("/"):
        wrong.append(f"{beside}: {data['feed_url']} is not beside {data['home_page_url']}")
    one = [(entry.id_, entry.title.value, entry.published, entry.updated) for entry in strict.entries]
    other = [(item.id_, item.title, item.date_published, item.date_modified) for item in read.items]
    if one != other:
        wrong.append(f"{beside}: does not tell what {path} tells")
    for item in data["items"]:
        if not ("content_text" in item or "content_html" in item):
            wrong.append(f"{beside}: {item['id']} has no content")

# What changed: each entry leads to where it is told.
changes = sorted(site.rglob("changes.xml"))
for path in changes:
    feed = feedparser.parse(path.read_bytes())
    if feed.bozo:
        wrong.append(f"{path}: {feed.bozo_exception}")
    try:
        strict = atoma.parse_atom_bytes(path.read_bytes())
    except atoma.FeedParseError as error:
        wrong.append(f"{path}: {error}")
        continue
    ids = [entry.id_ for entry in strict.entries]
    if len(set(ids)) < len(ids):
        wrong.append(f"{path}: an id stands twice")
    entries += len(ids)
    for entry in feed.entries:
        target, _, anchor = entry.link.split("/", 3)[3].partition("#")
        page = site / target / "index.html"
        if not page.is_file():
            wrong.append(f"{path}: {entry.link} is no page")
        elif anchor and f'id="{anchor}"' not in page.read_text():
            wrong.append(f"{path}: {entry.link} is no place on its page")
if not changes:
    wrong.append("no feed of changes was found")

calendars = sorted(site.rglob("calendar.ics"))
for path in calendars:
    data = path.read_bytes()
    if any(len(line) > 75 for line in data.split(b"\r\n")):
        wrong.append(f"{path}: a line is longer than 75 octets (RFC 5545, 3.1)")
    calendar = Calendar.from_ical(data)
    ids = set()
    for event in calendar.walk("VEVENT"):
        events += 1
        for field in ("UID", "DTSTAMP", "DTSTART", "SUMMARY"):
            if field not in event:
                wrong.append(f"{path}: an event without {field}")
        if event.errors:
            wrong.append(f"{path}: {event.errors}")
        if event["UID"] in ids:
            wrong.append(f"{path}: {event['UID']} stands twice")
        ids.add(event["UID"])

print(f"{len(feeds)} feeds with {entries} entries, {len(calendars)} calendars with {events} events")
if not feeds or not entries or not events:
    wrong.append("nothing was there to be read")
for line in wrong[:50]:
    print(line, file=sys.stderr)
sys.exit(1 if wrong else 0)
