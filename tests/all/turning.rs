//! When a page says that a date changes it, something but that line changes on that day, and on
//! no other page.

use std::collections::BTreeMap;
use std::path::Path;

use crate::support::{self, Site, noon_of};
use chrono::NaiveDate;
use dateline::content::source::SourceTree;
use dateline::edition::evaluate;
use dateline::path::SourcePath;

/// A story as it stood with what was published by a day, as an open edition.
fn published_by(folder: &str, day: &str) -> SourceTree {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut tree = SourceTree::read(&folder).value;
    let config = SourcePath::new("dateline.toml");
    let lines = tree.texts[&config].lines();
    let open: Vec<&str> = lines.filter(|line| !line.starts_with("as_of")).collect();
    let open = open.join("\n");
    tree.texts.insert(config, open.into());
    let later = |text: &str| {
        let dates = text.lines().filter_map(|line| {
            line.strip_prefix("date = ")
                .or_else(|| line.strip_prefix("date: "))
        });
        let first = dates
            .take(1)
            .map(|date| date.trim_matches('"').to_string())
            .next();
        first.is_some_and(|date| date.as_str() > day)
    };
    tree.texts
        .retain(|path, text| !path.as_str().starts_with("content/articles/") || !later(text));
    tree
}

fn on(tree: &SourceTree, day: NaiveDate) -> Site {
    let evaluated = evaluate(tree, &noon_of(&day.to_string()));
    Site {
        tree: tree.clone(),
        edition: evaluated.value,
        diagnostics: evaluated.diagnostics,
    }
}

/// Every page for readers: the day on which it says that a date changes it, and the rest of it.
fn pages(site: &Site) -> BTreeMap<String, (Option<String>, String)> {
    let pages = site
        .edition
        .plan
        .pages
        .iter()
        .filter(|(_, page)| page.is_html());
    pages
        .map(|(url, _)| {
            let page = site.page(url.as_str());
            let due = page.split_once("a date changes this page on <time datetime=\"");
            let due = due.map(|(_, rest)| rest.split('"').next().unwrap().to_string());
            let (before, foot) = page
                .split_once("<p class=\"freshness\">")
                .unwrap_or((&page, ""));
            let after = foot.split_once("</p>").map_or("", |(_, after)| after);
            // When a card last changed is told in its mark-up alone: that is no change to see.
            let shown = format!("{before}{after}");
            let mut parts = shown.split(" data-changed=\"");
            let first = parts.next().unwrap_or_default().to_string();
            let rests = parts.map(|rest| rest.split_once('"').map_or("", |(_, rest)| rest));
            let shown = rests.fold(first, |shown, rest| shown + rest);
            (url.to_string(), (due, shown))
        })
        .collect()
}

/// Follows a story from a day through the next days on which a date changes it.
fn follow(folder: &str, from: &str, turns: usize) -> Vec<String> {
    let tree = published_by(folder, from);
    let mut day: NaiveDate = from.parse().unwrap();
    let mut wrong = Vec::new();
    for _ in 0..turns {
        let now = pages(&on(&tree, day));
        let Some(due) = now.values().filter_map(|(due, _)| due.clone()).min() else {
            break;
        };
        let turn: NaiveDate = due.parse().unwrap();
        wrong.extend(turned(folder, &tree, turn));
        day = turn;
    }
    wrong
}

/// The pages of which one thing is true and not the other: that they say that a day changes them,
/// and that it does.
fn turned(story: &str, tree: &SourceTree, turn: NaiveDate) -> Vec<String> {
    let (eve, then) = (
        pages(&on(tree, turn.pred_opt().unwrap())),
        pages(&on(tree, turn)),
    );
    let mut wrong = Vec::new();
    for (url, (announced, before)) in &eve {
        let changes = then.get(url).map(|(_, after)| after) != Some(before);
        let announces = announced.as_deref() == Some(&turn.to_string());
        if announces != changes {
            let what = if announces {
                "announces a change and has none"
            } else {
                "changes unannounced"
            };
            wrong.push(format!("{story} {turn} {url} {what}"));
        }
    }
    wrong
}

