//! What stands before a text, and lines of it that look like a page's furniture.

use super::imported;
use dateline::import::Imported;
use dateline::import::draft::{Facts, draft};
use dateline::import::source::Kind;

const BODY: &str = "The council said the bridge over the river would close for repairs after engineers found cracks in two of its pillars.\n\nEngineers had looked at the bridge for three weeks before they told the council what they had found in its pillars.";

fn read(head: &str, tail: &str) -> Imported {
    let text = format!("{head}\n\n{BODY}\n\n{tail}\n");
    imported(Kind::Text, &text, None)
}

#[test]
fn a_headline_is_told_from_letterheads_and_from_who_says_it() {
    for (head, title) in [
        (
            "Strike to end on Friday - union\n\n4 November 2025",
            "Strike to end on Friday - union",
        ),
        (
            "MINISTRY OF HEALTH\nPRESS RELEASE\n4 November 2025\n\nNew clinics open in three towns",
            "New clinics open in three towns",
        ),
        (
            "Strike to end on Friday - The Gazette\n\n4 November 2025",
            "Strike to end on Friday",
        ),
        (
            "FOR IMMEDIATE USE\n\nNew clinics open in three towns",
            "New clinics open in three towns",
        ),
        (
            "News release 24/2025\nNot for publication before Monday\n\nNew clinics open in three towns",
            "New clinics open in three towns",
        ),
        (
            "LEYTON CITY COUNCIL\n\nNew clinics open in three towns",
            "New clinics open in three towns",
        ),
        (
            "FOR IMMEDIATE RELEASE\n4 November 2025\n\nMAYOR OPENS NEW CLINICS IN\nTHREE TOWNS",
            "MAYOR OPENS NEW CLINICS IN THREE TOWNS",
        ),
        (
            "4 November 2025 Contact: Ada Hale\nHead of Communications\nFor immediate release: New clinics open in three towns",
            "New clinics open in three towns",
        ),
        (
            "From: Press <press@leyton.example>\nSent: Tuesday, 4 November 2025 09:14\nTo: Desk <desk@gazette.example>\nSubject: FW: New clinics open in three towns",
            "New clinics open in three towns",
        ),
        (
            "Notice No : 4417Q\nLeyton Water PLC\n4 November 2025\n\nNew clinics open in three towns",
            "New clinics open in three towns",
        ),
        (
            "Health Outbreak News\nMeasles – Leyton county\n4 November 2025",
            "Measles – Leyton county",
        ),
    ] {
        assert_eq!(read(head, "").metadata.title.as_deref(), Some(title));
    }
}

#[test]
fn a_headline_is_told_from_the_names_behind_it_in_a_windows_title() {
    for (title, heading) in [
        ("Bridge to close - Gazette.com", "<h1>Bridge to close</h1>"),
        (
            "Bridge over the river to close for repairs - Ada Hale and Tom Reed - The Gazette",
            "",
        ),
        (
            "Bridge over the river to close for repairs - Radio New Leyton",
            "",
        ),
    ] {
        let paragraphs: String = BODY
            .split("\n\n")
            .map(|text| format!("<p>{text}</p>"))
            .collect();
        let page = format!(
            "<html><head><title>{title}</title></head><body><article>{heading}{paragraphs}</article></body></html>"
        );
        let found = imported(Kind::Html, &page, None);
        assert_eq!(found.metadata.title.as_deref(), title.split(" - ").next());
    }
}

#[test]
fn the_day_of_what_was_done_or_of_another_article_is_not_that_of_the_text() {
    for head in [
        "Bridge to close for repairs\n\nThe bridge act was signed on 14 August 1935.",
        "Leyton County - News\nMore news\n26 March 2026\nFire in the old town kills two people",
    ] {
        assert_eq!(read(head, "").metadata.date, None, "{head}");
    }
    let day = "Bridge to close for repairs\n\nPosted by Ada Hale on 4 November 2025 in News";
    let day = read(day, "").metadata.date.unwrap();
    assert_eq!(day.to_string(), "2025-11-04");
}

