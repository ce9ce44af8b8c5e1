//! Figures: how they move, who contradicts them, and when they are too old.
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

mod support;

use support::{Site, site_with, today};

/// One series of troops in Iraq; each observation is a report's day, what it says of the value,
/// the time it speaks of and its speaker.
fn series(settings: &str, observations: &[(&str, &str, &str, &str)]) -> Site {
    let files: Vec<(String, String)> = observations
        .iter()
        .enumerate()
        .map(|(at, (day, value, as_of, by))| {
            let text = format!(
                "+++\ntitle = \"Article {at}\"\ndate = {day}\ntopics = [\"t\"]\n[[figures]]\nseries = \"troops\"\nlabel = \"Troops\"\n{value}\nas_of = \"{as_of}\"\nby = \"{by}\"\n+++\n"
            );
            (format!("content/articles/{at}.md"), text)
        })
        .collect();
    let file = format!("+++\nname = \"Troops\"\ntopics = [\"t\"]\n{settings}+++\n");
    let mut all: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    all.extend([
        ("content/topics/t.md", "+++\nname = \"T\"\n+++\n"),
        ("content/series/troops.md", file.as_str()),
    ]);
    let site = site_with(all, &today());
    assert_eq!(site.complaints(), "");
    site
}

fn page(settings: &str, observations: &[(&str, &str, &str, &str)]) -> String {
    series(settings, observations).words("/figures/troops/")
}

#[test]
fn a_trend_is_said_in_words_with_its_date() {
    let moved = |before: &str, after: &str| {
        page(
            "",
            &[
                ("2024-09-09", before, "2024-09", "A"),
                ("2025-09-09", after, "2025-09", "B"),
            ],
        )
    };
    assert!(moved("value = 42", "value = 4").contains("Down 38 since September 2024, from 42"));
    assert!(moved("value = 0", "value = 7").contains("Up 7 since September 2024, from 0"));
    let hedged = moved(
        "value = 900\nhedge = \"about\"",
        "value = 2000\nhedge = \"about\"",
    );
    assert!(
        hedged.contains("Up about 1,100 since September 2024, from about 900"),
        "{hedged}"
    );
    assert!(
        moved("min = 250\nmax = 350", "value = 0")
            .contains("Down 250 to 350 since September 2024, from 250 to 350")
    );
    assert!(moved("value = 100", "value = 100").contains("Unchanged since September 2024"));
    for words in [moved("value = 0", "value = 7"), hedged] {
        assert!(!words.contains('%'), "no percentage: {words}");
    }
}

#[test]
fn what_stays_within_the_tolerance_is_unchanged() {
    let observations = [
        ("2024-09-09", "value = 100", "2024-09", "A"),
        ("2025-09-09", "value = 104", "2025-09", "A"),
    ];
    assert!(page("tolerance = 0.05\n", &observations).contains("Unchanged since September 2024"));
    assert!(page("tolerance = 0.01\n", &observations).contains("Up 4 since September 2024"));
}

#[test]
fn sources_that_disagree_about_one_time_are_shown_side_by_side_and_make_no_trend() {
    let observations = [
        ("2024-09-09", "value = 900", "2024-09", "AFP"),
        (
            "2024-12-19",
            "value = 2000\nhedge = \"about\"",
            "2024-09~/2024-12-19",
            "Pentagon",
        ),
    ];
    let site = series("", &observations);
    let page = site.words("/figures/troops/");
    assert!(
        page.contains("Where sources disagree")
            && page.contains("The sources disagree about this time"),
        "{page}"
    );
    assert!(
        page.contains("Reported later") && page.contains("became known later"),
        "{page}"
    );
    assert!(!page.contains("Up ") && !page.contains('%'), "{page}");
    assert!(site.words("/disputed/").contains("Troops"));
    assert!(site.words("/topics/t/").contains("The sources disagree"));
}

#[test]
fn a_speakers_own_revision_is_no_conflict() {
    let observations = [
        ("2024-09-09", "value = 900", "2024-09", "AFP"),
        ("2024-09-20", "value = 2000", "2024-09", "AFP"),
    ];
    let site = series("", &observations);
    assert!(site.edition.newsroom.series[0].conflicts.is_empty());
    assert!(site.words("/figures/troops/").contains("no longer stands"));
    assert!(!site.words("/disputed/").contains("Troops"));
}

#[test]
fn hedges_that_leave_room_for_each_other_are_no_conflict() {
    let observations = [
        ("2024-09-09", "value = 1850", "2024-09", "AFP"),
        (
            "2024-09-20",
            "value = 2000\nhedge = \"about\"",
            "2024-09",
            "Pentagon",
        ),
    ];
    assert!(
        series("", &observations).edition.newsroom.series[0]
            .conflicts
            .is_empty()
    );
}

#[test]
fn a_value_that_is_too_old_is_not_shown_in_bold() {
    // The tests play on 1 October 2025.
    let observations = [("2024-09-09", "value = 900", "2024-09", "AFP")];
    let stale = page("max_age = \"300d\"\n", &observations);
    assert!(
        stale.contains("Out of date") && stale.contains("Last known: 900"),
        "{stale}"
    );
    assert!(!page("max_age = \"366d\"\n", &observations).contains("Out of date"));
    assert!(
        !page("", &observations).contains("Out of date"),
        "without an age nothing is too old"
    );
}