#[test]
fn what_was_announced_begins_where_pages_say_so() {
    let series = "+++\nname = \"Rate\"\nunit = \"%\"\nmeasure = \"level\"\nspeaker = \"Bank\"\n\
        max_age = \"30d\"\ntopics = [\"t\"]\n+++\n";
    let article = |date: &str, value: &str, from: &str, by: &str| {
        format!(
            "+++\ntitle = \"{by} on {date}\"\ndate = {date}\ntopics = [\"t\"]\n\n[[figures]]\n\
             series = \"rate\"\nvalue = {value}\nas_of = \"{from}/..\"\nby = \"{by}\"\n+++\n"
        )
    };
    let articles = [
        article("2026-01-10", "5", "2026-01-11", "Bank"),
        article("2026-04-10", "4", "2026-06-01", "Bank"),
        article("2026-04-11", "3", "2026-07-01", "Bank"),
        article("2026-04-12", "5", "2026-06-15", "Union"),
    ];
    let mut files = vec![("content/series/rate.md", series)];
    let names = [0, 1, 2, 3].map(|at| format!("content/articles/{at}.md"));
    for (name, text) in names.iter().zip(&articles) {
        files.push((name.as_str(), text.as_str()));
    }
    let tree = support::site(files).tree;
    let wrong = ["2026-06-01", "2026-06-15", "2026-07-01"]
        .map(|day| turned("announced", &tree, day.parse().unwrap()))
        .concat();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_demonstration_changes_where_it_says_so() {
    let wrong = [follow(".", "2024-10-01", 3), follow(".", "2025-12-31", 3)].concat();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn a_story_of_displacement_changes_where_it_says_so() {
    let folder = "tests/stories/displacement";
    let wrong = [
        follow(folder, "2024-02-20", 3),
        follow(folder, "2024-07-10", 4),
    ]
    .concat();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn a_story_of_an_economy_changes_where_it_says_so() {
    let folder = "tests/stories/economy";
    let wrong = [
        follow(folder, "2023-03-20", 4),
        follow(folder, "2023-11-25", 3),
    ]
    .concat();
    assert_eq!(wrong, Vec::<String>::new());
}

/// A word beside the one that gives the state says something else once its time has passed.
#[test]
fn what_stands_beside_the_state_is_announced() {
    let article = "+++\ntitle = \"A\"\ndate = 2025-01-01\n\n\
        [[events]]\nid = \"full\"\ntitle = \"Full\"\nstatus = \"expected\"\nby = \"One\"\ndate = \"2025-12\"\n\n\
        [[events]]\nid = \"full\"\ntitle = \"Full\"\nstatus = \"expected\"\nby = \"Two\"\ndate = \"[2027..]\"\n+++\n";
    let site = support::site([("content/articles/a.md", article)]);
    let due = pages(&site)["/events/full/"].0.clone();
    assert_eq!(due.as_deref(), Some("2026-01-01"));
}

/// A list says what has passed of the words that an event's card shows, since it claims to have changed then.
#[test]
fn a_card_tells_what_has_passed_beside_the_state() {
    let claim = |by: &str, status: &str, date: &str| {
        format!(
            "[[events]]\nid = \"e\"\ntitle = \"Exports\"\nby = \"{by}\"\nstatus = \"{status}\"\ndate = \"{date}\"\n"
        )
    };
    let stories = [
        // An expectation beside another's.
        (
            claim("One", "expected", "2026-09") + &claim("Two", "expected", "[2027-01..]"),
            "2026-10-01",
        ),
        // A term beside a promise.
        (
            claim("One", "in-force", "[..2026-09-30]") + &claim("Two", "planned", "2027-03"),
            "2026-10-01",
        ),
        // What lasts, and has begun.
        (
            claim("One", "planned", "2026-06-01/2026-06-03")
                + &claim("Two", "underway", "2026-01-05/.."),
            "2026-06-04",
        ),
    ];
    for (claims, turn) in &stories {
        let text =
            format!("+++\ntitle = \"A\"\ndate = 2026-01-10\ntopics = [\"t\"]\n{claims}+++\n");
        let tree = support::site([("content/articles/a.md", &*text)]).tree;
        let wrong = turned("beside", &tree, turn.parse().unwrap());
        assert_eq!(wrong, Vec::<String>::new(), "{claims}");
    }
}

/// A line that only its series' page has goes out of date there alone.
#[test]
fn what_is_counted_apart_goes_out_of_date_on_its_own_page() {
    let series = "+++\nname = \"Sick plants\"\nunit = \"plants\"\nmeasure = \"level\"\nmax_age = \"90d\"\n+++\n";
    let article = "+++\ntitle = \"A\"\ndate = 2026-04-13\n\
        [[figures]]\nseries = \"sick\"\nvalue = 3\nas_of = \"2026-04-10\"\nby = \"One\"\nscope = \"in the north\"\n\
        [[figures]]\nseries = \"sick\"\nvalue = 109\nas_of = \"2026-04-12/..\"\nby = \"Two\"\n+++\n";
    let files = [
        ("content/series/sick.md", series),
        ("content/articles/a.md", article),
    ];
    let then = support::site_with(files, &noon_of("2026-07-10"));
    for page in ["/", "/figures/"] {
        let words = then.words(page);
        assert!(words.contains("Changed 13 April 2026"), "{page}: {words}");
    }
    let page = then.words("/figures/sick/");
    assert!(page.contains("Changed 10 July 2026"), "{page}");
}

/// Lists tell of an update by the day beside the article alone.
#[test]
fn an_update_of_a_text_that_a_page_does_not_list_does_not_change_that_page() {
    let article = |title: &str, dates: &str| {
        format!("+++\ntitle = \"{title}\"\n{dates}\ntopics = [\"harbour\"]\n+++\nText.\n")
    };
    let old = article("Old", "date = 2026-01-05\nupdated = 2026-06-03");
    let new = article("New", "date = 2026-04-13");
    let changed = |latest: u32| {
        let config = format!("title = \"Desk\"\n[limits]\nlatest = {latest}\n");
        let files = [
            ("dateline.toml", &*config),
            (
                "content/topics/harbour.md",
                "+++\nname = \"Harbour\"\n+++\n",
            ),
            ("content/articles/old.md", &*old),
            ("content/articles/new.md", &*new),
        ];
        let then = support::site_with(files, &noon_of("2026-07-10"));
        ["/", "/topics/harbour/"].map(|page| then.words(page).contains("Changed 3 June 2026"))
    };
    assert_eq!(changed(1), [false; 2]);
    assert_eq!(changed(2), [true; 2]);
}