#[test]
fn the_day_of_publication_is_told_from_that_of_an_update() {
    for line in [
        "Updated 13 November 2025 | Published 12 November 2025",
        "Published 12 November 2025 at 18:04 local time in the capital - Updated 13 November 2025 at 07:30 local time",
    ] {
        let found = read(&format!("Bridge to close for repairs\n\n{line}"), "").metadata;
        assert_eq!(
            found.published.unwrap().day.to_string(),
            "2025-11-12",
            "{line}"
        );
    }
    let found = read("Bridge to close for repairs\n\nPosted 04/11/2025", "").metadata;
    let others: Vec<String> = found
        .published
        .unwrap()
        .others
        .iter()
        .map(|told| told.day.to_string())
        .collect();
    assert_eq!(others, ["2025-11-04"]);
}

#[test]
fn a_line_of_authors_goes_on_in_the_next() {
    let found = read(
        "Bridge to close for repairs\n\nBy Ada Hale and\nTom Reed\n\n4 November 2025",
        "",
    );
    assert_eq!(found.metadata.authors, ["Ada Hale", "Tom Reed"]);
}

#[test]
fn a_sentence_is_no_furniture_whatever_it_begins_with() {
    let head = "Bridge to close for repairs\n\n4 November 2025";
    for line in [
        "The mayor wrote on Facebook on Monday that she would resign in May.",
        "Cookies worth 4,000 pounds were stolen on Friday.",
        "Published figures show that 400 farms have closed since May.",
        "Copyright reform will take effect on 7 June.",
        "Listen to the farmers, the mayor said.",
        "More on this will be known on 4 May.",
        "«The photo credit was wrong», the mayor noted on Monday.",
    ] {
        let tail = format!("{line}\n\nThe bridge was built in 1974.\n\nTurnout was 41%.");
        let found = read(head, &tail);
        assert_eq!(found.left_out, ["4 November 2025"], "{line}");
    }
    for line in [
        "Sign up for our newsletter.",
        "Follow us on Facebook.",
        "Read more about the bridge.",
    ] {
        let found = read(head, line);
        assert!(found.left_out.iter().any(|left| left == line), "{line}");
    }
}

#[test]
fn no_draft_is_made_of_a_text_with_a_second_front_matter() {
    let text = format!(
        "+++\ntitle = \"Bridge\"\ndate = 2025-11-04\n+++\n\n---\npublished: false\n---\n\n{BODY}\n"
    );
    let imported = imported(Kind::Markdown, &text, None);
    let refused = draft(&imported, Facts::InText).unwrap_err();
    assert!(refused.contains("front matter"), "{refused}");
}

#[test]
fn a_long_headline_above_the_text_is_whole_and_stands_once() {
    let headline = "Council closes the old bridge over the river for repairs after engineers find cracks in two of its pillars";
    let question = "Will the old bridge over the river close for repairs before the winter?";
    let standfirst =
        "Forty thousand cars cross it every day, and nobody knows yet which way they will go";
    let place = "LEYTON, Nov 4 (Reuters) - ";
    for (head, title, paragraphs) in [
        (format!("{headline}\n\n{place}"), headline, 2),
        (format!("{headline}\n{place}"), headline, 2),
        (format!("{question}\n\n{place}"), question, 2),
        (
            format!("{headline}\n\n{standfirst}\n\n{place}"),
            headline,
            3,
        ),
        (
            format!("LEYTON GAZETTE\n\n{headline}\n\n{place}"),
            headline,
            2,
        ),
    ] {
        let found = imported(Kind::Text, &format!("{head}{BODY}\n"), Some("2025-11-04"));
        let metadata = &found.metadata;
        assert_eq!(metadata.title.as_deref(), Some(title), "{head}");
        assert_eq!(metadata.dateline.as_deref(), Some("LEYTON"), "{head}");
        assert_eq!(metadata.agency.as_deref(), Some("Reuters"), "{head}");
        assert_eq!(found.paragraphs.len(), paragraphs, "{head}");
    }
    let bare = imported(Kind::Text, &format!("{place}{BODY}\n"), Some("2025-11-04"));
    assert_eq!(
        bare.metadata.title.as_deref(),
        Some("The council said the bridge over the river would close")
    );
    assert_eq!(bare.paragraphs.len(), 2);
}
