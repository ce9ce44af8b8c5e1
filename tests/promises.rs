//! Promises: that they slip, are kept or are broken, and that speakers disagree.
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

mod support;

use support::{Site, site_with, today};

/// One event; each claim is a day of report, a date, a status and a speaker.
fn event(claims: &[(&str, &str, &str, &str)]) -> Site {
    let files: Vec<(String, String)> = claims
        .iter()
        .enumerate()
        .map(|(at, (day, date, status, by))| {
            let text = format!(
                "+++\ntitle = \"Article {at}\"\ndate = {day}\ntopics = [\"t\"]\n[[events]]\nid = \"e\"\ntitle = \"The bridge opens\"\ndate = \"{date}\"\nstatus = \"{status}\"\nby = \"{by}\"\n+++\n"
            );
            (format!("content/articles/{at}.md"), text)
        })
        .collect();
    let mut all: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    all.push(("content/topics/t.md", "+++\nname = \"T\"\n+++\n"));
    let site = site_with(all, &today());
    assert_eq!(site.complaints(), "");
    site
}

#[test]
fn a_speaker_who_moves_the_last_day_is_seen_to_move_it() {
    let site = event(&[
        ("2024-01-01", "[..2024-06]", "announced", "Council"),
        ("2024-02-01", "[..2024-06]", "announced", "Builder"),
        ("2024-05-01", "[..2024-07]", "announced", "Council"),
        ("2024-06-01", "[..2024-07-21]", "announced", "Council"),
    ]);
    let page = site.words("/events/e/");
    assert!(
        page.contains(
            "Council : first by the end of June 2024 , then by the end of July 2024 : 31 days later"
        ),
        "{page}"
    );
    assert!(page.contains("brought forward by 10 days"), "{page}");
    assert!(
        !page.contains("Builder : from"),
        "the builder has not moved: {page}"
    );
    assert!(site.words("/topics/t/").contains("Moved later once"));
}

#[test]
fn once_it_has_happened_every_speakers_last_promise_is_held_against_it() {
    let site = event(&[
        ("2024-01-01", "[..2024-06]", "confirmed", "Council"),
        ("2024-02-01", "[..2024-09]", "announced", "Builder"),
        ("2024-03-01", "[2024-12..]", "announced", "Engineer"),
        ("2024-08-10", "2024-08-10", "happened", "Mayor"),
    ]);
    let page = site.words("/events/e/");
    assert!(
        page.contains("Council : by the end of June 2024 : 41 days late"),
        "{page}"
    );
    assert!(
        page.contains("Builder : by the end of September 2024 : kept"),
        "{page}"
    );
    assert!(
        page.contains("Engineer : December 2024 or later : 113 days early"),
        "{page}"
    );
    let topic = site.words("/topics/t/");
    assert!(
        topic.contains("41 days late"),
        "the firmest promise counts: {topic}"
    );
}

#[test]
fn standing_claims_agree_differ_or_are_disputed_in_words() {
    let said = |other: &str| {
        event(&[
            ("2025-01-01", "[..2026-09]", "announced", "Baghdad"),
            ("2025-02-01", other, "announced", "Washington"),
        ])
        .words("/topics/t/")
    };
    assert!(said("[2026-09..]").contains("Disputed"));
    assert!(said("[..2026-12]").contains("The sources differ"));
    let agreed = said("[..2026-09-30]");
    assert!(
        !agreed.contains("Disputed") && !agreed.contains("differ"),
        "{agreed}"
    );
}

#[test]
fn a_speakers_later_word_ends_the_dispute() {
    let site = event(&[
        ("2025-01-01", "[..2026-09]", "announced", "Baghdad"),
        ("2025-02-01", "[2026-09..]", "announced", "Washington"),
        ("2025-03-01", "[..2026-09]", "announced", "Washington"),
    ]);
    assert!(!site.words("/topics/t/").contains("Disputed"));
}

#[test]
fn a_called_off_event_was_neither_kept_nor_late() {
    let site = event(&[
        ("2024-01-01", "[..2024-06]", "announced", "Council"),
        ("2024-08-01", "2024-08-01", "cancelled", "Council"),
    ]);
    assert!(site.edition.newsroom.events[0].outcomes.is_empty());
}

#[test]
fn an_old_article_tells_what_became_of_its_promise() {
    let site = event(&[
        ("2024-01-01", "[..2024-06]", "announced", "Council"),
        ("2024-05-01", "[..2024-07]", "announced", "Council"),
        ("2024-08-10", "2024-08-10", "happened", "Mayor"),
    ]);
    let first = site.words("/articles/0/");
    assert!(
        first.contains("now by the end of July 2024, 31 days later"),
        "{first}"
    );
    assert!(first.contains("happened 10 August 2024"), "{first}");
    let second = site.words("/articles/1/");
    assert!(
        second.contains("happened 10 August 2024, 10 days late"),
        "{second}"
    );
    assert!(
        !site
            .words("/articles/2/")
            .contains("Since this was written")
    );
}
