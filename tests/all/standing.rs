//! A site that is kept up as its files change is what it would be if it were read anew: the same
//! bytes on every page, the same words about what is wrong, after any edits.

use std::collections::{BTreeMap, BTreeSet};

use dateline::diagnostic::{Diagnostic, sorted};
use dateline::edition::{Options, Standing};
use dateline::path::UrlPath;
use proptest::prelude::*;

use crate::desk::{Article, Desk, Edit, Part, Table, edit, read};
use crate::support::{published, today};

/// Everything a site comes to: each page's bytes, and what is wrong on any stage or page.
fn everything(site: &Standing) -> (BTreeMap<UrlPath, Vec<u8>>, Vec<Diagnostic>) {
    let mut diagnostics = site.diagnostics();
    let pages = published(&site.edition).drain_into(&mut diagnostics);
    (pages, sorted(diagnostics))
}

fn assert_same(desk: &Desk, options: &Options, after: &str) {
    let fresh = read(&desk.files, options);
    let (kept, anew) = (everything(&desk.standing), everything(&fresh));
    assert_eq!(kept.1, anew.1, "what is wrong, after {after}");
    let urls = |pages: &BTreeMap<UrlPath, Vec<u8>>| Vec::from_iter(pages.keys().cloned());
    assert_eq!(urls(&kept.0), urls(&anew.0), "the pages, after {after}");
    for (url, bytes) in &kept.0 {
        let (kept, anew) = (
            String::from_utf8_lossy(bytes),
            String::from_utf8_lossy(&anew.0[url]),
        );
        assert_eq!(kept, anew, "{url}, after {after}");
    }
    // To look too early costs a look; to look too late, or never, leaves yesterday's site standing.
    let (kept, anew) = (desk.standing.changes_at(), fresh.changes_at());
    let in_time = anew.is_none_or(|anew| kept.is_some_and(|kept| kept <= anew));
    assert!(
        in_time,
        "changes at {kept:?} instead of {anew:?}, after {after}"
    );
}

/// Makes these edits one after the other, and holds what stands against a fresh reading each time.
fn holds_after(edits: &[Edit]) -> Vec<usize> {
    let options = today();
    let mut desk = Desk::new(&options);
    for edit in edits {
        desk.edit(edit, &options);
        assert_same(&desk, &options, &format!("{edit:?}"));
    }
    desk.anew
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(
        std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(96)
    ))]

    #[test]
    fn after_any_edits_a_standing_site_is_what_it_would_be_anew(edits in prop::collection::vec(edit(), 1..12)) {
        holds_after(&edits);
    }
}

/// What an everyday edit does not touch is remembered, or all of this would be for nothing.
#[test]
fn only_what_an_edit_touches_is_worked_out_anew() {
    let key = |at, part, key, value| Edit::Key(at, part, key, Some(value));
    let anew = holds_after(&[
        Edit::Body(1, "More.".to_string()),
        key(1, Part::Claim(0), "date", r#""2026-02""#),
        key(2, Part::Head, "title", r#""A crane falls""#),
        key(2, Part::Figure(0), "value", "40"),
        Edit::Remove(1),
        Edit::Body(1, String::new()),
    ]);
    // An article whose facts are others or elsewhere, with the events and the series it speaks of.
    let [body, facts @ .., _, nothing] = &anew[..] else {
        panic!("{anew:?}");
    };
    assert_eq!((*body, *nothing), (0, 0), "{anew:?}");
    assert!(
        facts.iter().all(|worked| (1..=6).contains(worked)),
        "{anew:?}"
    );
}

/// Two articles may call their own sources alike, and a figure of one not be touched by the other.
#[test]
fn sources_of_one_id_in_two_articles_stay_apart() {
    let article = |sources, figures| Article {
        head: Table::from([
            ("title", r#""Ships at anchor""#),
            ("date", "2025-09-05"),
            ("topics", r#"["cranes"]"#),
            ("regions", r#"["iraq"]"#),
            ("sources", sources),
        ]),
        figures,
        ..Article::default()
    };
    let figure = Table::from([
        ("series", r#""shops""#),
        ("label", r#""Shops""#),
        ("value", "10"),
        ("source", r#""wire""#),
    ]);
    holds_after(&[
        Edit::Write(
            0,
            article(r#"["wire", { id = "own", name = "Other" }]"#, vec![figure]),
        ),
        Edit::Write(
            3,
            article(r#"["wire", { id = "own", name = "Own" }]"#, vec![]),
        ),
        Edit::Key(3, Part::Head, "title", Some(r#""A crane falls""#)),
    ]);
}

/// What a series may have been meant to be depends on the files that declare some, and on no article:
/// another one that no longer speaks of `ships` changes nothing of it.
#[test]
fn a_series_that_may_be_misspelt_is_told_whatever_else_is_spoken_of() {
    let silent = |date| Article {
        head: Table::from([("title", r#""Ships at anchor""#), ("date", date)]),
        ..Article::default()
    };
    let shops = Article {
        figures: vec![Table::from([
            ("series", r#""shops""#),
            ("value", "10"),
            ("source", r#""wire""#),
        ])],
        ..silent("2025-09-05")
    };
    holds_after(&[
        Edit::Write(3, silent("2025-09-03")),
        Edit::Write(0, silent("2025-09-03")),
        Edit::Write(2, shops),
        Edit::Write(1, silent("2025-09-03")),
    ]);
}

/// The keys in the first table below a heading of the documentation.
fn documented(text: &'static str, heading: &str) -> BTreeSet<&'static str> {
    let below = text.split(heading).nth(1).unwrap();
    let rows = below
        .lines()
        .skip_while(|line| !line.starts_with("| key |"));
    let rows = rows.skip(2).take_while(|line| line.starts_with('|'));
    let keys = rows.flat_map(|row| row.split('|').nth(1).unwrap().split(','));
    keys.map(|key| key.trim().trim_matches('`')).collect()
}

#[test]
fn every_key_of_an_article_and_of_its_facts_is_tried() {
    let events = include_str!("../../docs/events.md");
    let figures = include_str!("../../docs/figures.md");
    let content = include_str!("../../docs/content.md");
    for (part, keys, least) in [
        (Part::Head, documented(content, "\n## Articles\n"), 20),
        (Part::Claim(0), documented(events, "\n## A claim\n"), 14),
        (
            Part::Figure(0),
            documented(figures, "\n## An observation\n"),
            16,
        ),
    ] {
        assert!(keys.len() >= least, "only {keys:?} were read");
        let tried: BTreeSet<&str> = part.keys().iter().map(|(key, ..)| *key).collect();
        let lacking: Vec<_> = keys.difference(&tried).collect();
        // The facts themselves are tables of their own.
        let lacking: Vec<_> = lacking
            .into_iter()
            .filter(|key| !["events", "figures"].contains(key))
            .collect();
        assert!(lacking.is_empty(), "{lacking:?} of {part:?} are not tried");
    }
}
