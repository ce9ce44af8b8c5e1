//! Facts for programs: the same as on the pages, in each form, and brought up to date by what changed.

use std::collections::{BTreeMap, BTreeSet};

use dateline::content::source::SourceTree;
use dateline::edition::evaluate;
use dateline::pages::data::{Column, Holds, changes, kinds};
use proptest::prelude::*;
use proptest::sample::select;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value as Json;

use crate::support::{Site, as_of, site, site_with};

/// A day's word on a bridge, put off once, and two numbers of who crosses it.
const DESK: [(&str, &str); 6] = [
    (
        "content/topics/bridge.md",
        "+++\nname = \"The bridge\"\n+++\n",
    ),
    (
        "dateline.toml",
        r#"title = "Desk"
base_url = "https://desk.example"
[output]
with = ["event-data"]
[publisher]
license = "https://creativecommons.org/licenses/by/4.0/"
"#,
    ),
    (
        "content/sources.toml",
        "[works]\nname = \"Ministry of Works\"\n[count]\nname = \"=cmd|' /C calc'!A0\"\n",
    ),
    (
        "content/series/walkers.md",
        "+++\nname = \"Walkers\"\nunit = \"walkers\"\nmeasure = \"period\"\ntopics = [\"bridge\"]\n+++\n",
    ),
    (
        "content/articles/2025/bridge-promised.md",
        r#"+++
title = "Bridge by summer"
date = 2025-02-03
topics = ["bridge"]
sources = ["works"]
[[events]]
id = "bridge-opens"
title = "The bridge opens"
date = "[..2025-06-30]"
status = "announced"
[[figures]]
series = "walkers"
value = 2.50
as_of = "2025-01"
by = "count"
quote = "-2+3 is no formula, \"they\" say"
+++
"#,
    ),
    (
        "content/articles/2025/bridge-later.md",
        r#"+++
title = "Bridge later"
date = 2025-06-03
topics = ["bridge"]
sources = ["works"]
[[events]]
id = "bridge-opens"
title = "The bridge opens"
date = "2025-11"
status = "announced"
[[figures]]
series = "walkers"
min = 300
max = 350
hedge = "about"
as_of = "2025-05"
by = "works"
+++
"#,
    ),
];

fn json(site: &Site, url: &str) -> Json {
    serde_json::from_str(&site.page(url)).unwrap_or_else(|error| panic!("{url}: {error}"))
}

