//! When a site changes by itself: then, and not before.

use std::collections::BTreeMap;
use std::path::Path;

use crate::support::{Site, published, site};
use chrono::{Days, NaiveDate, TimeZone, Utc};
use dateline::content::source::SourceTree;
use dateline::edition::{Options, evaluate};
use dateline::newsroom::next_change::{Cause, next_change};
use dateline::path::{SourcePath, UrlPath};

/// The demonstration as an open edition, at noon of a day.
fn demonstration(day: NaiveDate) -> Site {
    let mut tree = SourceTree::read(Path::new(env!("CARGO_MANIFEST_DIR"))).value;
    let path = SourcePath::new("dateline.toml");
    let open: Vec<&str> = tree.texts[&path]
        .lines()
        .filter(|line| !line.starts_with("as_of"))
        .collect();
    let open = open.join("\n");
    tree.texts.insert(path, open.into());
    let noon = Utc.from_utc_datetime(&day.and_hms_opt(12, 0, 0).unwrap());
    let evaluated = evaluate(&tree, &Options::at(noon));
    Site {
        tree,
        edition: evaluated.value,
        diagnostics: evaluated.diagnostics,
    }
}

/// Every page but `build.json`.
fn pages(site: &Site) -> BTreeMap<UrlPath, Vec<u8>> {
    let mut pages = published(&site.edition).value;
    pages.retain(|url, _| url.as_str() != "/build.json");
    pages
}

#[test]
fn the_demonstration_changes_on_the_day_it_names_and_on_no_day_before() {
    for (year, month, day) in [
        (2024, 10, 1),
        (2024, 12, 25),
        (2025, 9, 20),
        (2025, 10, 2),
        (2026, 1, 25),
    ] {
        let day = NaiveDate::from_ymd_opt(year, month, day).unwrap();
        let now = demonstration(day);
        let zone = now.edition.config.timezone;
        let next = next_change(&now.edition.newsroom, zone).unwrap();
        let change = next.instant.with_timezone(&zone).date_naive();
        assert!(change > day);
        let eve = demonstration(change - Days::new(1));
        assert!(
            pages(&eve) == pages(&now),
            "nothing changes from {day} to the eve of {change}"
        );
        let (before, after) = (pages(&eve), pages(&demonstration(change)));
        assert!(before != after, "{change}: {}", next.cause.words());
        if next.cause == Cause::Publication {
            // What is withheld is announced nowhere.
            continue;
        }
        for (url, page) in before
            .into_iter()
            .filter(|(url, _)| url.as_str().ends_with('/'))
        {
            let announces = announced(&page) == Some(change.to_string());
            assert_eq!(
                announces,
                Some(&page) != after.get(&url),
                "{url} on {change}"
            );
        }
    }
}

/// The day on which a page says that a date changes it next.
fn announced(page: &[u8]) -> Option<String> {
    let page = std::str::from_utf8(page).ok()?;
    let (_, rest) = page.split_once("a date changes this page on <time datetime=\"")?;
    rest.split('"').next().map(str::to_string)
}

#[test]
fn every_cause_is_known() {
    let cause = |files: &[(&str, &str)]| {
        let site = site(files.iter().copied());
        next_change(&site.edition.newsroom, site.edition.config.timezone)
            .map(|next| (next.cause, next.instant.to_rfc3339()))
    };
    let article = |more: &str| format!("+++\ntitle = \"A\"\ndate = 2025-01-01\n{more}+++\n");
    let one = |text: &str| cause(&[("content/articles/a.md", text)]);
    assert_eq!(one(&article("")), None);
    assert_eq!(
        one(&article("embargo = 2025-11-01T06:00:00Z\n")),
        Some((Cause::Publication, "2025-11-01T06:00:00+00:00".to_string()))
    );
    assert_eq!(
        one(&article("expires = 2025-12-01\n")),
        Some((Cause::Expiry, "2025-12-01T00:00:00+00:00".to_string()))
    );
    assert_eq!(
        one(&article("updated = 2025-11-02T00:00:00Z\n")),
        Some((Cause::Revision, "2025-11-02T00:00:00+00:00".to_string()))
    );
    let promise = article("[[events]]\ntitle = \"E\"\ndate = \"[..2025-10]\"\n");
    assert_eq!(
        one(&promise),
        Some((Cause::Deadline, "2025-11-01T00:00:00+00:00".to_string()))
    );
    let figure =
        article("[[figures]]\nseries = \"s\"\nlabel = \"S\"\nvalue = 1\nas_of = \"2025-01-01\"\n");
    let stale = cause(&[
        ("content/articles/a.md", figure.as_str()),
        ("content/series/s.md", "+++\nmax_age = \"300d\"\n+++\n"),
    ]);
    assert_eq!(
        stale,
        Some((Cause::Staleness, "2025-10-29T00:00:00+00:00".to_string()))
    );
}
