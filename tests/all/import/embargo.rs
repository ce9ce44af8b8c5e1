//! Texts that are not to be published yet, and say so.

use std::fs;

use dateline::import::source::Kind;

use super::command::{run, site};
use super::imported;

const TEXT: &str = "Harrow bridge to close\n\n30 January 2026\n\nThe bridge at Harrow will close by October 2026, the council said on Thursday. Some 1,400 drivers use it on a working day, the council said.\n";

/// What a line above a text says of its embargo: until when, and whether that is the whole of an instant.
fn held(line: &str) -> Option<(String, bool)> {
    let text = format!("{line}\n\n{TEXT}");
    let found = imported(Kind::Text, &text, Some("2026-01-30"));
    assert_eq!(
        found.metadata.title.as_deref(),
        Some("Harrow bridge to close"),
        "{line}"
    );
    let held = found.embargo?;
    Some((held.until.unwrap_or_default(), held.is_clear))
}

#[test]
fn the_line_that_holds_a_text_back_is_read() {
    for (line, until) in [
        (
            "EMBARGOED UNTIL 14:30 GMT ON 5 FEBRUARY",
            "2026-02-05T14:30:00+00:00",
        ),
        (
            "Strictly embargoed: 10am BST, 4 June 2026",
            "2026-06-04T10:00:00+01:00",
        ),
        (
            "For release at 8 a.m. ET on June 4",
            "2026-06-04T08:00:00-04:00",
        ),
        (
            "EMBARGO: 00.01 GMT, Wednesday 4 February 2026",
            "2026-02-04T00:01:00+00:00",
        ),
        (
            "UNDER EMBARGO UNTIL\n11:00 GMT, 3 FEBRUARY 2026",
            "2026-02-03T11:00:00+00:00",
        ),
        (
            "Sous embargo jusqu'au 3 février 2026 à 11h00, heure de Paris",
            "2026-02-03T11:00:00+01:00",
        ),
    ] {
        assert_eq!(held(line), Some((until.to_string(), true)), "{line}");
    }
}

#[test]
fn what_is_not_the_whole_of_an_instant_holds_the_text_back_and_asks() {
    for (line, until) in [
        (
            "Not for publication before 0001 hrs, Tuesday 3 February 2026",
            "2026-02-03T00:01:00",
        ),
        ("Press release: embargoed until Wednesday", "2026-02-04"),
        ("NOT FOR PUBLICATION", ""),
        ("HOLD FOR RELEASE", ""),
    ] {
        assert_eq!(held(line), Some((until.to_string(), false)), "{line}");
    }
}

#[test]
fn what_holds_nothing_back_is_no_embargo() {
    for line in [
        "FOR IMMEDIATE RELEASE",
        "Embargo: none",
        "NOT FOR RELEASE, PUBLICATION OR DISTRIBUTION IN THE UNITED STATES",
    ] {
        assert_eq!(held(line), None, "{line}");
    }
    let text = "Arms embargo on Alvania goes on\n\n30 January 2026\n\nThe embargo on arms until 2027 was welcomed, the ministry said on Thursday. A copy of the report was shown to many.\n";
    assert_eq!(imported(Kind::Text, text, None).embargo, None);
}

#[test]
fn the_day_of_an_embargo_is_not_the_day_of_the_article() {
    let text = format!("EMBARGOED until 11:00 GMT Tuesday 3 February 2026\n\n{TEXT}");
    let found = imported(Kind::Text, &text, None);
    assert_eq!(
        found.metadata.date.map(|day| day.to_string()).as_deref(),
        Some("2026-01-30")
    );
}

#[test]
fn the_embargo_of_a_front_matter_comes_along() {
    let text = "+++\ntitle = \"Bridge\"\ndate = 2026-01-30\nembargo = 2026-02-03T11:00:00Z\n+++\n\nThe bridge will close.\n";
    let held = imported(Kind::Markdown, text, None).embargo.unwrap();
    assert_eq!(held.until.as_deref(), Some("2026-02-03T11:00:00Z"));
}

#[test]
fn no_answer_to_a_proposal_releases_a_text_whose_embargo_is_not_clear() {
    let dir = site();
    let raw = dir.path().join("raw.txt");
    let article = dir
        .path()
        .join("content/articles/2026/harrow-bridge-to-close.md");
    fs::write(&raw, format!("EMBARGOED UNTIL TUESDAY\n\n{TEXT}")).unwrap();
    let (ok, said) = run(
        dir.path(),
        &["import", "--date", "2026-01-30", "raw.txt"],
        "",
    );
    assert!(ok, "{said}");
    let (_, said) = run(dir.path(), &["review"], "a\na\na\n");
    assert!(
        said.contains("EMBARGOED UNTIL TUESDAY") && said.contains("stays a draft"),
        "{said}"
    );
    let (_, said) = run(dir.path(), &["review", article.to_str().unwrap()], "");
    assert!(said.contains("stays a draft"), "{said}");
    let text = fs::read_to_string(&article).unwrap();
    assert!(
        text.contains("draft = true") && text.contains("embargo = 2026-02-03\n"),
        "{text}"
    );

    let lines = text
        .lines()
        .filter(|line| !line.starts_with("# Before it is published"));
    let clear: String = lines.map(|line| format!("{line}\n")).collect();
    fs::write(&article, clear).unwrap();
    let (_, said) = run(dir.path(), &["review", article.to_str().unwrap()], "");
    assert!(said.contains("no draft any more"), "{said}");
}