fn rows(site: &Site, url: &str) -> Vec<BTreeMap<String, String>> {
    let text = site.page(url);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn a_series_has_its_numbers_beside_its_page_with_the_digits_they_were_typed_with() {
    let site = site(DESK);
    assert_eq!(site.complaints(), "");
    let text = site.page("/figures/walkers.json");
    assert!(text.contains(r#""min":2.50,"max":2.50"#), "{text}");
    let data = json(&site, "/figures/walkers.json");
    assert_eq!(data["version"], 1);
    assert_eq!(data["about"]["unit"], "walkers");
    assert_eq!(
        data["license"],
        "https://creativecommons.org/licenses/by/4.0/"
    );
    assert_eq!(data["figures"][1]["hedge"], "about");
    assert_eq!(data["figures"][1]["as_of_words"], "May 2025");
    let described = json(&site, "/figures/walkers.metadata.json");
    assert_eq!(described["url"], "walkers.csv");
    assert_eq!(described["schema:unitText"], "walkers");
    assert_eq!(described["schema:temporalCoverage"], "2025-05");
    let columns = described["tableSchema"]["columns"].as_array().unwrap();
    let names: Vec<&str> = columns
        .iter()
        .filter_map(|one| one["name"].as_str())
        .collect();
    let header = site.page("/figures/walkers.csv");
    assert_eq!(header.lines().next().unwrap(), names.join(","));
}

#[test]
fn no_cell_is_a_formula_and_a_number_below_zero_stays_one() {
    let files = DESK.map(|(path, text)| match path.ends_with("bridge-later.md") {
        true => (path, text.replace("min = 300", "min = -20")),
        false => (path, text.to_string()),
    });
    let site = site(files.iter().map(|(path, text)| (*path, text.as_str())));
    let rows = rows(&site, "/figures/walkers.csv");
    assert_eq!(rows[0]["speakers"], "'=cmd/' /C calc'!A0");
    assert_eq!(rows[0]["quote"], "'-2+3 is no formula, \"they\" say");
    assert_eq!(rows[1]["min"], "-20");
}

#[test]
fn a_page_leads_to_its_data_and_the_page_of_all_data_to_every_table() {
    let site = site(DESK);
    for (page, file) in [
        ("/figures/walkers/", "../walkers.csv"),
        ("/events/bridge-opens/", "../bridge-opens.json"),
        ("/topics/bridge/", "../bridge.csv"),
        ("/topics/bridge/timeline/", "../timeline.csv"),
        ("/timeline/", "../timeline.json"),
        ("/changes/", "../changes.json"),
        ("/data/", "figures.csv"),
        ("/data/", "data.zip"),
    ] {
        let html = site.page(page);
        assert!(html.contains(&format!("href=\"{file}\"")), "{page} {file}");
    }
}

#[test]
fn a_site_without_data_has_no_file_of_it_and_without_event_data_none_for_each_event() {
    let with = |output: &str| {
        let config = format!("title = \"Desk\"\n[output]\n{output}\n");
        let files = DESK
            .into_iter()
            .filter(|(path, _)| *path != "dateline.toml");
        site(files.chain([("dateline.toml", config.as_str())]))
    };
    let plain = with("");
    assert!(plain.has_page("/figures/walkers.csv") && !plain.has_page("/events/bridge-opens.csv"));
    let none = with("without = [\"data\"]");
    let pages = none.edition.plan.pages.keys();
    let mut data =
        pages.filter(|url| url.as_str().ends_with(".csv") || url.as_str().starts_with("/data"));
    assert_eq!(data.next(), None);
    assert!(!none.page("/figures/walkers/").contains(".csv"));
}

fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).unwrap();
    html.select(&selector).collect()
}

/// The dates of what was said of each event, and the numbers of each series with their times, as
/// readers see them.
fn facts_of_pages(site: &Site) -> BTreeSet<(String, String, String)> {
    let mut facts = BTreeSet::new();
    for (url, page) in &site.edition.plan.pages {
        let kind = page.template();
        if !["event", "series"].contains(&kind) {
            continue;
        }
        let html = Html::parse_document(&site.page(url.as_str()));
        let id = url
            .as_str()
            .trim_matches('/')
            .split('/')
            .nth(1)
            .unwrap()
            .to_string();
        if kind == "event" {
            for row in all(&html, ".facts tbody tr") {
                let date = row
                    .select(&Selector::parse("td:nth-child(3) :is(time, [data-edtf])").unwrap())
                    .next();
                let date = date.and_then(edtf);
                facts.insert((
                    id.clone(),
                    String::new(),
                    date.unwrap_or_default().to_string(),
                ));
            }
        } else {
            for row in all(
                &html,
                "[aria-labelledby=section-observations] .facts tbody tr",
            ) {
                let number = row.select(&Selector::parse("data[value]").unwrap()).next();
                let number = number.and_then(|number| number.value().attr("value"));
                let dates = Selector::parse("time, [data-edtf]").unwrap();
                let date = row.select(&dates).next().and_then(edtf);
                let (number, date) = (number.unwrap_or_default(), date.unwrap_or_default());
                facts.insert((id.clone(), number.to_string(), date.to_string()));
            }
        }
    }
    facts
}

/// A date of a page: of a day, a month and a year HTML's own attribute is EDTF.
fn edtf(date: ElementRef<'_>) -> Option<&str> {
    let date = date.value();
    date.attr("data-edtf").or(date.attr("datetime"))
}

/// The date of a claim as pages have it: what is in force by a day is so until then.
fn shown(status: &str, date: &str) -> String {
    match date
        .strip_prefix("[..")
        .and_then(|rest| rest.strip_suffix(']'))
    {
        Some(day) if status == "in-force" => format!("../{day}"),
        _ => date.to_string(),
    }
}

/// A number as pages have it for machines: `2500`, `250/350`.
fn machine(min: &str, max: &str) -> String {
    match (min, max) {
        // A hedge leaves the other bound open.
        (number, "") | ("", number) => number.to_string(),
        (min, max) if min == max => min.to_string(),
        (min, max) => format!("{min}/{max}"),
    }
}

fn facts_of_json(site: &Site) -> BTreeSet<(String, String, String)> {
    let text = |value: &Json| match value {
        Json::String(text) => text.clone(),
        Json::Null => String::new(),
        other => other.to_string(),
    };
    let claims = json(site, "/data/claims.json");
    let figures = json(site, "/data/figures.json");
    let shared: BTreeSet<&String> = site.edition.newsroom.event_ids.keys().collect();
    let claims = claims["claims"].as_array().unwrap().iter();
    let claims = claims.map(|row| {
        (
            text(&row["event"]),
            String::new(),
            shown(&text(&row["status"]), &text(&row["date"])),
        )
    });
    let claims = claims.filter(|(event, ..)| shared.contains(event));
    let figures = figures["figures"].as_array().unwrap().iter();
    let figures = figures.filter(|row| row["series"].is_string() && row["repeats"].is_null());
    let figures = figures.map(|row| {
        let number = machine(&text(&row["min"]), &text(&row["max"]));
        (text(&row["series"]), number, text(&row["as_of"]))
    });
    claims.chain(figures).collect()
}

fn facts_of_csv(site: &Site) -> BTreeSet<(String, String, String)> {
    let shared: BTreeSet<&String> = site.edition.newsroom.event_ids.keys().collect();
    let claims = rows(site, "/data/claims.csv").into_iter();
    let claims = claims.map(|row| {
        (
            row["event"].clone(),
            String::new(),
            shown(&row["status"], &row["date"]),
        )
    });
    let claims = claims.filter(|(event, ..)| shared.contains(event));
    let figures = rows(site, "/data/figures.csv").into_iter();
    let figures = figures.filter(|row| !row["series"].is_empty() && row["repeats"].is_empty());
    let figures = figures.map(|row| {
        let number = machine(&row["min"], &row["max"]);
        (row["series"].clone(), number, row["as_of"].clone())
    });
    claims.chain(figures).collect()
}

#[test]
fn days_beyond_four_digits_and_names_of_another_script_stand_in_a_cell_as_they_are() {
    let article = "+++\ntitle = \"A\"\ndate = 2025-09-01\n[[events]]\nid = \"cave\"\ntitle = \"A cave\"\ndate = \"-0044-03-15\"\nstatus = \"happened\"\n\
                   [[figures]]\nseries = \"lamps\"\nvalue = 5\nby = \"\u{648}\u{632}\u{627}\u{631}\u{629}\"\n+++\n";
    let site = site([("content/articles/a.md", article)]);
    assert_eq!(
        rows(&site, "/data/events.csv")[0]["earliest"],
        "-0044-03-15"
    );
    let told = rows(&site, "/changes.csv");
    let number = told.iter().find(|row| row["about"] == "lamps").unwrap();
    assert_eq!(number["speaker"], "\u{648}\u{632}\u{627}\u{631}\u{629}");
}

#[test]
fn a_bound_that_a_hedge_leaves_open_is_open_in_every_table() {
    for (value, min, max) in [
        ("more than 5", "5", ""),
        ("up to 5", "", "5"),
        ("about 5", "5", "5"),
    ] {
        let article = format!(
            "+++\ntitle = \"A\"\ndate = 2025-09-01\n[[figures]]\nseries = \"lamps\"\nvalue = \"{value}\"\n+++\n"
        );
        let site = site([("content/articles/a.md", article.as_str())]);
        for url in [
            "/data/figures.csv",
            "/data/series.csv",
            "/figures/lamps.csv",
        ] {
            let row = &rows(&site, url)[0];
            assert_eq!((&*row["min"], &*row["max"]), (min, max), "{url}: {value}");
        }
    }
}

#[test]
fn pages_json_and_csv_of_the_demonstration_say_the_same_on_three_days() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let tree = SourceTree::read(root).value;
    for day in ["2024-10-01", "2025-10-15", "2026-01-25"] {
        let edition = evaluate(&tree, &as_of(day));
        let site = Site {
            tree: tree.clone(),
            edition: edition.value,
            diagnostics: edition.diagnostics,
        };
        let pages = facts_of_pages(&site);
        assert!(pages.len() > 5, "{day}: {pages:?}");
        assert_eq!(pages, facts_of_json(&site), "{day}");
        assert_eq!(pages, facts_of_csv(&site), "{day}");
    }
}

