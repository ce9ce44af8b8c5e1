"""Reads every feed and calendar of a site with independent parsers."""
import sys
from pathlib import Path

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
