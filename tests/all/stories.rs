//! Whole stories: a site of each kind, and what its pages must and must not say on several days.

use std::collections::BTreeMap;
use std::path::Path;

use crate::support::{self, Site, noon_of};
use dateline::content::source::SourceTree;
use dateline::edition::evaluate;
use serde::Deserialize;

#[derive(Deserialize)]
struct Expected {
    say: Vec<Say>,
}

/// What one page says on one day.
#[derive(Deserialize)]
struct Say {
    as_of: String,
    page: String,
    #[serde(default)]
    has: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
    why: String,
}

fn story(name: &str) -> (SourceTree, Vec<Say>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/stories")
        .join(name);
    let tree = SourceTree::read(&folder);
    assert_eq!(tree.diagnostics, []);
    let expected = tree
        .value
        .texts
        .get(&dateline::path::SourcePath::new("expected.toml"));
    let expected = expected.map(|text| text.to_string());
    let expected = expected.unwrap_or_else(|| {
        String::from_utf8(support::bytes_of(&folder.join("expected.toml"))).unwrap()
    });
    (
        tree.value,
        toml::from_str::<Expected>(&expected).unwrap().say,
    )
}

fn on(tree: &SourceTree, day: &str) -> Site {
    let evaluated = evaluate(tree, &noon_of(day));
    Site {
        tree: tree.clone(),
        edition: evaluated.value,
        diagnostics: evaluated.diagnostics,
    }
}

/// A page's words as they are compared: in lower case, no space before a mark.
fn compared(words: &str) -> String {
    let words = words.to_lowercase().replace(['\u{a0}', '\u{202f}'], " ");
    let words = words.replace("&#x27;", "'").replace("&nbsp;", " ");
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut words = words.join(" ");
    for mark in [".", ",", ";", ":", ")"] {
        words = words.replace(&format!(" {mark}"), mark);
    }
    words
}

/// Holds a story's pages against what is expected of them.
fn assert_holds(name: &str) {
    let (tree, says) = story(name);
    let mut days: BTreeMap<&str, Vec<&Say>> = BTreeMap::new();
    for say in &says {
        days.entry(&say.as_of).or_default().push(say);
    }
    let mut wrong = Vec::new();
    for (day, says) in days {
        let site = on(&tree, day);
        let errors = site.complaints();
        assert!(!errors.contains("error["), "{day}: {errors}");
        for say in says {
            if !site.has_page(&say.page) {
                wrong.push(format!(
                    "{day} {}: there is no such page ({})",
                    say.page, say.why
                ));
                continue;
            }
            let page = compared(&site.words(&say.page));
            let missing = say
                .has
                .iter()
                .filter(|part| !page.contains(&compared(part)));
            let unwanted = say.not.iter().filter(|part| page.contains(&compared(part)));
            let (missing, unwanted): (Vec<_>, Vec<_>) = (missing.collect(), unwanted.collect());
            if !missing.is_empty() || !unwanted.is_empty() {
                wrong.push(format!(
                    "{day} {}: missing {missing:?}, unwanted {unwanted:?} ({})",
                    say.page, say.why
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        says.len(),
        wrong.join("\n")
    );
}

#[test]
fn a_story_of_displacement_and_disease_is_told_truly() {
    assert_holds("displacement");
}

#[test]
fn a_story_of_an_economy_with_an_election_is_told_truly() {
    assert_holds("economy");
}

#[test]
fn what_a_status_left_out_would_only_guess_stops_the_build() {
    let (tree, _) = story("economy");
    for (name, code) in [
        ("row-19d", "event/no-status"),
        ("row-19e", "event/promised-when-over"),
    ] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories/economy/refused");
        let text =
            String::from_utf8(support::bytes_of(&folder.join(format!("{name}.md")))).unwrap();
        let mut tree = tree.clone();
        let path = dateline::path::SourcePath::new(&format!("content/articles/2024/{name}.md"));
        tree.texts.insert(path, text.into());
        let codes = on(&tree, "2024-03-31").codes();
        assert!(codes.contains(&code), "{name}: {codes:?}");
    }
}

#[test]
fn a_story_of_a_ferry_with_its_facts_in_the_text_is_told_truly() {
    assert_holds("ferry");
}

/// What was typed for the facts of some articles: the lines of front matter, the characters of
/// facts wherever they stand but for the words that readers see, and the lengths of the claims.
#[derive(Debug, Default)]
struct Typed {
    lines: usize,
    facts: usize,
    claims: Vec<usize>,
}

fn typed<'a>(articles: impl Iterator<Item = &'a str>) -> Typed {
    let mut all = Typed::default();
    for article in articles {
        let (matter, text) = article[4..].split_once("\n+++\n").unwrap();
        all.lines += matter.lines().count();
        let tables = matter.split("\n[[").skip(1);
        let tables = tables.map(|table| {
            (
                "[[".len() + table.trim_end().len(),
                table.starts_with("events"),
            )
        });
        let links = text.split('[').skip(1).filter_map(|link| {
            let (words, fact) = link.split_once("](")?;
            let fact = fact.split_once(')')?.0;
            let is_event = fact.starts_with("event:");
            (is_event || fact.starts_with("figure:"))
                .then(|| ("[]()".len() + fact.chars().count(), is_event, words))
        });
        let links = links.map(|(length, is_event, _)| (length, is_event));
        for (length, is_event) in tables.chain(links) {
            all.facts += length;
            if is_event {
                all.claims.push(length);
            }
        }
    }
    all.claims.sort_unstable();
    all
}

#[test]
fn facts_in_the_text_take_a_third_of_the_typing_and_give_the_same_pages() {
    let (words, _) = story("ferry");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories/ferry-tables");
    let mut tables = words.clone();
    let is_article = |path: &str| path.starts_with("content/articles/");
    for (path, text) in tables.texts.iter_mut() {
        if let Some(name) = path.as_str().strip_prefix("content/articles/") {
            let table = String::from_utf8(support::bytes_of(&folder.join(name))).unwrap();
            *text = table.into();
        }
    }
    let articles = |tree: &SourceTree| {
        let articles = tree
            .texts
            .iter()
            .filter(|(path, _)| is_article(path.as_str()));
        let texts: Vec<String> = articles.map(|(_, text)| text.to_string()).collect();
        typed(texts.iter().map(String::as_str))
    };
    let (short, long) = (articles(&words), articles(&tables));
    assert_eq!(short.claims.len(), long.claims.len());
    assert!(
        3 * short.lines <= long.lines,
        "{} of {} lines",
        short.lines,
        long.lines
    );
    assert!(
        100 * short.facts <= 45 * long.facts,
        "{} of {} characters",
        short.facts,
        long.facts
    );
    let median = short.claims[short.claims.len() / 2];
    assert!(
        median <= 60,
        "half of the claims take more than {median} characters"
    );

    let (words, tables) = (on(&words, "2026-07-10"), on(&tables, "2026-07-10"));
    assert_eq!(
        (words.complaints(), tables.complaints()),
        (String::new(), String::new())
    );
    let (words, tables) = (
        support::published(&words.edition).value,
        support::published(&tables.edition).value,
    );
    let pages = words.iter().filter(|(url, _)| url.as_str().ends_with('/'));
    let pages: Vec<_> = pages.collect();
    assert!(pages.len() > 60, "{}", pages.len());
    for (url, page) in pages {
        let (page, same) = (
            String::from_utf8_lossy(page),
            String::from_utf8_lossy(&tables[url]),
        );
        assert_eq!(support::without_marks(&page), same, "{url}");
    }
}
