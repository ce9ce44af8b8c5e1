"""Reads the sitemaps of a site, and its data for search engines, with independent readers:
usage structured.py FOLDER SITEMAP.XSD"""
import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

from lxml import etree
from pyld import jsonld

site = Path(sys.argv[1])
wrong = []

# Sitemaps: by sitemaps.org's schema; of the latest articles, whose schema no package has, what the
# schema asks for is looked at here.
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
schema = etree.XMLSchema(etree.parse(sys.argv[2]))
day = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2}))?")
addresses = 0
for path in sorted(site.glob("*sitemap*.xml")):
    tree = etree.parse(path)
    for item in tree.iter(NEWS + "news"):
        fields = [child.tag.removeprefix(NEWS) for child in item]
        if fields != ["publication", "publication_date", "title"]:
            wrong.append(f"{path}: news has {fields}")
        if not day.fullmatch(item.findtext(NEWS + "publication_date")):
            wrong.append(f"{path}: a date that is none")
        if not re.fullmatch(r"[a-z]{2,3}|zh-(cn|tw)", item.findtext(f"{NEWS}publication/{NEWS}language")):
            wrong.append(f"{path}: a language that is none")
        item.getparent().remove(item)
    if not schema.validate(etree.fromstring(etree.tostring(tree)).getroottree()):
        wrong.append(f"{path}: {schema.error_log.last_error}")
    for loc in tree.iter(SITEMAP + "loc"):
        addresses += 1
        target = site / loc.text.split("/", 3)[3]
        if not (target / "index.html").is_file() and not target.is_file():
            wrong.append(f"{path}: {loc.text} is no page")


class Scripts(HTMLParser):
    """The data of a page."""

    def __init__(self):
        super().__init__()
        self.inside = False
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.inside = tag == "script" and ("type", "application/ld+json") in attrs
        if self.inside:
            self.found.append("")

    def handle_endtag(self, tag):
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.found[-1] += data


def loader(url, _options):
    """schema.org's context comes to this for the words in use, and needs no way there."""
    if url.rstrip("/") != "https://schema.org":
        raise ValueError(url)
    context = {"@vocab": "https://schema.org/"}
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": context}}


TYPES = {
    "WebSite": {"name", "url"},
    "NewsArticle": {"headline", "datePublished", "publisher"},
    "Event": {"name", "startDate"},
    "Dataset": {"name", "description", "variableMeasured", "creator"},
    "BreadcrumbList": {"itemListElement"},
}
counts = dict.fromkeys(TYPES, 0)
for path in sorted(site.rglob("*.html")):
    scripts = Scripts()
    scripts.feed(path.read_text())
    for text in scripts.found:
        try:
            [thing] = jsonld.expand(json.loads(text), {"documentLoader": loader})
        except Exception as error:
            wrong.append(f"{path}: {error}")
            continue
        kind = thing["@type"][0].removeprefix("https://schema.org/")
        has = {key.removeprefix("https://schema.org/") for key in thing}
        counts[kind] = counts.get(kind, 0) + 1
        if not TYPES.get(kind, {"a type that is known"}) <= has:
            wrong.append(f"{path}: {kind} lacks {TYPES.get(kind, set()) - has}")
        for key in ("startDate", "endDate", "previousStartDate"):
            for value in thing.get(f"https://schema.org/{key}", []):
                if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2}(T.*)?)?)?", value["@value"]):
                    wrong.append(f"{path}: {key} {value['@value']}")

told = ", ".join(f"{count} of {kind}" for kind, count in counts.items())
print(f"{addresses} addresses in sitemaps; {told}")
if not addresses or not all(counts.values()):
    wrong.append("nothing was there to be read")
for line in wrong[:50]:
    print(line, file=sys.stderr)
sys.exit(1 if wrong else 0)