#[test]
fn what_is_not_public_any_more_is_told_of_by_a_key_that_tells_nothing() {
    let gone = (
        "content/articles/2025/secret-slug.md",
        "+++\ntitle = \"Gone\"\ndate = 2025-03-01\nexpires = 2025-08-31\n[[events]]\nid = \"bridge-opens\"\ntitle = \"It opens\"\ndate = \"2025-07\"\nstatus = \"expected\"\nby = \"Somebody\"\n+++\n",
    );
    let site = site(DESK.into_iter().chain([gone]));
    let read = json(&site, "/changes.json");
    let removed = read["rows"].as_array().unwrap().iter();
    let removed: Vec<&str> = removed
        .filter(|row| row["removed"] == true)
        .filter_map(|row| row["table"].as_str())
        .collect();
    assert_eq!(removed, ["articles", "claims"]);
    for url in site.edition.plan.pages.keys() {
        if url.as_str().ends_with(".json") || url.as_str().ends_with(".csv") {
            let text = site.page(url.as_str());
            assert!(
                !text.contains("secret-slug") && !text.contains("Somebody"),
                "{url}"
            );
        }
    }
}

/// A row of a table by its name and key: what authors wrote of it.
type Facts = BTreeMap<(String, String), Json>;

fn written(columns: &[Column], row: &Json) -> Json {
    let derived = |name: &str| {
        columns
            .iter()
            .any(|column| column.name == name && column.is_derived)
    };
    let members = row.as_object().unwrap().iter();
    let members = members.filter(|(name, _)| !derived(name));
    members
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

fn facts(site: &Site) -> Facts {
    let mut facts = Facts::new();
    for table in kinds()
        .iter()
        .filter(|table| ["articles", "claims", "figures"].contains(&table.name))
    {
        let data = json(site, &format!("/data/{}.json", table.name));
        for row in data[table.name].as_array().unwrap() {
            let key = row["key"].as_str().unwrap().to_string();
            let known = facts.insert((table.name.to_string(), key), written(&table.columns, row));
            assert_eq!(known, None, "two rows of one key");
        }
    }
    facts
}

/// Brings the facts of a day up to date by what changed from that day on.
fn replayed(mut facts: Facts, from: &str, site: &Site) -> Facts {
    let index = json(site, "/changes.json");
    let months = index["months"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let mut steps = index["rows"].as_array().unwrap().clone();
    for month in months {
        let address = month
            .as_str()
            .unwrap()
            .strip_prefix("https://desk.example")
            .unwrap();
        steps.extend(
            json(site, address)["rows"]
                .as_array()
                .unwrap()
                .iter()
                .cloned(),
        );
    }
    steps.sort_by_key(|step| step["sequence"].as_u64());
    for step in steps {
        if step["day"].as_str().unwrap() < from {
            continue;
        }
        let text = |name: &str| step[name].as_str().unwrap().to_string();
        let key = (text("table"), text("key"));
        match step["removed"] == true {
            true => facts.remove(&key),
            false => facts.insert(key, step["put"].clone()),
        };
    }
    facts
}

const DAYS: [&str; 5] = [
    "2025-02-10",
    "2025-02-28",
    "2025-03-05",
    "2025-03-31",
    "2025-04-02",
];

/// An article: the day of it, when it ends, what it says of one of two events, and a number.
fn article() -> impl Strategy<Value = String> {
    let day = || select(&DAYS[..]);
    let said = (
        select(&["", "id = \"a\"\n", "id = \"b\"\n"][..]),
        select(&["announced", "expected", "denied", "happened"][..]),
        select(&["2025-05", "2025-06", "2024-12"][..]),
        select(&["x", "y"][..]),
    );
    let number = (
        select(&["", "series = \"n\"\n"][..]),
        1..4,
        select(&["x", "y"][..]),
    );
    (day(), proptest::option::of(day()), proptest::option::of(day()), said, number).prop_map(
        |(day, expires, embargo, (id, status, date, by), (series, value, counter))| {
            let optional = |name: &str, day: Option<&str>| {
                day.map_or(String::new(), |day| format!("{name} = {day}\n"))
            };
            let date = match status {
                "happened" => "2024-12",
                _ => date,
            };
            format!(
                "+++\ntitle = \"T\"\ndate = {day}\n{}{}sources = [\"paper\"]\n[[events]]\n{id}title = \"E\"\ndate = \"{date}\"\nstatus = \"{status}\"\nby = \"{by}\"\nreported = 2025-02-01\n[[figures]]\n{series}label = \"N\"\nvalue = {value}\nas_of = 2025-01-01\nby = \"{counter}\"\nreported = 2025-02-01\n+++\n",
                optional("expires", expires),
                optional("embargo", embargo),
            )
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_facts_of_a_day_with_what_changed_since_are_those_of_a_later_day(
        articles in proptest::collection::vec(article(), 1..6),
        first in 0..DAYS.len(),
        later in 0..DAYS.len(),
    ) {
        let named = articles.iter().enumerate();
        let named: Vec<(String, &str)> = named.map(|(at, text)| (format!("content/articles/{at}.md"), text.as_str())).collect();
        let on = |day: &str| {
            let files = named.iter().map(|(path, text)| (path.as_str(), *text));
            let sources = [("content/sources.toml", "[paper]\nname = \"Paper\"\nkind = \"document\"\n[x]\nname = \"X\"\n[y]\nname = \"Y\"\n")];
            site_with(files.chain(sources), &as_of(day))
        };
        let (first, later) = (DAYS[first.min(later)], DAYS[first.max(later)]);
        let before = facts(&on(first));
        let after = on(later);
        prop_assert_eq!(replayed(before, first, &after), facts(&after));
    }
}

/// The tables of columns as the documentation has them.
fn documented() -> String {
    let mut text = String::new();
    for table in kinds().iter().chain([&changes()]) {
        text.push_str(&format!(
            "\n### {}\n\nA row is {}.\n\n| column | holds | |\n|---|---|---|\n",
            table.name, table.about
        ));
        for column in &table.columns {
            let holds = match column.holds {
                Holds::Text => "text",
                Holds::Word => "a word",
                Holds::Day => "a day",
                Holds::Edtf => "a date (EDTF)",
                Holds::Number => "a number",
                Holds::Count => "how many",
                Holds::Flag => "`true` or `false`",
                Holds::Address => "an address",
                Holds::List => "texts",
            };
            let derived = if column.is_derived { ", concluded" } else { "" };
            text.push_str(&format!(
                "| `{}` | {holds}{derived} | {} |\n",
                column.name, column.about
            ));
        }
    }
    text
}

#[test]
fn the_columns_in_the_documentation_are_those_of_the_files() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/data.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once("<!-- columns -->\n").unwrap();
    let (there, after) = rest.split_once("<!-- end -->").unwrap();
    let right = documented() + "\n";
    if std::env::var_os("DATELINE_WRITE_DOCS").is_some() {
        let whole = format!("{before}<!-- columns -->\n{right}<!-- end -->{after}");
        std::fs::write(path, whole).unwrap();
        return;
    }
    assert_eq!(
        there, right,
        "`DATELINE_WRITE_DOCS=1 cargo test --test all -- data::` writes it"
    );
}

/// The properties of each event of a calendar.
fn calendar(site: &Site) -> Vec<BTreeMap<String, String>> {
    let text = site.page("/ahead/calendar.ics").replace("\r\n ", "");
    let events = text.split("BEGIN:VEVENT").skip(1);
    let property = |line: &str| {
        let (name, value) = line.split_once(':')?;
        let name = name.split(';').next()?;
        Some((name.to_string(), value.to_string()))
    };
    events
        .map(|event| event.lines().filter_map(property).collect())
        .collect()
}

/// What a page tells search engines of the event or series that it is of.
fn thing(site: &Site, url: &str, kind: &str) -> Option<Json> {
    let html = Html::parse_document(&site.page(url));
    let scripts = all(&html, "script[type=\"application/ld+json\"]").into_iter();
    let mut things = scripts.filter_map(|script| serde_json::from_str(&script.inner_html()).ok());
    things.find(|thing: &Json| thing["@type"] == kind)
}

#[test]
fn calendars_and_search_engines_are_told_the_dates_and_numbers_that_data_have_on_three_days() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let tree = SourceTree::read(root).value;
    for day in ["2024-10-01", "2025-10-15", "2026-01-25"] {
        let edition = evaluate(&tree, &as_of(day));
        let site = Site {
            tree: tree.clone(),
            edition: edition.value,
            diagnostics: edition.diagnostics,
        };
        let data = json(&site, "/data/events.json");
        let events = data["events"].as_array().unwrap();
        let told = calendar(&site);
        assert!(!told.is_empty(), "{day}");
        for event in &told {
            let id = event["UID"].split('@').next().unwrap();
            let row = events.iter().find(|row| row["event"] == id);
            let row = row.unwrap_or_else(|| panic!("{day}: {id} is no event of the data"));
            assert_eq!(row["date"], event["X-EDTF"].as_str(), "{day}: {id}");
        }
        let mut compared = 0;
        for row in events {
            let Some(path) = row["url"]
                .as_str()
                .unwrap()
                .strip_prefix("https://example.org")
            else {
                continue;
            };
            if !path.starts_with("/events/") {
                continue;
            }
            let Some(thing) = thing(&site, path, "Event") else {
                continue;
            };
            compared += 1;
            assert_eq!(thing["name"], row["title"], "{day}: {path}");
            let start = thing["startDate"].as_str().unwrap();
            // What was put off without a day keeps the day before.
            let postponed = thing["eventStatus"] == "https://schema.org/EventPostponed";
            let date = row["date"].as_str().unwrap_or_default();
            assert!(
                date.starts_with(start) || postponed,
                "{day}: {path}: {date} {start}"
            );
        }
        assert!(compared > 2, "{day}: {compared} events were compared");
        let series = json(&site, "/data/series.json");
        for row in series["series"].as_array().unwrap() {
            let path = format!("/figures/{}/", row["series"].as_str().unwrap());
            let thing = thing(&site, &path, "Dataset").unwrap();
            assert_eq!(thing["name"], row["name"]);
            assert_eq!(thing["variableMeasured"]["unitText"], row["unit"]);
            let days = thing["temporalCoverage"].as_str().unwrap_or_default();
            let last = row["as_of"].as_str().unwrap_or_default();
            let year = last.get(..4).unwrap_or_default();
            assert!(days.contains(year), "{day}: {path}: {days} {last}");
        }
    }
}
