//! The record of what changed, for readers: pages by month, and feeds.

use dateline::edition::Options;

use crate::support::{Site, assert_in_order, noon_of, site_with};

const PROMISED: (&str, &str) = (
    "content/articles/promised.md",
    "+++\ntitle = \"A bridge by June\"\ndate = 2025-02-03\ntopics = [\"bridge\"]\nsummary = \"The ministry names a day.\"\n[[events]]\nid = \"opens\"\ntitle = \"The bridge opens\"\ndate = 2025-06-30\nstatus = \"announced\"\nby = \"Ministry\"\n+++\n",
);
const LATER: (&str, &str) = (
    "content/articles/later.md",
    "+++\ntitle = \"The bridge comes later\"\ndate = 2025-06-03\nupdated = 2025-06-05\ntopics = [\"bridge\"]\n[[events]]\nid = \"opens\"\ntitle = \"The bridge opens\"\ndate = 2025-08-31\nstatus = \"announced\"\nby = \"Ministry\"\n+++\n",
);
const TOPIC: (&str, &str) = (
    "content/topics/bridge.md",
    "+++\nname = \"The bridge\"\n+++\n",
);

fn desk(options: &Options) -> Site {
    site_with([PROMISED, LATER, TOPIC], options)
}

#[test]
fn each_month_has_its_changes_the_latest_first() {
    let site = desk(&noon_of("2025-10-01"));
    let all = site.words("/changes/");
    assert_in_order(
        &all,
        &[
            "1 September 2025",
            "Overdue: The bridge opens",
            "5 June 2025",
            "Updated: The bridge comes later",
            "3 June 2025",
            "Put off: The bridge opens",
            "New article: The bridge comes later",
            "3 February 2025",
            "New article: A bridge by June",
            "The ministry names a day.",
            "September 2025 1 change",
            "June 2025 3 changes",
            "February 2025 2 changes",
        ],
    );
    let june = site.words("/changes/2025-06/");
    assert!(june.contains("Changes in June 2025") && june.contains("3 changes"));
    assert!(
        !june.contains("Overdue") && !june.contains("February"),
        "{june}"
    );
    assert!(!site.has_page("/changes/2025-07/"));
}

#[test]
fn a_months_page_stays_as_it_is_when_later_months_have_changes() {
    let before = desk(&noon_of("2025-07-15"));
    let after = desk(&noon_of("2025-10-01"));
    let june = "/changes/2025-06/";
    let main = |site: &Site| site.words(june);
    assert_eq!(main(&before), main(&after));
}

#[test]
fn a_feed_of_changes_has_an_entry_for_each_with_an_id_that_stays() {
    let before = desk(&noon_of("2025-07-15")).page("/topics/bridge/changes.xml");
    let after = desk(&noon_of("2025-10-01")).page("/topics/bridge/changes.xml");
    let ids = |feed: &str| -> Vec<String> {
        let parts = feed.split("<id>").skip(2);
        parts
            .map(|part| part.split("</id>").next().unwrap().to_string())
            .collect()
    };
    let (before, after) = (ids(&before), ids(&after));
    assert_eq!(before.len() + 1, after.len());
    assert_eq!(after[1..], before);
    let unique: std::collections::BTreeSet<&String> = after.iter().collect();
    assert_eq!(unique.len(), after.len(), "{after:?}");
    let site = desk(&noon_of("2025-10-01"));
    assert_in_order(
        &site.page("/changes.xml"),
        &[
            "<title>Changes · Desk</title>",
            "<updated>2025-09-01T00:00:00+00:00</updated>",
            "<title>Overdue: The bridge opens</title>",
            "https://desk.example/events/opens/",
            "<title>Put off: The bridge opens</title>",
        ],
    );
    assert!(
        site.page("/topics/bridge/")
            .contains("href=\"changes.xml\"")
    );
}

#[test]
fn a_site_without_changes_has_neither_pages_nor_feeds_of_them() {
    let config = (
        "dateline.toml",
        "title = \"Desk\"\nbase_url = \"https://desk.example\"\n[output]\nwithout = [\"changes\"]\n",
    );
    let site = site_with([PROMISED, LATER, TOPIC, config], &noon_of("2025-10-01"));
    let pages = site.edition.plan.pages.keys();
    assert_eq!(
        pages.filter(|url| url.as_str().contains("changes")).count(),
        0
    );
    assert!(!site.page("/").contains("changes/"));
}

