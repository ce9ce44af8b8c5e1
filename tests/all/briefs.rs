//! Briefs with a day: shown with it, held back before it, and asked about when they are old.

use crate::support::{Site, as_of, site, site_with, today};
use dateline::newsroom::next_change::{Cause, next_change};

const BRIEF: &str =
    "+++\nname = \"Airports\"\n[brief]\nnew = \"The runway is mended.\"\nas_of = 2025-05-03\n+++\n";

fn term(brief: &str) -> (&str, &str) {
    ("content/topics/airports.md", brief)
}

/// An article of a day with a claim of the event `opens`.
fn claim(day: &str, claim: &str) -> String {
    format!(
        "+++\ntitle = \"Of {day}\"\ndate = {day}\ntopics = [\"airports\"]\n[[events]]\nid = \"opens\"\ntitle = \"The airport opens\"\nby = \"Airport authority\"\n{claim}\n+++\n"
    )
}

/// A brief of 3 May 2025 with claims of these days.
fn desk(claims: &[(&str, &str)], with_file: bool) -> Site {
    let articles: Vec<(String, String)> = claims
        .iter()
        .enumerate()
        .map(|(at, (day, text))| (format!("content/articles/{at}.md"), claim(day, text)))
        .collect();
    let mut files = vec![term(BRIEF)];
    if with_file {
        files.push((
            "content/events/opens.md",
            "+++\ntitle = \"It opens\"\n+++\n",
        ));
    }
    files.extend(
        articles
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str())),
    );
    site(files)
}

#[test]
fn a_brief_is_shown_with_its_day() {
    let desk = site([term(BRIEF)]);
    assert_eq!(desk.complaints(), "");
    let words = desk.words("/topics/airports/");
    assert!(
        words.contains("Changed 3 May 2025") && words.contains("The runway is mended."),
        "{words}"
    );
    let page = desk.page("/topics/airports/");
    assert!(page.contains("Changed "), "{page}");
    let undated = site([term(&BRIEF.replace("as_of = 2025-05-03\n", ""))]);
    let words = undated.words("/topics/airports/");
    assert!(
        words.contains("mended") && !words.contains("As of"),
        "{words}"
    );
    let empty = site([term(
        "+++\nname = \"Airports\"\n[brief]\nas_of = 2025-05-03\n+++\n",
    )]);
    let words = empty.words("/topics/airports/");
    assert!(!words.contains("As of"), "a day of nothing: {words}");
    let blank = site([term(
        "+++\nname = \"Airports\"\n[brief]\nnew = \"\"\nwhy = \" \"\n+++\n",
    )]);
    assert!(!blank.page("/topics/airports/").contains("What’s new"));
}

#[test]
fn what_is_no_day_is_an_error() {
    let desk = site([term(&BRIEF.replace("2025-05-03", "\"spring\""))]);
    assert_eq!(desk.codes(), ["front-matter/bad-date"]);
}

#[test]
fn a_brief_is_not_shown_before_its_day() {
    let earlier = site_with([term(BRIEF)], &as_of("2025-05-02"));
    let words = earlier.words("/topics/airports/");
    assert!(!words.contains("mended"), "{words}");
    let on_the_day = site_with([term(BRIEF)], &as_of("2025-05-03"));
    assert!(on_the_day.words("/topics/airports/").contains("mended"));
    let later = BRIEF.replace("2025-05-03", "2025-11-01");
    let waiting = site_with([term(&later)], &today());
    assert!(!waiting.words("/topics/airports/").contains("mended"));
    let next = next_change(&waiting.edition.newsroom, waiting.edition.config.timezone).unwrap();
    assert_eq!(next.cause, Cause::Brief);
    let told = waiting.lints();
    assert!(
        told.contains("is not shown before 1 November 2025, its day"),
        "{told}"
    );
    assert_eq!(earlier.lints(), "", "a day asked for goes back on purpose");
}

#[test]
fn news_after_the_day_of_a_brief_is_told() {
    let high = "date = \"[..2025-12]\"\nstatus = \"planned\"\nimportance = \"high\"";
    for (claims, with_file, words) in [
        (
            vec![("2025-06-02", high)],
            false,
            "after that day: “The airport opens”, planned (by the end of December 2025), reported on 2 June 2025",
        ),
        (
            vec![
                ("2025-04-02", "date = \"[..2025-12]\"\nstatus = \"planned\""),
                ("2025-06-02", "date = 2025-06-01\nstatus = \"happened\""),
            ],
            true,
            "“It opens”, happened (1 June 2025), reported on 2 June 2025",
        ),
        (
            vec![("2025-04-02", "date = \"[..2025-08]\"\nstatus = \"planned\"")],
            true,
            "“It opens”, overdue since 1 September 2025",
        ),
    ] {
        let found = desk(&claims, with_file).lints();
        assert!(
            found.contains("warning[lint/brief-outdated]"),
            "{claims:?} {found}"
        );
        assert!(found.contains(words), "{claims:?} {found}");
        assert!(found.contains("content/topics/airports.md:5:9"), "{found}");
    }
}

#[test]
fn a_brief_that_tells_all_that_matters_is_left_alone() {
    let high = "date = \"[..2025-12]\"\nstatus = \"planned\"\nimportance = \"high\"";
    let reported = format!("{high}\nreported = 2025-04-02");
    for (claims, with_file) in [
        // Nothing after its day.
        (vec![("2025-05-03", high)], true),
        // The same again, by whomever.
        (vec![("2025-04-02", high), ("2025-06-02", high)], true),
        // A recap of what was said before.
        (vec![("2025-06-02", reported.as_str())], true),
        // What is not important.
        (
            vec![("2025-06-02", "date = 2025-06-01\nstatus = \"happened\"")],
            false,
        ),
        // A new word on what a file keeps track of settles nothing.
        (
            vec![("2025-06-02", "date = \"[..2025-12]\"\nstatus = \"planned\"")],
            true,
        ),
        // Background.
        (
            vec![(
                "2025-06-02",
                "date = 1991-06-01\nstatus = \"happened\"\nimportance = \"high\"",
            )],
            true,
        ),
        // Told again once it was over.
        (
            vec![
                (
                    "2025-04-02",
                    "date = 2025-04-01\nstatus = \"happened\"\nimportance = \"high\"",
                ),
                ("2025-06-02", "date = \"2025-04\"\nstatus = \"happened\""),
            ],
            true,
        ),
    ] {
        let found = desk(&claims, with_file).lints();
        assert!(!found.contains("brief-outdated"), "{claims:?} {found}");
    }
}

#[test]
fn the_article_with_the_news_can_allow_it() {
    let text = claim(
        "2025-06-02",
        "date = \"[..2025-12]\"\nstatus = \"planned\"\nimportance = \"high\"",
    )
    .replace(
        "[[events]]",
        "allow = { \"lint/brief-outdated\" = \"the brief is on mended runways\" }\n[[events]]",
    );
    let desk = site([term(BRIEF), ("content/articles/a.md", text.as_str())]);
    assert_eq!(format!("{}{}", desk.complaints(), desk.lints()), "");
}
