//! A fact that is reported on a day to come: until then nobody has said it, from then on it is as any other.

use crate::support::{Site, as_of, noon_of, site_with, words};
use dateline::edition::Options;
use dateline::newsroom::next_change::{Cause, next_change};

const SOURCES: (&str, &str) = (
    "content/sources.toml",
    "[a]\nname = \"A\"\nkind = \"organisation\"\n[b]\nname = \"B\"\nkind = \"organisation\"\n",
);

fn article(date: &str, facts: &str, body: &str) -> String {
    format!("+++\ntitle = \"Of {date}\"\ndate = {date}\n{facts}+++\n{body}\n")
}

fn claim(id: &str, status: &str, date: &str, more: &str) -> String {
    format!(
        "[[events]]\nid = \"{id}\"\ntitle = \"The bridge opens\"\ndate = \"{date}\"\nstatus = \"{status}\"\nby = \"a\"\n{more}"
    )
}

fn number(value: u32, by: &str, day: &str, more: &str) -> String {
    format!(
        "[[figures]]\nseries = \"s\"\nlabel = \"Walkers\"\nvalue = {value}\nas_of = {day}\nby = \"{by}\"\n{more}"
    )
}

fn built(articles: &[String], options: &Options) -> Site {
    let paths = ["a", "b", "c"].map(|name| format!("content/articles/{name}.md"));
    let files = paths.iter().map(String::as_str);
    let files = files.zip(articles.iter().map(String::as_str));
    site_with(files.chain([SOURCES]), options)
}

#[test]
fn a_word_that_is_to_be_said_moves_nothing_until_its_day() {
    let articles = [
        article("2025-08-01", &claim("e", "announced", "2025-12", ""), ""),
        article(
            "2025-09-20",
            &claim("e", "announced", "2026-03", "reported = 2025-10-10\n"),
            "",
        ),
    ];
    let eve = built(&articles, &noon_of("2025-10-09"));
    assert_eq!(eve.complaints(), "");
    let told = eve.words("/events/e/");
    assert!(told.contains("Announced for December 2025 (A, 1 August 2025)."));
    for url in ["/events/e/", "/changes/", "/articles/b/", "/ahead/"] {
        let told = eve.words(url);
        assert!(!told.contains("March 2026"), "{url}: {told}");
    }
    let next = next_change(&eve.edition.newsroom, eve.edition.config.timezone).unwrap();
    assert_eq!(next.cause, Cause::Report);
    assert_eq!(next.instant.to_rfc3339(), "2025-10-10T00:00:00+00:00");

    let said = built(&articles, &as_of("2025-10-10"));
    let told = said.words("/events/e/");
    assert!(told.contains("Announced for March 2026 (A, 10 October 2025)."));
    assert!(told.contains("A put it off: its last day moved from 31 December 2025"));
    // It became public on that day and not with its article.
    assert!(told.contains("Changed 10 October 2025"), "{told}");
    let changes = said.words("/changes/");
    assert!(changes.contains("10 October 2025 Put off"), "{changes}");
    let since = said.words("/articles/a/");
    assert!(since.contains("now March 2026, put off"), "{since}");
}

#[test]
fn what_was_said_after_an_article_is_news_to_one_that_came_between() {
    let articles = [
        article(
            "2025-08-01",
            &claim("e", "announced", "2026-03", "reported = 2025-09-12\n"),
            "",
        ),
        article("2025-09-01", &claim("e", "announced", "2025-12", ""), ""),
    ];
    let since = built(&articles, &as_of("2025-10-10")).words("/articles/b/");
    assert!(since.contains("now March 2026, put off"), "{since}");
}

#[test]
fn a_number_that_is_to_be_given_heads_and_corrects_nothing_until_its_hour() {
    let articles = [article(
        "2025-09-01",
        &(number(9, "a", "2025-09-01", "reported = 2025-10-01T18:00:00Z\n")
            + &number(7, "a", "2025-09-01", "")
            + &number(5, "b", "2025-09-01", "")),
        "",
    )];
    let at = |hour: &str| {
        let now = format!("2025-10-01T{hour}:00:00Z").parse().unwrap();
        built(&articles, &Options::at(now))
    };
    let (before, after) = (at("12"), at("18"));
    let (told, later) = (before.words("/figures/s/"), after.words("/figures/s/"));
    assert!(!told.contains("no longer stands"), "{told}");
    assert!(told.contains("7 As of 1 September 2025 A"), "{told}");
    assert!(later.contains("7 no longer stands"), "{later}");
    // What was there keeps its place and its address.
    let at = |site: &Site, id: &str| {
        let page = site.page("/articles/a/");
        let (_, rest) = page.split_once(&format!("id=\"{id}\"")).unwrap();
        words(rest).chars().take(45).collect::<String>()
    };
    assert_eq!(at(&before, "figure-2"), at(&after, "figure-2"));
}

#[test]
fn a_fact_of_the_text_that_is_to_be_said_leaves_its_words() {
    let body = "It is to open [in March 2026](event:e \"announced, by A, said 10 October 2025\").";
    let articles = [article("2025-09-20", "", body)];
    let eve = built(&articles, &noon_of("2025-10-09"));
    assert_eq!(eve.complaints(), "");
    assert!(eve.words("/articles/a/").contains("to open in March 2026"));
    assert!(!eve.has_page("/events/e/"));
    let day = built(&articles, &noon_of("2025-10-10"));
    assert!(day.has_page("/events/e/"));
}

#[test]
fn a_fact_that_is_reported_years_ahead_is_taken_for_a_slip() {
    let slip = claim("e", "announced", "2225-12", "reported = 2205-09-21\n");
    let site = built(&[article("2025-09-20", &slip, "")], &noon_of("2025-10-09"));
    let told = site.lints();
    assert!(
        told.contains("nobody sees this before 21 September 2205"),
        "{told}"
    );
    assert!(told.contains("reported = 2025-09-21"), "{told}");
}

#[test]
fn what_was_to_be_said_after_its_article_expired_never_was() {
    let articles = [
        article("2025-09-04", &claim("e", "announced", "2025-12", ""), ""),
        article(
            "2025-09-06",
            &format!(
                "expires = 2025-09-25\n{}",
                claim("e", "announced", "2026-03", "reported = 2025-10-10\n")
            ),
            "",
        ),
    ];
    let log = |day: &str| {
        let site = built(&articles, &noon_of(day));
        let log: serde_json::Value = serde_json::from_str(&site.page("/changes.json")).unwrap();
        log["rows"].clone()
    };
    let before = log("2025-10-09");
    assert_eq!(before.as_array().unwrap().len(), 3, "{before}");
    assert_eq!(log("2025-10-11"), before);
}
