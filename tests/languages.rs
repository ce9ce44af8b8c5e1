//! The interface in other languages: words, plurals, dates and digits.
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

mod support;

use support::{Site, site};

const ARTICLES: [(&str, &str); 2] = [
    (
        "content/articles/a.md",
        "+++\ntitle = \"A\"\ndate = 2024-09-09\n[[events]]\nid = \"e\"\ntitle = \"E\"\ndate = \"[..2025-06]\"\nby = \"X\"\nstatus = \"announced\"\n[[figures]]\nseries = \"s\"\nlabel = \"S\"\nvalue = 2500\nhedge = \"about\"\nas_of = \"2024-09\"\n+++\n",
    ),
    (
        "content/articles/b.md",
        "+++\ntitle = \"B\"\ndate = 2024-11-09\n[[events]]\nid = \"e\"\ntitle = \"E\"\ndate = \"[..2025-12-03]\"\nby = \"X\"\nstatus = \"announced\"\n+++\n",
    ),
];

fn in_language(code: &str, file: Option<(&str, &str)>) -> Site {
    let config = format!("title = \"Desk\"\nlanguage = \"{code}\"\ntheme = \"own\"\n");
    let theme = ("themes/own/theme.toml", "name = \"own\"\n");
    let files = [("dateline.toml", config.as_str()), theme];
    site(files.into_iter().chain(ARTICLES).chain(file))
}

#[test]
fn arabic_has_its_words_dates_digits_and_plurals() {
    let site = in_language("ar", None);
    assert_eq!(site.complaints(), "");
    let event = site.page("/events/e/");
    assert!(event.contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(event.contains("بحلول ٣ ديسمبر ٢٠٢٥"), "{event}");
    // From 30 June to 3 December are 156 days, which take the singular accusative.
    assert!(event.contains("بفارق ١٥٦ يومًا"), "{event}");
    let figure = site.page("/figures/s/");
    assert!(figure.contains("نحو"), "{figure}");
    assert!(figure.contains("٢٬٥٠٠"), "{figure}");
    assert!(
        figure.contains("datetime=\"2024-09\""),
        "what machines read stays as it is"
    );
}

#[test]
fn a_region_of_a_language_takes_the_language() {
    let site = in_language("ar-IQ", None);
    assert!(site.page("/events/e/").contains("٢٠٢٥"));
}

#[test]
fn a_language_without_a_file_is_english() {
    let site = in_language("de", None);
    assert_eq!(site.complaints(), "");
    assert!(site.words("/events/e/").contains("by 3 December 2025"));
}

#[test]
fn a_theme_brings_a_language_and_what_it_lacks_stays_english_and_is_told() {
    let built_in = include_str!("../themes/default/languages/en.toml");
    let german = built_in
        .replace("by = \"by {0}\"", "by = \"bis zum {0}\"")
        .replace("\"December\"", "\"Dezember\"")
        .replace("ahead = \"Ahead\"\n", "");
    let site = in_language(
        "de",
        Some(("themes/own/languages/de.toml", german.as_str())),
    );
    assert!(site.words("/events/e/").contains("bis zum 3 Dezember 2025"));
    let complaints = site.complaints();
    assert!(
        complaints
            .contains("warning[language/missing]: these words are missing and stay English: ahead"),
        "{complaints}"
    );
    assert!(site.page("/").contains(">Ahead<"));
}

#[test]
fn a_broken_language_file_is_told_with_its_place() {
    let site = in_language(
        "de",
        Some(("themes/own/languages/de.toml", "[dates]\nmonths = 3\n")),
    );
    let complaints = site.complaints();
    assert!(complaints.contains("error[language/file]"), "{complaints}");
    assert!(
        complaints.contains("themes/own/languages/de.toml:2"),
        "{complaints}"
    );
}