/// The entries of `/changes.xml` on a site of this article and its event's file: what they tell, and their ids.
fn entries(path: &str, head: &str, claims: &str, event: (&str, &str)) -> Vec<(String, String)> {
    let article = format!(
        "+++\ntitle = \"A\"\ndate = 2025-02-03\n{head}{claims}[[corrections]]\ndate = 2025-02-05\n\
         text = \"A name.\"\n[[corrections]]\ndate = 2025-02-05\ntext = \"A number.\"\n+++\n"
    );
    let event = (
        event.0,
        &*format!("+++\ntitle = \"It opens\"\n{}\n+++\n", event.1),
    );
    let feed = site_with([(path, &*article), event], &noon_of("2025-10-01")).page("/changes.xml");
    let entries = feed.split("<entry>").skip(1);
    let entry = |entry: &str| {
        let (_, rest) = entry.split_once("<id>").unwrap();
        let (id, told) = rest.split_once("</id>").unwrap();
        // Where it is told is counted anew, and what was new may not be the first any more.
        let (_, told) = told.split_once("<published>").unwrap();
        (told.to_string(), id.to_string())
    };
    entries.map(entry).collect()
}

/// Their ids alone, in order.
fn ids(path: &str, head: &str, claims: &str, event: (&str, &str)) -> Vec<String> {
    let entries = entries(path, head, claims, event).into_iter();
    let mut ids: Vec<String> = entries.map(|(_, id)| id).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn each_change_has_an_id_of_its_own_that_stays_where_things_move_or_come_in_between() {
    let claim = |event: &str, by: &str| {
        format!(
            "[[events]]\nid = \"{event}\"\ndate = 2025-06-30\nstatus = \"announced\"\nby = \"{by}\"\n"
        )
    };
    let two = |event: &str| claim(event, "Ministry") + &claim(event, "Union");
    let path = "content/articles/a.md";
    let before = ids(path, "", &two("opens"), ("content/events/opens.md", ""));
    let unique: std::collections::BTreeSet<&String> = before.iter().collect();
    // Two said it, are overdue, and were set right twice in one article.
    assert_eq!((before.len(), unique.len()), (7, 7), "{before:?}");
    let other = "[[events]]\ntitle = \"It closes\"\ndate = 2025-12-30\nstatus = \"announced\"\n";
    let after = ids(
        "content/articles/b.md",
        "aliases = [\"/articles/a/\"]\n",
        &(other.to_string() + &two("reopens")),
        ("content/events/reopens.md", "aliases = [\"opens\"]"),
    );
    assert_eq!(before, after);
}

#[test]
fn what_is_written_above_others_of_its_day_moves_the_id_of_none() {
    let claim = |by: &str| {
        format!(
            "[[events]]\nid = \"opens\"\ndate = 2025-06-30\nstatus = \"announced\"\nby = \"{by}\"\n"
        )
    };
    let figure = |day: &str| {
        format!(
            "[[figures]]\nseries = \"boats\"\nlabel = \"Boats\"\nvalue = 4\nas_of = {day}\nby = \"Union\"\n"
        )
    };
    let correction =
        |text: &str| format!("[[corrections]]\ndate = 2025-02-05\ntext = \"{text}\"\n");
    let event = ("content/events/opens.md", "");
    let path = "content/articles/a.md";
    let told = claim("Ministry") + &figure("2025-01-31") + &correction("A word.");
    let before = entries(path, "", &told, event);
    let more = [
        claim("Union") + &claim("Ministry"),
        figure("2025-01-01") + &figure("2025-01-31"),
        correction("A place.") + &correction("A word."),
    ];
    let after = entries(path, "", &more.concat(), event);
    assert_eq!(after.len(), before.len() + 4, "{before:?} {after:?}");
    for entry in before {
        assert!(after.contains(&entry), "{entry:?} {after:?}");
    }
}

/// What the data says of the changes of a day: the event or article, and its number.
fn numbered(site: &Site, month: &str) -> Vec<(String, u64)> {
    let page = site.page(&format!("/changes/{month}.json"));
    let data: serde_json::Value = serde_json::from_str(&page).unwrap();
    let changes = data["changes"].as_array().unwrap().iter();
    let told = changes.map(|change| {
        let about = change["about"].as_str().unwrap().to_string();
        (about, change["sequence"].as_u64().unwrap())
    });
    told.collect()
}

#[test]
fn the_changes_of_a_day_keep_their_order_when_an_event_is_moved() {
    let claim = |id: &str, date: &str, by: &str| {
        format!(
            "[[events]]\nid = \"{id}\"\ntitle = \"{id}\"\ndate = \"{date}\"\nstatus = \"planned\"\nby = \"{by}\"\n"
        )
    };
    let article =
        |day: &str, claims: &str| format!("+++\ntitle = \"On {day}\"\ndate = {day}\n{claims}+++\n");
    let both = claim("closes", "2025-08-31", "One") + &claim("opens", "2025-06-30", "Two");
    let first = article("2025-02-03", &both);
    let moves = article("2025-04-01", &claim("opens", "2025-11-30", "Two"));
    let first = ("content/articles/b.md", &*first);
    let before = site_with([first], &noon_of("2025-05-01"));
    let after = site_with(
        [("content/articles/a.md", &*moves), first],
        &noon_of("2025-05-01"),
    );
    assert_eq!(numbered(&before, "2025-02"), numbered(&after, "2025-02"));
    assert_eq!(
        before.words("/changes/2025-02/"),
        after.words("/changes/2025-02/")
    );
}
